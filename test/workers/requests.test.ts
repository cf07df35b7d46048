import { expect, it } from 'vitest';
import { isBeyond } from '../../src/workers/requests';

const HERE = 'http://localhost:4173';

it.each([
  'http://localhost:4173/models/index.json',
  '/models/index.json',
  'assets/lab.js',
  'blob:http://localhost:4173/5d1b',
  'data:text/plain,hello',
  'blob:https://example.org/5d1b',
  '',
])('%j stays here', (address) => {
  expect(isBeyond(address, HERE)).toBe(false);
});

it.each([
  'https://example.org/',
  'http://example.org:4173/models/index.json',
  'https://localhost:4173/',
  'http://localhost:4174/',
  '//example.org/x',
  'ws://localhost:4173/',
  'http://localhost.example.org:4173/',
])('%j lies beyond', (address) => {
  expect(isBeyond(address, HERE)).toBe(true);
});

it('takes what is no address for none', () => {
  expect(isBeyond('http://', HERE)).toBe(false);
  expect(isBeyond('inline', HERE)).toBe(false);
});
