// One reader on one file in a process of its own: seconds, and bytes held for each cell afterwards.
import { openAsBlob } from 'node:fs';
import { setTimeout as rest } from 'node:timers/promises';
import { type ReaderName, READERS } from './readers';

const [reader, file] = process.argv.slice(2);

async function settled(): Promise<number> {
  for (let round = 0; round < 3; round++) {
    globalThis.gc?.();
    await rest(30);
  }
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

const blob = await openAsBlob(file);
const before = await settled();
const began = performance.now();
const worked = process.cpuUsage();
const held = await READERS[reader as ReaderName](blob);
const seconds = (performance.now() - began) / 1000;
const { user, system } = process.cpuUsage(worked);
const bytes = (await settled()) - before;
const { rows, columns } = held;
console.log(
  JSON.stringify({
    seconds,
    processorSeconds: (user + system) / 1e6,
    rows,
    columns,
    bytesPerCell: bytes / (rows * columns),
    peakMegabytes: Math.round(process.resourceUsage().maxRSS / 1024),
    kept: held.kept !== undefined,
  }),
);
process.exit(0);
