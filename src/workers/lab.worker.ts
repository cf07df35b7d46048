import * as Comlink from 'comlink';
import { Fault } from '../core/fault';
import { hashTexts } from '../core/text/hashing-encoder';
import { BUILT_IN, throughOnnx } from '../core/encoder-names';
import { fetchWords, type WordReader } from '../models/fetch-words';
import { maybeEncoder, WRITERS } from '../models/models';
import { presentModels } from '../models/present-models';
import { openOwnWriter } from '../models/own-writer';
import { openStore } from '../store/store';
import type { OpenEncoder } from '../study/study-ports';
import { drive } from '../study/drive';
import { createEncoderPool, type EncoderRoom } from '../study/encoder-pool';
import type { Device } from '../models/onnx-encoder';
import type { DeviceChoice, EncoderWorker } from './encoder';
import { createLab } from './lab';
import type { LabSettings } from './lab-contract';
import { layOutBeside } from './lay-out-beside';
import { createTask } from './link';
import { type CompareChoice, openNearDevice } from './near-webgpu';
import { openRoom } from './remote-room';
import { tellRequests } from './requests';
import { letFaultsCross } from './throw-handler';
import type { WriterWorker } from './writer';
import { poolSize } from './pool-size';

letFaultsCross();
tellRequests();

/** The longest that one batch of texts, or the opening of a model, may hold a worker on a slow machine. */
const ENCODER_PATIENCE = 12000;
const WRITER_PATIENCE = 60000;

let models = '';
let device: DeviceChoice = 'auto';
let workers = 0;
let compare: CompareChoice = 'auto';

async function openEncoder(id: string): Promise<OpenEncoder> {
  if (id === BUILT_IN)
    return {
      device: BUILT_IN,
      async encode(texts, watch, take) {
        const vectors = await drive(hashTexts(texts), watch);
        take?.({ first: 0, rows: vectors.data, parts: new Uint8Array(texts.length).fill(1) });
        return vectors;
      },
    };
  const spec = maybeEncoder(id);
  if (spec === undefined) throw new Fault('model-missing', { model: id });
  const reopen = (choice: DeviceChoice) => openEncoderRoom(id, choice);
  const first = await reopen(device);
  // A graphics card is one place however many workers ask it; processors take one worker each.
  const count = first.device === 'webgpu' ? 1 : workers > 0 ? workers : poolSize(navigator);
  const rest = await Promise.all(Array.from({ length: count - 1 }, () => reopen(first.device)));
  const pool = createEncoderPool([first, ...rest], () => reopen(first.device), spec.dimensions);
  return { device: first.device, encode: pool.encode };
}

/** Of the encoder that was asked for last; tables are large. */
let words: { readonly model: string; readonly reader: Promise<WordReader | undefined> } | undefined;

function openWords(id: string): Promise<WordReader | undefined> {
  const spec = maybeEncoder(id);
  if (spec === undefined) return Promise.resolve(undefined);
  if (words?.model !== spec.id) words = { model: spec.id, reader: fetchWords(models, spec) };
  return words.reader;
}

async function openEncoderRoom(
  id: string,
  choice: DeviceChoice,
): Promise<EncoderRoom & { readonly device: Device }> {
  const worker = new Worker(new URL('./encoder.worker.ts', import.meta.url), {
    type: 'module',
    name: 'encoder',
  });
  const room = openRoom<EncoderWorker>(worker, ENCODER_PATIENCE);
  try {
    const ran = await room.call(room.remote.load(id, models, choice));
    return {
      device: ran,
      encode: (texts) => room.call(room.remote.encode(texts)),
      close: room.close,
    };
  } catch (error) {
    room.close();
    throw error;
  }
}

// The first message says where things are; all others are comlink's.
self.addEventListener(
  'message',
  ({ data }: MessageEvent<LabSettings>) => {
    ({ models, device, workers, compare } = data);
    Comlink.expose(makeLab());
  },
  { once: true },
);

function makeLab() {
  return createLab({
    store: openStore(),
    presentModels: () => presentModels(models),
    settleEncoder: (id) => (device === 'onnx' || device === 'webgpu' ? throughOnnx(id) : id),
    openEncoder,
    openWords,
    layOut: layOutBeside(
      () =>
        new Worker(new URL('./layout.worker.ts', import.meta.url), {
          type: 'module',
          name: 'layout',
        }),
      compare,
    ),
    nearDevice: openNearDevice((navigator as { readonly gpu?: GPU }).gpu, compare),
    ownWriter: openOwnWriter(),
    async openWriter(own) {
      const [spec] = WRITERS;
      if (own === undefined && !(await presentModels(models)).includes(spec.id))
        throw new Fault('model-missing', { model: spec.id });
      const worker = new Worker(new URL('./writer.worker.ts', import.meta.url), {
        type: 'module',
        name: 'writer',
      });
      const room = openRoom<WriterWorker>(worker, WRITER_PATIENCE);
      try {
        await room.call(room.remote.load(models, own?.file));
      } catch (error) {
        room.close();
        throw error;
      }
      return {
        async proposeTitles(facts, watch) {
          const task = createTask<never>(() => undefined);
          const stop = () => task.stop();
          watch.signal.addEventListener('abort', stop, { once: true });
          try {
            return await room.call(
              room.remote.proposeTitles(facts, Comlink.transfer(task.port, [task.port])),
            );
          } finally {
            watch.signal.removeEventListener('abort', stop);
            task.close();
          }
        },
        close: room.close,
      };
    },
    transfer: (value, buffers) => Comlink.transfer(value as object, buffers) as never,
  });
}
