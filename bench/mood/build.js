// Builds the tools of this folder for Node, each into a folder of its own: node bench/mood/build.js, then for example
// node .cache/mood/embed/embed.js TEXTS.json OUT.f32 MODEL public/models
import { buildForNode } from '../../scripts/prepare.js';
import { buildKernels } from '../../scripts/kernels.js';

await buildKernels();
for (const name of ['embed', 'features', 'mixed', 'sentences'])
  await buildForNode({ [name]: `bench/mood/${name}.ts` }, `.cache/mood/${name}`);
