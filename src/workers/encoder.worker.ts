import * as Comlink from 'comlink';
import type * as Ort from 'onnxruntime-web';
import wasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import gpuWasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url';
import { createEncoderWorker } from './encoder';
import { tellRequests } from './requests';
import { letFaultsCross } from './throw-handler';

letFaultsCross();
tellRequests();

// One thread per worker: several workers share the cores better than threads do, and the page needs
// no special headers.
function settle(ort: typeof Ort, wasm: string): typeof Ort {
  ort.env.wasm.numThreads = 1;
  ort.env.wasm.wasmPaths = { wasm: new URL(wasm, self.location.href).href };
  return ort;
}

Comlink.expose(
  createEncoderWorker({
    openWasm: async () =>
      settle((await import('onnxruntime-web/wasm')) as unknown as typeof Ort, wasmUrl),
    openWebgpu: async () =>
      settle((await import('onnxruntime-web/webgpu')) as unknown as typeof Ort, gpuWasmUrl),
    async hasAdapter() {
      const gpu = (navigator as { gpu?: { requestAdapter(): Promise<object | null> } }).gpu;
      return ((await gpu?.requestAdapter().catch(() => null)) ?? null) !== null;
    },
    transfer: (value, buffers) => Comlink.transfer(value as object, buffers) as never,
  }),
);
