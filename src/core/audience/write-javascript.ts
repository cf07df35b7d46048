import { stemsOf } from '../text/stem-word';
import type { Audience, Condition } from './audience';
import { type AudienceFacts, dayText, maybeDay } from './audience-facts';
import { siftOf } from './find-words';
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

/** Helpers that the function brings with it, each written only where it is used. */
const HELPERS = {
  text: `const text = (name) => { const cell = Object.hasOwn(customer, name) ? customer[name] : null; return cell === null || cell === undefined ? "" : String(cell); };`,
  number: `const number = (name) => { const cell = text(name).trim(); return cell === "" ? NaN : Number(cell); };`,
  day: `const day = (name) => { const cell = customer[name]; return cell instanceof Date ? cell.toISOString().slice(0, 10) : text(name).slice(0, 10); };`,
  within: `const within = (from, cell, under) => cell !== "" && (from === null || cell >= from) && (under === null || cell < under);`,
} as const;

/**
 * An audience as a function of JavaScript from a customer to whether it is in it: an object with a property
 * for each column of the file, numbers as numbers, days as dates or as texts such as 2024-01-31, other cells
 * as they stand in the file, and null or '' where nothing is known.
 *
 * All that comes from the file is written as string literals of JSON.
 */
export function writeJavaScript(audience: Audience, facts: AudienceFacts): Written {
  const cannot = cannotSay(audience);
  if (cannot.includes('meaning')) return { cannot, approximate: false };
  const said = write(audience, facts);
  const uses = (name: string) => said.includes(`${name}(`);
  const helpers = [
    HELPERS.text,
    ...(uses('number') ? [HELPERS.number] : []),
    ...(uses('day') ? [HELPERS.day, HELPERS.within] : []),
  ];
  const text = [
    'function isInAudience(customer) {',
    ...helpers.map((line) => `  ${line}`),
    `  return ${said};`,
    '}',
    '',
  ].join('\n');
  return { text, cannot, approximate: isApproximate(audience) };
}

/** A string literal that is one in scripts of pages too. */
function quote(text: string): string {
  return JSON.stringify(text).replace(
    /[\u2028\u2029<]/gu,
    (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function write(audience: Audience, facts: AudienceFacts): string {
  switch (audience.kind) {
    case 'all':
    case 'any': {
      if (audience.of.length === 0) return `${audience.kind === 'all'}`;
      const parts = audience.of.map((part) => write(part, facts));
      return parts.length === 1
        ? parts[0]
        : `(${parts.join(audience.kind === 'all' ? ' && ' : ' || ')})`;
    }
    case 'not':
      return `!${bracketed(write(audience.of, facts))}`;
    default:
      return writeCondition(audience, facts);
  }
}

const bracketed = (said: string) => (said.startsWith('(') ? said : `(${said})`);

function writeCondition(condition: Condition, facts: AudienceFacts): string {
  const named = 'column' in condition ? facts.columns.get(condition.column) : undefined;
  const name = 'column' in condition ? quote(condition.column) : '';
  switch (condition.kind) {
    case 'number': {
      const bounds = (
        [
          ['>=', condition.least],
          ['>', condition.over],
          ['<=', condition.most],
          ['<', condition.under],
        ] as const
      ).flatMap(([sign, bound]) =>
        bound === undefined ? [] : [`number(${name}) ${sign} ${bound}`],
      );
      return bounds.length === 0 ? `!Number.isNaN(number(${name}))` : `(${bounds.join(' && ')})`;
    }
    case 'date': {
      const until = maybeDay(condition.until ?? '');
      const from = condition.from === undefined ? 'null' : quote(condition.from);
      const under = until === undefined ? 'null' : quote(dayText(until + 1));
      return `within(${from}, day(${name}), ${under})`;
    }
    case 'recent': {
      const last = named?.lastDay() ?? Number.NaN;
      if (Number.isNaN(last)) return 'false';
      const [from, under] = [last - condition.days + 1, last + 1].map(dayText).map(quote);
      return `within(${from}, day(${name}), ${under})`;
    }
    case 'level':
      return oneOf(
        name,
        named === undefined ? condition.oneOf : cellsOfLevels(named, condition.oneOf),
      );
    case 'contains': {
      const has = `text(${name}).toLowerCase().includes(${quote(condition.text.trim().toLowerCase())})`;
      const empty = named === undefined ? [''] : ['', ...emptyCells(named)];
      return `(${has} && !${oneOf(name, empty)})`;
    }
    case 'flag': {
      if (named === undefined) return 'false';
      const flags = named.flags();
      return oneOf(
        name,
        cellsWhere(named, (level) => flags[level] === condition.yes),
      );
    }
    case 'empty':
      if (named?.kind === 'number') return `Number.isNaN(number(${name}))`;
      return named === undefined || named.kind === 'date'
        ? `text(${name}) === ""`
        : oneOf(name, ['', ...emptyCells(named)]);
    case 'segment':
      return `[${condition.oneOf.join(', ')}].includes(number(${quote(SEGMENT_COLUMN)}))`;
    case 'confidence': {
      const own = `number(${quote(CONFIDENCE_COLUMN)})`;
      const { least, under } = condition;
      return `(${[
        `text(${quote(SEGMENT_COLUMN)}) !== ""`,
        ...(least === undefined ? [] : [`${own} >= ${least}`]),
        ...(under === undefined ? [] : [`${own} < ${under}`]),
      ].join(' && ')})`;
    }
    case 'words': {
      const stems = stemsOf(condition.text).map(siftOf);
      const texts = columnsOfKind(facts, 'text').map((column) => {
        const own = `text(${quote(column.name)}).toLowerCase()`;
        return `(${stems.map((stem) => `${own}.includes(${quote(stem)})`).join(' && ')})`;
      });
      return texts.length === 0 || stems.length === 0 ? 'false' : `(${texts.join(' || ')})`;
    }
    case 'consent': {
      const says = (said: 'refused' | 'given') =>
        columnsOfKind(facts, 'consent').map((column) => {
          const consents = column.consents();
          return oneOf(
            quote(column.name),
            cellsWhere(column, (level) => consents[level] === said),
          );
        });
      const refused = `!(${['false', ...says('refused')].join(' || ')})`;
      if (condition.said === 'not-no') return refused;
      return `(${refused} && (${['false', ...says('given')].join(' || ')}))`;
    }
    default:
      return 'false';
  }
}

function oneOf(name: string, cells: readonly string[]): string {
  return `[${cells.map(quote).join(', ')}].includes(text(${name}))`;
}
