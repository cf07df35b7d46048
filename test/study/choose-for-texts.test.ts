import { describe, expect, it } from 'vitest';
import { adjustedRandIndex } from '../../src/core/measure/agreement';
import type { Plan } from '../../src/core/study';
import { carryOut } from '../../src/study/carry-out';
import { createPorts, createWatch, openText, planFor, shuffleLines } from '../fixtures/studies';

async function study(changes: Partial<Plan>, lines: readonly string[]) {
  const opened = await openText(lines.join('\n'));
  const plan = planFor(opened, changes);
  return carryOut(opened.table, opened.key, plan, createPorts().ports, createWatch());
}

/** Sixteen subjects of four words each. */
const WORDS_OF = `parcel courier tracking doorstep / teapot porcelain saucer infuser
  refund invoice receipt voucher / jasmine oolong matcha sencha / password login browser captcha
  ribbon wrapping birthday greeting / subscription renewal monthly pause / chocolate biscuit caramel vanilla
  allergy gluten peanut lactose / warehouse pallet wholesale importer / newsletter unsubscribe inbox spam
  kettle voltage plug boiling / harvest terrace farmer mountain / staff cashier counter queue
  discount coupon bargain clearance / packaging cardboard plastic recycling`
  .split(/\/|\n/u)
  .map((subject) => subject.trim().split(' '));

const SUBJECTS = [
  'said',
  ...WORDS_OF.flatMap((words) =>
    words.flatMap((first) =>
      words
        .filter((second) => second !== first)
        .flatMap((second) => [`${first} ${second} please`, `${first} with ${second} today`]),
    ),
  ),
];
const SUBJECT_OF = Int32Array.from(SUBJECTS.slice(1), (_, at) => Math.floor(at / 24));

describe.each<[string, Partial<Plan>]>([
  ['topics', { method: 'topics' }],
  ['themes by phrases', { method: 'themes', settings: { proposals: 'phrases' } }],
])('the number of %s', (_, plan) => {
  it('is that of what is said, however many, in any order of the rows', async () => {
    const { account, labels, segments } = await study(plan, SUBJECTS);
    expect(account.tried.at(-1)?.k).toBeGreaterThan(16);
    expect(account.k).toBeGreaterThanOrEqual(14);
    expect(account.k).toBeLessThanOrEqual(18);
    expect(adjustedRandIndex(labels, SUBJECT_OF)).toBeGreaterThan(0.8);
    const shuffled = await study(plan, shuffleLines(SUBJECTS, 4));
    expect(shuffled.account.tried).toEqual(account.tried);
    expect(shuffled.segments.map(({ size }) => size)).toEqual(segments.map(({ size }) => size));
  });
});
