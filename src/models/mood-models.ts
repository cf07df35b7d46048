import { modelOf } from '../core/encoder-names';
import type { LinearHead, MoodBlend, MoodHeads, MoodModel, Signal } from '../core/mood/mood-model';

/** Weights of words, as they lie in a file. */
interface WordFile {
  readonly version: string;
  readonly language: string;
  readonly bias: number;
  readonly scale: number;
  readonly byWords: unknown;
  readonly weights: Readonly<Record<string, number>>;
}

/** Heads on the vectors of one encoder. */
interface HeadFile {
  readonly version: string;
  readonly encoder: string;
  readonly polarity: LinearHead;
  readonly says: LinearHead;
  readonly signals: Readonly<Record<Signal, LinearHead>>;
  readonly blend: unknown;
}

const WORDS: Readonly<Record<'en' | 'zh', () => Promise<{ readonly default: unknown }>>> = {
  en: () => import('./mood/words-en.json'),
  zh: () => import('./mood/words-zh.json'),
};

const HEADS = new Map<string, () => Promise<{ readonly default: unknown }>>([
  ['all-minilm-l6-v2', () => import('./mood/all-minilm-l6-v2.json')],
  ['bge-small-zh-v1.5', () => import('./mood/bge-small-zh-v1.5.json')],
]);

const LANGUAGE_OF: Readonly<Record<string, 'en' | 'zh'>> = {
  'all-minilm-l6-v2': 'en',
  'bge-small-zh-v1.5': 'zh',
};

/**
 * What moods are read with; loaded when it is first asked for, from beside the page.
 *
 * @param encoder whose vectors are at hand; heads are left out where there are none for it, or where it was made
 * for another language.
 */
export async function loadMoodModel(language: 'en' | 'zh', encoder: string): Promise<MoodModel> {
  const model = modelOf(encoder);
  const head = LANGUAGE_OF[model] === language ? HEADS.get(model) : undefined;
  const [words, heads] = await Promise.all([
    WORDS[language]().then((file) => file.default as WordFile),
    head?.().then((file) => file.default as HeadFile),
  ]);
  return {
    version: heads === undefined ? words.version : `${words.version}-${heads.version}`,
    language,
    words: {
      bias: words.bias,
      scale: words.scale,
      weights: new Map(Object.entries(words.weights)),
    },
    byWords: words.byWords as MoodBlend,
    ...(heads === undefined ? {} : { heads: headsOf(heads) }),
  };
}

const headsOf = ({ encoder, polarity, says, signals, blend }: HeadFile): MoodHeads => ({
  encoder,
  polarity,
  says,
  signals,
  blend: blend as MoodBlend,
});
