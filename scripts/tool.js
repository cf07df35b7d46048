// The command line tool: builds it when the sources changed, then runs it.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { checkNode, installPackages } from './install.js';

checkNode();
installPackages();
const { buildTool, root } = await import('./prepare.js');
await buildTool();
const result = spawnSync(
  process.execPath,
  [path.join(root, '.cache/tool/cli.js'), ...process.argv.slice(2)],
  { stdio: 'inherit', env: { ENCLAVE_MODELS: path.join(root, 'public/models'), ...process.env } },
);
process.exitCode = result.status ?? 1;
