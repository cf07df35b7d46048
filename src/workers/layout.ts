import type { LayoutInput } from '../core/project/layout-rows';
import type { PullDevice } from '../core/ports';
import { layOutHere } from '../study/draw-map';
import type { CompareChoice } from './gpu-device';
import { openLink } from './link';

/** The map as it stands after a share of the work on it. */
export interface Forming {
  readonly layout: Float32Array;
  readonly share: number;
}

export interface LayoutWorker {
  /**
   * @param choice whether a graphics card may draw.
   * @param port hears progress and `Forming`.
   */
  layOut(input: LayoutInput, choice: CompareChoice, port: MessagePort): Promise<Float32Array>;
  ping(): Promise<void>;
}

/** @param transfer hands a buffer over instead of copying it. */
export function createLayoutWorker(
  transfer: <T>(value: T, buffers: Transferable[]) => T,
  openDevice: (choice: CompareChoice) => PullDevice,
): LayoutWorker {
  return {
    async layOut(input, choice, port) {
      const link = openLink<Forming>(port);
      try {
        const show = (layout: Float32Array, share: number) => link.tell({ layout, share });
        const found = await layOutHere(input, show, link.watch, openDevice(choice));
        return transfer(found, [found.buffer]);
      } finally {
        link.close();
      }
    },
    ping: async () => undefined,
  };
}
