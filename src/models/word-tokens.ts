import { Tokenizer } from '@huggingface/tokenizers';

/** The numbers of a text's tokens. */
export interface WordTokens {
  /** What stands before and after the tokens of every text. */
  readonly marks: readonly [readonly number[], readonly number[]];
  /** Without marks. */
  idsOf(text: string): readonly number[];
}

/** Words whose tokens are remembered; then it begins anew. */
const REMEMBERED = 65536;
/** A longer word will hardly come again. */
const LONGEST = 64;

/**
 * Chinese characters as the tokenizer sets them apart, and what stands between blanks. Tabs and line ends
 * become blanks; other control characters vanish and part nothing.
 */
const WORDS =
  /[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]|[^\t\n\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+/g;
const PLAIN = /^[!-~]+$/;
const PLAIN_WORDS = /[0-9A-Za-z]+|[^0-9A-Za-z]/g;

/**
 * A tokenizer that looks at each distinct word once. The ids are those that it gives for the whole text: a
 * BERT tokenizer cleans, lowers and cuts nothing across a blank or a Chinese character. Any other one is asked
 * for whole texts.
 *
 * @param tokenizer the parsed tokenizer.json.
 */
export function openWordTokens(tokenizer: object): WordTokens {
  const whole = new Tokenizer(tokenizer, {});
  const encode = (text: string): readonly number[] =>
    whole.encode(text, { add_special_tokens: false }).ids;
  const marked = whole.encode('a').ids;
  const [inner] = encode('a');
  const at = marked.indexOf(inner);
  const marks = [marked.slice(0, at), marked.slice(at + 1)] as const;
  const pieces = piecesOf(tokenizer);
  if (pieces === undefined) return { marks, idsOf: encode };
  const { special, cutWord } = pieces;

  const known = new Map<string, readonly number[]>();
  const remember = (word: string, make: (word: string) => readonly number[]) => {
    let ids = known.get(word);
    if (ids !== undefined) return ids;
    ids = make(word);
    if (word.length > LONGEST) return ids;
    if (known.size >= REMEMBERED) known.clear();
    known.set(word, ids);
    return ids;
  };
  // Beside punctuation a Greek sigma looks at what follows, so that only plain words are cut there.
  const cut = (word: string): readonly number[] =>
    PLAIN.test(word)
      ? (word.match(PLAIN_WORDS) ?? []).flatMap((part) => remember(part, cutWord))
      : encode(word);

  return {
    marks,
    idsOf(text) {
      if (special.some((token) => text.includes(token))) return encode(text);
      const ids: number[] = [];
      for (const word of text.match(WORDS) ?? [])
        for (const id of remember(word, cut)) ids.push(id);
      return ids;
    },
  };
}

interface Pieces {
  /** Texts that stand for tokens of their own, such as [SEP]. */
  readonly special: readonly string[];
  /** The tokens of ASCII letters and digits, or of one other ASCII character. */
  cutWord(word: string): readonly number[];
}

interface BertTokenizer {
  readonly normalizer?: {
    readonly type?: string;
    readonly clean_text?: boolean;
    readonly handle_chinese_chars?: boolean;
    readonly lowercase?: boolean;
  } | null;
  readonly pre_tokenizer?: { readonly type?: string } | null;
  readonly model?: {
    readonly type?: string;
    readonly vocab: Readonly<Record<string, number>>;
    readonly unk_token: string;
    readonly continuing_subword_prefix: string;
    readonly max_input_chars_per_word?: number;
  };
  readonly added_tokens?: readonly {
    readonly content: string;
    readonly special?: boolean;
    readonly normalized?: boolean;
  }[];
}

/**
 * WordPiece for plain words: the longest piece that the vocabulary has, again and again.
 *
 * @returns undefined where the tokenizer is not one that reads word by word.
 * @see Wu et al. 2016, arXiv:1609.08144
 */
function piecesOf(tokenizer: object): Pieces | undefined {
  const { normalizer, pre_tokenizer, model, added_tokens } = tokenizer as BertTokenizer;
  const added = added_tokens ?? [];
  if (
    normalizer?.type !== 'BertNormalizer' ||
    normalizer.clean_text !== true ||
    normalizer.handle_chinese_chars !== true ||
    pre_tokenizer?.type !== 'BertPreTokenizer' ||
    model?.type !== 'WordPiece' ||
    added.some(({ special, normalized }) => normalized ?? special !== true)
  )
    return undefined;
  const vocabulary = new Map(Object.entries(model.vocab));
  const unknown = [vocabulary.get(model.unk_token) ?? 0];
  const prefix = model.continuing_subword_prefix;
  const most = model.max_input_chars_per_word ?? 100;
  const lower = normalizer.lowercase === true;
  return {
    special: added.map(({ content }) => content),
    cutWord(plain) {
      const word = lower ? plain.toLowerCase() : plain;
      if (word.length > most) return unknown;
      const ids: number[] = [];
      for (let from = 0; from < word.length;) {
        let to = word.length;
        let id: number | undefined;
        for (; to > from && id === undefined; to--) {
          const piece = word.slice(from, to);
          id = vocabulary.get(from > 0 ? prefix + piece : piece);
        }
        if (id === undefined) return unknown;
        ids.push(id);
        from = to + 1;
      }
      return ids;
    },
  };
}
