import * as Comlink from 'comlink';
import type { LayOut } from '../study/draw-map';
import { stopOf } from '../study/encoder-pool';
import type { CompareChoice } from './gpu-device';
import type { Forming, LayoutWorker } from './layout';
import { createTask } from './link';
import { openRoom } from './remote-room';

/** Longer than a piece of a layout takes on a slow machine. */
const LAYOUT_PATIENCE = 12000;

/**
 * Lays rows out in a worker that lives as long as the map forms.
 *
 * @param makeWorker of `layout.worker.ts`.
 * @param choice whether a graphics card may draw.
 */
export const layOutBeside =
  (makeWorker: () => Worker, choice: CompareChoice = 'auto'): LayOut =>
  async (input, show, watch) => {
    const room = openRoom<LayoutWorker>(makeWorker(), LAYOUT_PATIENCE);
    const task = createTask<Forming>((heard) => {
      if (heard.kind === 'progress') watch.report(heard.done, heard.total);
      else show(heard.event.layout, heard.event.share);
    });
    const stop = stopOf(watch.signal);
    try {
      const port = Comlink.transfer(task.port, [task.port]);
      return await Promise.race([room.call(room.remote.layOut(input, choice, port)), stop.stopped]);
    } finally {
      stop.forget();
      task.close();
      room.close();
    }
  };
