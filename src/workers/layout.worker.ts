import * as Comlink from 'comlink';
import { createLayoutWorker } from './layout';
import { letFaultsCross } from './throw-handler';

letFaultsCross();

Comlink.expose(
  createLayoutWorker((value, buffers) => Comlink.transfer(value as object, buffers) as never),
);
