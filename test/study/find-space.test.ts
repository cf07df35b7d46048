import { describe, expect, it } from 'vitest';
import { keysOf, type Plan } from '../../src/core/study';
import { openNearSpace, openSpace } from '../../src/study/open-space';
import { carryOut } from '../../src/study/carry-out';
import {
  createPorts,
  createWatch,
  openText,
  planFor,
  quiet,
  sampleLines,
} from '../fixtures/studies';

describe('the space of a study', async () => {
  const opened = await openText(sampleLines('en', 160).join('\n'));
  const { table, key: tableKey } = opened;
  const plan = planFor(opened);

  it('is made once for whatever looks at it, and for other numbers of segments', async () => {
    const { ports } = createPorts();
    await carryOut(table, tableKey, plan, ports, createWatch());
    const study = { table, tableKey, plan, ports };
    const space = await openSpace(study, quiet);
    expect(await openSpace(study, quiet)).toBe(space);
    expect((await openNearSpace(study, quiet)).graph).toBe(space.graph);
    const watch = createWatch();
    const outcome = await carryOut(table, tableKey, { ...plan, k: 3 }, ports, watch);
    expect(outcome.segments).toHaveLength(3);
    expect(watch.stages).toEqual(['prepare', 'encode', 'compare', 'group', 'map', 'name']);
    expect(await openSpace({ ...study, plan: { ...plan, k: 3 } }, quiet)).toBe(space);
  });

  it('is another one where the plan, the seed or the storage is another', async () => {
    const { ports } = createPorts();
    const study = { table, tableKey, plan, ports };
    const space = await openSpace(study, quiet);
    const roles = plan.roles.map((role) => (role === 'text' ? 'ignore' : role));
    const others: Plan[] = [
      { ...plan, roles },
      { ...plan, space: { textShare: 0.8 } },
      { ...plan, seed: plan.seed + 1 },
    ];
    for (const other of others)
      expect(await openSpace({ ...study, plan: other }, quiet)).not.toBe(space);
    const again = await openSpace(study, quiet);
    expect(again).not.toBe(space);
    expect(again.rows).toEqual(space.rows);
    expect(again.key).toBe(keysOf(tableKey, plan).compare);
    const elsewhere = await openSpace({ ...study, ports: createPorts().ports }, quiet);
    expect(elsewhere).not.toBe(again);
    expect(elsewhere.graph).toEqual(again.graph);
  });

  it('still says what is wrong with the number of segments', async () => {
    const { ports } = createPorts();
    await openSpace({ table, tableKey, plan, ports }, quiet);
    await expect(
      openSpace({ table, tableKey, plan: { ...plan, k: 161 }, ports }, quiet),
    ).rejects.toMatchObject({ code: 'segments-too-many' });
  });
});
