import { expect, it } from 'vitest';
import { holdsStopWord, tidyStopWords } from '../../../src/core/segments/own-stop-words';
import { traceTitle } from '../../../src/core/segments/trace-title';

it('finds what carries each telling word: a phrase, else a text, else nothing', () => {
  expect(
    traceTitle(
      'Card payment not recognised by zebras',
      ['card payment', 'payment'],
      ['a card', 'I don’t know; it is not RECOGNISED'],
    ),
  ).toEqual([
    { word: 'card', phrase: 'card payment' },
    { word: 'payment', phrase: 'card payment' },
    { word: 'recognised', text: 1 },
    { word: 'zebras' },
  ]);
});

it('does not take a part of a word for the word, but of Chinese', () => {
  expect(traceTitle('Card', [], ['discarded'])).toEqual([{ word: 'card' }]);
  expect(traceTitle('味道', [], ['这家味道很好'])).toEqual([{ word: '味道', text: 0 }]);
});

it('keeps stop words small, once and sorted', () => {
  expect(tidyStopWords([' Acme  Bank', 'acme bank', '', 'App'])).toEqual(['acme bank', 'app']);
});

it.each([
  ['Acme app is slow', ['app'], true],
  ['Apps are slow', ['app'], true],
  ['Happy with it', ['app'], false],
  ['Card of Acme Bank', ['acme bank'], true],
  ['Acme card of a bank', ['acme bank'], false],
  ['某某银行的卡', ['银行'], true],
  ['Card', [], false],
])('%s with %j: %j', (name, words, holds) => {
  expect(holdsStopWord(name, words)).toBe(holds);
});
