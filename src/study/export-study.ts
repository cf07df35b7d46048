import type { LanguageId, Words } from '../words/words';
import { WORDS } from '../words/words';
import { writeCustomers, writeSummary } from './export-csv';
import { traitList, writeReport } from './export-html';
import { drawSvg } from './export-svg';
import { fileStem } from './file-stem';
import type { Judged } from './judge-segments';
import { maskersOf } from './mask-columns';
import { type Names, type Project, writeProject } from './project-file';
import type { ReportReadings } from './report-readings';
import { writeReceipt } from './report-receipt';
import type { StudyMoods } from './segment-moods';
import type { VectorShelf } from './shelves';

export const EXPORT_KINDS = ['customers', 'summary', 'report', 'svg', 'project'] as const;
export type ExportKind = (typeof EXPORT_KINDS)[number];

export interface ExportOptions {
  readonly guard: boolean;
  /** Whether personal data leaves as its kind only. */
  readonly mask: boolean;
  /** Whether a report tells of fewer than five people; absent: it does not. */
  readonly small?: boolean;
  readonly language: LanguageId;
}

export interface ExportSource extends Project {
  /** The names shown, by segment. */
  readonly titles: readonly string[];
  readonly names: Names;
  readonly vectors: VectorShelf;
  readonly options: ExportOptions;
  /** How far the segments are to be trusted, where they were judged. */
  readonly judged?: Judged | undefined;
  /** How customers feel, where it was read. */
  readonly moods?: StudyMoods | undefined;
  /** What the report tells beyond the segments. */
  readonly readings?: ReportReadings;
}

const ENDINGS: Readonly<Record<ExportKind, string>> = {
  customers: '-segments.csv',
  summary: '-segment-summary.csv',
  report: '-report.html',
  svg: '-map.svg',
  project: '.enclave',
};

/** Makes one of the files that leave the page. */
export async function exportStudy(
  kind: ExportKind,
  source: ExportSource,
): Promise<{ blob: Blob; name: string }> {
  const words = WORDS[source.options.language];
  return {
    blob: await makeBlob(kind, source, words),
    name: fileStem(source.name) + ENDINGS[kind],
  };
}

async function makeBlob(kind: ExportKind, source: ExportSource, words: Words): Promise<Blob> {
  const { opened, outcome, titles, options } = source;
  const foreign = opened.encoding !== 'utf-8';
  switch (kind) {
    case 'customers':
      return new Blob(
        [
          ...writeCustomers(opened.table, opened.header, opened.dialect, outcome, titles, {
            guard: options.guard,
            mark: opened.mark || foreign,
            moods: source.moods,
            ...(options.mask
              ? { maskers: maskersOf(opened.table, source.plan.roles, source.plan.personal) }
              : {}),
          }),
        ],
        { type: 'text/csv;charset=utf-8' },
      );
    case 'summary':
      return new Blob(
        [
          writeSummary(
            outcome.segments,
            titles,
            (segment) => traitList(segment, words),
            {
              guard: options.guard,
              mark: true,
            },
            source.judged,
          ),
        ],
        { type: 'text/csv;charset=utf-8' },
      );
    case 'report':
      return new Blob(
        [
          writeReport(
            {
              fileName: source.name,
              outcome,
              names: titles,
              receipt: writeReceipt(opened.table, source.plan.roles, opened.key),
              judged: source.judged,
              ...(source.readings === undefined ? {} : { readings: source.readings }),
              suppress: options.small !== true,
            },
            words,
          ),
        ],
        { type: 'text/html' },
      );
    case 'svg':
      return new Blob(
        [drawSvg(outcome, titles, { width: 1200, height: 900, title: words.map.label })],
        { type: 'image/svg+xml' },
      );
    case 'project':
      return writeProject(source, source.vectors);
  }
}
