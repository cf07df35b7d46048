import type { Condition } from './audience';
import { type AudienceColumn, maybeDay } from './audience-facts';
import { findWords } from './find-words';

/** Conditions that one column decides. */
export type CellCondition = Exclude<
  Condition,
  { readonly kind: 'segment' | 'confidence' | 'words' | 'meaning' | 'consent' }
>;

export function isCellCondition(condition: Condition): condition is CellCondition {
  return 'column' in condition;
}

/** Which distinct cells of a column meet a condition; 1 for those that do. */
export function testLevels(condition: CellCondition, column: AudienceColumn): Uint8Array {
  const { length } = column.column.levels;
  const met = new Uint8Array(length);
  const fill = (test: (level: number) => boolean) => {
    for (let level = 0; level < length; level++) if (test(level)) met[level] = 1;
    return met;
  };
  switch (condition.kind) {
    case 'number': {
      const numbers = column.numbers();
      const { least, over, most, under } = condition;
      return fill((level) => {
        const value = numbers[level];
        return (
          !Number.isNaN(value) &&
          (least === undefined || value >= least) &&
          (over === undefined || value > over) &&
          (most === undefined || value <= most) &&
          (under === undefined || value < under)
        );
      });
    }
    case 'date': {
      const days = column.days();
      const from = maybeDay(condition.from ?? '') ?? Number.NEGATIVE_INFINITY;
      const until = maybeDay(condition.until ?? '') ?? Number.POSITIVE_INFINITY;
      return fill((level) => days[level] >= from && days[level] <= until);
    }
    case 'recent': {
      const days = column.days();
      const last = column.lastDay();
      return fill((level) => days[level] > last - condition.days && days[level] <= last);
    }
    case 'level': {
      const wanted = new Set(condition.oneOf.map((level) => level.trim()));
      const cells = column.cells();
      return fill((level) => cells[level] !== '' && wanted.has(cells[level]));
    }
    case 'contains': {
      const letters = condition.text.trim().toLowerCase();
      const cells = column.lower();
      return fill((level) => cells[level] !== '' && cells[level].includes(letters));
    }
    case 'flag': {
      const flags = column.flags();
      return fill((level) => flags[level] === condition.yes);
    }
    default:
      return fill((level) => isEmptyLevel(column, level));
  }
}

/** Whether a cell says nothing of what its column is about. */
export function isEmptyLevel(column: AudienceColumn, level: number): boolean {
  switch (column.kind) {
    case 'number':
      return Number.isNaN(column.numbers()[level]);
    case 'date':
      return Number.isNaN(column.days()[level]);
    default:
      return column.cells()[level] === '';
  }
}

/** Which distinct cells of a column of texts hold a word or phrase. */
export function testWords(text: string, column: AudienceColumn): Uint8Array {
  const holds = findWords(text);
  return Uint8Array.from(column.lower(), (cell) => (holds(cell) ? 1 : 0));
}
