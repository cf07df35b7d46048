import { describe, expect, it, vi } from 'vitest';
import { Fault } from '../../src/core/fault';
import { drain } from '../../src/core/steps';
import { hashTexts } from '../../src/core/text/hashing-encoder';
import {
  createEncoderPool,
  cutBatches,
  type EncoderRoom,
  stopOf,
} from '../../src/study/encoder-pool';
import { faultOf } from '../fixtures/faults';
import { fc } from '../fixtures/properties';
import { sameMatrix } from '../fixtures/matrices';
import { quiet } from '../fixtures/studies';

const COLS = 384;
const pause = (milliseconds = 0) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** A room that dies before the calls numbered in `deaths`. */
function openRoom(deaths: readonly number[] = [], wait = 0) {
  let calls = 0;
  let dead = false;
  const seen: (readonly string[])[] = [];
  const close = vi.fn();
  const room: EncoderRoom = {
    async encode(texts) {
      await pause(wait);
      if (deaths.includes(calls++)) dead = true;
      if (dead) throw new Fault('worker-died');
      seen.push(texts);
      return {
        rows: drain(hashTexts(texts)).data,
        parts: Uint8Array.from(texts, (text) => (text.length > 400 ? 2 : 1)),
      };
    },
    close,
  };
  return { room, seen, close };
}

const TEXTS = Array.from({ length: 244 }, (_, i) => `customer ${i} says ${'tea '.repeat(i % 40)}`);

describe('createEncoderPool', () => {
  it('gives the same vectors from one room and from three', async () => {
    const expected = drain(hashTexts(TEXTS));
    for (const count of [1, 3]) {
      const rooms = Array.from({ length: count }, () => openRoom([], count));
      const pool = createEncoderPool(
        rooms.map(({ room }) => room),
        () => faultlessly(),
        COLS,
      );
      expect(sameMatrix(await pool.encode(TEXTS, quiet), expected)).toBe(true);
      for (const { seen } of rooms) expect(seen.length).toBeGreaterThan(0);
      expect(rooms.flatMap(({ seen }) => seen.flat()).sort()).toEqual([...TEXTS].sort());
    }
  });

  const faultlessly = async () => openRoom().room;

  it('hands rows on as they are made, and tells how many', async () => {
    const report = vi.fn<(done: number, total: number) => void>();
    const texts = [...TEXTS, 'x'.repeat(500)];
    const got = new Float32Array(texts.length * COLS);
    const parts = new Uint8Array(texts.length);
    const pool = createEncoderPool([openRoom().room, openRoom().room], faultlessly, COLS);
    const vectors = await pool.encode(texts, { ...quiet, report }, (batch) => {
      got.set(batch.rows, batch.first * COLS);
      parts.set(batch.parts, batch.first);
    });
    expect(sameMatrix({ ...vectors, data: got }, vectors)).toBe(true);
    expect([...parts]).toEqual(texts.map((text) => (text.length > 400 ? 2 : 1)));
    expect(report.mock.lastCall).toEqual([texts.length, texts.length]);
  });

  it('replaces a room that dies and does its texts again', async () => {
    const { room, close } = openRoom([2]);
    const reopen = vi.fn(faultlessly);
    const pool = createEncoderPool([room, openRoom().room], reopen, COLS);
    expect(sameMatrix(await pool.encode(TEXTS, quiet), drain(hashTexts(TEXTS)))).toBe(true);
    expect(close).toHaveBeenCalledTimes(1);
    expect(reopen).toHaveBeenCalledTimes(1);
  });

  it('gives up when rooms die three times over one call', async () => {
    const reopen = vi.fn(async () => openRoom([0]).room);
    const pool = createEncoderPool([openRoom([0]).room], reopen, COLS);
    expect((await faultOf(() => pool.encode(TEXTS, quiet))).code).toBe('worker-died');
    expect(reopen).toHaveBeenCalledTimes(2);
  });

  it('counts deaths for each call anew', async () => {
    const pool = createEncoderPool([openRoom([0]).room], async () => openRoom([3]).room, COLS);
    for (let call = 0; call < 4; call++)
      expect((await pool.encode(TEXTS.slice(0, 8), quiet)).rows).toBe(8);
  });

  it('passes on a fault of another kind without another try', async () => {
    const encode = vi.fn(async () => {
      throw new Error('out of memory');
    });
    const pool = createEncoderPool([{ encode, close: vi.fn() }], faultlessly, COLS);
    const fault = await faultOf(() => pool.encode(TEXTS, quiet));
    expect(fault).toMatchObject({ code: 'unexpected', details: { message: 'out of memory' } });
    expect(encode).toHaveBeenCalledTimes(1);
  });

  it('lets the other rooms rest once a call has failed', async () => {
    const working = openRoom([], 2);
    const broken = openRoom([0]);
    const pool = createEncoderPool(
      [broken.room, working.room],
      async () => openRoom([0]).room,
      COLS,
    );
    expect((await faultOf(() => pool.encode(TEXTS, quiet))).code).toBe('worker-died');
    const before = working.seen.length;
    await pause(60);
    expect(working.seen.length).toBeLessThanOrEqual(before + 1);
  });

  it('stops at once, whatever a room is doing', async () => {
    const controller = new AbortController();
    const hangs: EncoderRoom = { encode: () => new Promise(() => undefined), close: vi.fn() };
    const pool = createEncoderPool([hangs], faultlessly, COLS);
    setTimeout(() => controller.abort(), 5);
    const fault = await faultOf(() => pool.encode(TEXTS, { ...quiet, signal: controller.signal }));
    expect(fault.code).toBe('stopped');
  });

  it('takes no text and closes its rooms', async () => {
    const { room, close } = openRoom();
    const pool = createEncoderPool([room], faultlessly, COLS);
    expect((await pool.encode([], quiet)).rows).toBe(0);
    pool.close();
    expect(close).toHaveBeenCalledTimes(1);
  });
});

describe('cutBatches', () => {
  it('puts short texts together, 32 at most, and long ones alone', () => {
    expect(cutBatches(Array.from({ length: 40 }, () => 'short'))).toEqual([
      [0, 32],
      [32, 40],
    ]);
    const long = 'x'.repeat(2401);
    expect(cutBatches(['a', long, 'b', long, long])).toEqual([
      [0, 1],
      [1, 2],
      [2, 3],
      [3, 4],
      [4, 5],
    ]);
    expect(cutBatches(['x'.repeat(1200), 'x'.repeat(1200), 'x'])).toEqual([
      [0, 2],
      [2, 3],
    ]);
    expect(cutBatches([])).toEqual([]);
  });

  it('holds every text once, in order', () => {
    const lengths = fc.array(fc.integer({ min: 0, max: 3000 }), { maxLength: 120 });
    fc.assert(
      fc.property(lengths, (given) => {
        const batches = cutBatches(given.map((length) => 'x'.repeat(length)));
        let at = 0;
        for (const [from, to] of batches) {
          expect(from).toBe(at);
          expect(to).toBeGreaterThan(from);
          const sum = given.slice(from, to).reduce((total, length) => total + length, 0);
          expect(to - from === 1 || sum <= 2400).toBe(true);
          expect(to - from).toBeLessThanOrEqual(32);
          at = to;
        }
        expect(at).toBe(given.length);
      }),
    );
  });
});

describe('stopOf', () => {
  it('breaks its promise at the stop, or at once when that was before', async () => {
    const controller = new AbortController();
    const { stopped } = stopOf(controller.signal);
    controller.abort();
    expect((await faultOf(() => stopped)).code).toBe('stopped');
    expect((await faultOf(() => stopOf(controller.signal).stopped)).code).toBe('stopped');
  });

  it('no longer listens once forgotten', async () => {
    const controller = new AbortController();
    const { stopped, forget } = stopOf(controller.signal);
    forget();
    controller.abort();
    const first = await Promise.race([
      stopped.then(
        () => 'kept',
        () => 'broken',
      ),
      pause(5).then(() => 'silent'),
    ]);
    expect(first).toBe('silent');
  });
});
