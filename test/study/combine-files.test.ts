import { describe, expect, it } from 'vitest';
import { combineFiles } from '../../src/study/combine-files';
import { openFile } from '../../src/study/open-file';
import { faultOf } from '../fixtures/faults';
import { quiet } from '../fixtures/studies';
import { cellsOf } from '../fixtures/tables';

const file = (name: string, text: string) => ({ name, file: new Blob([text]) });
const read = async (source: Blob) => {
  const { table } = await openFile(source, { header: true }, quiet);
  return [table.columns.map(({ name }) => name), ...cellsOf(table)];
};

describe('combineFiles', () => {
  it('puts months under each other', async () => {
    const { source, name, combination } = await combineFiles(
      [
        file('may.csv', 'id,said\n1,"late, again"\n'),
        file('june.csv', 'said;id\n"new ""tea""";2\n'),
      ],
      quiet,
    );
    expect(combination).toEqual({ kind: 'stacked', files: 2, rows: 2 });
    expect(name).toBe('may + june.csv');
    expect(await read(source)).toEqual([
      ['id', 'said', 'source_file'],
      ['1', 'late, again', 'may.csv'],
      ['2', 'new "tea"', 'june.csv'],
    ]);
  });

  it('joins a survey to the customers, whichever was given first', async () => {
    const customers = file('customers.csv', 'id,city\nC1,York\nC2,Bath\nC3,York\nC4,Leeds\n');
    const survey = file('survey.csv', 'customer,answer\nC1,fine\nC4,slow\nC8,ok\n');
    for (const files of [
      [customers, survey],
      [survey, customers],
    ]) {
      const { source, combination } = await combineFiles(files, quiet);
      expect(combination).toEqual({
        kind: 'joined',
        key: ['id', 'customer'],
        matched: 2,
        withoutMatch: 2,
        unused: 1,
      });
      expect(await read(source)).toEqual([
        ['id', 'city', 'answer'],
        ['C1', 'York', 'fine'],
        ['C2', 'Bath', ''],
        ['C3', 'York', ''],
        ['C4', 'Leeds', 'slow'],
      ]);
    }
  });

  it('says when two files have nothing in common', async () => {
    const fault = await faultOf(() =>
      combineFiles(
        [file('a.csv', 'x,y\n1,2\n3,4\n5,6\n'), file('b.csv', 'p,q\na,b\nc,d\n')],
        quiet,
      ),
    );
    expect(fault).toMatchObject({
      code: 'files-unrelated',
      details: { first: 'a.csv', second: 'b.csv' },
    });
  });
});
