import { asFault, Fault } from '../core/fault';
import type { Plan } from '../core/study';
import { type CustomerHints, hintsForNext } from '../study/open-customers';
import { type Preparation, preparationOf } from '../study/preparation';
import { preparationFromJson, preparationToJson } from '../study/preparation-json';
import type { OpenedSummary } from '../workers/lab-contract';

/** What preparing needs of the study. */
interface Prepared {
  readonly summary: OpenedSummary | undefined;
  readonly plan: Plan | undefined;
  readonly hints: CustomerHints;
}

/** Bytes; a list of a million objections fits. */
const LARGEST = 1 << 26;

/** How the open file is prepared, to be kept for the next one or taken from the last. */
export class Preparing {
  /** How the file was prepared before another preparation was used. */
  before = $state.raw<Preparation | undefined>(undefined);
  /** Why a preparation could not be used. */
  fault = $state.raw<Fault | undefined>(undefined);

  readonly #study: Prepared;
  readonly #prepare: (preparation: Preparation, back: boolean) => Promise<void>;

  /** @param prepare prepares the open file as it is told; `back` takes that back. */
  constructor(
    study: Prepared,
    prepare: (preparation: Preparation, back: boolean) => Promise<void>,
  ) {
    this.#study = study;
    this.#prepare = prepare;
  }

  /** Everything that is set for the open file. */
  current(): Preparation | undefined {
    const { summary, plan, hints } = this.#study;
    if (summary === undefined || plan === undefined) return undefined;
    return preparationOf(
      summary.columns.map(({ name }) => name),
      plan,
      hints,
    );
  }

  /** Everything that is set for the open file, to be used on the next one. */
  toJson(): string | undefined {
    const prepared = this.current();
    if (prepared === undefined) return undefined;
    const orders = prepared.hints.orders ?? this.#study.summary?.orders?.roles;
    const { hints } = prepared;
    return preparationToJson({
      ...prepared,
      hints: hintsForNext(
        orders === undefined || hints.orders === null ? hints : { ...hints, orders },
      ),
    });
  }

  /** Prepares the open file as a saved preparation says. */
  async use(file: File): Promise<void> {
    const before = this.current();
    this.fault = undefined;
    try {
      if (file.size > LARGEST) throw new Fault('preparation-damaged', { place: 'JSON' });
      await this.#prepare(preparationFromJson(await file.text()), false);
      if (this.#study.summary?.applied?.source === 'file') this.before = before;
    } catch (error) {
      this.fault = asFault(error);
    }
  }

  /** Takes the preparation back that was used last. */
  async undo(): Promise<void> {
    if (this.before !== undefined) await this.#prepare(this.before, true);
  }

  /** Another file, or another preparation of it. */
  clear(): void {
    this.before = undefined;
    this.fault = undefined;
  }
}
