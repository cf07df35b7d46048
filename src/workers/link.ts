import type { Watch } from '../core/ports';

/** What travels from a room to the page while it works. */
export type LinkEvent<E> =
  | { readonly kind: 'progress'; readonly done: number; readonly total: number }
  | { readonly kind: 'event'; readonly event: E };

/** The page's end of one piece of work: it hears progress and can say stop. */
export interface Task {
  /** To be handed to the room, once. */
  readonly port: MessagePort;
  readonly signal: AbortSignal;
  stop(): void;
  close(): void;
}

export function createTask<E>(hear: (event: LinkEvent<E>) => void): Task {
  const { port1, port2 } = new MessageChannel();
  const controller = new AbortController();
  port1.onmessage = ({ data }: MessageEvent<LinkEvent<E>>) => {
    if (!controller.signal.aborted) hear(data);
  };
  return {
    port: port2,
    signal: controller.signal,
    stop() {
      port1.postMessage('stop');
      controller.abort();
    },
    close: () => port1.close(),
  };
}

/** The room's end of the same. */
export interface Link<E> {
  readonly watch: Watch;
  tell(event: E, transfer?: Transferable[]): void;
  close(): void;
}

/** Progress is told this often, in milliseconds; the page has better things to do than count. */
const TELL = 120;

export function openLink<E>(port: MessagePort): Link<E> {
  const controller = new AbortController();
  let told = -Infinity;
  port.onmessage = ({ data }) => {
    if (data === 'stop') controller.abort();
  };
  const send = (event: LinkEvent<E>, transfer: Transferable[] = []) =>
    port.postMessage(event, transfer);
  return {
    watch: {
      signal: controller.signal,
      report(done, total) {
        const now = performance.now();
        if (now - told < TELL && done < total) return;
        told = now;
        send({ kind: 'progress', done, total });
      },
    },
    tell: (event, transfer) => send({ kind: 'event', event }, transfer),
    close: () => port.close(),
  };
}
