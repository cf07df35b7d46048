import { createRandom } from '../random';
import type { Steps } from '../steps';
import { createJoiner } from './join-alike';
import { mix, normalForm, shinglesOf } from './shingles';

export interface NearDuplicateOptions {
  /** Jaccard similarity of the shingles from which on two texts are nearly equal; 0.85. */
  readonly threshold?: number;
  /** Words (in Chinese characters) to a shingle; 2. */
  readonly shingle?: number;
}

/** Texts that say the same with the same words. */
export interface DuplicateGroup {
  /** Rows in order, at least two. */
  readonly rows: readonly number[];
  /** The first row of the form that most of them have. */
  readonly kept: number;
  /** Whether they are equal but for case, punctuation and white space. */
  readonly exact: boolean;
}

const HASHES = 64;
/** Of two texts just at the threshold, how many may be missed. */
const MISSED = 0.001;
const SEED = 0x5eed;

/**
 * Groups of texts that are equal or nearly so. Texts equal but for case, punctuation and white space
 * come first. Of the rest, pairs that share a band of their MinHash signatures (Broder 1997,
 * doi:10.1109/SEQUEN.1997.666900; banding as in Leskovec, Rajaraman, Ullman, Mining of Massive
 * Datasets, 3.4) are compared shingle by shingle, so no pair below the threshold is taken, and a pair
 * at the threshold is missed at most once in a thousand. Groups are what pairs connect: two members
 * of one group may be less alike than the threshold.
 *
 * The groups do not depend on the order of the texts. Texts without letters or digits (emoji) are
 * grouped when they are equal, empty ones never.
 *
 * @returns the groups by their first row.
 */
export function* findNearDuplicates(
  texts: readonly string[],
  options: NearDuplicateOptions = {},
): Steps<DuplicateGroup[]> {
  const { threshold = 0.85, shingle = 2 } = options;
  if (!(threshold > 0 && threshold <= 1)) throw new RangeError(`no similarity: ${threshold}`);
  const total = texts.length * 3;
  const forms = new Map<string, number[]>();
  for (const [row, text] of texts.entries()) {
    const form = normalForm(text);
    if (form !== '') {
      const rows = forms.get(form);
      if (rows === undefined) forms.set(form, [row]);
      else rows.push(row);
    }
    if ((row & 1023) === 1023) yield { done: row + 1, total };
  }
  const distinct = [...forms.keys()];
  const shingles: Float64Array[] = [];
  const width = bandWidth(threshold);
  const bands = Math.floor(HASHES / width);
  const keys = new Int32Array(bands * distinct.length);
  const sign = createSigner();
  for (const [i, form] of distinct.entries()) {
    const set = shinglesOf(form, shingle);
    shingles.push(set);
    const signature = sign(set);
    for (let band = 0; band < bands; band++) {
      let key = band;
      for (let r = 0; r < width; r++) key = mix(key ^ signature[band * width + r]);
      keys[band * distinct.length + i] = key;
    }
    if ((i & 255) === 255) yield { done: texts.length + i + 1, total };
  }
  const joiner = createJoiner(shingles, threshold);
  for (let band = 0; band < bands; band++) {
    const from = texts.length * 2 + Math.floor((texts.length * band) / bands);
    yield* joiner.join(keys.subarray(band * distinct.length, (band + 1) * distinct.length), {
      done: from,
      total,
    });
  }
  const members = new Map<number, string[]>();
  for (const [i, form] of distinct.entries()) {
    const root = joiner.rootOf(i);
    const said = members.get(root);
    if (said === undefined) members.set(root, [form]);
    else said.push(form);
    if ((i & 4095) === 4095) yield { done: total, total };
  }
  const groups: DuplicateGroup[] = [];
  let looked = 0;
  for (const said of members.values()) {
    if ((++looked & 4095) === 0) yield { done: total, total };
    const rows = said.flatMap((form) => forms.get(form) ?? []).sort((a, b) => a - b);
    if (rows.length < 2) continue;
    const kept = forms.get(commonest(said, forms))?.[0] ?? rows[0];
    groups.push({ rows, kept, exact: said.length === 1 });
  }
  return groups.sort((a, b) => a.rows[0] - b.rows[0]);
}

function commonest(said: readonly string[], forms: ReadonlyMap<string, readonly number[]>): string {
  let best = said[0];
  let most = 0;
  for (const form of said) {
    const count = forms.get(form)?.length ?? 0;
    if (count > most || (count === most && form < best)) {
      best = form;
      most = count;
    }
  }
  return best;
}

/** The longest bands with which a pair at the threshold is hardly ever missed. */
function bandWidth(threshold: number): number {
  let rows = 1;
  while (rows < 16 && (1 - threshold ** (rows + 1)) ** Math.floor(HASHES / (rows + 1)) < MISSED)
    rows++;
  return rows;
}

function createSigner(): (set: Float64Array) => Int32Array {
  const random = createRandom(SEED);
  const factors = Int32Array.from({ length: HASHES }, () => random.below(0x100000000) | 1);
  const offsets = Int32Array.from({ length: HASHES }, () => random.below(0x100000000));
  const signature = new Int32Array(HASHES);
  return (set) => {
    signature.fill(0x7fffffff);
    for (const hash of set) {
      const base = mix((hash / 0x200000) ^ (hash % 0x200000));
      for (let h = 0; h < HASHES; h++) {
        let value = Math.imul(base ^ offsets[h], factors[h]);
        value ^= value >>> 15;
        value = Math.imul(value, 0x2c1b3c6d);
        value ^= value >>> 13;
        if (value < signature[h]) signature[h] = value;
      }
    }
    return signature;
  };
}
