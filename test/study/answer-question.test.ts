import { beforeAll, describe, expect, it } from 'vitest';
import { answerQuestion } from '../../src/study/answer-question';
import { carryOut } from '../../src/study/carry-out';
import { openAudience } from '../../src/study/open-audience';
import type { FinishedStudy } from '../../src/study/open-space';
import {
  createPorts,
  createWatch,
  openText,
  planFor,
  quiet,
  sampleLines,
} from '../fixtures/studies';

const LINES = sampleLines('en', 200);
const NAMES = ['First ones', 'Second ones', 'Third ones'];
const [header, ...rest] = LINES;
const names = header.split(',');
const cell = (line: string, name: string) => line.split(',')[names.indexOf(name)];

describe('answerQuestion', () => {
  let study: FinishedStudy;
  const ask = (question: string) =>
    answerQuestion(question, study, openAudience(study), NAMES, quiet);

  beforeAll(async () => {
    const opened = await openText(`${LINES.join('\n')}\n`);
    const plan = planFor(opened, { k: 3 });
    const { ports } = createPorts();
    const { table, key: tableKey } = opened;
    const outcome = await carryOut(table, tableKey, plan, ports, createWatch());
    study = { table, tableKey, plan, outcome, ports };
  });

  it('counts who is meant', async () => {
    const meant = rest.filter(
      (line) => cell(line, 'city') === 'Bath' && Number(cell(line, 'orders')) >= 5,
    );
    expect(meant.length).toBeGreaterThan(0);
    const answer = await ask('how many from Bath have at least 5 orders?');
    expect({ size: answer.size, of: answer.of }).toEqual({ size: meant.length, of: rest.length });
    expect(answer.question.unread).toEqual([]);
  });

  it('tells means of those meant and of all others', async () => {
    const mean = (lines: readonly string[]) =>
      lines.reduce((sum, line) => sum + Number(cell(line, 'orders')), 0) / lines.length;
    const { figure } = await ask('average orders of people from Leeds');
    expect(figure?.value).toBeCloseTo(mean(rest.filter((line) => cell(line, 'city') === 'Leeds')));
    expect(figure?.others).toBeCloseTo(mean(rest.filter((line) => cell(line, 'city') !== 'Leeds')));
  });

  it('tells levels and segments with how many there are of each', async () => {
    const { levels = [] } = await ask('which city has customers with more than 10 orders');
    const many = rest.filter((line) => Number(cell(line, 'orders')) > 10);
    expect(levels[0].count).toBe(
      many.filter((line) => cell(line, 'city') === levels[0].level).length,
    );
    const { segments, size } = await ask('which segments have more than 10 orders');
    expect(segments.reduce((sum, { count }) => sum + count, 0)).toBe(size);
    for (const { label, size: own } of segments)
      expect(own).toBe(study.outcome.segments[label].size);
  });

  it('knows segments by the names that are shown', async () => {
    const { size } = await ask('who is in Second ones');
    expect(size).toBe(study.outcome.segments[1].size);
  });

  it('quotes some of those who are meant, each thing once', async () => {
    const answer = await ask('who from Bath mentions "tea"');
    expect(answer.size).toBeGreaterThan(0);
    expect(new Set(answer.quotes.map(({ text }) => text)).size).toBe(answer.quotes.length);
    for (const { row, text } of answer.quotes) {
      expect(cell(rest[row], 'city')).toBe('Bath');
      expect(text).toMatch(/\bteas?\b/i);
    }
  });

  it('quotes nothing of cells that say that nothing is known', async () => {
    const opened = await openText(
      `title,review,orders\n${Array.from({ length: 30 }, (_, i) => `null,the tea number ${i} was nice and fresh,${i % 7}`).join('\n')}\n`,
    );
    const roles = ['text', 'text', 'number'] as const;
    const plan = planFor(opened, { k: 2, roles });
    const { ports } = createPorts();
    const { table, key: tableKey } = opened;
    const outcome = await carryOut(table, tableKey, plan, ports, createWatch());
    const other: FinishedStudy = { table, tableKey, plan, outcome, ports };
    const { quotes } = await answerQuestion(
      'who has at least 3 orders',
      other,
      openAudience(other),
      ['a', 'b'],
      quiet,
    );
    expect(quotes.length).toBeGreaterThan(0);
    for (const { text } of quotes) expect(text).toMatch(/^the tea number \d+ was/);
  });

  it('is about everyone where nothing was understood', async () => {
    const answer = await ask('who wears purple hats');
    expect(answer.size).toBe(answer.of);
    expect(answer.question.unread).toEqual(['wears', 'purple', 'hats']);
  });
});
