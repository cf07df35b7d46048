import type * as Comlink from 'comlink';
import type { Lab } from '../workers/lab-contract';
import type { LabAccess } from './lab-access';

/** Something that the lab is asked for once for each study that is shown. */
export class Asked<T> {
  value = $state.raw<T | undefined>(undefined);
  /** How far it is, 0 to 1; undefined while nothing is under way. */
  share = $state<number | undefined>(undefined);
  #of: string | undefined;
  #stop: () => void = () => undefined;

  /** @param of what the answer belongs to; the same is not asked for twice. */
  async ask(
    of: string,
    access: LabAccess,
    question: (lab: Comlink.Remote<Lab>, port: MessagePort) => Promise<T>,
  ): Promise<void> {
    if (this.#of === of) return;
    this.#stop();
    this.#of = of;
    this.value = undefined;
    this.share = 0;
    const job = access.start<T>(question, {
      progress: (done, total) => {
        if (this.#of === of) this.share = done / Math.max(1, total);
      },
    });
    this.#stop = () => job.stop();
    try {
      const value = await job.result;
      if (this.#of === of) this.value = value;
    } catch (error) {
      if (this.#of === of) this.#of = undefined;
      await access.meet(error);
    } finally {
      if (this.#of === of || this.#of === undefined) this.share = undefined;
    }
  }

  stop(): void {
    this.#stop();
    this.#of = undefined;
    this.value = undefined;
    this.share = undefined;
  }
}
