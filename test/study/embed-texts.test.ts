import { describe, expect, it, vi } from 'vitest';
import { openBuiltIn } from '../../src/cli/node-encoder';
import { Fault } from '../../src/core/fault';
import type { Matrix } from '../../src/core/matrix';
import type { Encoder } from '../../src/core/ports';
import { drain } from '../../src/core/steps';
import { hashTexts } from '../../src/core/text/hashing-encoder';
import { BUILT_IN } from '../../src/core/encoder-names';
import { embedTexts } from '../../src/study/embed-texts';
import { createMemoryShelves, type KeptVector, type VectorShelf } from '../../src/study/shelves';
import { faultOf } from '../fixtures/faults';
import { sameMatrix } from '../fixtures/matrices';
import { quiet } from '../fixtures/studies';

const SPEC = { id: 'all-minilm-l6-v2', dimensions: 384 };
const TEXTS = Array.from({ length: 700 }, (_, i) => `customer ${i} likes tea`);
const silent = { known: () => undefined, full: () => undefined };

describe('embedTexts', () => {
  it('makes what is missing, keeps it, and asks for nothing the second time', async () => {
    const { vectors } = createMemoryShelves();
    const encode = vi.fn(openBuiltIn().encode);
    const open = vi.fn(async (): Promise<Encoder> => ({ encode }));
    const first = await embedTexts(TEXTS, SPEC, open, vectors, quiet, silent);
    expect(sameMatrix(first.vectors, drain(hashTexts(TEXTS)))).toBe(true);
    const again = await embedTexts(TEXTS, SPEC, open, vectors, quiet, silent);
    expect(sameMatrix(again.vectors, first.vectors)).toBe(true);
    expect(again.splitTexts).toBe(0);
    expect(open).toHaveBeenCalledTimes(1);
    const more = await embedTexts(['new', ...TEXTS, 'newer'], SPEC, open, vectors, quiet, silent);
    expect(encode.mock.lastCall?.[0]).toEqual(['new', 'newer']);
    expect(sameMatrix(more.vectors, drain(hashTexts(['new', ...TEXTS, 'newer'])))).toBe(true);
  });

  it('keeps encoders apart', async () => {
    const { vectors } = createMemoryShelves();
    const open = vi.fn(async () => openBuiltIn());
    await embedTexts(TEXTS, SPEC, open, vectors, quiet, silent);
    await embedTexts(TEXTS, { ...SPEC, id: 'other' }, open, vectors, quiet, silent);
    expect(open).toHaveBeenCalledTimes(2);
  });

  it('remembers which texts were read in parts', async () => {
    const { vectors } = createMemoryShelves();
    const cutting: Encoder = {
      async encode(texts, watch, take) {
        const made = await openBuiltIn().encode(texts, watch);
        take?.({
          first: 0,
          rows: made.data,
          parts: Uint8Array.from(texts, (_, i) => (i % 7 === 0 ? 3 : 1)),
        });
        return made;
      },
    };
    const first = await embedTexts(TEXTS, SPEC, async () => cutting, vectors, quiet, silent);
    expect(first.splitTexts).toBe(100);
    const again = await embedTexts(TEXTS, SPEC, async () => cutting, vectors, quiet, silent);
    expect(again.splitTexts).toBe(100);
  });

  it('makes anew what is kept in another size', async () => {
    const { vectors } = createMemoryShelves();
    const wrong: KeptVector = { vector: new Float32Array(3), parts: 1 };
    const shelf = {
      ...vectors,
      get: async (_: string, hashes: readonly string[]) => hashes.map(() => wrong),
    };
    const found = await embedTexts(['tea'], SPEC, async () => openBuiltIn(), shelf, quiet, silent);
    expect(sameMatrix(found.vectors, drain(hashTexts(['tea'])))).toBe(true);
  });

  it('tells what is known, from the shelf and then as it is made, each once', async () => {
    const { vectors } = createMemoryShelves();
    await embedTexts(TEXTS.slice(0, 300), SPEC, async () => openBuiltIn(), vectors, quiet, silent);
    const known = vi.fn<(positions: readonly number[], vectors: Matrix) => void>();
    const report = vi.fn<(done: number, total: number) => void>();
    await embedTexts(
      TEXTS,
      SPEC,
      async () => openBuiltIn(),
      vectors,
      { ...quiet, report },
      { known, full: () => undefined },
    );
    const told = known.mock.calls.flatMap(([positions]) => [...positions]);
    expect(known.mock.calls[0][0].length).toBe(300);
    expect(told).toEqual(TEXTS.map((_, i) => i));
    expect(report.mock.calls[0]).toEqual([300, 700]);
    for (const [done, total] of report.mock.calls) {
      expect(total).toBe(700);
      expect(done).toBeGreaterThanOrEqual(300);
    }
  });

  it('keeps what was made before a stop', async () => {
    const { vectors } = createMemoryShelves();
    const stopping: Encoder = {
      async encode(texts, watch, take) {
        const made = await openBuiltIn().encode(texts.slice(0, 300), watch);
        take?.({ first: 0, rows: made.data, parts: new Uint8Array(300).fill(1) });
        throw new Fault('stopped');
      },
    };
    const fault = await faultOf(() =>
      embedTexts(TEXTS, SPEC, async () => stopping, vectors, quiet, silent),
    );
    expect(fault.code).toBe('stopped');
    const encode = vi.fn(openBuiltIn().encode);
    await embedTexts(TEXTS, SPEC, async () => ({ encode }), vectors, quiet, silent);
    expect(encode.mock.calls[0][0].length).toBe(400);
  });

  it('goes on without keeping when the storage is full, and says so once', async () => {
    const put = vi.fn(async () => {
      throw new Fault('storage-full');
    });
    const { vectors } = createMemoryShelves();
    const full = vi.fn();
    const piecewise: Encoder = {
      async encode(texts, watch, take) {
        const made = await openBuiltIn().encode(texts, watch);
        for (let first = 0; first < texts.length; first += 100) {
          take?.({
            first,
            rows: made.data.slice(first * 384, (first + 100) * 384),
            parts: new Uint8Array(100).fill(1),
          });
          await Promise.resolve();
        }
        return made;
      },
    };
    const found = await embedTexts(
      TEXTS,
      SPEC,
      async () => piecewise,
      { get: vectors.get, put },
      quiet,
      { known: () => undefined, full },
    );
    expect(sameMatrix(found.vectors, drain(hashTexts(TEXTS)))).toBe(true);
    expect(full).toHaveBeenCalledTimes(1);
    expect(put).toHaveBeenCalledTimes(1);
  });

  it('passes on a shelf that breaks for another reason', async () => {
    const { vectors } = createMemoryShelves();
    const put = async () => {
      throw new Error('broken shelf');
    };
    await expect(
      embedTexts(TEXTS, SPEC, async () => openBuiltIn(), { get: vectors.get, put }, quiet, silent),
    ).rejects.toThrow('broken shelf');
  });

  it('neither asks for nor keeps the vectors of the built-in encoder', async () => {
    const get = vi.fn(createMemoryShelves().vectors.get);
    const put = vi.fn(createMemoryShelves().vectors.put);
    const own = { ...SPEC, id: BUILT_IN };
    const open = async () => openBuiltIn();
    const found = await embedTexts(TEXTS, own, open, { get, put }, quiet, silent);
    expect(sameMatrix(found.vectors, drain(hashTexts(TEXTS)))).toBe(true);
    expect(get).not.toHaveBeenCalled();
    expect(put).not.toHaveBeenCalled();
  });

  it('opens nothing for no texts', async () => {
    const open = vi.fn(async () => openBuiltIn());
    const { vectors } = createMemoryShelves();
    const found = await embedTexts([], SPEC, open, vectors, quiet, silent);
    expect(found.vectors.rows).toBe(0);
    expect(open).not.toHaveBeenCalled();
  });

  it('shares the work with another tab, and repeats none of it', async () => {
    const shelves = createMemoryShelves();
    const held = new Map<string, Promise<boolean>>();
    const hold: VectorShelf['hold'] = async (name, wait, _, work) => {
      while (held.has(name)) {
        if (!wait) return false;
        await held.get(name)?.catch(() => undefined);
      }
      const working = work().then(() => true);
      held.set(name, working);
      return working.finally(() => held.delete(name));
    };
    const shared = { ...shelves.vectors, hold };
    const many = Array.from({ length: 5000 }, (_, i) => `customer ${i} likes tea`);
    const read: string[] = [];
    const open = async (): Promise<Encoder> => ({
      async encode(texts, watch, take) {
        read.push(...texts);
        await new Promise((resolve) => setTimeout(resolve, 20));
        return openBuiltIn().encode(texts, watch, take);
      },
    });
    const reports = [0, 1].map(() => vi.fn<(done: number, total: number) => void>());
    const tabs = await Promise.all(
      reports.map((report) => embedTexts(many, SPEC, open, shared, { ...quiet, report }, silent)),
    );
    expect(read.sort()).toEqual([...many].sort());
    for (const { vectors } of tabs) expect(sameMatrix(vectors, drain(hashTexts(many)))).toBe(true);
    for (const report of reports) {
      const told = report.mock.calls.map(([done]) => done);
      expect(told).toEqual([...told].sort((a, b) => a - b));
      expect(told.at(-1)).toBe(5000);
    }
  });

  it('goes on where the tab that held a stretch has gone', async () => {
    const { vectors } = createMemoryShelves();
    const hold: VectorShelf['hold'] = async (_, wait, __, work) => {
      if (!wait) return false;
      await new Promise((resolve) => setTimeout(resolve, 700));
      await work();
      return true;
    };
    const found = await embedTexts(
      TEXTS,
      SPEC,
      async () => openBuiltIn(),
      { ...vectors, hold },
      quiet,
      silent,
    );
    expect(sameMatrix(found.vectors, drain(hashTexts(TEXTS)))).toBe(true);
  });
});
