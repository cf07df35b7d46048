import * as Comlink from 'comlink';
import { asFault, Fault } from '../core/fault';
import type { Lab } from '../workers/lab-contract';
import { createTask, type Task } from '../workers/link';
import type { RemoteRoom } from '../workers/remote-room';
import type { Ask, Job, JobEars, LabAccess } from './lab-access';

/** What happens to failures. */
interface Met {
  /** A failure to tell the person of. */
  tell(fault: Fault): void;
  /** The lab died; `replace` gives a new one. */
  revive(): Promise<void>;
}

/** Milliseconds that a lab may take to answer that it is alive. */
const SIGN_OF_LIFE = 2000;

/** The worker that the study lives in, and how it is asked, waited for and replaced. */
export class LabRoom implements LabAccess {
  readonly #open: () => RemoteRoom<Lab>;
  readonly #met: Met;
  #opened: RemoteRoom<Lab> | undefined;

  constructor(open: () => RemoteRoom<Lab>, met: Met) {
    this.#open = open;
    this.#met = met;
  }

  /** The lab is opened when something is first asked of it. */
  get #room(): RemoteRoom<Lab> {
    this.#opened ??= this.#open();
    return this.#opened;
  }

  call<T>(ask: (lab: Comlink.Remote<Lab>) => Promise<T>): Promise<T> {
    const room = this.#room;
    return room.call(ask(room.remote)).catch((error: unknown) => {
      // Whoever still waited for a lab that was let go has been told otherwise.
      throw room === this.#opened ? error : new Fault('stopped');
    });
  }

  start<T, E = never>(ask: Ask<T>, ears: JobEars<E> = {}): Job<T> {
    const task = createTask<E>((event) => {
      if (event.kind === 'progress') ears.progress?.(event.done, event.total);
      else ears.event?.(event.event);
    });
    const answer = this.call((lab) => ask(lab, Comlink.transfer(task.port, [task.port])));
    const result = untilStopped(answer, task).finally(() => task.close());
    return { result, stop: () => task.stop() };
  }

  /** Answers a failure: a stop is no fault, a dead worker is replaced, all else is told. */
  async meet(error: unknown): Promise<void> {
    const fault = asFault(error);
    if (fault.code === 'stopped') return;
    const died = fault.code === 'worker-died' && fault.details.message !== 'encoder';
    if (died && !(await this.#isAlive())) await this.#met.revive();
    else this.#met.tell(fault);
  }

  /**
   * Lets the lab go, with all that it and the workers below it hold: memory of WebAssembly never shrinks
   * while its worker lives. The next thing that is asked opens another, with nothing open in it.
   */
  replace(): void {
    const room = this.#opened;
    this.#opened = undefined;
    room?.close();
  }

  #isAlive(): Promise<boolean> {
    return Promise.race([
      this.#room.remote.ping().then(
        () => true,
        () => false,
      ),
      new Promise<boolean>((resolve) => setTimeout(() => resolve(false), SIGN_OF_LIFE)),
    ]);
  }
}

/** Waits for an answer, but no longer than the person does. */
function untilStopped<T>(answer: Promise<T>, task: Task): Promise<T> {
  answer.catch(() => undefined);
  return Promise.race([
    answer,
    new Promise<never>((_, reject) => {
      const heard = () => reject(new Fault('stopped'));
      if (task.signal.aborted) heard();
      else task.signal.addEventListener('abort', heard, { once: true });
    }),
  ]);
}
