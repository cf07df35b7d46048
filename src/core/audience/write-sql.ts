import type { Audience, Condition } from './audience';
import { type AudienceColumn, type AudienceFacts, dayText, maybeDay } from './audience-facts';
import { siftOf } from './find-words';
import { stemsOf } from '../text/stem-word';
import {
  cannotSay,
  cellsOfLevels,
  cellsWhere,
  columnsOfKind,
  CONFIDENCE_COLUMN,
  emptyCells,
  isApproximate,
  SEGMENT_COLUMN,
  type Written,
} from './written';

const NOBODY = '1 = 0';
const EVERYBODY = '1 = 1';

/**
 * An audience as a query of standard SQL on a table of the customers: a column of the file a column of
 * it, numbers as numbers, days as dates or as texts such as 2024-01-31, other cells as they stand in the
 * file, and NULL where nothing is known.
 *
 * Names stand in double quotes and values in single ones, each doubled inside; numbers are written by
 * the engine itself. Nothing else of the file is written.
 */
export function writeSql(audience: Audience, facts: AudienceFacts, table = 'customers'): Written {
  const cannot = cannotSay(audience);
  if (cannot.includes('meaning')) return { cannot, approximate: false };
  const where = write(audience, facts, false);
  const text = [
    "-- Standard SQL. MySQL needs this first: SET sql_mode = 'ANSI,NO_BACKSLASH_ESCAPES';",
    `SELECT * FROM ${quoteName(table)}`,
    `WHERE ${where};`,
    '',
  ].join('\n');
  return { text, cannot, approximate: isApproximate(audience) };
}

export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** @param negated whether an opposite stands around, where unknown must count as not met. */
function write(audience: Audience, facts: AudienceFacts, negated: boolean): string {
  switch (audience.kind) {
    case 'all':
    case 'any': {
      if (audience.of.length === 0) return audience.kind === 'all' ? EVERYBODY : NOBODY;
      const parts = audience.of.map((part) => write(part, facts, negated));
      return parts.length === 1
        ? parts[0]
        : `(${parts.join(audience.kind === 'all' ? '\n  AND ' : '\n  OR ')})`;
    }
    case 'not':
      return `NOT (${write(audience.of, facts, true)})`;
    default: {
      const [said, columns] = writeCondition(audience, facts);
      if (!negated || columns.length === 0) return said;
      return `(${columns.map((name) => `${name} IS NOT NULL AND `).join('')}${said})`;
    }
  }
}

/** A condition, and the columns of which it needs to know something. */
function writeCondition(
  condition: Condition,
  facts: AudienceFacts,
): readonly [string, readonly string[]] {
  const named = 'column' in condition ? facts.columns.get(condition.column) : undefined;
  const name = 'column' in condition ? quoteName(condition.column) : '';
  const allOf = (parts: readonly string[]) =>
    parts.length === 1 ? parts[0] : `(${parts.join(' AND ')})`;
  switch (condition.kind) {
    case 'number': {
      const { least, over, most, under } = condition;
      const bounds = [
        ...(least === undefined ? [] : [`${name} >= ${writeNumber(least)}`]),
        ...(over === undefined ? [] : [`${name} > ${writeNumber(over)}`]),
        ...(most === undefined ? [] : [`${name} <= ${writeNumber(most)}`]),
        ...(under === undefined ? [] : [`${name} < ${writeNumber(under)}`]),
      ];
      return [allOf(bounds.length === 0 ? [`${name} IS NOT NULL`] : bounds), [name]];
    }
    case 'date': {
      const until = maybeDay(condition.until ?? '');
      const bounds = [
        ...(condition.from === undefined ? [] : [`${name} >= ${quoteText(condition.from)}`]),
        // A day ends where the next begins, also where times are kept.
        ...(until === undefined ? [] : [`${name} < ${quoteText(dayText(until + 1))}`]),
      ];
      return [allOf(bounds.length === 0 ? [`${name} IS NOT NULL`] : bounds), [name]];
    }
    case 'recent': {
      const last = named?.lastDay() ?? Number.NaN;
      if (Number.isNaN(last)) return [NOBODY, []];
      const [from, until] = [last - condition.days + 1, last + 1].map(dayText).map(quoteText);
      return [allOf([`${name} >= ${from}`, `${name} < ${until}`]), [name]];
    }
    case 'level':
      return named === undefined
        ? [oneOf(name, condition.oneOf), [name]]
        : [oneOf(name, cellsOfLevels(named, condition.oneOf)), [name]];
    case 'contains': {
      const like = `LOWER(${name}) LIKE ${quoteText(`%${escapeLike(condition.text.trim().toLowerCase())}%`)} ESCAPE '!'`;
      const empty = named === undefined ? [] : emptyCells(named);
      return [empty.length === 0 ? like : `(${like} AND NOT (${oneOf(name, empty)}))`, [name]];
    }
    case 'flag': {
      if (named === undefined) return [NOBODY, []];
      const flags = named.flags();
      return [
        oneOf(
          name,
          cellsWhere(named, (level) => flags[level] === condition.yes),
        ),
        [name],
      ];
    }
    case 'empty':
      return [writeEmpty(name, named), []];
    case 'segment': {
      const column = quoteName(SEGMENT_COLUMN);
      const numbers = condition.oneOf.map(writeNumber);
      return numbers.length === 0
        ? [NOBODY, []]
        : [`${column} IN (${numbers.join(', ')})`, [column]];
    }
    case 'confidence': {
      const column = quoteName(CONFIDENCE_COLUMN);
      const { least, under } = condition;
      const bounds = [
        `${quoteName(SEGMENT_COLUMN)} IS NOT NULL`,
        ...(least === undefined ? [] : [`${column} >= ${writeNumber(least)}`]),
        ...(under === undefined ? [] : [`${column} < ${writeNumber(under)}`]),
      ];
      return [allOf(bounds), [column]];
    }
    case 'words': {
      const texts = columnsOfKind(facts, 'text');
      if (texts.length === 0) return [NOBODY, []];
      const parts = texts.map((column) => {
        const own = quoteName(column.name);
        const stems = stemsOf(condition.text).map(siftOf);
        const likes = stems.map(
          (stem) => `LOWER(${own}) LIKE ${quoteText(`%${escapeLike(stem)}%`)} ESCAPE '!'`,
        );
        return likes.length === 0 ? NOBODY : `(${own} IS NOT NULL AND ${likes.join(' AND ')})`;
      });
      return [parts.length === 1 ? parts[0] : `(${parts.join(' OR ')})`, []];
    }
    case 'consent': {
      const columns = columnsOfKind(facts, 'consent');
      const says = (said: 'refused' | 'given') =>
        columns.map((column) => {
          const own = quoteName(column.name);
          const consents = column.consents();
          const cells = cellsWhere(column, (level) => consents[level] === said);
          return cells.length === 0 ? NOBODY : `(${own} IS NOT NULL AND ${oneOf(own, cells)})`;
        });
      const refused = says('refused').filter((part) => part !== NOBODY);
      const given = says('given').filter((part) => part !== NOBODY);
      const kept = refused.length === 0 ? EVERYBODY : `NOT (${refused.join(' OR ')})`;
      if (condition.said === 'not-no') return [kept, []];
      return [given.length === 0 ? NOBODY : `(${kept} AND (${given.join(' OR ')}))`, []];
    }
    default:
      return [NOBODY, []];
  }
}

function writeEmpty(name: string, column: AudienceColumn | undefined): string {
  const nothing = `${name} IS NULL`;
  if (column === undefined || column.kind === 'number' || column.kind === 'date') return nothing;
  return `(${nothing} OR ${oneOf(name, ['', ...emptyCells(column)])})`;
}

function oneOf(name: string, cells: readonly string[]): string {
  if (cells.length === 0) return NOBODY;
  return cells.length === 1
    ? `${name} = ${quoteText(cells[0])}`
    : `${name} IN (${cells.map(quoteText).join(', ')})`;
}

const escapeLike = (text: string) => text.replace(/[!%_]/gu, (mark) => `!${mark}`);

/** Finite numbers in a form that every engine reads. */
function writeNumber(value: number): string {
  return Number.isFinite(value) ? `${value}` : 'NULL';
}
