// Writes the file that readers are timed on.
import { closeSync, openSync, writeSync } from 'node:fs';
import { makeCustomers } from './make-customers';

const [rows, file] = process.argv.slice(2);
const place = openSync(file, 'w');
for (const text of makeCustomers(Number(rows))) writeSync(place, text);
closeSync(place);
