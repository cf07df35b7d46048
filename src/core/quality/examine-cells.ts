import type { Role } from '../prepare/roles';
import type { Steps } from '../steps';
import {
  cellsByCount,
  type CountedColumn,
  countRows,
  eachItem,
  type Level,
  rowsOf,
} from './counted-column';
import { createFinding, type Finding, type Severity } from './finding';

/** How a file says that nothing is known: '' is a blank cell, ' ' one with spaces only. */
export interface Spelling {
  readonly cell: string;
  readonly count: number;
}

/** Above this share of one value a column says next to nothing. */
const NEAR_CONSTANT = 0.99;
/** A share of missing cells that is more than a few. */
const MUCH_MISSING = 0.2;
const ERROR_CELL = /^#(?:REF!|DIV\/0!|VALUE!|NAME\?|NUM!|NULL!|SPILL!|CALC!)$/i;
/** UTF-8 read as Latin letters, the mark of lost characters, and what two wrong turns make of it. */
const GARBLED = /Ã[\u0080-\u00bf]|Â[\u00a0-\u00bf]|â€|\ufffd|锟斤拷|ï»¿/u;
const PERSON_NAME =
  /surname|last.?name|family.?name|first.?name|full.?name|^name$|nachname|vorname|apellido|cognome|(^|[^a-z])nom($|[^a-z])|姓/iu;
const NAME_CELL = /^\p{Lu}[\p{L}'’.-]*(?: \p{Lu}[\p{L}'’.-]*){0,3}$/u;
/** Spellings of missing that are people's names too; "NULL" in capitals is a database speaking. */
const NAMELIKE = /^(?:Null|None|Nil|Nan|Na|无)$/u;

/** The spellings of missing in a column, the most frequent first. */
export function spellingsOf(missing: readonly Level[]): Spelling[] {
  const counts = new Map<string, number>();
  for (const { cell, count } of missing) {
    const said = cell === '' ? '' : cell.trim() || ' ';
    counts.set(said, (counts.get(said) ?? 0) + count);
  }
  return [...counts].map(([cell, count]) => ({ cell, count })).sort((a, b) => b.count - a.count);
}

/** What can be said of any column, whatever it is used for. */
export function* examineCells(counted: CountedColumn, role: Role): Steps<Finding[]> {
  const { column, rows, filled, levels, missing } = counted;
  const { name } = column;
  if (filled === 0) return [createFinding('empty-column', 'note', name, rows)];
  const findings: Finding[] = [];
  findings.push(...findMissing(counted, role), ...findNames(counted));
  const top = levels.reduce((best, level) => (level.count > best.count ? level : best), levels[0]);
  const share = top.count / filled;
  if (levels.length === 1 && filled > 1)
    findings.push(createFinding('constant', 'note', name, filled, { cells: [top.cell] }));
  else if (share > NEAR_CONSTANT)
    findings.push(
      createFinding('near-constant', 'note', name, top.count, {
        cells: [top.cell],
        figures: { share },
      }),
    );
  const errors: Level[] = [];
  const garbled: Level[] = [];
  yield* eachItem([...levels, ...missing], (level) => {
    if (level.cell.startsWith('#') && ERROR_CELL.test(level.cell.trim())) errors.push(level);
    if (GARBLED.test(level.cell)) garbled.push(level);
  });
  findings.push(
    ...findLevels(counted, 'spreadsheet-errors', 'problem', errors),
    ...findLevels(counted, 'garbled', 'problem', garbled),
  );
  return findings;
}

/** A finding about the rows in which these levels stand, or nothing where there are none. */
export function findLevels(
  counted: CountedColumn,
  code: Finding['code'],
  severity: Severity,
  levels: readonly Level[],
  figures: Finding['figures'] = {},
): Finding[] {
  if (levels.length === 0) return [];
  const count = countRows(levels);
  return [
    createFinding(code, severity, counted.column.name, count, {
      rows: rowsOf(counted, levels),
      cells: cellsByCount(levels),
      figures: { share: count / Math.max(1, counted.filled), different: levels.length, ...figures },
    }),
  ];
}

function findMissing(counted: CountedColumn, role: Role): Finding[] {
  const { column, rows, filled, missing } = counted;
  const count = rows - filled;
  if (count === 0) return [];
  const share = count / rows;
  const severity = role === 'id' ? 'problem' : share >= MUCH_MISSING ? 'check' : 'note';
  const spellings = spellingsOf(missing);
  const found = createFinding('missing', severity, column.name, count, {
    rows: rowsOf(counted, missing),
    cells: spellings.map(({ cell }) => cell),
    figures: { share },
  });
  if (spellings.length < 2) return [found];
  return [
    found,
    createFinding('missing-spellings', 'note', column.name, count, {
      cells: spellings.map(({ cell }) => cell),
      figures: { different: spellings.length },
    }),
  ];
}

/** Whether "Null" may be somebody: the other cells are names, or the column is called so. */
function findNames(counted: CountedColumn): Finding[] {
  const { column, filled, levels, missing } = counted;
  const namelike = missing.filter(({ cell }) => NAMELIKE.test(cell.trim()));
  if (namelike.length === 0) return [];
  const like = countRows(levels.filter(({ cell }) => NAME_CELL.test(cell.trim())));
  const chinese = namelike.every(({ cell }) => cell.trim() === '无');
  const called = PERSON_NAME.test(column.name) && (chinese || like >= 0.5 * filled);
  const looks = !chinese && filled >= 8 && like >= 0.9 * filled && levels.length > 0.5 * filled;
  return called || looks ? findLevels(counted, 'missing-name', 'check', namelike) : [];
}
