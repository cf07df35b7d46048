import type { Change } from '../core/measure/compare-runs';
import {
  type Criterion,
  CRITERIA,
  preferRun,
  type RunFigures,
  weighRuns,
} from '../core/measure/prefer-run';
import type { Run } from '../study/runs';
import { percent } from './names';
import type { Words } from './words';
import { listFormat, numberFormat } from './formats';

/** A run by its label, or by what was done. */
export function runName(
  { label, method, k }: Pick<Run, 'label' | 'method' | 'k'>,
  words: Words,
): string {
  return label !== '' ? label : words.compare.runName(words.methods[method], k);
}

/** One of two runs, with its name. */
export interface Candidate {
  readonly name: string;
  readonly figures: RunFigures;
}

/** Which of two runs to prefer, why, and what speaks against it; the first where neither is better. */
export function preferenceSentences(a: Candidate, b: Candidate, words: Words): readonly string[] {
  const said = words.compare;
  const { best, decided } = preferRun([a.figures, b.figures]);
  const [winner, loser] = best === 0 ? [a, b] : [b, a];
  const by = decided[1 - best];
  const lead =
    by === undefined || by === 'order'
      ? said.even(winner.name)
      : said.prefer(winner.name, reasonOf(by, winner, loser, words));
  const weights = weighRuns(winner.figures, loser.figures);
  const against = CRITERIA.find(
    (criterion) => weights[criterion] < 0 && criterion !== by && criterion !== 'several',
  );
  return [
    lead,
    ...equalSentences(winner, loser, by, words),
    ...(against === undefined
      ? []
      : [said.speaksForOther(loser.name, reasonOf(against, loser, winner, words))]),
  ];
}

/** What both have in common of what people ask first: whether it comes back, and whether all have a place. */
function equalSentences(
  { figures: mine }: Candidate,
  { figures: theirs }: Candidate,
  by: Criterion | 'order' | undefined,
  words: Words,
): string[] {
  const { equal } = words.compare;
  const share = (value: number) => percent(value, words.locale);
  const weights = weighRuns(mine, theirs);
  const found: string[] = [];
  if (mine.stability === undefined || theirs.stability === undefined)
    found.push(equal.stabilityUnknown);
  else if (weights.stability === 0 && by !== 'stability')
    found.push(equal.stability(share(mine.stability), share(theirs.stability)));
  if (mine.coverage === 1 && theirs.coverage === 1) found.push(equal.everyone);
  else if (weights.coverage === 0)
    found.push(equal.coverage(share(mine.coverage), share(theirs.coverage)));
  return found;
}

function reasonOf(criterion: Criterion, a: Candidate, b: Candidate, words: Words): string {
  const figure = (figures: RunFigures) => figureOf(criterion, figures, words);
  return words.compare.reasons[criterion](a.name, b.name, figure(a.figures), figure(b.figures));
}

function figureOf(criterion: Criterion, figures: RunFigures, words: Words): string {
  const number = numberFormat(words.locale);
  switch (criterion) {
    case 'several':
    case 'number':
      return number.format(figures.fit);
    case 'verdict':
      return figures.verdict === undefined ? '' : words.compare.verdicts[figures.verdict];
    case 'stability':
      return percent(figures.stability ?? 0, words.locale);
    case 'coverage':
      return percent(figures.coverage, words.locale);
    case 'clarity':
    case 'separation':
      return writeFigure(figures.silhouette, words);
    case 'smallest':
      return number.format(figures.smallest);
  }
}

/** Two places; a dash for what is not known. */
export function writeFigure(value: number | undefined, words: Words): string {
  if (value === undefined || Number.isNaN(value)) return words.compare.unknown;
  return numberFormat(words.locale, {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  }).format(value);
}

/** What became of segments, by their names. */
export function changeSentence(
  { kind, a, b }: Change,
  namesA: readonly string[],
  namesB: readonly string[],
  words: Words,
): string {
  const said = words.compare.change;
  const quoted = (names: readonly string[]) => names.map((name) => `“${name}”`);
  const listed = (names: readonly string[]) =>
    words.locale.startsWith('zh')
      ? quoted(names).join('、')
      : listFormat(words.locale).format(quoted(names));
  const [from, to] = [a.map((label) => namesA[label]), b.map((label) => namesB[label])];
  switch (kind) {
    case 'same':
      return from[0] === to[0] ? said.sameName(listed(from)) : said.same(listed(from), listed(to));
    case 'gone':
      return said.gone(listed(from));
    case 'new':
      return said.new(listed(to));
    default:
      return said[kind](listed(from), listed(to));
  }
}
