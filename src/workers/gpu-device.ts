/** `auto`: where it is real and measured to be quicker; `wasm`: never; `webgpu`: wherever there is an adapter. */
export type CompareChoice = 'auto' | 'wasm' | 'webgpu';

/** How many times as quick as a thread a device must be. */
export const QUICKER = 1.5;
/** Seconds that a device may be busy in one piece: pages are drawn by it, too. */
export const PIECE = 0.03;
/** Milliseconds after which a device that does not open, or does not answer, is given up. */
const OPENING = 5000;
/** Where the person has asked for it, it is worth a longer wait. */
const OPENING_ASKED = 30000;
const PATIENCE = 15000;
/** Bytes from what one dispatch is told to what the next is. */
export const APART = 256;
/** Adapters that are a processor in disguise. */
const SOFTWARE = /swiftshader|llvmpipe|lavapipe|softpipe|software|basic render|\bwarp\b|\bcpu\b/i;

// GPUBufferUsage, GPUMapMode and GPUShaderStage.
export const USAGE = { read: 1, copyFrom: 4, copyTo: 8, uniform: 64, storage: 128 } as const;
export const READ = 1;
const COMPUTE = 4;

/** A device and the one program that it runs. */
export interface Opened {
  readonly device: GPUDevice;
  readonly group: GPUBindGroupLayout;
  readonly pipeline: GPUComputePipeline;
}

/**
 * Opens a device for a shader.
 *
 * @param anyAdapter whether a processor that stands in for a card is taken, too.
 * @param codeFor the shader, given whether the language has products of packed bytes.
 * @param bindings what the shader is given, in its order.
 * @returns undefined where there is no such adapter.
 */
export async function openDevice(
  gpu: GPU,
  anyAdapter: boolean,
  codeFor: (packed: boolean) => string,
  bindings: readonly GPUBufferBindingLayout[],
): Promise<Opened | undefined> {
  const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
  if (adapter === null || (!anyAdapter && isSoftware(adapter))) return undefined;
  const { maxBufferSize, maxStorageBufferBindingSize } = adapter.limits;
  const device = await adapter.requestDevice({
    requiredLimits: { maxBufferSize, maxStorageBufferBindingSize },
  });
  const packed = gpu.wgslLanguageFeatures.has('packed_4x8_integer_dot_product');
  const group = device.createBindGroupLayout({
    entries: bindings.map((buffer, binding) => ({ binding, visibility: COMPUTE, buffer })),
  });
  const pipeline = await device.createComputePipelineAsync({
    layout: device.createPipelineLayout({ bindGroupLayouts: [group] }),
    compute: { module: device.createShaderModule({ code: codeFor(packed) }) },
  });
  return { device, group, pipeline };
}

/**
 * A device that is opened when it is first asked for and stays open; one that is lost once is not asked again.
 *
 * @param open as `openDevice` does; given up after a while.
 * @param asked whether somebody has asked for a device, whatever it is.
 */
export function keepOpen(
  open: () => Promise<Opened | undefined>,
  asked: boolean,
): () => Promise<Opened | undefined> {
  let opening: Promise<Opened | undefined> | undefined;
  return async () => {
    opening ??= inTime(open(), asked ? OPENING_ASKED : OPENING);
    const opened = await opening;
    void opened?.device.lost.then(() => (opening = Promise.resolve(undefined)));
    return opened;
  };
}

/** Whether an adapter says, in one way or another, that it is a processor. */
export function isSoftware(adapter: Pick<GPUAdapter, 'info'>): boolean {
  const { vendor, architecture, device, description, isFallbackAdapter } = adapter.info;
  const { isFallbackAdapter: said } = adapter as { readonly isFallbackAdapter?: boolean };
  if (isFallbackAdapter || said === true) return true;
  return SOFTWARE.test([vendor, architecture, device, description].join(' '));
}

/** @throws Error where it takes too long. */
export function inTime<T>(promise: Promise<T>, milliseconds = PATIENCE): Promise<T> {
  let timer: ReturnType<typeof setTimeout>;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('the device does not answer')), milliseconds);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
