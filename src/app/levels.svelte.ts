import type { OpenCrowds, OpenMembership, OpenTree } from '../study/open-tree';
import type { Outcome } from '../study/outcome';
import { Asked } from './asked.svelte';
import type { LabAccess } from './lab-access';

/** What levels need of the study. */
interface Levelled {
  readonly access: LabAccess;
  readonly outcome: Outcome | undefined;
  readonly plan: { readonly seed: number } | undefined;
  chooseLevel(count: number | undefined, seed: number): void;
  run(): Promise<void>;
}

/** The hierarchy of the segments that are shown: its levels, its trees, who belongs how strongly. */
export class Levels {
  readonly tree = new Asked<OpenTree>();
  readonly crowds = new Asked<OpenCrowds>();
  readonly membership = new Asked<OpenMembership | undefined>();
  /** Groups of a long list that are folded, by their first segment. */
  folded = $state.raw<ReadonlySet<number>>(new Set());

  readonly #study: Levelled;

  constructor(study: Levelled) {
    this.#study = study;
  }

  /** Shows so many segments; as found where that is their number. */
  async choose(count: number): Promise<void> {
    const { outcome, plan } = this.#study;
    const levels = outcome?.levels;
    if (levels === undefined || plan === undefined || count === levels.taken) return;
    const levelFor = (wanted: number) => (wanted === levels.found ? undefined : wanted);
    this.#study.chooseLevel(levelFor(count), plan.seed);
    await this.#study.run();
    // Stopped: what is shown is what is asked for next time.
    if (this.#study.outcome === outcome) this.#study.chooseLevel(levelFor(levels.taken), plan.seed);
  }

  async askTree(): Promise<void> {
    const { outcome, access } = this.#study;
    if (outcome !== undefined)
      await this.tree.ask(outcome.groupKey, access, (lab, port) => lab.segmentTree(port));
  }

  async askCrowds(): Promise<void> {
    const { outcome, access } = this.#study;
    if (outcome !== undefined)
      await this.crowds.ask(outcome.groupKey, access, (lab, port) => lab.crowds(port));
  }

  async askMembership(row: number): Promise<void> {
    const { outcome, access } = this.#study;
    if (outcome !== undefined)
      await this.membership.ask(`${outcome.groupKey} ${row}`, access, (lab, port) =>
        lab.membership(row, port),
      );
  }

  fold(first: number, folded: boolean): void {
    const next = new Set(this.folded);
    if (folded) next.add(first);
    else next.delete(first);
    this.folded = next;
  }
}
