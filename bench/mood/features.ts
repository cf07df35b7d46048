// The word features of texts as the page makes them: TEXTS.json (a list of {"text"}) to OUT.json, lists of [name, value].
import { readFileSync, writeFileSync } from 'node:fs';
import { wordFeatures } from '../../src/core/mood/word-features';
import { TREAT_TEXTS } from '../../src/core/study';
import { treatmentOf } from '../../src/study/customers-of';

const [file, out, language] = process.argv.slice(2);
const treat = treatmentOf(TREAT_TEXTS);
const texts = JSON.parse(readFileSync(file, 'utf8')) as { text: string }[];
writeFileSync(
  out,
  JSON.stringify(texts.map(({ text }) => [...wordFeatures(treat(text), language as 'en' | 'zh')])),
);
