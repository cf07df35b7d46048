import type { FaultDetails } from '../core/fault';
import { numberFormat } from './formats';

const number = numberFormat('en');
const megabytes = numberFormat('en', { maximumFractionDigits: 0 });
const UNFIT: Readonly<Record<string, string>> = {
  kind: 'it is not a GGUF file',
  version: 'it is of a version that this page does not read; versions 2 and 3 are read',
  parts: 'it is one part of several; join them into one file first (llama-gguf-split --merge)',
  cut: 'it ends too early, as if it had not been copied whole',
  encodes: 'the model in it turns texts into numbers and writes nothing',
};

/** Words about the language models in English. */
export const modelsEn = {
  title: 'Language models and licences',
  lead: 'All of them run inside this page, on this computer. What they were made for, by whom, and what they cannot do:',
  close: 'Close',
  encoders: 'They compare what customers say',
  writers: 'They propose names for segments',
  heads: 'It tells mood',
  facts: {
    maker: 'Made by',
    licence: 'Licence',
    languages: 'Languages',
    size: 'Size',
    parameters: 'Parameters',
    reads: 'Reads at most',
    published: 'Published as',
    sum: 'Check sum (SHA-256)',
    architecture: 'Kind',
    file: 'File',
  },
  unsaid: 'not said in the file',
  megabytes: (bytes: number) => `${megabytes.format(bytes / 1e6)} MB`,
  tokens: (n: number) => `${number.format(n)} tokens`,
  languageNames: { en: 'English', zh: 'Chinese' } as Readonly<Record<string, string>>,
  here: 'Installed beside this page',
  notHere: 'Not installed here: run "npm run models"',
  cards: {
    'all-minilm-l6-v2': {
      use: 'Turns English sentences into vectors, so that texts that mean the same lie near each other. Trained on about a billion pairs of sentences from the web.',
      limits:
        'It knows no other language, cuts long texts into parts, and carries the habits of the web texts that it was trained on.',
    },
    'bge-small-en-v1.5': {
      use: 'Turns English sentences into vectors, somewhat finer than MiniLM and half as fast.',
      limits: 'English only. Its likenesses lie close together: .6 is still far apart.',
    },
    'bge-small-zh-v1.5': {
      use: 'Turns Chinese sentences into vectors.',
      limits: 'Chinese only.',
    },
    'smollm2-135m-instruct': {
      use: 'Proposes short titles. It is held to words that your own texts use, and what it proposes is shown only beside its evidence.',
      limits:
        'A very small model: left alone it states what is not so, which is why it decides nothing and answers no question here. English only.',
    },
  } as Readonly<Record<string, { readonly use: string; readonly limits: string }>>,
  mood: {
    use: 'A few kilobytes of weights of our own on top of the vectors: positive, negative, mixed or neutral for each clause.',
    limits:
      'Trained on public reviews. Of ten reviews it had never seen it takes eight to nine as their writers meant them; irony it misses.',
    maker: 'Enclave, by the script bench/mood in the source',
  },
  own: {
    title: 'Your own model',
    lead: 'Any language model in one GGUF file (a Qwen, a larger SmolLM, what this tab can hold) can propose the names in place of the small one. Choose it here or drop it on the page. It stays on this computer.',
    choose: 'Choose a GGUF file',
    taking: (name: string) => `Taking up ${name}`,
    inUse: 'It proposes the names now.',
    drop: 'Remove it',
    large:
      'A file of this size may be more than this tab can hold, and slow without a graphics card.',
    unfit: (d: FaultDetails) =>
      `The file ${d.file} cannot propose names: ${UNFIT[String(d.reason)] ?? 'it could not be read'}. Choose another; nothing was changed.`,
  },
};
