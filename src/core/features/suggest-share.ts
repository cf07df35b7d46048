import { kmeans } from '../cluster/kmeans';
import { shareRows } from './share-rows';
import { findNeighbours } from '../graph/neighbours';
import type { Matrix } from '../matrix';
import { shareSeparation } from '../measure/separation-shares';
import { judgeSetApart } from '../measure/set-apart';
import { rescale, type Steps } from '../steps';
import type { Features } from './join-features';

/** What was found with one share of the texts. */
export interface TriedShare {
  readonly textShare: number;
  /**
   * How far halves of the customers, grouped apart from each other, draw the same lines: their adjusted
   * Rand index, a mean, at least 0.
   */
  readonly stability: number;
  /**
   * How much the segments tell of what each block could tell of itself, by as many segments: the
   * mean over texts and columns of explained variance beside the most that any share explains.
   */
  readonly coverage: number;
  /** The part that texts have in what parts the segments, 0 to 1. */
  readonly textPart: number;
}

export interface SuggestedShare {
  readonly textShare: number;
  /** What is proposed without looking. */
  readonly proposed: number;
  readonly k: number;
  readonly tried: readonly TriedShare[];
}

/** Shares tried beside the proposed one. */
const SHARES = [0, 0.25, 0.5, 0.75, 1];
const SPLITS = 5;
const NEIGHBOURS = 15;
const STARTS = 4;
/** Another share wins only when what it reaches is this much more than what the proposed one does. */
const CLEARLY = 1.15;

/**
 * Tries texts and columns in several proportions and suggests one: where segments come back in
 * subsamples and tell much of both what is said and what is done.
 *
 * @param joined the space at a share of the texts, for a sample of customers; undefined: as proposed.
 * @param k segments; all shares are tried with as many.
 */
export function* suggestShare(
  joined: (textShare: number | undefined) => Features,
  k: number,
  seed: number,
): Steps<SuggestedShare> {
  const usual = joined(undefined);
  const proposed = usual.textShare;
  const shares = [...new Set([...SHARES, proposed])].sort((a, b) => a - b);
  const total = shares.length * (SPLITS + 1);
  const measured: {
    share: number;
    stability: number;
    text: number;
    columns: number;
    part: number;
  }[] = [];
  for (const [at, share] of shares.entries()) {
    const from = at * (SPLITS + 1);
    const own = joined(share);
    const group = (rows: Matrix, again: number) => groupRows(rows, share, k, again);
    const labels = yield* rescale(group(own.matrix, seed), from, total);
    const { agreement } = yield* rescaleTo(
      judgeSetApart(own.matrix, labels, group, seed, SPLITS),
      from + 1,
      from + 1 + SPLITS,
      total,
    );
    // At a share of 0 or 1 the space lacks a block; the usual one has both.
    const explained = explainedOf(shareSeparation(usual.matrix, usual.columns, labels, k));
    measured.push({
      share,
      stability: Math.max(0, agreement),
      ...explained,
      part: partOfTexts(own, labels, k),
    });
  }
  const mostText = Math.max(...measured.map(({ text }) => text), 1e-12);
  const mostColumns = Math.max(...measured.map(({ columns }) => columns), 1e-12);
  const tried = measured.map(({ share, stability, text, columns, part }): TriedShare => ({
    textShare: share,
    stability,
    coverage: (text / mostText + columns / mostColumns) / 2,
    textPart: part,
  }));
  return { textShare: decideShare(tried, proposed), proposed, k, tried };
}

/**
 * The rule itself: stability times coverage; the proposed share stays unless another reaches clearly
 * more, and of those the best one is taken.
 */
export function decideShare(tried: readonly TriedShare[], proposed: number): number {
  const worth = ({ stability, coverage }: TriedShare) => stability * coverage;
  const own = tried.find(({ textShare }) => textShare === proposed);
  const best = tried.reduce((one, two) => (worth(two) > worth(one) ? two : one));
  return own === undefined || worth(best) > CLEARLY * worth(own) ? best.textShare : proposed;
}

/** Rows as a study has them grouped: drawn towards their neighbours where texts take part. */
function* groupRows(rows: Matrix, share: number, k: number, seed: number): Steps<Int32Array> {
  const even =
    share > 0 ? yield* shareRows(rows, share, yield* findNeighbours(rows, NEIGHBOURS)) : rows;
  return (yield* kmeans(even, { k, seed, starts: STARTS })).labels;
}

/** Shares of their own variance that texts, and columns together, have between segments. */
function explainedOf(parts: ReturnType<typeof shareSeparation>): { text: number; columns: number } {
  const explained = (block: 'text' | 'columns') => {
    const own = parts.filter((part) => part.block === block);
    let between = 0;
    let whole = 0;
    for (const part of own) {
      between += part.share;
      whole += part.explained > 0 ? part.share / part.explained : 0;
    }
    return whole > 0 ? between / whole : 0;
  };
  return { text: explained('text'), columns: explained('columns') };
}

function partOfTexts({ matrix, columns }: Features, labels: Int32Array, k: number): number {
  return shareSeparation(matrix, columns, labels, k)
    .filter(({ block }) => block === 'text')
    .reduce((sum, { share }) => sum + share, 0);
}

/** Shows a computation as the stretch from `from` to `to` of `total`. */
function* rescaleTo<T>(steps: Steps<T>, from: number, to: number, total: number): Steps<T> {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    const part = step.value.total === 0 ? 0 : step.value.done / step.value.total;
    yield { done: from + part * (to - from), total };
  }
}
