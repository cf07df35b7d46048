import type { ColumnReading, Role } from '../core/prepare/roles';
import type { Plan, Stage } from '../core/study';
import type { Language } from '../core/text/language';
import type { OrderRoles } from '../core/orders/customer-table';
import type { Repeats } from '../core/orders/infer-repeats';
import type { ObjectionList } from '../core/prepare/objections';
import type { UnclearDate } from '../core/prepare/dates';
import type { UnclearNumber } from '../core/prepare/numbers';
import type { FileEnds } from '../core/table/file-records';
import type { Dialect, ReadWarning } from '../core/table/table';
import type { CombinedFile, NamedFile } from '../study/combine-files';
import type { Part } from '../study/study-ports';
import type { Examination } from '../study/examination';
import type { ExportKind, ExportOptions } from '../study/export-study';
import type { CustomerHints, Gathered, RolledUp } from '../study/open-customers';
import type { FileFormat } from '../study/open-file';
import type { Outcome } from '../study/outcome';
import type { Arrangement } from '../study/arrange-rows';
import type { MatchedPreparation, Preparation, PreparedPart } from '../study/preparation';
import type { DeviceChoice } from './encoder';
import type { AudienceLab } from './lab-audience';
import type { CorrectionsLab } from './lab-corrections';
import type { ExploreLab } from './lab-explore';
import type { LevelsLab } from './lab-levels';
import type { JudgingLab } from './lab-judging';
import type { MoodLab } from './lab-mood';
import type { PlacingLab } from './lab-placing';
import type { QualityLab } from './lab-quality';
import type { RunsLab } from './lab-runs';
import type { SpaceLab } from './lab-space';
import type { ThemesLab } from './lab-themes';
import type { TitlesLab } from './lab-titles';
import type { WhyLab } from './lab-why';
import type { CompareChoice } from './near-webgpu';

/** What the page shows of a file that was read. */
export interface OpenedSummary {
  readonly name: string;
  readonly rows: number;
  readonly columns: readonly ColumnReading[];
  readonly dialect: Dialect;
  readonly encoding: string;
  readonly warnings: readonly ReadWarning[];
  /** How the file is read, as far as it is not left to us. */
  readonly hints: CustomerHints;
  readonly format: FileFormat;
  /** Tables of a workbook or archive, and the one that is read. */
  readonly parts: readonly string[];
  readonly part: string;
  /** Where order lines were rolled up, and how. */
  readonly orders: RolledUp | undefined;
  /** How lines could be rolled up that the person wants as they are. */
  readonly offered: OrderRoles | undefined;
  /** Where rows that are no order lines were gathered to one per customer. */
  readonly gathered: Gathered | undefined;
  /** How rows could be gathered. */
  readonly repeats: Repeats | undefined;
  /** What would be found without what the person has set. */
  readonly detected: { readonly encoding: string; readonly dialect: Dialect };
  /** The first and last records of the file, and those that are no rows. */
  readonly ends: FileEnds;
  readonly footer: readonly (readonly string[])[];
  /** For each column of dates one that could be two days, where nothing tells which is meant. */
  readonly unclearDates: readonly (UnclearDate | undefined)[];
  /** For each column of numbers one that could be two numbers, likewise. */
  readonly unclearNumbers: readonly (UnclearNumber | undefined)[];
  readonly language: Language;
  readonly plan: Plan;
  /** Rows whose customer objects, by the columns with the role Consent. */
  readonly refused: number;
  /** What of an earlier preparation was taken, and what did not fit. */
  readonly applied: Applied | undefined;
  /** Rows whose customer is on the plan's list of objections. */
  readonly listed: number;
}

/** A preparation that was taken: of the last file of the same shape, or of a file of its own. */
export interface Applied extends Pick<MatchedPreparation, 'missing' | 'added' | 'encoder'> {
  readonly source: 'kept' | 'file';
  readonly parts: readonly PreparedPart[];
  /** Whether the file could not be read as it asks, or fitted better read without. */
  readonly readOtherwise: boolean;
}

/** A study that was finished before: everything, without computing. */
export interface Reopened {
  readonly summary: OpenedSummary;
  readonly outcome: Outcome | undefined;
  readonly names: Readonly<Record<number, string>>;
}

/** What was found, and the names that the person gave these very segments before. */
export interface Finished {
  readonly outcome: Outcome;
  readonly names: Readonly<Record<number, string>>;
}

export type RunEvent =
  | { readonly kind: 'stage'; readonly stage: Stage }
  | { readonly kind: 'part'; readonly part: Part };

export interface Suggestion {
  readonly language: Language;
  readonly plan: Plan;
  /** Rows whose customer objects, by the columns with the role Consent. */
  readonly refused: number;
  readonly unclearDates: OpenedSummary['unclearDates'];
  readonly unclearNumbers: OpenedSummary['unclearNumbers'];
}

export type { Examination };

export interface Lab
  extends
    AudienceLab,
    CorrectionsLab,
    ExploreLab,
    RunsLab,
    LevelsLab,
    JudgingLab,
    MoodLab,
    PlacingLab,
    QualityLab,
    SpaceLab,
    ThemesLab,
    TitlesLab,
    WhyLab {
  /** Reads a file of customers or a project file. */
  open(file: Blob, name: string, hints: CustomerHints, port: MessagePort): Promise<Reopened>;
  /** Makes one file of several: under each other, or side by side. */
  combine(files: readonly NamedFile[], port: MessagePort): Promise<CombinedFile>;
  /**
   * Reads the same file in another way; undefined hints forget what was set for its shape before.
   *
   * @param carried what the person has set so far and stays as it is.
   */
  reread(
    hints: CustomerHints | undefined,
    carried: Preparation | undefined,
    port: MessagePort,
  ): Promise<Reopened>;
  /** Prepares the open file as another one was; `back` takes that back. */
  prepare(preparation: Preparation, back: boolean, port: MessagePort): Promise<Reopened>;
  /** The language and the encoder that fit a choice of roles. */
  suggest(roles: readonly Role[]): Promise<Suggestion>;
  /** Reads a list of people who object. */
  objections(file: Blob, roles: readonly Role[]): Promise<ObjectionList>;
  run(plan: Plan, port: MessagePort): Promise<Finished>;
  rows(indices: Int32Array): Promise<string[][]>;
  arrange(request: Arrangement): Promise<Int32Array>;
  exportFile(
    kind: ExportKind,
    names: readonly string[],
    options: ExportOptions,
  ): Promise<{ blob: Blob; name: string }>;
  reopen(): Promise<Reopened | undefined>;
  forget(): Promise<void>;
  /** A file of made-up customers, to try the page with. */
  sample(language: 'en' | 'zh'): Promise<{ readonly name: string; readonly csv: string }>;
  ping(): Promise<void>;
}

/** The first message to the lab's worker. */
export interface LabSettings {
  /** The address of the models folder, ending in a slash. */
  readonly models: string;
  readonly device: DeviceChoice;
  readonly compare: CompareChoice;
  /** Encoder workers; 0 lets the machine decide. */
  readonly workers: number;
}
