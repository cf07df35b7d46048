import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { rulesOfFiles, type RulesOptions } from '../../src/cli/rules-of-files';
import type { SegmentRule } from '../../src/core/rules/find-segment-rule';

const shared = path.resolve(import.meta.dirname, '../../../shared/data');
const hasShared = existsSync(shared);

const OPTIONS: RulesOptions = {
  text: [],
  ignore: [],
  group: undefined,
  k: null,
  method: undefined,
  model: undefined,
  models: 'nowhere',
  threads: 1,
};

interface Told {
  readonly macroF1: number;
  readonly macroF1HeldOut: number;
  readonly rules: readonly (SegmentRule & { readonly name: string; readonly says: string })[];
}

const tell = async (file: string, options: Partial<RulesOptions>) =>
  (await rulesOfFiles([file], { ...OPTIONS, ...options })) as Told;

/** Customers of three plans by what they spend; "free" spends nothing and is the largest. */
function plansFile(): string {
  const lines = ['customer_id,spend,visits,plan'];
  for (let at = 0; at < 240; at++) {
    const plan = at % 2 === 0 ? 'free' : at % 3 === 0 ? 'gold' : 'basic';
    const spend = plan === 'free' ? at % 7 : plan === 'gold' ? 200 + (at % 50) : 60 + (at % 40);
    lines.push(`C${1000 + at},${spend},${(at * 37) % 19},${plan}`);
  }
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'rules-')), 'plans.csv');
  writeFileSync(file, `${lines.join('\n')}\n`);
  return file;
}

describe('rulesOfFiles', () => {
  it('tells the groups of a column, the largest first, by the other columns', async () => {
    const { rules, macroF1 } = await tell(plansFile(), { group: 'plan' });
    expect(rules.map(({ name }) => name)).toEqual(['free', 'basic', 'gold']);
    expect(macroF1).toBe(1);
    expect(rules[0].says).toBe('spend is less than 50');
    expect(rules[2].says).toBe('spend is 200 or more');
    expect(rules[2].figures).toMatchObject({ size: 40, fitting: 40, both: 40 });
    expect(rules[2].figures.precision.low).toBeCloseTo(0.912, 3);
  });

  it('finds segments where no column is named', async () => {
    const { rules } = await tell(plansFile(), { k: 3, ignore: ['plan'] });
    expect(rules).toHaveLength(3);
    expect(rules.reduce((sum, { figures }) => sum + figures.size, 0)).toBe(240);
    for (const { figures } of rules) expect(figures.f1).toBeGreaterThan(0.8);
  });

  it('refuses a column that is not there', async () => {
    await expect(tell(plansFile(), { group: 'gone' })).rejects.toMatchObject({
      code: 'options-unknown',
    });
  });

  it.skipIf(!hasShared)(
    `is ahead of a decision tree of as many conditions${hasShared ? '' : ' (skipped: there is no folder ../shared/data beside this repository)'}`,
    async () => {
      // bench/peers/rules.py: the better of "leaf" and "one-leaf", macro F1 and held out.
      const TREES = [
        ['Telco-Customer-Churn.csv', 'Churn', 0.382, 0.399],
        ['Telco-Customer-Churn.csv', 'InternetService', 0.854, 0.849],
        ['marketing_campaign.csv', 'Response', 0.48, 0.486],
      ] as const;
      for (const [file, group, f1, heldOut] of TREES) {
        const told = await tell(path.join(shared, 'structured', file), { group });
        expect(told.macroF1, `${file} ${group}`).toBeGreaterThan(f1);
        expect(told.macroF1HeldOut, `${file} ${group}`).toBeGreaterThan(heldOut);
      }
    },
  );
});
