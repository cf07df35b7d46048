// Builds bench/mood/embed.ts for Node: node bench/mood/build.js, then
// node .cache/mood/embed.js TEXTS.json OUT.f32 MODEL public/models
import { buildForNode } from '../../scripts/prepare.js';
import { buildKernels } from '../../scripts/kernels.js';

await buildKernels();
await buildForNode(
  {
    embed: 'bench/mood/embed.ts',
    features: 'bench/mood/features.ts',
    mixed: 'bench/mood/mixed.ts',
    sentences: 'bench/mood/sentences.ts',
  },
  process.argv[2] ?? '.cache/mood',
);
