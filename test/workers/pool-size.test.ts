import { expect, it } from 'vitest';
import { poolSize } from '../../src/workers/pool-size';

it.each([
  [{ hardwareConcurrency: 4, deviceMemory: 8 }, 4],
  [{ hardwareConcurrency: 8, deviceMemory: 2 }, 2],
  [{ hardwareConcurrency: 8, deviceMemory: 4 }, 5],
  [{ hardwareConcurrency: 64, deviceMemory: 8 }, 8],
  [{ hardwareConcurrency: 1, deviceMemory: 8 }, 1],
  [{ hardwareConcurrency: 8, deviceMemory: 0.25 }, 1],
  [{ hardwareConcurrency: 8 }, 5],
  [{ deviceMemory: 8 }, 2],
  [{}, 2],
])('a machine with %j takes %i', (machine, workers) => {
  expect(poolSize(machine)).toBe(workers);
});
