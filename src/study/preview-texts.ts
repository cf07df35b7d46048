import type { Watch } from '../core/ports';
import type { Role } from '../core/prepare/roles';
import { TREAT_TEXTS, type TextTreatment } from '../core/study';
import type { Table } from '../core/table/table';
import { excerpt } from '../core/text/excerpt';
import { treatmentOf } from './customers-of';
import { breathe, heed } from './drive';
import { countTexts } from './examine-texts';

/** A text as it stands and as it is read. */
export interface TextChange {
  readonly before: string;
  readonly after: string;
}

export interface TextsPreview {
  /** Different texts that were looked at, and how many of them are read otherwise than they stand. */
  readonly looked: number;
  readonly changed: number;
  /** How many say nothing any more. */
  readonly emptied: number;
  /** Those that change most for their length. */
  readonly examples: readonly TextChange[];
}

const MOST_TEXTS = 2000;
const EXAMPLES = 3;
const BREATH = 64;
/** Short texts change by large shares. */
const SHORT = 60;
/** Characters shown of a text, and how many of them before its first change. */
const SHOWN = 280;
const LEAD = 60;

/** What the treatment of texts does to some of them, evenly taken from the whole file. */
export async function previewTexts(
  table: Table,
  roles: readonly Role[],
  texts: TextTreatment | undefined,
  watch: Watch,
): Promise<TextsPreview> {
  const cells = [...countTexts(table, roles).keys()];
  const step = Math.max(1, cells.length / MOST_TEXTS);
  const treat = treatmentOf(texts ?? TREAT_TEXTS);
  const changes: (TextChange & { readonly size: number; readonly from: number })[] = [];
  const looked = Math.min(cells.length, MOST_TEXTS);
  let emptied = 0;
  for (let i = 0; i < looked; i++) {
    if (i % BREATH === 0) {
      await breathe();
      heed(watch);
    }
    const cell = cells[Math.floor(i * step)];
    const before = onOneLine(cell);
    const after = onOneLine(treat(cell));
    if (before === after) continue;
    if (after === '') emptied++;
    const from = commonStart(before, after);
    const size = changedShare(before, after, from);
    changes.push({ before, after, size, from });
  }
  return {
    looked,
    changed: changes.length,
    emptied,
    examples: changes
      .sort((a, b) => b.size - a.size)
      .slice(0, EXAMPLES)
      .map(({ before, after, from }) => ({
        before: clip(before, from),
        after: clip(after, from),
      })),
  };
}

const onOneLine = (text: string) => text.replace(/\s+/gu, ' ').trim();

function commonStart(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return at;
}

function changedShare(a: string, b: string, from: number): number {
  let end = 0;
  while (end < Math.min(a.length, b.length) - from && a.at(-1 - end) === b.at(-1 - end)) end++;
  const longer = Math.max(a.length, b.length);
  return (longer - from - end) / Math.max(SHORT, longer);
}

function clip(text: string, change: number): string {
  const from = text.length <= SHOWN ? 0 : Math.max(0, Math.min(change - LEAD, text.length - SHOWN));
  return excerpt(text, from, from + SHOWN);
}
