import { describe, expect, it } from 'vitest';
import { examineCustomers } from '../../src/study/examination';
import { hidePersonal } from '../../src/study/hide-personal';
import { quiet } from '../fixtures/studies';
import { tableOf } from '../fixtures/tables';

const each = (cell: (row: number) => string) => Array.from({ length: 60 }, (_, row) => cell(row));
const table = tableOf({
  email: each((row) => `ann${row}@example.org`),
  nick: each((row) => ['ace', 'Bee', 'bee '][row % 3]),
  said: each((row) => (row < 9 ? 'Call me at 020 7946 0123' : `parcel ${row} came late again`)),
});
const examined = await examineCustomers(table, { roles: ['ignore', 'category', 'text'] }, 2, quiet);

describe('hidePersonal', () => {
  it('leaves no address and no number of a person in what is told', () => {
    expect(JSON.stringify(examined)).toMatch(/ann1@example\.org/);
    expect(JSON.stringify(examined)).toMatch(/7946/);
    const hidden = hidePersonal(examined);
    expect(JSON.stringify(hidden)).not.toMatch(/ann\d|7946/);
    expect(hidden.quality.columns[0].plot).toMatchObject({
      bars: [{ label: '[email]', count: 10 }],
      rest: 50,
    });
    expect(hidden.texts?.alike.largest[0]).toMatchObject({ texts: 9, text: 'Call me at [phone]' });
    expect(hidden.quality.columns[1]).toEqual(examined.quality.columns[1]);
    expect(hidden.quality.counts).toEqual(examined.quality.counts);
  });

  it('follows what the person says of a column', () => {
    const hidden = hidePersonal(examined, { email: 'none', nick: 'name' });
    expect(hidden.personal.map(({ column }) => column)).toEqual(['said']);
    expect(JSON.stringify(hidden.quality.columns[0].plot)).toContain('ann1@example.org');
    expect(hidden.quality.columns[1].findings[0].cells).toEqual(['[name]']);
    expect(JSON.stringify(hidden.quality.columns[1])).not.toMatch(/ace|Bee/);
  });
});
