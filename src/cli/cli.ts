import { parseArgs } from 'node:util';
import { METHOD_IDS } from '../core/cluster/methods';
import { asFault } from '../core/fault';
import { BUILT_IN } from '../core/encoder-names';
import { ENCODERS } from '../models/models';
import { faultSentence } from '../words/faults';
import { WORDS } from '../words/words';
import { placeFiles } from './place-files';
import { readFiles } from './read-files';
import { segmentFiles } from './segment-files';
import { themeFiles } from './theme-files';

const USAGE = `usage:
  npm run --silent read -- FILE...
  npm run --silent segment -- FILE... --out OUT.csv [--text COL] [--ignore COL]
                              [--k N] [--level N]
                              [--method ${METHOD_IDS.join('|')}] [--model ID] [--byte-true]
                              [--theme TITLE | --phrases] [--unmasked] [--preparation P.json]
                              [--objections LIST] [--vectors OUT.npy] [--space OUT.npy] [--judge] [--project OUT.enclave]
  npm run --silent segment -- FILE... --place PROJECT.enclave --out OUT.csv [--byte-true] [--unmasked]
  npm run --silent themes -- FILE... [--text COL] [--figure COL] [--date COL] [--truth COL] [--k N]
                             [--model ID] [--out LABELS.txt]
FILE is a table: text (CSV and its relatives), XLSX, Parquet, JSON or NDJSON, also in gzip or zip.
Several files are put under each other where their columns are the same, else joined on the key that
they share. --text and --ignore may be given several times.
--level takes so many segments from the hierarchy around those that are found, without finding them
anew: fewer are joins of them, more are parts.
--preparation takes what was saved on the page's columns screen: how the file is read, roles, treatments;
other options go before it. --objections takes a file of people who object: they leave before anything
is computed. Personal data in texts and in cells become their kind, such as [email], unless --unmasked
is given. --method topics reads texts, --method rfm-grid how recently, how often and how much customers
bought. --method themes takes the themes of --theme, which may be given several times, or with --phrases
proposes them from phrases of the texts; the small model writes in the page only. --byte-true writes cells
as they are, personal data and what a spreadsheet would run as a formula. --vectors writes the vector of
each row's text, in the order of the file, to be read by numpy;
a row without text is zero. --space likewise writes the columns that customers are compared by. --judge finds the segments again on part of the customers and adds how far they
are to be trusted. --project writes a project file: the page opens it, and --place puts new customers into
its segments without finding them anew, and prints how many are in each beside the first file.
themes prints what people talk about: themes with their phrases, sizes and quotes, what goes with each in
the column of --figure, how they come and go over --date; with --truth how well the strongest theme of each
row meets a known group. --out writes the number of that theme for each row, 0 for none.
ID is one of: ${[...ENCODERS.map(({ id }) => id), BUILT_IN].join(', ')}.`;

async function main(): Promise<number> {
  const [command, ...rest] = process.argv.slice(2);
  const { values, positionals } = parseArgs({
    args: rest,
    allowPositionals: true,
    options: {
      out: { type: 'string' },
      text: { type: 'string', multiple: true, default: [] },
      ignore: { type: 'string', multiple: true, default: [] },
      k: { type: 'string' },
      level: { type: 'string' },
      method: { type: 'string' },
      theme: { type: 'string', multiple: true, default: [] },
      phrases: { type: 'boolean', default: false },
      model: { type: 'string' },
      models: { type: 'string', default: process.env.ENCLAVE_MODELS ?? 'public/models' },
      threads: { type: 'string' },
      vectors: { type: 'string' },
      space: { type: 'string' },
      'byte-true': { type: 'boolean', default: false },
      preparation: { type: 'string' },
      objections: { type: 'string' },
      unmasked: { type: 'boolean', default: false },
      judge: { type: 'boolean', default: false },
      project: { type: 'string' },
      place: { type: 'string' },
      figure: { type: 'string' },
      date: { type: 'string' },
      truth: { type: 'string' },
    },
  });
  const k = values.k === undefined ? null : Number(values.k);
  const level = values.level === undefined ? undefined : Number(values.level);
  const bad =
    positionals.length === 0 ||
    (k !== null && !(Number.isInteger(k) && k >= 1)) ||
    (level !== undefined && !(Number.isInteger(level) && level >= 1)) ||
    !['read', 'segment', 'themes'].includes(command ?? '') ||
    (command === 'segment' && values.out === undefined);
  if (bad) {
    console.error(USAGE);
    return 2;
  }
  const result =
    command === 'read'
      ? await readFiles(positionals)
      : command === 'themes'
        ? await themeFiles(positionals, {
            text: values.text,
            figure: values.figure,
            date: values.date,
            truth: values.truth,
            k,
            model: values.model,
            models: values.models,
            threads: values.threads === undefined ? undefined : Number(values.threads),
            out: values.out,
          })
        : values.place !== undefined
          ? await placeFiles(positionals, {
              place: values.place,
              out: values.out ?? '',
              models: values.models,
              guard: !values['byte-true'],
              unmasked: values.unmasked,
              threads: values.threads === undefined ? undefined : Number(values.threads),
            })
          : await segmentFiles(positionals, {
              out: values.out ?? '',
              text: values.text,
              ignore: values.ignore,
              k,
              level,
              method: values.method,
              themes: values.theme,
              phrases: values.phrases,
              model: values.model,
              models: values.models,
              guard: !values['byte-true'],
              threads: values.threads === undefined ? undefined : Number(values.threads),
              vectors: values.vectors,
              space: values.space,
              preparation: values.preparation,
              objections: values.objections,
              unmasked: values.unmasked,
              judge: values.judge,
              project: values.project,
            });
  console.log(JSON.stringify(result, null, 2));
  return 0;
}

try {
  process.exitCode = await main();
} catch (error) {
  if ((error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS') === true) {
    console.error(`${(error as Error).message}\n${USAGE}`);
    process.exitCode = 2;
  } else {
    console.error(faultSentence(asFault(error), WORDS.en));
    process.exitCode = 1;
  }
}
