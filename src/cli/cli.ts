import { parseArgs } from 'node:util';
import { METHOD_IDS } from '../core/cluster/method-ids';
import { asFault } from '../core/fault';
import { BUILT_IN } from '../core/encoder-names';
import { ENCODERS } from '../models/models';
import { faultSentence } from '../words/faults';
import { WORDS } from '../words/words';
import { nameFiles } from './name-files';
import { moodFiles } from './mood-files';
import { placeFiles } from './place-files';
import { readFiles } from './read-files';
import { rulesOfFiles } from './rules-of-files';
import { segmentFiles } from './segment-files';
import { whyFiles } from './why-files';
import { themeFiles } from './theme-files';

const USAGE = `usage:
  npm run --silent read -- FILE...
  npm run --silent segment -- FILE... --out OUT.csv [--text COL] [--ignore COL]
                              [--k N] [--level N]
                              [--method ${METHOD_IDS.join('|')}] [--model ID] [--byte-true]
                              [--theme TITLE | --phrases] [--unmasked] [--preparation P.json]
                              [--objections LIST] [--vectors OUT.npy] [--space OUT.npy] [--judge] [--project OUT.enclave]
  npm run --silent rules -- FILE... [--group COL] [--k N] [--text COL] [--ignore COL]
                              [--method NAME] [--model ID]
  npm run --silent segment -- FILE... --place PROJECT.enclave --out OUT.csv [--byte-true] [--unmasked]
  npm run --silent why -- FILE... [--row N] [--segment N] [--faithful N] [--text COL] [--ignore COL]
                              [--k N] [--method NAME] [--model ID]
  npm run --silent name -- FILE --group COL --text COL [--model ID] [--writer plain|model|FILE.gguf] [--stop-word WORD]
  npm run --silent mood -- FILE --text COL [--truth COL] [--where COL=VALUE] [--model ID|words]
  npm run --silent mood -- FILE --text COL --signal churn --truth COL=VALUE
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
why finds the segments and says why the customer of a row is where it is, or what sets a segment apart from
the next; rows and segments count from 1, and both may be given several times. --faithful measures on N
customers whether what is told to matter does: words left out of texts, columns set to their mean.
rules tells who is in each segment by at most four conditions on the columns, and how well; with --group of
the groups that a column gives, without finding any.
name takes the groups that a column gives already and prints a name for each by what its texts say, with its
evidence; what the column calls them is not looked at. --stop-word may be given several times.
mood reads whether texts are for or against something, and tells how well beside a column of 0 and 1 or of
stars from 1 to 5.
themes prints what people talk about: themes with their phrases, sizes and quotes, what goes with each in
the column of --figure, how they come and go over --date; with --truth how well the strongest theme of each
row meets a known group. --out writes the number of that theme for each row, 0 for none.
ID is one of: ${[...ENCODERS.map(({ id }) => id), BUILT_IN].join(', ')}.`;

const parse = (args: string[]) =>
  parseArgs({
    args,
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
      row: { type: 'string', multiple: true, default: [] },
      segment: { type: 'string', multiple: true, default: [] },
      faithful: { type: 'string' },
      group: { type: 'string' },
      writer: { type: 'string', default: 'plain' },
      'stop-word': { type: 'string', multiple: true, default: [] },
      truth: { type: 'string' },
      where: { type: 'string' },
      signal: { type: 'string' },
      figure: { type: 'string' },
      date: { type: 'string' },
    },
  });

type Values = ReturnType<typeof parse>['values'];

/** Which columns are read, how segments are found, and where the models lie. */
const finding = (values: Values) => ({
  text: values.text,
  ignore: values.ignore,
  k: values.k === undefined ? null : Number(values.k),
  method: values.method,
  model: values.model,
  models: values.models,
  threads: values.threads === undefined ? undefined : Number(values.threads),
});

/** What each command does with its files; what it gives is printed as JSON. */
const COMMANDS: ReadonlyMap<string, (files: string[], values: Values) => Promise<unknown>> =
  new Map([
    ['read', (files) => readFiles(files)],
    [
      'segment',
      (files, values) =>
        values.place === undefined
          ? segmentFiles(files, {
              ...finding(values),
              out: values.out ?? '',
              level: values.level === undefined ? undefined : Number(values.level),
              themes: values.theme,
              phrases: values.phrases,
              guard: !values['byte-true'],
              vectors: values.vectors,
              space: values.space,
              preparation: values.preparation,
              objections: values.objections,
              unmasked: values.unmasked,
              judge: values.judge,
              project: values.project,
            })
          : placeFiles(files, {
              place: values.place,
              out: values.out ?? '',
              models: values.models,
              guard: !values['byte-true'],
              unmasked: values.unmasked,
              threads: finding(values).threads,
            }),
    ],
    ['rules', (files, values) => rulesOfFiles(files, { ...finding(values), group: values.group })],
    [
      'name',
      (files, values) =>
        nameFiles(files[0], {
          group: values.group ?? '',
          text: values.text[0],
          writer: values.writer,
          model: values.model,
          models: values.models,
          threads: finding(values).threads,
          stopWords: values['stop-word'],
        }),
    ],
    [
      'mood',
      (files, values) =>
        moodFiles(files[0], {
          text: values.text,
          truth: values.truth,
          where: values.where,
          signal: values.signal,
          model: values.model,
          models: values.models,
          threads: finding(values).threads,
        }),
    ],
    [
      'themes',
      (files, values) =>
        themeFiles(files, {
          ...finding(values),
          figure: values.figure,
          date: values.date,
          truth: values.truth,
          out: values.out,
        }),
    ],
    [
      'why',
      (files, values) =>
        whyFiles(files, {
          ...finding(values),
          rows: values.row.map(Number),
          segments: values.segment.map(Number),
          faithful: values.faithful === undefined ? undefined : Number(values.faithful),
        }),
    ],
  ]);

/** Options that are whole numbers of 1 or more. */
const COUNTS = ['k', 'level', 'row', 'segment', 'faithful'] as const;

async function main(): Promise<number> {
  const [name = '', ...rest] = process.argv.slice(2);
  const { values, positionals } = parse(rest);
  const command = COMMANDS.get(name);
  const counts = COUNTS.flatMap((option) => values[option] ?? []);
  if (
    command === undefined ||
    positionals.length === 0 ||
    counts.some((count) => !/^[1-9]\d*$/.test(count)) ||
    (name === 'name' &&
      (positionals.length !== 1 || values.group === undefined || values.text.length !== 1)) ||
    (name === 'mood' && values.text.length !== 1) ||
    (name === 'segment' && values.out === undefined)
  ) {
    console.error(USAGE);
    return 2;
  }
  console.log(JSON.stringify(await command(positionals, values), null, 2));
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
