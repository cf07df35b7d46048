import { parseArgs } from 'node:util';
import { METHOD_IDS } from '../core/cluster/methods';
import { asFault } from '../core/fault';
import { BUILT_IN, ENCODERS } from '../models/models';
import { faultSentence } from '../words/faults';
import { WORDS } from '../words/words';
import { readFiles } from './read-files';
import { segmentFiles } from './segment-files';

const USAGE = `usage:
  npm run --silent read -- FILE...
  npm run --silent segment -- FILE... --out OUT.csv [--text COL] [--ignore COL] [--k N]
                              [--method ${METHOD_IDS.join('|')}] [--model ID] [--byte-true]
                              [--unmasked] [--preparation P.json] [--objections LIST]
                              [--vectors OUT.npy]
FILE is a table: text (CSV and its relatives), XLSX, Parquet, JSON or NDJSON, also in gzip or zip.
Several files are put under each other where their columns are the same, else joined on the key that
they share. --text and --ignore may be given several times.
--preparation takes what was saved on the page's columns screen: how the file is read, roles, treatments;
other options go before it. --objections takes a file of people who object: they leave before anything
is computed. Personal data in texts and in cells become their kind, such as [email], unless --unmasked
is given. --byte-true writes cells as they are, personal data and what a spreadsheet would run as a
formula. --vectors writes the vector of each row's text, in the order of the file, to be read by numpy;
a row without text is zero.
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
      method: { type: 'string' },
      model: { type: 'string' },
      models: { type: 'string', default: process.env.ENCLAVE_MODELS ?? 'public/models' },
      threads: { type: 'string' },
      vectors: { type: 'string' },
      'byte-true': { type: 'boolean', default: false },
      preparation: { type: 'string' },
      objections: { type: 'string' },
      unmasked: { type: 'boolean', default: false },
    },
  });
  const k = values.k === undefined ? null : Number(values.k);
  const bad =
    positionals.length === 0 ||
    (k !== null && !(Number.isInteger(k) && k >= 1)) ||
    !['read', 'segment'].includes(command ?? '') ||
    (command === 'segment' && values.out === undefined);
  if (bad) {
    console.error(USAGE);
    return 2;
  }
  const result =
    command === 'read'
      ? await readFiles(positionals)
      : await segmentFiles(positionals, {
          out: values.out ?? '',
          text: values.text,
          ignore: values.ignore,
          k,
          method: values.method,
          model: values.model,
          models: values.models,
          guard: !values['byte-true'],
          threads: values.threads === undefined ? undefined : Number(values.threads),
          vectors: values.vectors,
          preparation: values.preparation,
          objections: values.objections,
          unmasked: values.unmasked,
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
