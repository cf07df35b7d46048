import * as Comlink from 'comlink';
import { createLayoutWorker } from './layout';
import { openPullDevice } from './pull-webgpu';
import { letFaultsCross } from './throw-handler';

letFaultsCross();

Comlink.expose(
  createLayoutWorker(
    (value, buffers) => Comlink.transfer(value as object, buffers) as never,
    (choice) => openPullDevice((navigator as { readonly gpu?: GPU }).gpu, choice),
  ),
);
