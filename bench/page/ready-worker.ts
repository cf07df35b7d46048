import { layOutBeside } from '../../src/workers/lay-out-beside';
import { letFaultsCross } from '../../src/workers/throw-handler';
import { timeReady } from './ready';
import { sampleOf } from './sample-of';

letFaultsCross();

self.onmessage = async ({ data: rows }: MessageEvent<number>) => {
  const bytes = await (await fetch(`/vectors/vectors-${rows}.f32`)).arrayBuffer();
  const data = new Float32Array(bytes);
  const layOut = layOutBeside(
    () =>
      new Worker(new URL('../../src/workers/layout.worker.ts', import.meta.url), {
        type: 'module',
      }),
  );
  const vectors = { rows, cols: data.length / rows, data };
  self.postMessage(await timeReady(sampleOf(rows), vectors, layOut));
};
