import { describe, expect, it } from 'vitest';
import { keysOf, type Plan, STAGES } from '../../src/core/study';

const plan: Plan = {
  roles: ['id', 'text', 'number'],
  encoder: 'all-minilm-l6-v2',
  method: 'kmeans',
  k: 5,
  seed: 1,
};
const keys = keysOf('file', plan);
type Name = keyof typeof keys;

function changedBy(other: Partial<Plan>, tableKey = 'file'): Name[] {
  const found = keysOf(tableKey, { ...plan, ...other });
  return ([...STAGES, 'tree', 'shape', 'outcome'] as Name[]).filter(
    (name) => found[name] !== keys[name],
  );
}

describe('keysOf', () => {
  const all = [...STAGES, 'tree', 'shape', 'outcome'];

  it('gives every stage a key of its own, and the same one each time', () => {
    expect(Object.keys(keys).sort()).toEqual([...all].sort());
    expect(new Set(Object.values(keys)).size).toBe(all.length);
    expect(keysOf('file', { ...plan, roles: [...plan.roles] })).toEqual(keys);
    for (const [name, key] of Object.entries(keys)) expect(key.startsWith(`${name}:`)).toBe(true);
  });

  it.each<[string, Partial<Plan>, string[]]>([
    ['the number', { k: 6 }, ['group', 'name', 'tree', 'shape', 'outcome']],
    ['leaving the number open', { k: null }, ['group', 'name', 'tree', 'shape', 'outcome']],
    ['the method', { method: 'ward' }, ['group', 'name', 'tree', 'shape', 'outcome']],
    ['the seed', { seed: 2 }, ['group', 'map', 'name', 'tree', 'shape', 'outcome']],
    [
      'the encoder',
      { encoder: 'built-in' },
      ['encode', 'compare', 'group', 'map', 'name', 'tree', 'shape', 'outcome'],
    ],
    ['a level', { level: 4 }, ['name', 'shape', 'outcome']],
    ['a role', { roles: ['id', 'text', 'ignore'] }, all],
  ])('changing %s touches exactly what depends on it', (_, change, touched) => {
    expect(changedBy(change)).toEqual(touched);
  });

  it('another file changes everything', () => {
    expect(changedBy({}, 'other')).toEqual(all);
  });
});
