interface WasmHost {
  validate(bytes: Uint8Array): boolean;
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object, imports: object) => { exports: unknown };
}

/** What every kernel module exports. */
export interface KernelExports {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  /** The first byte that is free. */
  base(): number;
}

const PAGE = 65536;
const wasm = (globalThis as { WebAssembly?: WasmHost }).WebAssembly;
const compiled = new Map<Uint8Array, object>();

/** Whether the engine can run a module; one with instructions that it does not know is not valid to it. */
export function canRun(bytes: Uint8Array): boolean {
  return compiled.has(bytes) || (wasm?.validate(bytes) ?? false);
}

/** A kernel module with a memory of its own, compiled once. */
export interface Kernel<Exports extends KernelExports> {
  readonly exports: Exports;
  /**
   * Room in its memory, zero, for as long as the kernel lives. Views taken before are empty where the memory had
   * to grow.
   *
   * @returns where it begins, a multiple of 64.
   */
  reserve(bytes: number): number;
  /**
   * Gives the memory to whoever opens the module next: an engine has room for about a hundred memories in all of a
   * page's workers together, however small, and frees none before it is short of room itself. What was reserved and all
   * views of it must not be used any more.
   */
  close(): void;
}

/** Memories that wait for their next use, of each module, and how large they may be. */
const KEPT = 2;
const KEPT_BYTES = 2 ** 26;
const idle = new Map<Uint8Array, Kernel<KernelExports>[]>();

/** @throws Error where the engine cannot run the module; see `canRun`. */
export function openKernel<Exports extends KernelExports>(bytes: Uint8Array): Kernel<Exports> {
  if (wasm === undefined) throw new Error('this engine has no WebAssembly');
  const waiting = idle.get(bytes)?.pop();
  if (waiting !== undefined) return waiting as Kernel<Exports>;
  const module = compiled.get(bytes) ?? new wasm.Module(bytes);
  compiled.set(bytes, module);
  const instance = new wasm.Instance(module, { env: { abort: () => undefined } });
  const exports = instance.exports as Exports;
  const { memory } = exports;
  const upTo = (at: number): number => Math.ceil(at / 64) * 64;
  const first = upTo(exports.base());
  let next = first;
  const kernel: Kernel<Exports> = {
    exports,
    reserve(wanted) {
      const at = next;
      next = upTo(at + wanted);
      const missing = next - memory.buffer.byteLength;
      if (missing > 0) memory.grow(Math.ceil(missing / PAGE));
      return at;
    },
    close() {
      const others = idle.get(bytes) ?? [];
      if (others.length >= KEPT || memory.buffer.byteLength > KEPT_BYTES || others.includes(kernel))
        return;
      new Uint8Array(memory.buffer, first, Math.max(0, next - first)).fill(0);
      next = first;
      idle.set(bytes, [...others, kernel]);
    },
  };
  return kernel;
}
