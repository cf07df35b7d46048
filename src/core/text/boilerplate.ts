import type { Steps } from '../steps';
import { KNOWN_BOILERPLATE } from './known-boilerplate';
import { normalForm } from './shingles';

/** A wording that stands at the edge of many texts. Plain data. */
export interface BoilerplatePhrase {
  /** 'known': programs and people are known to add it; 'shared': many texts have it. */
  readonly kind: 'known' | 'shared';
  /** Of a known one the name of its pattern, of a shared one its words in their normal form. */
  readonly id: string;
  readonly place: 'start' | 'end' | 'whole';
  /** How it was written, once. */
  readonly text: string;
  /** In how many texts `dropBoilerplate` would drop it. */
  readonly count: number;
}

/** In how many different texts a shared wording must stand. */
const LEAST_TEXTS = 5;
const LEAST_SHARE = 0.02;
/** Words (or characters where none are spaced) below which a wording is what people just say. */
const LEAST_WORDS = { line: [2, 4], sentence: [4, 8] } as const;
/** How far from its edge a line or sentence is looked for. */
const REACH = 1500;
const ROUNDS = 12;

type Place = BoilerplatePhrase['place'];

interface Edge {
  readonly id: string;
  readonly place: 'start' | 'end';
  readonly text: string;
  readonly rest: string;
}

/**
 * Wordings at the beginning or end of many texts: signatures, greetings, disclaimers, templates. A
 * whole first or last line or sentence counts where it stands, in normal form and with any number
 * instead of its own, in at least 2 % of the different texts (and five of them) that say something
 * besides; once it is taken off, the next one is seen. Known wordings count from the first.
 *
 * @returns the most frequent first. What is to be dropped is for a person to choose.
 */
export function* findBoilerplate(texts: readonly string[]): Steps<BoilerplatePhrase[]> {
  const total = texts.length * 3;
  const forms = new Map<string, { readonly text: string; count: number }>();
  for (const [row, text] of texts.entries()) {
    const form = normalForm(text);
    const same = forms.get(form);
    if (same !== undefined) same.count++;
    else if (form !== '') forms.set(form, { text: text.trim(), count: 1 });
    if ((row & 511) === 511) yield { done: row + 1, total };
  }
  const distinct = [...forms.values()];
  const least = Math.max(LEAST_TEXTS, Math.ceil(LEAST_SHARE * distinct.length));
  const chosen = new Set<string>(
    KNOWN_BOILERPLATE.map(({ id, place }) => keyOf('known', place, id)),
  );
  const counts = new Map<string, number>();
  let open = distinct.map(({ text }) => text);
  for (let round = 0; round < ROUNDS && open.length > 0; round++) {
    const rests: string[] = [];
    for (const [i, text] of open.entries()) {
      const rest = strip(text, chosen);
      rests.push(rest);
      for (const key of new Set(edgesOf(rest).map(({ place, id }) => keyOf('shared', place, id))))
        counts.set(key, (counts.get(key) ?? 0) + 1);
      if ((i & 127) === 127)
        yield { done: texts.length * (1 + (round + i / open.length) / ROUNDS), total };
    }
    const before = chosen.size;
    for (const [key, count] of counts) if (count >= least) chosen.add(key);
    if (chosen.size === before) break;
    open = rests.filter((rest) =>
      edgesOf(rest).some((edge) => chosen.has(keyOf('shared', edge.place, edge.id))),
    );
  }
  const found = new Map<string, { phrase: BoilerplatePhrase; count: number }>();
  for (const [i, { text, count }] of distinct.entries()) {
    const used = new Map<string, BoilerplatePhrase>();
    strip(text, chosen, (phrase) => used.set(keyOf(phrase.kind, phrase.place, phrase.id), phrase));
    for (const [key, phrase] of used) {
      const known = found.get(key);
      const first = known === undefined || phrase.text < known.phrase.text ? phrase : known.phrase;
      found.set(key, { phrase: first, count: (known?.count ?? 0) + count });
    }
    if ((i & 127) === 127) yield { done: texts.length * 2 + i, total };
  }
  return [...found.values()]
    .map(({ phrase, count }) => ({ ...phrase, count }))
    .filter(({ kind, count }) => kind === 'known' || count >= least)
    .sort((a, b) => b.count - a.count || (a.id < b.id ? -1 : 1));
}

/**
 * A text without the chosen wordings. A shared wording or a greeting is never taken off where nothing
 * else is left: "很好" is an answer. A text that is a signature or "此用户没有填写评价" becomes ''.
 */
export function dropBoilerplate(
  text: string,
  phrases: readonly Pick<BoilerplatePhrase, 'kind' | 'place' | 'id'>[],
): string {
  return strip(text, new Set(phrases.map(({ kind, place, id }) => keyOf(kind, place, id))));
}

const keyOf = (kind: BoilerplatePhrase['kind'], place: Place, id: string) =>
  `${kind} ${place} ${id}`;

function strip(
  text: string,
  chosen: ReadonlySet<string>,
  onUse?: (phrase: BoilerplatePhrase) => void,
): string {
  let rest = text.trim();
  for (let round = 0; round < ROUNDS; round++) {
    const next = stripKnown(rest, chosen, onUse) ?? stripShared(rest, chosen, onUse);
    if (next === undefined) break;
    rest = next;
  }
  return rest;
}

function stripKnown(
  text: string,
  chosen: ReadonlySet<string>,
  onUse?: (phrase: BoilerplatePhrase) => void,
): string | undefined {
  for (const { id, place, pattern } of KNOWN_BOILERPLATE) {
    if (!chosen.has(keyOf('known', place, id))) continue;
    const from = place === 'end' ? Math.max(0, text.length - REACH * 3) : 0;
    const found = pattern.exec(place === 'end' ? text.slice(from) : text.slice(0, REACH));
    if (found === null || (place === 'whole' && text.length > REACH)) continue;
    const wording = found[1];
    const begin = from + found.index + found[0].lastIndexOf(wording);
    const rest =
      place === 'start' ? text.slice(found[0].length).trim() : withoutRule(text.slice(0, begin));
    if (place === 'start' && !/[\p{L}\p{N}]/u.test(rest)) continue;
    onUse?.({ kind: 'known', id, place, text: wording.trim(), count: 1 });
    return rest;
  }
  return undefined;
}

function stripShared(
  text: string,
  chosen: ReadonlySet<string>,
  onUse?: (phrase: BoilerplatePhrase) => void,
): string | undefined {
  for (const { id, place, text: wording, rest } of edgesOf(text))
    if (chosen.has(keyOf('shared', place, id))) {
      onUse?.({ kind: 'shared', id, place, text: wording, count: 1 });
      return rest;
    }
  return undefined;
}

/** Its first and last line, then its first and last sentence, where something else is left. */
function edgesOf(text: string): Edge[] {
  const edges: Edge[] = [];
  const add = (unit: keyof typeof LEAST_WORDS, place: Edge['place'], from: number, to: number) => {
    const said = text.slice(from, to).trim();
    const rest = place === 'end' ? withoutRule(text.slice(0, from)) : text.slice(to).trim();
    if (to - from > REACH || !/[\p{L}\p{N}]/u.test(rest) || !saysEnough(said, unit)) return;
    const id = normalForm(said).replace(/\p{N}+/gu, '0');
    edges.push({ id, place, text: said, rest });
  };
  const line = text.indexOf('\n');
  if (line >= 0) {
    add('line', 'end', text.lastIndexOf('\n') + 1, text.length);
    add('line', 'start', 0, line);
  }
  const last = lastSentence(text);
  if (last > 0) add('sentence', 'end', last, text.length);
  const first = firstSentence(text);
  if (first > 0) add('sentence', 'start', 0, first);
  return edges;
}

function saysEnough(said: string, unit: keyof typeof LEAST_WORDS): boolean {
  const [words, characters] = LEAST_WORDS[unit];
  const unspaced =
    said.match(/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]/gu)?.length ?? 0;
  const spaced =
    said.match(/(?:(?![\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}])\p{L})+/gu)?.length ??
    0;
  return spaced / words + unspaced / characters >= 1;
}

const isWide = (mark: string) => '。！？…'.includes(mark);
const isEnd = (text: string, at: number) =>
  isWide(text[at]) || ('.!?'.includes(text[at]) && /\s/.test(text[at + 1] ?? ' '));

/** Where the last sentence begins; 0 where it is the whole text or too far away. */
function lastSentence(text: string): number {
  let at = text.length - 1;
  while (at >= 0 && !/[\p{L}\p{N}]/u.test(text[at]) && text.length - at < REACH) at--;
  for (const least = Math.max(0, text.length - REACH); at >= least; at--)
    if (text[at] === '\n' || isEnd(text, at)) return at + 1;
  return 0;
}

/** Where the first sentence ends; 0 where it is the whole text or too far away. */
function firstSentence(text: string): number {
  let at = 0;
  while (at < text.length && !/[\p{L}\p{N}]/u.test(text[at]) && at < REACH) at++;
  for (const most = Math.min(text.length, REACH); at < most; at++)
    if (text[at] === '\n' || isEnd(text, at)) {
      while (at + 1 < text.length && /[.!?。！？…\s"'”’）)]/.test(text[at + 1]) && at < most) at++;
      return at + 1 < text.length ? at + 1 : 0;
    }
  return 0;
}

/** The rule above a signature goes with it. */
function withoutRule(text: string): string {
  let end = text.length;
  while (end > 0 && '-_=*~ \t\n\r>—–'.includes(text[end - 1])) end--;
  return text.slice(end).includes('\n') ? text.slice(0, end) : text.trimEnd();
}
