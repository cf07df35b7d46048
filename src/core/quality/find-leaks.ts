import { partOf } from '../prepare/roles';
import type { Steps } from '../steps';
import { cellAt, isMissing } from '../table/table';
import { foldLevel } from './examine-levels';
import { createFinding, type Finding, type Measure } from './finding';
import { correlate, type MeasuredColumn } from './measured-column';
import { quantile, weigh } from './weighted';

/** Limits beyond which a column knows an answer that it should not know. */
const LIMITS: Readonly<Record<Measure, number>> = {
  levels: 1,
  holds: 0.95,
  correlation: 0.99,
  guesses: 0.95,
  ranks: 0.99,
  variance: 0.98,
};
const ID_CORRELATION = 0.999;
const FEWEST_ROWS = 20;
/** Levels in fewer rows than this tell by chance. */
const FEWEST_IN_LEVEL = 5;
const MOST_ANSWERS = 20;
/** Narrow bins, so that few of them lie across the border of two answers. */
const MOST_BINS = 200;
const ROWS_IN_BIN = 6;
/** Rows in which the id is looked for. */
const LOOK = 500;

/** Columns that repeat the id or the target. */
export function* findLeaks(
  columns: readonly MeasuredColumn[],
  target: number | undefined,
): Steps<Finding[]> {
  const findings: Finding[] = [];
  const id = columns.find(({ role }) => role === 'id');
  const used = columns.filter(
    ({ role, distinct }, at) => role !== 'id' && role !== 'ignore' && at !== target && distinct > 1,
  );
  const numbers = id && idNumbers(id);
  const answers = target === undefined ? undefined : answersOf(columns[target]);
  for (const [at, column] of used.entries()) {
    yield { done: at, total: used.length };
    const { name, codes } = column.column;
    const toId = id && repeatsId(column, id, numbers);
    if (toId)
      findings.push(
        createFinding('leaks-id', 'check', name, codes.length, {
          other: id.column.name,
          by: toId.by,
          figures: { measure: toId.measure },
        }),
      );
    const told = answers && tells(column, answers);
    if (told && target !== undefined && Math.abs(told.measure) >= LIMITS[told.by])
      findings.push(
        createFinding('leaks-target', 'problem', name, codes.length, {
          other: columns[target].column.name,
          by: told.by,
          figures: { measure: told.measure },
        }),
      );
  }
  return findings;
}

interface Told {
  readonly by: Measure;
  readonly measure: number;
}

/** The ids as numbers, NaN where they are none; undefined where hardly any is. */
function idNumbers({ column }: MeasuredColumn): Float64Array | undefined {
  const numbers = Float64Array.from(column.levels, (cell) =>
    /^\d{1,15}$/.test(cell.trim()) ? Number(cell) : Number.NaN,
  );
  const known = numbers.reduce((sum, value) => (Number.isNaN(value) ? sum : sum + 1), 0);
  if (known < numbers.length / 2) return undefined;
  return Float64Array.from(column.codes, (code) => numbers[code]);
}

function repeatsId(
  { column, role, values }: MeasuredColumn,
  id: MeasuredColumn,
  numbers: Float64Array | undefined,
): Told | undefined {
  if (column.codes.length < FEWEST_ROWS) return undefined;
  if (partOf(role) === 'number' && values !== undefined && numbers !== undefined) {
    const measure = correlate(values, numbers);
    if (Math.abs(measure) > ID_CORRELATION) return { by: 'correlation', measure };
  }
  const step = Math.ceil(column.codes.length / LOOK);
  let [looked, held] = [0, 0];
  for (let row = 0; row < column.codes.length; row += step) {
    const key = cellAt(id.column, row).trim();
    if (key.length < 4) continue;
    looked++;
    if (cellAt(column, row).includes(key)) held++;
  }
  const measure = held / Math.max(1, looked);
  return looked >= FEWEST_ROWS && measure >= LIMITS.holds ? { by: 'holds', measure } : undefined;
}

interface Answers {
  /** One per row, -1 where the target is unknown; undefined for a number. */
  readonly codes: Int32Array | undefined;
  readonly kinds: number;
  readonly values: Float64Array | undefined;
}

/** The target as a few answers, or as a number. */
function answersOf({ column, values }: MeasuredColumn): Answers {
  const position = new Map<string, number>();
  const kinds = column.levels.map((cell) => {
    if (isMissing(cell)) return -1;
    const key = foldLevel(cell);
    if (!position.has(key)) position.set(key, position.size);
    return position.get(key) ?? -1;
  });
  if (position.size > MOST_ANSWERS) return { codes: undefined, kinds: 0, values };
  const codes = column.codes.map((code) => kinds[code]);
  return { codes, kinds: position.size, values: undefined };
}

function tells({ column, values }: MeasuredColumn, answers: Answers): Told | undefined {
  if (column.codes.length < FEWEST_ROWS) return undefined;
  if (answers.codes !== undefined) {
    if (values === undefined) return savedGuesses(column.codes, answers.codes, answers.kinds);
    return answers.kinds === 2
      ? partedRanks(values, answers.codes)
      : savedGuesses(binned(values), answers.codes, answers.kinds);
  }
  if (answers.values === undefined) return undefined;
  return values === undefined
    ? betweenLevels(column.codes, answers.values)
    : { by: 'correlation', measure: correlate(values, answers.values) };
}

/**
 * The share of wrong guesses that knowing the level saves (Goodman and Kruskal's lambda). Small
 * levels are guessed as everyone is, since any level of one row would tell.
 */
function savedGuesses(codes: Int32Array, answers: Int32Array, kinds: number): Told {
  const levels = codes.reduce((most, code) => Math.max(most, code), 0) + 1;
  const table = new Int32Array(levels * kinds);
  const totals = new Int32Array(kinds);
  for (let row = 0; row < codes.length; row++) {
    if (answers[row] < 0) continue;
    table[codes[row] * kinds + answers[row]]++;
    totals[answers[row]]++;
  }
  const all = totals.reduce((sum, count) => sum + count, 0);
  const usual = totals.indexOf(Math.max(...totals));
  let right = 0;
  for (let level = 0; level < levels; level++) {
    const counts = table.subarray(level * kinds, (level + 1) * kinds);
    const size = counts.reduce((sum, count) => sum + count, 0);
    right += size < FEWEST_IN_LEVEL ? counts[usual] : Math.max(...counts);
  }
  const wrong = all - totals[usual];
  return { by: 'guesses', measure: wrong === 0 ? 0 : (right - totals[usual]) / wrong };
}

/** Numbers as bins of about the same number of rows; unknown is a bin of its own. */
function binned(values: Float64Array): Int32Array {
  const weighted = weigh(values);
  const bins = Math.max(1, Math.min(MOST_BINS, Math.floor(weighted.total / ROWS_IN_BIN)));
  const cuts = Array.from({ length: bins - 1 }, (_, i) => quantile(weighted, (i + 1) / bins));
  return Int32Array.from(values, (value) => {
    if (Number.isNaN(value)) return 0;
    let bin = 1;
    for (const cut of cuts) if (value > cut) bin++;
    return bin;
  });
}

/** How often a number of one answer stands above one of the other: 1 parts them altogether. */
function partedRanks(values: Float64Array, answers: Int32Array): Told {
  const side = (kind: number) => weigh(values.filter((_, row) => answers[row] === kind));
  const [ones, others] = [side(1), side(0)];
  if (ones.total < FEWEST_IN_LEVEL || others.total < FEWEST_IN_LEVEL)
    return { by: 'ranks', measure: 0 };
  let above = 0;
  let at = 0;
  for (let i = 0; i < ones.values.length; i++) {
    while (at < others.values.length && others.values[at] < ones.values[i]) at++;
    const below = at === 0 ? 0 : others.upTo[at - 1];
    const same = others.values[at] === ones.values[i] ? others.counts[at] : 0;
    above += ones.counts[i] * (below + same / 2);
  }
  const share = above / (ones.total * others.total);
  return { by: 'ranks', measure: Math.max(share, 1 - share) };
}

/** The share of a number's variance that lies between the levels of another column (eta squared). */
function betweenLevels(codes: Int32Array, values: Float64Array): Told {
  const sums = new Map<number, { count: number; sum: number }>();
  let [count, sum] = [0, 0];
  for (let row = 0; row < codes.length; row++) {
    if (Number.isNaN(values[row])) continue;
    const level = sums.get(codes[row]) ?? { count: 0, sum: 0 };
    level.count++;
    level.sum += values[row];
    sums.set(codes[row], level);
    count++;
    sum += values[row];
  }
  const mean = sum / count;
  const total = values.reduce(
    (all, value) => all + (Number.isNaN(value) ? 0 : (value - mean) ** 2),
    0,
  );
  let between = 0;
  for (const level of sums.values())
    if (level.count >= FEWEST_IN_LEVEL)
      between += level.count * (level.sum / level.count - mean) ** 2;
  return { by: 'variance', measure: total === 0 ? 0 : between / total };
}
