// How well moods and signals are read of the sentences of test/fixtures/mood: node sentences.js SENTENCES.json MODELS
import { readFileSync } from 'node:fs';
import { openNodeEncoder } from '../../src/cli/node-encoder';
import { rowOf } from '../../src/core/matrix';
import { type Signal, SIGNALS } from '../../src/core/mood/mood-model';
import { readMood } from '../../src/core/mood/read-mood';
import { readSignals } from '../../src/core/mood/read-signals';
import { splitClauses } from '../../src/core/mood/split-clauses';
import { textMood } from '../../src/core/mood/text-mood';
import { loadMoodModel } from '../../src/models/mood-models';

interface Sentence {
  readonly language: 'en' | 'zh';
  readonly text: string;
  readonly mood?: string;
  readonly signals?: readonly Signal[];
}
const [file, models, ...encoders] = process.argv.slice(2);
const all = JSON.parse(readFileSync(file, 'utf8')) as Sentence[];
const watch = { signal: new AbortController().signal, report: () => undefined };
for (const [language, encoder] of [
  ['en', 'all-minilm-l6-v2'],
  ['en', 'bge-small-en-v1.5'],
  ['zh', 'bge-small-zh-v1.5'],
] as const) {
  if (encoders.length > 0 && !encoders.includes(encoder)) continue;
  const sentences = all.filter((sentence) => sentence.language === language);
  const opened = await openNodeEncoder(encoder, models);
  const texts = sentences.map(({ text }) => text);
  const clauses = texts.map((text) => splitClauses(text, language));
  const vectors = await opened.encode(texts, watch);
  const ofClauses = await opened.encode(clauses.flat(), watch);
  opened.close();
  const model = await loadMoodModel(language, encoder);
  let place = 0;
  let right = 0;
  let byVectors = 0;
  const wrong: string[] = [];
  const tally = new Map(SIGNALS.map((signal) => [signal, { wanted: 0, told: 0, right: 0 }]));
  sentences.forEach(({ text, mood, signals = [] }, at) => {
    const whole = readMood(text, rowOf(vectors, at), model);
    const parts = clauses[at].map((clause) => readMood(clause, undefined, model));
    const exact = clauses[at].map((clause) => readMood(clause, rowOf(ofClauses, place++), model));
    const read = textMood(whole, parts);
    if (mood !== undefined) {
      if (read === mood) right++;
      else wrong.push(`${mood} read as ${read} ${whole.strength.toFixed(2)}: ${text}`);
      if (textMood(whole, exact) === mood) byVectors++;
    }
    const told = readSignals(text, rowOf(vectors, at), whole, model).map(({ signal }) => signal);
    for (const signal of SIGNALS) {
      const one = tally.get(signal);
      if (one === undefined) continue;
      if (signals.includes(signal)) one.wanted++;
      if (told.includes(signal)) one.told++;
      if (signals.includes(signal) && told.includes(signal)) one.right++;
    }
  });
  const moods = sentences.filter(({ mood }) => mood !== undefined).length;
  console.log(encoder, `moods right: ${right} of ${moods}; clauses by vectors: ${byVectors}`);
  for (const [signal, { wanted, told, right: found }] of tally)
    console.log(`  ${signal}: ${found} of ${wanted} found, ${told} told`);
  for (const line of wrong) console.log('  ', line);
}
