import { createMatrix, type Matrix, normalise, rowOf } from '../matrix';
import type { Steps } from '../steps';
import { STOP_WORDS } from './stop-words';

/** Dimensions of the built-in encoder. */
export const HASHED_DIMENSIONS = 384;

/** Places that each feature touches; several, so that two features rarely meet in all of them. */
const PLACES = 4;

/**
 * Vectors without a model: each word, each pair of neighbouring words and each three letters of a
 * word add signs at places given by their hash (the hashing trick, Weinberger et al. 2009,
 * arXiv:0902.2206). Texts are near when they share words or parts of words; meaning beyond the
 * letters is not seen, which is why the page says when this encoder is at work.
 *
 * @returns one unit row per text; a text without letters or digits is a zero row.
 */
export function* hashTexts(texts: readonly string[]): Steps<Matrix> {
  const vectors = createMatrix(texts.length, HASHED_DIMENSIONS);
  for (const [i, text] of texts.entries()) {
    hashInto(rowOf(vectors, i), text);
    if ((i & 255) === 255) yield { done: i + 1, total: texts.length };
  }
  return vectors;
}

function hashInto(vector: Float32Array, text: string): void {
  const words = text.toLowerCase().match(/\p{sc=Han}|[\p{L}\p{N}]+(?:['’][\p{L}\p{N}]+)*/gu) ?? [];
  let before = '';
  for (const word of words) {
    const han = /\p{sc=Han}/u.test(word);
    const small = STOP_WORDS.en.has(word) || STOP_WORDS.zh.has(word);
    add(vector, word, small ? 0.1 : han ? 0.6 : 1);
    if (before !== '') add(vector, `${before} ${word}`, small && !han ? 0.1 : han ? 1 : 0.5);
    if (!han && !small) {
      const framed = `<${word}>`;
      for (let at = 0; at + 3 <= framed.length; at++) add(vector, framed.slice(at, at + 3), 0.2);
    }
    before = word;
  }
  normalise(vector);
}

function add(vector: Float32Array, feature: string, weight: number): void {
  let hash = 0x811c9dc5;
  for (let i = 0; i < feature.length; i++)
    hash = Math.imul(hash ^ feature.charCodeAt(i), 0x01000193);
  for (let place = 0; place < PLACES; place++) {
    hash ^= hash >>> 16;
    hash = Math.imul(hash, 0x85ebca6b);
    hash ^= hash >>> 13;
    hash = Math.imul(hash, 0xc2b2ae35) + place;
    const at = (hash >>> 1) % vector.length;
    vector[at] += (hash & 1) === 0 ? weight : -weight;
  }
}
