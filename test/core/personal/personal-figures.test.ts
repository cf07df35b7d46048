import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { findPersonal } from '../../../src/core/personal/find-personal';
import { maskPersonal } from '../../../src/core/personal/mask-personal';
import type { PersonalKind } from '../../../src/core/personal/spans';
import { readTable } from '../../../src/core/table/read-table';
import { ROOT } from '../../fixtures/sources';
import { cellsOf } from '../../fixtures/tables';

const FILE = path.resolve(ROOT, '../shared/data/pii/pii_sentences_a.csv');
const present = existsSync(FILE);
const title = present
  ? 'figures on generated sentences'
  : 'figures on generated sentences (skipped: there is no file ../shared/data/pii/pii_sentences_a.csv beside this repository)';

/** Labels of places, firms, ages and peoples tell of nobody by themselves; of days only birthdays count. */
const KINDS: Readonly<Record<string, PersonalKind>> = {
  PERSON: 'name',
  STREET_ADDRESS: 'address',
  ZIP_CODE: 'address',
  CREDIT_CARD: 'card',
  PHONE_NUMBER: 'phone',
  EMAIL_ADDRESS: 'email',
  DOMAIN_NAME: 'link',
  IBAN_CODE: 'iban',
  US_SSN: 'national-id',
  US_DRIVER_LICENSE: 'national-id',
  IP_ADDRESS: 'ip',
  DATE_TIME: 'birth-date',
};

interface Label {
  readonly kind: PersonalKind;
  readonly start: number;
  readonly end: number;
}

interface Sentence {
  readonly text: string;
  readonly labels: readonly Label[];
  /** Neighbouring parts of one address as one label, with the town and country between them. */
  readonly joined: readonly Label[];
}

function readSentences(): Sentence[] {
  const { table } = readTable(readFileSync(FILE, 'utf8'));
  const at = (name: string) => table.columns.findIndex((column) => column.name === name);
  return cellsOf(table).map((row) => {
    const text = row[at('text')];
    const places = [...text].reduce(
      (ends, point) => [...ends, ends[ends.length - 1] + point.length],
      [0],
    );
    const spans = (JSON.parse(row[at('spans')]) as { type: string; start: number; end: number }[])
      .map(({ type, start, end }) => ({ type, start: places[start], end: places[end] }))
      .sort((a, b) => a.start - b.start);
    const isBirth = (start: number) =>
      /born|birth/.test(text.slice(Math.max(0, start - 40), start));
    const labels = spans.flatMap(({ type, start, end }): Label[] =>
      KINDS[type] === undefined || (type === 'DATE_TIME' && !isBirth(start))
        ? []
        : [{ kind: KINDS[type], start, end }],
    );
    const joined: Label[] = [];
    let part: Label | undefined;
    for (const { type, start, end } of spans) {
      const kind = type === 'GPE' ? 'address' : KINDS[type];
      const last = joined.at(-1);
      if (part && kind === 'address' && /^[\s,>?]*$/.test(text.slice(part.end, start))) {
        part = { ...part, end };
        if (last) joined[joined.length - 1] = part;
        continue;
      }
      part = undefined;
      const label = labels.find((one) => one.start === start);
      if (!label) continue;
      joined.push(label);
      if (label.kind === 'address') part = label;
    }
    return { text, labels, joined };
  });
}

const shared = (a: { start: number; end: number }, b: { start: number; end: number }) =>
  Math.max(0, Math.min(a.end, b.end) - Math.max(a.start, b.start));

/** Labels, those found at least by half, spans, those that hold at least half of a label, exact ones. */
interface Count {
  labels: number;
  met: number;
  spans: number;
  right: number;
  joined: number;
  exact: number;
}

function countFound(sentences: readonly Sentence[]): Map<PersonalKind, Count> {
  const counts = new Map<PersonalKind, Count>();
  const of = (kind: PersonalKind) => {
    const count = counts.get(kind) ?? {
      labels: 0,
      met: 0,
      spans: 0,
      right: 0,
      joined: 0,
      exact: 0,
    };
    counts.set(kind, count);
    return count;
  };
  for (const { text, labels, joined } of sentences) {
    const found = findPersonal(text);
    for (const label of labels) {
      const same = found.filter(({ kind }) => kind === label.kind);
      const covered = same.reduce((sum, span) => sum + shared(span, label), 0);
      of(label.kind).labels++;
      if (covered * 2 >= label.end - label.start) of(label.kind).met++;
    }
    for (const label of joined) {
      of(label.kind).joined++;
      if (
        found.some(
          ({ kind, start, end }) =>
            kind === label.kind && start === label.start && end === label.end,
        )
      )
        of(label.kind).exact++;
    }
    for (const span of found) {
      of(span.kind).spans++;
      if (
        labels.some(
          (label) => label.kind === span.kind && shared(span, label) * 2 >= label.end - label.start,
        )
      )
        of(span.kind).right++;
    }
  }
  return counts;
}

const WHOLE = [1, 1];
/** Least recall and precision, on the rows that were looked at and on the others. */
const FLOORS: readonly (readonly [PersonalKind, readonly number[], readonly number[]])[] = [
  ['name', [0.88, 0.96], [0.75, 0.95]],
  ['address', [0.94, 0.97], [0.93, 0.97]],
  ['phone', WHOLE, WHOLE],
  ['email', WHOLE, WHOLE],
  ['card', WHOLE, WHOLE],
  ['iban', WHOLE, WHOLE],
  ['national-id', WHOLE, WHOLE],
  ['ip', WHOLE, WHOLE],
  ['birth-date', WHOLE, WHOLE],
  ['link', WHOLE, WHOLE],
];

describe.skipIf(!present)(title, () => {
  const sentences = present ? readSentences() : [];
  const even = countFound(sentences.filter((_, row) => row % 2 === 0));
  const odd = countFound(sentences.filter((_, row) => row % 2 === 1));

  it.each(FLOORS)('%s', (kind, seen, unseen) => {
    const halves = [
      [even.get(kind), seen],
      [odd.get(kind), unseen],
    ] as const;
    const told: string[] = [];
    for (const [count, [recall, precision]] of halves) {
      expect(count).toBeDefined();
      if (!count) return;
      told.push(
        `${count.labels} ${(count.met / count.labels).toFixed(3)} ${(count.right / count.spans).toFixed(3)} ${(count.exact / count.joined).toFixed(3)}`,
      );
      expect(count.met / count.labels, told.at(-1)).toBeGreaterThanOrEqual(recall);
      expect(count.right / count.spans, told.at(-1)).toBeGreaterThanOrEqual(precision);
    }
  });

  it('nothing that is labelled is called by another kind of certain find', () => {
    for (const { text, labels } of sentences)
      for (const span of findPersonal(text))
        if (span.certainty === 'certain')
          for (const label of labels)
            if (shared(span, label) > 0) expect(span.kind, text).toBe(label.kind);
  });

  it('every sentence is masked once and for all', () => {
    for (const { text } of sentences) {
      const masked = maskPersonal(text);
      expect(maskPersonal(masked)).toBe(masked);
    }
  });
});

/** Files of reviews and questions, the column of texts, and the most spans that may be found in them. */
const QUIET: readonly (readonly [string, string, number])[] = [
  ['mixed/womens_clothing_reviews_1000.csv', 'Review Text', 2],
  ['mixed/flipkart_reviews.csv', 'Review', 8],
  ['mixed/amazon_alexa.tsv', 'verified_reviews', 30],
  ['text-en/banking77.csv', 'text', 4],
  ['text-en/stackoverflow_titles.csv', 'title', 60],
  ['text-zh/waimai_10k.csv', 'review', 10],
  ['orders/online_retail_2010-12.csv', 'Description', 12],
];

describe.skipIf(!present)(
  title.replace('generated sentences', 'texts that name hardly anybody'),
  () => {
    it.each(QUIET)('%s', (file, name, most) => {
      const { table } = readTable(readFileSync(path.resolve(FILE, '../..', file), 'utf8'));
      const column = table.columns.find((one) => one.name === name);
      expect(column?.levels.length).toBeGreaterThan(500);
      const found = column?.levels.flatMap((text) =>
        findPersonal(text).map(({ kind, start, end }) => `${kind}: ${text.slice(start, end)}`),
      );
      expect(found?.length, found?.join('; ')).toBeLessThanOrEqual(most);
    });
  },
);
