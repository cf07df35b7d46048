import type * as Comlink from 'comlink';
import type { Lab } from '../workers/lab-contract';

/** Long work that the lab does beside the study. */
export interface Job<T> {
  /** @throws Fault; stopped where `stop` came first. */
  readonly result: Promise<T>;
  stop(): void;
}

export interface JobEars<E> {
  progress?(done: number, total: number): void;
  event?(event: E): void;
}

/** Something that the lab is asked for; the port carries progress, events and the stop. */
export type Ask<T> = (lab: Comlink.Remote<Lab>, port: MessagePort) => Promise<T>;

/** How parts of the study reach the lab. */
export interface LabAccess {
  call<T>(ask: (lab: Comlink.Remote<Lab>) => Promise<T>): Promise<T>;
  start<T, E = never>(ask: Ask<T>, ears?: JobEars<E>): Job<T>;
  /** Tells a failure to the person, as the study does; a stop is none. */
  meet(error: unknown): Promise<void>;
}
