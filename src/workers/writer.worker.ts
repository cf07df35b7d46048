import * as Comlink from 'comlink';
import { LoggerWithoutDebug, Wllama } from '@wllama/wllama';
import wasmUrl from '@wllama/wllama/esm/wasm/wllama.wasm?url';
import compatCode from '@wllama/wllama-compat/wasm/wllama.js?url';
import compatWasm from '@wllama/wllama-compat/wasm/wllama.wasm?url';
import { tellRequests } from './requests';
import { letFaultsCross } from './throw-handler';
import { createWriterWorker } from './writer';

letFaultsCross();
tellRequests();
const here = (address: string) => new URL(address, self.location.href).href;
Comlink.expose(
  createWriterWorker(async () => {
    const quiet = { ...LoggerWithoutDebug, log: () => undefined, warn: () => undefined };
    const wllama = new Wllama(
      { default: here(wasmUrl) },
      { suppressNativeLog: true, logger: quiet },
    );
    // For browsers whose calls cannot be suspended or whose memories are small; else it would come from elsewhere.
    wllama.setCompat({ worker: here(compatCode), wasm: here(compatWasm) });
    return wllama;
  }),
);
