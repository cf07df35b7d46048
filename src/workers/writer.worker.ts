import * as Comlink from 'comlink';
import { LoggerWithoutDebug, Wllama } from '@wllama/wllama';
import wasmUrl from '@wllama/wllama/esm/wasm/wllama.wasm?url';
import { tellRequests } from './requests';
import { letFaultsCross } from './throw-handler';
import { createWriterWorker } from './writer';

letFaultsCross();
tellRequests();
Comlink.expose(
  createWriterWorker(async () => {
    const quiet = { ...LoggerWithoutDebug, log: () => undefined, warn: () => undefined };
    const wllama = new Wllama(
      { default: new URL(wasmUrl, self.location.href).href },
      { suppressNativeLog: true, logger: quiet },
    );
    // The compatibility build would come from elsewhere.
    wllama.setCompat(null);
    return wllama;
  }),
);
