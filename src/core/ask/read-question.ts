import type { Audience, Condition } from '../audience/audience';

/** A column as questions name it. */
export interface AskedColumn {
  readonly name: string;
  readonly kind: 'number' | 'date' | 'category' | 'flag' | 'text' | 'consent';
  /** Of categories, the commonest first. */
  readonly levels: readonly string[];
  /** Of numbers: the value that half of the customers are above, and one that a fifth are above. */
  readonly median?: number;
  readonly upperFifth?: number;
}

/** What a question can be about. */
export interface Askable {
  readonly columns: readonly AskedColumn[];
  /** Names of segments, in their order. */
  readonly segments: readonly string[];
  /** Whether texts can be compared by meaning, and not by words only. */
  readonly byMeaning: boolean;
}

/** What is wanted to know of those who are meant. */
export type Wanted =
  | { readonly kind: 'who' | 'count' | 'share' | 'segments' }
  | { readonly kind: 'mean' | 'sum'; readonly column: string }
  | { readonly kind: 'levels'; readonly column: string };

/** A question as it was understood: everything that will be counted stands here. */
export interface Question {
  readonly wanted: Wanted;
  readonly audience: Audience;
  /** Words that nothing was made of. */
  readonly unread: readonly string[];
}

interface Token {
  readonly text: string;
  readonly lower: string;
  readonly quoted: boolean;
  used: boolean;
}

const TOKEN =
  /[“"「]([^”"」]+)[”"」]|\d+(?:[.,]\d+)*|[\p{sc=Han}]+|[\p{L}\p{N}]+(?:['’][\p{L}]+)*|[<>]=?|≥|≤/gu;
const HAN = /\p{sc=Han}/u;

/** Words of questions that say nothing of whom they are about. */
const EMPTY = new Set(
  `a an the of in on at by to for with from is are was were be been do does did has have had that which who whom whose
what how many much me my our we i us you it its they them their there this these those and or but also please show list
tell give find all any every customers customer people person clients client buyers users shoppers ones one number count
percent percentage share still ever
的 了 有 是 在 都 吗 呢 请 我 我们 谁 哪些 哪 客户 顾客 用户 买家 人 位 个 名 他们 她们 其中 以及 和 且 并 并且 而且 但 但是 又 还 同时 被 对 过 着`
    .split(/\s+/u)
    .filter(Boolean),
);
const NEGATIONS = new Set(
  "not no never without don't doesn't didn't nobody 不 没 没有 未 不是".split(' '),
);
const SAYING =
  /^(?:complain|mention|say|talk|speak|ask|write|praise|like|love|hate|want|worr|criticis|criticiz|discuss|report|describ|about|抱怨|投诉|提到|说到|说|谈|吐槽|喜欢|夸|反映|想要|询问)/u;
const LINKS = new Set('about of on that for the their a an our is are too 的 了 过 到'.split(' '));
/** Where one thing that is said ends. */
const ENDS = new Set('and but or who yet 和 且 并 并且 而且 但 但是 又 同时 以及'.split(' '));

type Bound = 'over' | 'under' | 'least' | 'most';
/** What compares, the longest first. */
const COMPARING: readonly (readonly [readonly string[], Bound])[] = [
  [['more', 'than', 'or', 'equal', 'to'], 'least'],
  [['less', 'than', 'or', 'equal', 'to'], 'most'],
  [['more', 'than'], 'over'],
  [['greater', 'than'], 'over'],
  [['higher', 'than'], 'over'],
  [['fewer', 'than'], 'under'],
  [['less', 'than'], 'under'],
  [['lower', 'than'], 'under'],
  [['at', 'least'], 'least'],
  [['at', 'most'], 'most'],
  [['no', 'more', 'than'], 'most'],
  [['over'], 'over'],
  [['above'], 'over'],
  [['exceeding'], 'over'],
  [['under'], 'under'],
  [['below'], 'under'],
  [['>='], 'least'],
  [['≥'], 'least'],
  [['<='], 'most'],
  [['≤'], 'most'],
  [['>'], 'over'],
  [['<'], 'under'],
  [['超过'], 'over'],
  [['大于'], 'over'],
  [['高于'], 'over'],
  [['多于'], 'over'],
  [['低于'], 'under'],
  [['少于'], 'under'],
  [['小于'], 'under'],
  [['不到'], 'under'],
  [['不足'], 'under'],
  [['至少'], 'least'],
  [['不低于'], 'least'],
  [['至多'], 'most'],
  [['最多'], 'most'],
];
const COMPARED = [...COMPARING].sort(([a], [b]) => b.length - a.length);

/**
 * Reads a question in plain English words: whom it is about, as conditions on columns, segments, texts and consent,
 * and what is wanted to know of them. Words are matched with the names and levels of the file and a few dozen words of
 * comparing; nothing is guessed beyond that, and what is not understood is told.
 *
 * @example "Who complains about sizes and spent over 200?" is a meaning, "complains about sizes", and a number above
 * 200 in the one column whose name holds "spent".
 */
export function readQuestion(question: string, askable: Askable): Question {
  const tokens = tokensOf(question);
  const conditions: Audience[] = [];
  const add = (condition: Condition, from: number, to: number) => {
    const negated = isNegated(tokens, from);
    for (let at = from; at < to; at++) tokens[at].used = true;
    conditions.push(negated ? { kind: 'not', of: condition } : condition);
  };
  const wanted = readWanted(tokens, askable);
  readSegments(tokens, askable, add);
  readNumbers(tokens, askable, add);
  readRecent(tokens, askable, add);
  readConsent(tokens, askable, add);
  readLevels(tokens, askable, add);
  readHabits(tokens, askable, add);
  readSaid(tokens, askable, add);
  const unread = tokens
    .filter(({ used, lower, quoted }) => !used && (quoted || !EMPTY.has(lower)))
    .map(({ text }) => text);
  return { wanted, audience: { kind: 'all', of: conditions }, unread };
}

type Add = (condition: Condition, from: number, to: number) => void;

function tokensOf(question: string): Token[] {
  const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });
  const tokens: Token[] = [];
  for (const [all, inside] of question.matchAll(TOKEN)) {
    const text = inside ?? all;
    const parts =
      inside === undefined && HAN.test(text)
        ? [...segmenter.segment(text)].map(({ segment }) => segment)
        : [text];
    for (const part of parts)
      tokens.push({
        text: part,
        lower: part.toLowerCase(),
        quoted: inside !== undefined,
        used: false,
      });
  }
  return tokens;
}

/** A text put together of words again: Chinese without blanks. */
function join(words: readonly string[]): string {
  return words.reduce(
    (all, word) =>
      all === '' || (HAN.test(all.at(-1) ?? '') && HAN.test(word)) ? all + word : `${all} ${word}`,
    '',
  );
}

/** Whether a negation stands right before, or two words before. */
function isNegated(tokens: readonly Token[], from: number): boolean {
  for (const at of [from - 1, from - 2]) {
    if (at < 0 || tokens[at].used || !NEGATIONS.has(tokens[at].lower)) continue;
    if (at === from - 2 && !EMPTY.has(tokens[from - 1].lower)) continue;
    tokens[at].used = true;
    return true;
  }
  return false;
}

/** Words of a name: "total_spent" and "TotalSpent" are "total" and "spent". */
function wordsOf(name: string): string[] {
  return (
    name
      .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
      .toLowerCase()
      .match(/\p{sc=Han}+|[\p{L}\p{N}]+/gu) ?? []
  );
}

/** Words that differ in their endings only: "spend", "spent", "spends"; "order", "orders". */
function alike(a: string, b: string): boolean {
  if (a === b) return true;
  const stem = (word: string) => word.replace(/(?:ings?|ed|es|s|t|d|er|ers)$/u, '');
  return Math.min(a.length, b.length) >= 4 && stem(a) === stem(b) && stem(a).length >= 3;
}

/** The words of a name one after the other, from a place on; how many they are, 0 where they are not there. */
function nameAt(tokens: readonly Token[], from: number, words: readonly string[]): number {
  if (words.some((word) => HAN.test(word))) return lettersAt(tokens, from, words.join(''));
  if (words.length === 0 || from + words.length > tokens.length) return 0;
  const there = words.every(
    (word, i) => !tokens[from + i].used && alike(tokens[from + i].lower, word),
  );
  return there ? words.length : 0;
}

/** The same for letters that dictionaries may part anywhere. */
function lettersAt(tokens: readonly Token[], from: number, letters: string): number {
  let said = '';
  for (let at = from; at < tokens.length && said.length < letters.length; at++) {
    if (tokens[at].used) return 0;
    said += tokens[at].lower;
    if (said === letters) return at - from + 1;
  }
  return 0;
}

/** The column that is named from a place on: all words of its name, else one that only its name holds. */
function columnAt(
  tokens: readonly Token[],
  from: number,
  columns: readonly AskedColumn[],
): { readonly column: AskedColumn; readonly length: number } | undefined {
  let best: { column: AskedColumn; length: number } | undefined;
  for (const column of columns) {
    const length = nameAt(tokens, from, wordsOf(column.name));
    if (length > (best?.length ?? 0)) best = { column, length };
  }
  if (best !== undefined) return best;
  const token = tokens[from];
  if (token === undefined || token.used || EMPTY.has(token.lower)) return undefined;
  const holding = columns.filter(({ name }) =>
    wordsOf(name).some((word) => alike(word, token.lower)),
  );
  return holding.length === 1 ? { column: holding[0], length: 1 } : undefined;
}

function readWanted(tokens: readonly Token[], { columns }: Askable): Wanted {
  const use = (from: number, count: number) => {
    for (let at = from; at < from + count; at++) tokens[at].used = true;
  };
  const says = (from: number, ...words: readonly string[]) =>
    words.every((word, i) => tokens[from + i]?.lower === word);
  for (let at = 0; at < tokens.length; at++) {
    if (says(at, 'how', 'many') || tokens[at].lower === '多少') {
      use(at, tokens[at].lower === '多少' ? 1 : 2);
      return { kind: 'count' };
    }
    if (
      ['share', 'percentage', 'percent', 'proportion', '比例', '占比'].includes(tokens[at].lower)
    ) {
      use(at, 1);
      return { kind: 'share' };
    }
    const mean = ['average', 'mean', 'typical', '平均'].includes(tokens[at].lower);
    if (mean || ['total', 'sum', '总共', '合计'].includes(tokens[at].lower)) {
      const numbers = columns.filter(({ kind }) => kind === 'number');
      for (let next = at + 1; next < Math.min(tokens.length, at + 4); next++) {
        const found = columnAt(tokens, next, numbers);
        const end = next + (found?.length ?? 0);
        // "total spent over 200" is a bound on a column, whatever its name begins with.
        if (found === undefined || (end < tokens.length && boundAt(tokens, end) !== undefined))
          continue;
        use(at, 1);
        use(next, found.length);
        return { kind: mean ? 'mean' : 'sum', column: found.column.name };
      }
    }
    if (['which', 'what', '哪个', '哪些'].includes(tokens[at].lower) && at + 1 < tokens.length) {
      if (/^(?:(?:segment|group)s?|分群|群体)$/u.test(tokens[at + 1].lower)) {
        use(at, 2);
        return { kind: 'segments' };
      }
      const levels = columns.filter(({ kind }) => kind === 'category');
      const found = columnAt(tokens, at + 1, levels);
      if (found !== undefined) {
        use(at, 1 + found.length);
        return { kind: 'levels', column: found.column.name };
      }
    }
  }
  return { kind: 'who' };
}

function readSegments(tokens: readonly Token[], { segments }: Askable, add: Add): void {
  for (let at = 0; at < tokens.length; at++)
    for (const [label, name] of segments.entries()) {
      const words = wordsOf(name);
      const whole = tokens[at].quoted && wordsOf(tokens[at].text).join(' ') === words.join(' ');
      const length = whole ? 1 : words.length > 1 ? nameAt(tokens, at, words) : 0;
      if (length > 0) add({ kind: 'segment', oneOf: [label + 1] }, at, at + length);
    }
}

function numberOf(token: Token | undefined): number | undefined {
  if (token === undefined || token.used || token.quoted || !/^\d/u.test(token.text))
    return undefined;
  // A comma before three digits parts thousands.
  const value = Number(token.text.replace(/,(?=\d{3}(?:\D|$))/gu, '').replace(',', '.'));
  return Number.isNaN(value) ? undefined : value;
}

/** "spent over 200", "over 200 spent", "5 or more orders", "rating between 2 and 4". */
function readNumbers(tokens: readonly Token[], { columns }: Askable, add: Add): void {
  const numbers = columns.filter(({ kind }) => kind === 'number');
  const near = (from: number, to: number) => {
    for (const at of [from - 1, from - 2, from - 3, to, to + 1]) {
      for (const begin of [at - 1, at]) {
        if (begin < 0 || begin >= tokens.length || (begin >= from && begin < to)) continue;
        const found = columnAt(tokens, begin, numbers);
        if (found === undefined) continue;
        const end = begin + found.length;
        if (end <= from || begin >= to) return { ...found, begin, end };
      }
    }
    return undefined;
  };
  for (let at = 0; at < tokens.length; at++) {
    const bound = boundAt(tokens, at);
    if (bound === undefined) continue;
    const place = near(at, at + bound.length);
    if (place === undefined) continue;
    add(
      { kind: 'number', column: place.column.name, ...bound.of },
      Math.min(at, place.begin),
      Math.max(at + bound.length, place.end),
    );
  }
}

function boundAt(
  tokens: readonly Token[],
  at: number,
): { readonly of: Partial<Record<Bound, number>>; readonly length: number } | undefined {
  if (tokens[at].lower === 'between') {
    const [low, high] = [numberOf(tokens[at + 1]), numberOf(tokens[at + 3])];
    return low === undefined || high === undefined || tokens[at + 2]?.lower !== 'and'
      ? undefined
      : { of: { least: low, most: high }, length: 4 };
  }
  for (const [words, bound] of COMPARED) {
    if (!words.every((word, i) => tokens[at + i]?.lower === word && !tokens[at + i].used)) continue;
    const value = numberOf(tokens[at + words.length]);
    if (value !== undefined) return { of: { [bound]: value }, length: words.length + 1 };
  }
  const value = numberOf(tokens[at]);
  if (value === undefined || tokens[at + 1]?.lower !== 'or') return undefined;
  const after = tokens[at + 2]?.lower;
  if (after === 'more') return { of: { least: value }, length: 3 };
  return after === 'less' || after === 'fewer' ? { of: { most: value }, length: 3 } : undefined;
}

const DAYS: Readonly<Record<string, number>> = {
  day: 1,
  week: 7,
  month: 30,
  year: 365,
  天: 1,
  周: 7,
  个月: 30,
  年: 365,
};

/** "joined in the last 30 days": of the only column of dates, or of the one that is named. */
function readRecent(tokens: readonly Token[], { columns }: Askable, add: Add): void {
  const dates = columns.filter(({ kind }) => kind === 'date');
  for (let at = 0; at + 2 < tokens.length; at++) {
    if (!['last', 'past', '最近', '过去', '近'].includes(tokens[at].lower)) continue;
    const count = numberOf(tokens[at + 1]);
    const unit = new Map(Object.entries(DAYS)).get(tokens[at + 2].lower.replace(/s$/u, ''));
    if (count === undefined || unit === undefined) continue;
    let named: { column: AskedColumn; begin: number } | undefined;
    for (let before = Math.max(0, at - 4); before < at && named === undefined; before++) {
      const found = columnAt(tokens, before, dates);
      if (found !== undefined) named = { column: found.column, begin: before };
    }
    const column = named?.column ?? (dates.length === 1 ? dates[0] : undefined);
    if (column === undefined) continue;
    add(
      { kind: 'recent', column: column.name, days: Math.round(count * unit) },
      named?.begin ?? at,
      at + 3,
    );
  }
}

function readConsent(tokens: readonly Token[], { columns }: Askable, add: Add): void {
  if (!columns.some(({ kind }) => kind === 'consent')) return;
  for (let at = 0; at < tokens.length; at++) {
    const { lower, used } = tokens[at];
    if (used) continue;
    if (/^(?:agreed|consented|opted)$/u.test(lower)) {
      const out = tokens[at + 1]?.lower === 'out';
      const within = tokens[at + 1]?.lower === 'in';
      const length = out || within ? 2 : 1;
      if (!out) add({ kind: 'consent', said: 'yes' }, at, at + length);
      else if (isNegated(tokens, at)) {
        add({ kind: 'consent', said: 'not-no' }, at, at + length);
      }
    } else if (/^(?:reachable|contactable|mailable)$/u.test(lower))
      add({ kind: 'consent', said: 'not-no' }, at, at + 1);
  }
}

/** A level as it stands: "from Bath", "by App"; the longest first, and never a number. */
function readLevels(tokens: readonly Token[], { columns }: Askable, add: Add): void {
  const known = columns
    .filter(({ kind }) => kind === 'category' || kind === 'flag')
    .flatMap(({ name, levels }) =>
      levels.map((level) => ({ column: name, level, words: wordsOf(level) })),
    )
    .filter(({ words }) => words.length > 0 && words.some((word) => /\p{L}/u.test(word)))
    .sort((a, b) => b.words.length - a.words.length);
  for (let at = 0; at < tokens.length; at++) {
    const found = known.find(
      ({ words }) =>
        levelAt(tokens, at, words) > 0 &&
        !words.every((word) => EMPTY.has(word) || NEGATIONS.has(word)),
    );
    if (found === undefined) continue;
    const others = known.filter(
      ({ level, column }) => level === found.level && column !== found.column,
    );
    // The same level in two columns would be a guess.
    if (others.length > 0) continue;
    add(
      { kind: 'level', column: found.column, oneOf: [found.level] },
      at,
      at + levelAt(tokens, at, found.words),
    );
  }
}

/** As `nameAt`, to the letter: a level is no word with endings. */
function levelAt(tokens: readonly Token[], at: number, words: readonly string[]): number {
  if (words.some((word) => HAN.test(word))) return lettersAt(tokens, at, words.join(''));
  const there = words.every(
    (word, i) =>
      tokens[at + i] !== undefined && !tokens[at + i].used && tokens[at + i].lower === word,
  );
  return there ? words.length : 0;
}

const ORDERS = /\b(?:orders?|purchases?|frequency)\b|订单|购买次数/u;
const SPENT = /\b(?:spen[dt]|monetary|revenue|amount|value|sales|ltv|clv)\b|消费|金额/u;
/** Names of when something was, not of how much. */
const TIMES = /\b(?:since|days|last|first|date|recency|age)\b/u;

/** "often", "rarely", "big spenders": above or below what half of the customers, or a fifth, have. */
function readHabits(tokens: readonly Token[], { columns }: Askable, add: Add): void {
  const only = (meant: RegExp) => {
    const found = columns.filter(
      ({ kind, name }) =>
        kind === 'number' &&
        meant.test(wordsOf(name).join(' ')) &&
        !TIMES.test(wordsOf(name).join(' ')),
    );
    return found.length === 1 ? found[0] : undefined;
  };
  for (let at = 0; at < tokens.length; at++) {
    const { lower, used } = tokens[at];
    if (used) continue;
    const next = tokens[at + 1]?.lower ?? '';
    if (/^(?:big|high|top|best|heavy)$/u.test(lower) && /^(?:spend|value|paying|buy)/u.test(next)) {
      const spent = only(SPENT);
      if (spent?.upperFifth !== undefined)
        add({ kind: 'number', column: spent.name, least: spent.upperFifth }, at, at + 2);
    } else if (/^(?:buy|buys|buying|order|orders|purchase|purchases)$/u.test(lower)) {
      const orders = only(ORDERS);
      if (orders?.median === undefined) continue;
      if (/^(?:often|frequently|regularly|again)$/u.test(next) || tokens[at - 1]?.lower === 'still')
        add(
          { kind: 'number', column: orders.name, over: orders.median },
          at,
          at + (/^(?:often|frequently|regularly|again)$/u.test(next) ? 2 : 1),
        );
      else if (
        /^(?:rarely|seldom)$/u.test(next) ||
        /^(?:rarely|seldom)$/u.test(tokens[at - 1]?.lower ?? '')
      )
        add(
          { kind: 'number', column: orders.name, under: orders.median },
          at,
          at + (/^(?:rarely|seldom)$/u.test(next) ? 2 : 1),
        );
    }
  }
}

/** What customers say: quoted words as they stand; "complains about sizes" by meaning, up to the next part. */
function readSaid(tokens: readonly Token[], { columns, byMeaning }: Askable, add: Add): void {
  if (!columns.some(({ kind }) => kind === 'text')) return;
  for (let at = 0; at < tokens.length; at++) {
    if (tokens[at].used) continue;
    if (tokens[at].quoted) {
      add({ kind: 'words', text: tokens[at].text }, at, at + 1);
      continue;
    }
    if (!SAYING.test(tokens[at].lower)) continue;
    let end = at + 1;
    while (end < tokens.length && !tokens[end].used && !tokens[end].quoted) {
      const { lower } = tokens[end];
      if (ENDS.has(lower)) break;
      end++;
    }
    const said = tokens.slice(at, end);
    const telling = said.filter(({ lower }) => !LINKS.has(lower) && !SAYING.test(lower));
    if (telling.length === 0 && end < tokens.length && tokens[end].quoted) {
      tokens[at].used = true;
      continue;
    }
    if (telling.length === 0) continue;
    const text = join((byMeaning ? said : telling).map((token) => token.text));
    add(
      byMeaning ? { kind: 'meaning', text, least: Number.NaN } : { kind: 'words', text },
      at,
      end,
    );
  }
}
