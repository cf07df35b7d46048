import type * as Comlink from 'comlink';
import type { SegmentProfile } from '../core/profile/profile-segment';
import { idOf, type WalkLink, type WalkNode } from '../core/walk/find-links';
import type { CustomerWhy } from '../study/explain-customer';
import type { SegmentWhy } from '../study/explain-segment';
import type { WordsWhy } from '../study/explain-words';
import type { Outcome } from '../study/outcome';
import type { CustomerProfile } from '../study/profile-customers';
import type { Lab } from '../workers/lab-contract';
import type { LabAccess } from './lab-access';
import type { ViewId } from './shown';

/** What explanations need of the study. */
interface Explained {
  readonly access: LabAccess;
  readonly outcome: Outcome | undefined;
  view: ViewId;
}

/** The one of something that was asked for last. */
export class Answer<T> {
  /** How far it is, 0 to 1; undefined while nothing is under way. */
  share = $state<number | undefined>(undefined);
  #known = $state.raw<{ readonly of: string; readonly value: T } | undefined>(undefined);
  #asked: string | undefined;
  #stop: () => void = () => undefined;

  /** The answer, where it belongs to what is asked now. */
  for(of: string): { readonly value: T } | undefined {
    return this.#known?.of === of ? this.#known : undefined;
  }

  /** @param of what the answer belongs to; the same is not asked for twice. */
  async ask(
    of: string,
    access: LabAccess,
    question: (lab: Comlink.Remote<Lab>, port: MessagePort) => Promise<T>,
  ): Promise<void> {
    if (this.#asked === of) return;
    this.#stop();
    this.#asked = of;
    this.share = 0;
    const job = access.start<T>(question, {
      progress: (done, total) => {
        if (this.#asked === of) this.share = done / Math.max(1, total);
      },
    });
    this.#stop = () => job.stop();
    try {
      const value = await job.result;
      if (this.#asked === of) this.#known = { of, value };
    } catch (error) {
      if (this.#asked === of) this.#asked = undefined;
      await access.meet(error);
    } finally {
      if (this.#asked === of || this.#asked === undefined) this.share = undefined;
    }
  }

  /** Ends what is under way; what is known stays. */
  stop(): void {
    this.#stop();
    this.#asked = this.#known?.of;
    this.share = undefined;
  }
}

/** A card that is open: of a segment, of all segments, or of a customer. */
export type Card =
  | { readonly kind: 'segment'; readonly label: number }
  | { readonly kind: 'segments' }
  | { readonly kind: 'customer'; readonly row: number };

/** Why customers and segments are what they are, their cards, and the walk from one to the next. */
export class Why {
  readonly customer = new Answer<CustomerWhy | undefined>();
  readonly words = new Answer<WordsWhy | undefined>();
  readonly segment = new Answer<SegmentWhy | undefined>();
  readonly segmentCards = new Answer<readonly SegmentProfile[]>();
  readonly customerCard = new Answer<CustomerProfile | undefined>();
  readonly links = new Answer<readonly WalkLink[]>();

  /** Whether the fold is open: it stays while one customer after the other is looked at. */
  open = $state(false);
  /** Whether printed cards show groups of fewer than five, too. */
  printSmall = $state(false);
  card = $state.raw<Card | undefined>(undefined);
  /** Where one has walked, the present node last. */
  trail = $state.raw<readonly WalkNode[]>([]);

  readonly #study: Explained;
  /** The segments that card and walk were opened on. */
  #ground = $state<string | undefined>();

  constructor(study: Explained) {
    this.#study = study;
  }

  /** Whether card and walk are of the segments that are shown. */
  get current(): boolean {
    return this.#ground !== undefined && this.#ground === this.#study.outcome?.groupKey;
  }

  /** What tells an answer of the study that is shown from those of others. */
  of(what: string): string {
    return `${this.#study.outcome?.groupKey ?? ''} ${what}`;
  }

  askCustomer(row: number): void {
    void this.customer.ask(this.of(`${row}`), this.#study.access, (lab, port) =>
      lab.whyCustomer(row, port),
    );
  }

  askWords(row: number): void {
    void this.words.ask(this.of(`${row}`), this.#study.access, (lab, port) =>
      lab.whyWords(row, port),
    );
  }

  /** @param other undefined: the nearest. */
  askSegment(label: number, other?: number): void {
    void this.segment.ask(this.of(`${label} ${other ?? ''}`), this.#study.access, (lab, port) =>
      lab.whySegment(label, other, port),
    );
  }

  /** The segments that the open card is of. */
  get carded(): readonly number[] {
    const { card } = this;
    if (card?.kind === 'segment') return [card.label];
    if (card?.kind !== 'segments') return [];
    return (this.#study.outcome?.segments ?? []).map(({ label }) => label);
  }

  get cardOf(): string {
    return this.of(`${this.carded.join(' ')} ${this.#study.outcome?.segments.length ?? 0}`);
  }

  askCard(): void {
    const { card, carded } = this;
    const { access } = this.#study;
    if (card?.kind === 'customer')
      void this.customerCard.ask(this.of(`${card.row}`), access, (lab, port) =>
        lab.customerProfile(card.row, port),
      );
    else if (carded.length > 0)
      void this.segmentCards.ask(this.cardOf, access, (lab, port) =>
        lab.segmentProfiles(carded, port),
      );
  }

  showCard(card: Card): void {
    this.card = card;
    this.#ground = this.#study.outcome?.groupKey;
    this.#study.view = 'profile';
  }

  walkFrom(node: WalkNode): void {
    this.trail = [node];
    this.#ground = this.#study.outcome?.groupKey;
    this.#study.view = 'walk';
  }

  /** Where one stands. */
  get node(): WalkNode | undefined {
    return this.trail.at(-1);
  }

  askLinks(node: WalkNode): void {
    void this.links.ask(this.of(idOf(node)), this.#study.access, (lab, port) =>
      lab.walkFrom(node, port),
    );
  }

  go(node: WalkNode): void {
    this.trail = [...this.trail, node];
  }

  back(): void {
    if (this.trail.length > 1) this.trail = this.trail.slice(0, -1);
  }
}
