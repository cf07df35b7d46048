import { beforeAll, describe, expect, it } from 'vitest';
import { drain } from '../../src/core/steps';
import { hashTexts } from '../../src/core/text/hashing-encoder';
import { carryOut } from '../../src/study/carry-out';
import { WORTH_A_PICTURE } from '../../src/study/first-picture';
import type { OpenedFile } from '../../src/study/open-file';
import type { StudyPorts } from '../../src/study/study-ports';
import { createMemoryShelves } from '../../src/study/shelves';
import { faultOf } from '../fixtures/faults';
import {
  createPorts,
  createWatch,
  KEPT_ENCODER,
  openText,
  planFor,
  sampleLines,
} from '../fixtures/studies';

/** Words that are read as the built-in encoder reads. */
const openWords = async () => ({ read: hashTexts });
const SILENT = 25;
const LINES = sampleLines('en', 600);

interface Setting {
  readonly words?: StudyPorts['openWords'];
  readonly first?: boolean;
  readonly shelves?: ReturnType<typeof createMemoryShelves>;
  readonly signal?: AbortSignal;
}

async function study(opened: OpenedFile, { words, first = true, shelves, signal }: Setting) {
  const { ports, asked } = createPorts(shelves);
  const watch = createWatch(signal);
  const order: string[] = [];
  const all: StudyPorts = {
    ...ports,
    ...(words === undefined ? {} : { openWords: words }),
    openEncoder(id) {
      order.push('encoder');
      return ports.openEncoder(id);
    },
  };
  const outcome = await carryOut(
    opened.table,
    opened.key,
    planFor(opened, { encoder: KEPT_ENCODER }),
    all,
    {
      ...watch,
      first,
      part(part) {
        order.push(part.kind);
        watch.part(part);
      },
    },
  );
  return { outcome, parts: watch.parts, order, asked };
}

describe('a first picture', () => {
  let opened: OpenedFile;
  let plain: Awaited<ReturnType<typeof study>>;
  let shown: Awaited<ReturnType<typeof study>>;

  beforeAll(async () => {
    opened = await openText(LINES.join('\n'));
    plain = await study(opened, {});
    shown = await study(opened, { words: openWords });
  });

  it('stands before the encoder is opened, and is not thrown away for points', () => {
    expect(shown.order.slice(0, 2)).toEqual(['guess', 'encoder']);
    expect(shown.order.filter((kind) => kind === 'guess').length).toBe(1);
    expect(shown.order).not.toContain('points');
    expect(shown.order.indexOf('labels')).toBeGreaterThan(0);
    expect(plain.order).toContain('points');
    expect(plain.order).not.toContain('guess');
  });

  it('has every customer on it, in a group, whether they say anything or not', () => {
    const guess = shown.parts.find((part) => part.kind === 'guess');
    expect(guess?.xy.length).toBe(1200);
    expect(guess?.xy.every(Number.isFinite)).toBe(true);
    expect(guess?.labels.every((label) => label >= 0 && label < (guess?.k ?? 0))).toBe(true);
    expect(guess?.k).toBeGreaterThan(1);
    expect(shown.outcome.account.silent).toBeLessThan(SILENT * 10);
  });

  it('changes nothing about what is found', () => {
    expect(shown.outcome).toEqual(plain.outcome);
  });

  it('tells how far the map is, so that the picture is not torn apart', () => {
    const shares = shown.parts.flatMap((part) => (part.kind === 'layout' ? [part.share] : []));
    expect(shares.at(-1)).toBe(1);
    expect(shares.every((share, i) => i === 0 || share >= shares[i - 1])).toBe(true);
  });

  it.each<[string, Setting]>([
    ['nobody wants one', { words: openWords, first: false }],
    ['there are no words', { words: async () => undefined }],
    ['the words cannot be had', { words: () => Promise.reject(new Error('no table')) }],
    [
      'the words cannot be read',
      {
        words: async () => ({
          read() {
            throw new Error('no text');
          },
        }),
      },
    ],
  ])('is left out where %s, and points are shown', async (_, setting) => {
    const { order, outcome } = await study(opened, setting);
    expect(order).not.toContain('guess');
    expect(order).toContain('points');
    expect(outcome).toEqual(plain.outcome);
  });

  it('is left out where nearly all texts are kept', async () => {
    const shelves = createMemoryShelves();
    await study(opened, { shelves });
    const again = { vectors: shelves.vectors, results: createMemoryShelves().results };
    const { order, asked } = await study(opened, { words: openWords, shelves: again });
    expect(asked.texts).toBe(0);
    expect(order).not.toContain('guess');
    expect(order).toContain('points');
  });

  it('is left out of a small file', async () => {
    const few = await openText(sampleLines('en', WORTH_A_PICTURE - 10).join('\n'));
    expect((await study(few, { words: openWords })).order).not.toContain('guess');
  });

  it('is stopped at once', async () => {
    const controller = new AbortController();
    const words = async () => ({
      *read(texts: readonly string[]) {
        controller.abort();
        const began = performance.now();
        while (performance.now() - began < 20) yield { done: 0, total: 1 };
        return drain(hashTexts(texts));
      },
    });
    const fault = await faultOf(() => study(opened, { words, signal: controller.signal }));
    expect(fault.code).toBe('stopped');
  });
});
