// From a fresh clone to an open page: packages, models, build, a server, and where to look.
import { checkNode, installPackages } from './install.js';

checkNode();
installPackages();
const { bringModels } = await import('./models.js');
const { buildPage, root } = await import('./prepare.js');
await bringModels();
await buildPage();
const { preview } = await import('vite');
const server = await preview({ root, logLevel: 'warn', preview: { open: false } });
const [address] = server.resolvedUrls?.local ?? ['http://localhost:4173/'];
console.log(`\nEnclave is open at ${address}\nPress Ctrl+C to end it.`);
