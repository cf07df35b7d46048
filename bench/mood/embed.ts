// The vectors of texts as the page makes them: TEXTS.json (a list of {"text"}) to OUT.f32, one row after the other.
import { readFileSync, writeFileSync } from 'node:fs';
import { TREAT_TEXTS } from '../../src/core/study';
import { openNodeEncoder } from '../../src/cli/node-encoder';
import { treatmentOf } from '../../src/study/customers-of';

const [file, out, model, models] = process.argv.slice(2);
const treat = treatmentOf(TREAT_TEXTS);
const texts = (JSON.parse(readFileSync(file, 'utf8')) as { text: string }[]).map(({ text }) =>
  treat(text),
);
const encoder = await openNodeEncoder(model, models);
const watch = { signal: new AbortController().signal, report: () => undefined };
const { data, rows, cols } = await encoder.encode(texts, watch);
encoder.close();
writeFileSync(out, new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
console.log(JSON.stringify({ model, rows, cols }));
