import { beforeAll, describe, expect, it } from 'vitest';
import { Fault } from '../../src/core/fault';
import { adjustedRandIndex } from '../../src/core/measure/agreement';
import { makeSample } from '../../src/core/sample/make-sample';
import { STAGES } from '../../src/core/study';
import { hashTexts } from '../../src/core/text/hashing-encoder';
import { carryOut } from '../../src/study/carry-out';
import type { OpenEncoder } from '../../src/study/study-ports';
import { drive } from '../../src/study/drive';
import { createEncoderPool, type EncoderRoom } from '../../src/study/encoder-pool';
import type { OpenedFile } from '../../src/study/open-file';
import type { Outcome } from '../../src/study/outcome';
import { createMemoryShelves, type VectorShelf } from '../../src/study/shelves';
import { namesOf } from '../../src/words/names';
import { WORDS } from '../../src/words/words';
import { faultOf } from '../fixtures/faults';
import {
  createPorts,
  createWatch,
  KEPT_ENCODER,
  openText,
  planFor,
  quiet,
  sampleLines,
  shuffleLines,
} from '../fixtures/studies';
import { cellsOf } from '../fixtures/tables';

const LINES = sampleLines('en', 240);

async function study(opened: OpenedFile, changes: Parameters<typeof planFor>[1] = {}) {
  const { ports, asked } = createPorts();
  const watch = createWatch();
  const outcome = await carryOut(opened.table, opened.key, planFor(opened, changes), ports, watch);
  return { outcome, asked, watch };
}

/** What is told of each customer, by its id. */
function byId(opened: OpenedFile, { labels, confidence, map }: Outcome) {
  return new Map(
    cellsOf(opened.table).map(([id], row) => [
      id,
      [labels[row], confidence[row], map[row * 2], map[row * 2 + 1]],
    ]),
  );
}

describe('a study of made-up customers', () => {
  let opened: OpenedFile;
  let first: Awaited<ReturnType<typeof study>>;

  beforeAll(async () => {
    opened = await openText(LINES.join('\n'));
    first = await study(opened);
  });

  it('goes through its stages in order and shows points, labels and layout', () => {
    expect(first.watch.stages).toEqual([...STAGES]);
    const kinds = first.watch.parts.map(({ kind }) => kind);
    expect(new Set(kinds)).toEqual(new Set(['points', 'layout', 'labels']));
    expect(kinds.indexOf('points')).toBeLessThan(kinds.indexOf('labels'));
    expect(kinds.at(-1)).toBe('layout');
  });

  it('tells segments that fit together', () => {
    const { labels, segments, account, confidence, map } = first.outcome;
    expect(account).toMatchObject({
      rows: 240,
      language: 'en',
      encoder: KEPT_ENCODER,
      method: 'kmeans',
      k: segments.length,
      splitTexts: 0,
      exactNeighbours: true,
      textShare: 0.5,
    });
    segments.forEach((segment, label) => {
      const members = [...labels.keys()].filter((row) => labels[row] === label);
      expect(segment.label).toBe(label);
      expect(segment.size).toBe(members.length);
      expect(segment.share).toBeCloseTo(members.length / 240, 9);
      const sure = members.reduce((sum, row) => sum + confidence[row], 0) / members.length;
      expect(segment.confidence).toBeCloseTo(sure, 5);
      for (const row of segment.typical) expect(labels[row]).toBe(label);
      const said = cellsOf(opened.table).map((cells) => cells[10]);
      expect(segment.quotes).toEqual(segment.typical.map((row) => said[row]));
      if (label > 0) expect(segment.size).toBeLessThanOrEqual(segments[label - 1].size);
    });
    expect(map.every(Number.isFinite)).toBe(true);
    expect(map.length).toBe(480);
    const silent = cellsOf(opened.table).filter((cells) => cells[10] === '').length;
    expect(account.silent).toBe(silent);
    const tried = account.tried.find(({ k }) => k === account.k);
    expect(tried?.silhouette).toBeCloseTo(account.silhouette, 6);
  });

  it('gives every segment a name of its own', () => {
    for (const words of [WORDS.en, WORDS.zh]) {
      const names = namesOf(first.outcome.segments, words);
      expect(new Set(names).size).toBe(names.length);
      expect(names.every((name) => name.length > 2)).toBe(true);
    }
  });

  it('comes out the same again', async () => {
    expect((await study(opened)).outcome).toEqual(first.outcome);
  });

  it('comes out the same for every customer when the rows are shuffled', async () => {
    for (const seed of [1, 2]) {
      const moved = await openText(shuffleLines(LINES, seed).join('\n'));
      const { outcome } = await study(moved);
      expect(byId(moved, outcome)).toEqual(byId(opened, first.outcome));
      const plain = ({ segments }: Outcome) =>
        segments.map((segment) => ({ ...segment, typical: 0 }));
      expect(plain(outcome)).toEqual(plain(first.outcome));
      expect(outcome.account).toEqual(first.outcome.account);
    }
  });

  it('does not look at the ids', async () => {
    const renamed = LINES.map((line, i) =>
      i === 0 ? line : line.replace(/^C\d+/, `K${90000 - i}`),
    );
    const { outcome } = await study(await openText(renamed.join('\n')));
    expect(outcome.labels).toEqual(first.outcome.labels);
    expect(outcome.map).toEqual(first.outcome.map);
  });

  it('makes as many segments as the person asks for', async () => {
    for (const method of ['kmeans', 'spherical-kmeans', 'ward'] as const) {
      const { outcome } = await study(opened, { k: 7, method });
      expect(outcome.segments.length).toBe(7);
      expect(outcome.account).toMatchObject({ k: 7, method, tried: [] });
    }
  });
});

describe('results that are kept', () => {
  it('are not made a second time', async () => {
    const opened = await openText(LINES.join('\n'));
    const { ports, asked } = createPorts();
    const plan = planFor(opened);
    const first = await carryOut(opened.table, opened.key, plan, ports, createWatch());
    expect(asked.kept.sort()).toEqual([
      'compare',
      'group',
      'map',
      'name',
      'outcome',
      'shape',
      'tree',
    ]);
    const before = { ...asked, kept: [...asked.kept] };
    const watch = createWatch();
    const second = await carryOut(opened.table, opened.key, plan, ports, watch);
    expect(second).toEqual(first);
    expect(asked).toEqual(before);
    expect(watch.stages).toEqual([]);
  });

  it('are used again where only the number changes: texts, graph and map stay', async () => {
    const opened = await openText(LINES.join('\n'));
    const { ports, asked } = createPorts();
    const of = (k: number) =>
      carryOut(opened.table, opened.key, planFor(opened, { k }), ports, createWatch());
    const three = await of(3);
    const { texts } = asked;
    asked.kept.length = 0;
    const six = await of(6);
    expect(asked.kept.sort()).toEqual(['group', 'name', 'outcome', 'shape', 'tree']);
    expect(six.map).toEqual(three.map);
    expect(six.segments.length).toBe(6);
    // Only phrases that may name the new segments are new to the encoder.
    const distinct = three.account.distinctTexts;
    expect(asked.texts - texts).toBeLessThan(distinct + 6 * 100);
    const fresh = createPorts();
    const plan = planFor(opened, { k: 6 });
    const alone = await carryOut(opened.table, opened.key, plan, fresh.ports, createWatch());
    expect({ ...six, account: { ...six.account, device: '' } }).toEqual({
      ...alone,
      account: { ...alone.account, device: '' },
    });
  });

  it('of texts serve another choice of columns', async () => {
    const opened = await openText(LINES.join('\n'));
    const { ports, asked } = createPorts();
    const plan = planFor(opened, { k: 3 });
    await carryOut(opened.table, opened.key, plan, ports, createWatch());
    const texts = asked.texts;
    const roles = plan.roles.map((role) => (role === 'category' ? 'ignore' : role));
    const other = await carryOut(
      opened.table,
      opened.key,
      { ...plan, roles },
      ports,
      createWatch(),
    );
    expect(asked.texts - texts).toBeLessThan(other.account.distinctTexts);
  });
});

describe('a stop', () => {
  let opened: OpenedFile;
  let alone: Outcome;

  beforeAll(async () => {
    opened = await openText(LINES.join('\n'));
    ({ outcome: alone } = await study(opened, { k: 4 }));
  });

  function slowly(after: number, stop: () => void): OpenEncoder {
    return {
      device: 'built-in',
      async encode(texts, watch, take) {
        for (let first = 0; first < texts.length; first += 20) {
          if (first >= after) stop();
          if (watch.signal.aborted) throw new Fault('stopped');
          const { data } = await drive(hashTexts(texts.slice(first, first + 20)), watch);
          take?.({ first, rows: data, parts: new Uint8Array(data.length / 384).fill(1) });
        }
        return drive(hashTexts(texts), watch);
      },
    };
  }

  it('while texts are read keeps the vectors that were made', async () => {
    const controller = new AbortController();
    const shelves = createMemoryShelves();
    const encoder = slowly(60, () => controller.abort());
    const { ports } = createPorts(shelves, encoder);
    const plan = planFor(opened, { k: 3 });
    const fault = await faultOf(() =>
      carryOut(opened.table, opened.key, plan, ports, createWatch(controller.signal)),
    );
    expect(fault.code).toBe('stopped');
    const again = createPorts(shelves);
    const outcome = await carryOut(opened.table, opened.key, plan, again.ports, createWatch());
    const whole = createPorts();
    await carryOut(opened.table, opened.key, plan, whole.ports, createWatch());
    expect(whole.asked.texts - again.asked.texts).toBe(60);
    expect(outcome.segments.length).toBe(3);
  });

  it.each(STAGES)('in the stage "%s" is heard, and nothing half-made is kept', async (stage) => {
    const controller = new AbortController();
    const { ports } = createPorts();
    const watch = createWatch(controller.signal);
    const plan = planFor(opened, { k: 4 });
    const fault = await faultOf(() =>
      carryOut(opened.table, opened.key, plan, ports, {
        ...watch,
        stage(now) {
          watch.stages.push(now);
          if (now === stage) controller.abort();
        },
      }),
    );
    expect(fault.code).toBe('stopped');
    expect(watch.stages.at(-1)).toBe(stage);
    const outcome = await carryOut(opened.table, opened.key, plan, ports, createWatch());
    expect(outcome.labels).toEqual(alone.labels);
    expect(outcome.map).toEqual(alone.map);
    expect(outcome.segments).toEqual(alone.segments);
  });
});

describe('storage that is full', () => {
  it('does not keep a study from ending, and is told once', async () => {
    const opened = await openText(LINES.join('\n'));
    const memory = createMemoryShelves();
    const full = async () => {
      throw new Fault('storage-full');
    };
    const vectors: VectorShelf = { get: memory.vectors.get, put: full };
    const { ports } = createPorts({ vectors, results: { get: memory.results.get, put: full } });
    const watch = createWatch();
    const plan = planFor(opened, { k: 4 });
    const outcome = await carryOut(opened.table, opened.key, plan, ports, watch);
    const alone = await study(opened, { k: 4 });
    expect(outcome).toEqual(alone.outcome);
    expect(watch.parts.filter(({ kind }) => kind === 'storage-full').length).toBe(1);
  });

  it('is not mistaken for a fault of another kind', async () => {
    const opened = await openText(LINES.join('\n'));
    const { results, vectors } = createMemoryShelves();
    const broken = async () => {
      throw new Error('the disk is on fire');
    };
    const { ports } = createPorts({ vectors, results: { get: results.get, put: broken } });
    const fault = await faultOf(() =>
      carryOut(opened.table, opened.key, planFor(opened, { k: 4 }), ports, createWatch()),
    );
    expect(fault).toMatchObject({
      code: 'unexpected',
      details: { message: 'the disk is on fire' },
    });
  });
});

describe('encoders in several rooms', () => {
  function openPool(rooms: number, deaths = 0): OpenEncoder {
    let left = deaths;
    const room = (): EncoderRoom => ({
      async encode(texts) {
        await new Promise((resolve) => setTimeout(resolve, rooms));
        if (left-- > 0) throw new Fault('worker-died');
        return {
          rows: (await drive(hashTexts(texts), quiet)).data,
          parts: new Uint8Array(texts.length).fill(1),
        };
      },
      close: () => undefined,
    });
    const made = Array.from({ length: rooms }, room);
    return { device: 'wasm', ...createEncoderPool(made, async () => room(), 384) };
  }
  const through = async (encoder: OpenEncoder) => {
    const opened = await openText(sampleLines('en', 60).join('\n'));
    const { ports } = createPorts(createMemoryShelves(), encoder);
    return carryOut(opened.table, opened.key, planFor(opened, { k: 3 }), ports, createWatch());
  };

  it('find the same from one room, from three, and where two of them die', async () => {
    const one = await through(openPool(1));
    expect(one.account.device).toBe('wasm');
    expect(await through(openPool(3))).toEqual(one);
    expect(await through(openPool(3, 2))).toEqual(one);
  });

  it('give up where rooms keep dying', async () => {
    expect((await faultOf(() => through(openPool(2, 1000)))).code).toBe('worker-died');
  });
});

describe('what a study refuses', () => {
  const refused = async (text: string, changes: Parameters<typeof planFor>[1]) => {
    const opened = await openText(text);
    return faultOf(() => study(opened, changes));
  };

  it('one customer', async () => {
    const fault = await refused('age,spend\n1,2\n', { roles: ['number', 'number'] });
    expect(fault).toMatchObject({ code: 'rows-too-few', details: { rows: 1 } });
  });

  it('more segments than customers', async () => {
    const fault = await refused('age,spend\n1,2\n3,4\n5,6\n', {
      roles: ['number', 'number'],
      k: 4,
    });
    expect(fault).toMatchObject({ code: 'segments-too-many', details: { rows: 3, k: 4 } });
  });

  it('a plan that uses nothing, or nothing that varies', async () => {
    const text = 'age,spend\n1,2\n1,4\n1,6\n';
    const nothing = await refused(text, { roles: ['ignore', 'id'] });
    const same = await refused(text, { roles: ['number', 'ignore'] });
    expect([nothing.code, same.code]).toEqual(['nothing-to-group', 'nothing-to-group']);
  });

  it('texts that say nothing', async () => {
    const fault = await refused('id,said\n1,\n2,n/a\n', { roles: ['id', 'text'] });
    expect(fault).toMatchObject({ code: 'texts-all-empty', details: { column: 'said' } });
  });
});

describe('small and plain files', () => {
  it('two customers', async () => {
    const opened = await openText('age,spend\n20,2\n60,9\n');
    const { outcome } = await study(opened, { roles: ['number', 'number'], k: 2 });
    expect([...outcome.labels].sort()).toEqual([0, 1]);
    expect(outcome.account.silhouette).toBeNaN();
  });

  it('no texts: no encoder is opened', async () => {
    const lines = LINES.map((line) => line.split(',').slice(4, 9).join(','));
    const opened = await openText(lines.join('\n'));
    const { outcome, asked } = await study(opened, { k: 3 });
    expect(asked.opened).toBe(0);
    expect(outcome.account).toMatchObject({
      encoder: '',
      device: '',
      textShare: 0,
      distinctTexts: 0,
    });
    expect(outcome.segments.every(({ keyphrases }) => keyphrases.length === 0)).toBe(true);
    expect(namesOf(outcome.segments, WORDS.en).every((name) => name !== '')).toBe(true);
  });

  it('texts only', async () => {
    const opened = await openText(LINES.join('\n'));
    const roles = planFor(opened).roles.map((role) => (role === 'text' ? 'text' : 'ignore'));
    const { outcome } = await study(opened, { roles, method: 'spherical-kmeans', k: 5 });
    expect(outcome.account).toMatchObject({ textShare: 1, encoder: KEPT_ENCODER });
    const kinds = outcome.segments.flatMap(({ traits }) => traits.map(({ kind }) => kind));
    expect(new Set(kinds)).toEqual(new Set(['silent']));
  });
});

describe('the whole sample', () => {
  // Measured with the built-in encoder, which sees words only: 0.997 in English, 0.995 in Chinese.
  it.each(['en', 'zh'] as const)(
    'in %s falls into the six kinds that it was made of',
    async (language) => {
      const { csv, truth } = makeSample(language);
      const { outcome } = await study(await openText(csv));
      expect(outcome.account.k).toBe(6);
      expect(outcome.account.language).toBe(language);
      expect(adjustedRandIndex(outcome.labels, truth)).toBeGreaterThan(0.95);
    },
  );
});
