import { describe, expect, it } from 'vitest';
import type { Plan, TextTreatment } from '../../src/core/study';
import { TREAT_TEXTS } from '../../src/core/study';
import { carryOut } from '../../src/study/carry-out';
import { customersOf, treatmentOf } from '../../src/study/customers-of';
import { namesOf } from '../../src/words/names';
import { WORDS } from '../../src/words/words';
import { createPorts, createWatch, openText, planFor } from '../fixtures/studies';

const treat = (text: string, choices: Partial<TextTreatment> = {}) =>
  treatmentOf({ ...TREAT_TEXTS, ...choices })(text);

describe('what is done to texts', () => {
  const said = '<p>Good  tea 😀 at https://www.tea.example/x?y=1 </p>';

  it('is tidied: no markup, no links, emoji stay', () => {
    expect(treat(said)).toBe('Good tea 😀 at');
  });

  it('keeps links, or their host, and drops emoji where so chosen', () => {
    expect(treat(said, { links: 'keep', mask: false })).toBe(
      'Good tea 😀 at https://www.tea.example/x?y=1',
    );
    expect(treat(said, { links: 'host' })).toBe('Good tea 😀 at tea.example');
    expect(treat(said, { emoji: 'drop', links: 'drop' })).toBe('Good tea at');
  });

  it('leaves a text alone where nothing is to be done', () => {
    expect(treat(said, { tidy: false, mask: false })).toBe(said);
  });

  it('drops the boilerplate that was chosen, and only that', () => {
    const mail = 'The lamp broke.\nSent from my iPhone';
    const [phrase] = [{ kind: 'known', id: 'sent-from', place: 'end' }] as const;
    expect(treat(mail)).toBe(mail);
    expect(treat(mail, { boilerplate: [phrase] })).toBe('The lamp broke.');
  });

  it('drops boilerplate before masking, so that a name in a signature is gone', () => {
    expect(
      treat('The lamp broke. My mail is a@b.example\nSent from my iPhone', {
        boilerplate: [{ kind: 'known', id: 'sent-from', place: 'end' }],
      }),
    ).toBe('The lamp broke. My mail is [email]');
  });
});

/** Two groups of talk; 60 customers paste one and the same complaint, each with another last word. */
const WORDS_OF = 'apple pear plum fig date lime kiwi melon peach grape'.split(' ');
const pasted = (i: number) =>
  `I demand that you bring back the old blue bottle of shampoo because the new one leaks in every bag ${WORDS_OF[i % 10]}`;
const LINES = [
  'id,comment',
  ...Array.from({ length: 60 }, (_, i) => `P${i},${pasted(i)}`),
  ...Array.from(
    { length: 24 },
    (_, i) => `A${i},The ${WORDS_OF[i % 10]} parcel came ${i} days late`,
  ),
  ...Array.from(
    { length: 24 },
    (_, i) => `B${i},Lovely ${WORDS_OF[i % 10]} tea number ${i} I love it`,
  ),
];

async function study(lines: readonly string[], changes: Partial<Plan>) {
  const opened = await openText(lines.join('\n'));
  const plan = { ...planFor(opened), ...changes };
  const { ports } = createPorts();
  return {
    opened,
    plan,
    outcome: await carryOut(opened.table, opened.key, plan, ports, createWatch()),
  };
}

describe('texts that say nearly the same', () => {
  it('count as one where so chosen: they no longer take most of the segments', async () => {
    const split = async (alike: 'each' | 'once') => {
      const { outcome } = await study(LINES, { k: 4, texts: { ...TREAT_TEXTS, alike } });
      return new Set(outcome.labels.slice(0, 60)).size;
    };
    expect(await split('each')).toBeGreaterThan(1);
    expect(await split('once')).toBe(1);
  });

  it('choose the number of segments as if each were there once', async () => {
    const { outcome } = await study(LINES, { k: null, texts: { ...TREAT_TEXTS, alike: 'once' } });
    // 49 texts are left: no more than three segments of 25, as chooseNumber has it.
    expect(Math.max(...outcome.account.tried.map(({ k }) => k))).toBe(3);
  });
});

describe('sensitive topics', () => {
  const ROLES = ['id', 'text', 'number'] as const;
  const lines = [
    'id,comment,spent',
    ...Array.from(
      { length: 40 },
      (_, i) => `D${i},I cannot pay my credit card debt ${WORDS_OF[i % 10]},${10 + i}`,
    ),
    ...Array.from(
      { length: 40 },
      (_, i) => `T${i},Lovely green tea ${WORDS_OF[i % 10]},${500 + i}`,
    ),
  ];

  it('give no names by default, but stay to be seen', async () => {
    const { outcome } = await study(lines, { k: 2, roles: ROLES });
    for (const name of namesOf(outcome.segments, WORDS.en)) expect(name).not.toMatch(/debt/iu);
    expect(
      outcome.segments.flatMap(({ keyphrases }) => keyphrases).map(({ phrase }) => phrase),
    ).toEqual(expect.arrayContaining([expect.stringContaining('debt')]));
  });

  it('give names where the person lets them', async () => {
    const { outcome } = await study(lines, { k: 2, roles: ROLES, sensitive: 'allow' });
    expect(namesOf(outcome.segments, WORDS.en).join()).toMatch(/debt/iu);
  });

  it('are no name as a column either', async () => {
    const columns = [
      'id,religion,spent',
      ...Array.from(
        { length: 80 },
        (_, i) => `C${i},${i < 40 ? 'Muslim' : 'Christian'},${i < 40 ? 10 + i : 500 + i}`,
      ),
    ];
    const { opened, plan, outcome } = await study(columns, {
      k: 2,
      roles: ['id', 'category', 'number'],
    });
    expect(customersOf(opened.table, plan).categories.map(({ name }) => name)).toEqual([
      'religion',
    ]);
    const marked = outcome.segments
      .flatMap(({ traits }) => traits)
      .filter(({ column }) => column === 'religion');
    expect(marked.length).toBeGreaterThan(0);
    expect(marked.every(({ sensitive }) => sensitive)).toBe(true);
    for (const name of namesOf(outcome.segments, WORDS.en))
      expect(name).not.toMatch(/religion|muslim|christian/iu);
  });
});
