import type { CorrectionState } from '../core/corrections/correction';
import type { MethodReport, SegmentNote } from '../core/segments/method-notes';
import type { Trait } from '../core/segments/traits';
import type { Keyphrase } from '../core/text/keyphrases';
import type { Language } from '../core/text/language';
import type { SeparationShare } from '../core/measure/separation-shares';
import type { Narrowed } from './narrow-space';
import type { MethodId } from '../core/cluster/method-ids';

/** One segment with its evidence. */
export interface Segment {
  /** 0-based; shown from 1. */
  readonly label: number;
  readonly size: number;
  /** Share of all customers, 0 to 1. */
  readonly share: number;
  /** Mean confidence of its customers, 0 to 1. */
  readonly confidence: number;
  /** The phrase of its own texts that names it best; undefined without texts. */
  readonly phrase: string | undefined;
  readonly traits: readonly Trait[];
  readonly keyphrases: readonly Keyphrase[];
  /** Rows of the file, most typical first. */
  readonly typical: readonly number[];
  /** What the typical customers say, '' for nothing. */
  readonly quotes: readonly string[];
  /** What the method knows of it; absent for methods that know rows only. */
  readonly note?: SegmentNote;
}

/** What was done, so that it can be told and repeated. */
export interface Account {
  /** Customers who took part. */
  readonly rows: number;
  /** Rows of the file left out because their customer objects. */
  readonly objected: number;
  /** Rows of the file left out by the recipe of treatments. */
  readonly dropped: number;
  /** Customers between the segments who were left in none; absent where everyone has a place. */
  readonly unplaced?: number;
  readonly distinctTexts: number;
  readonly silent: number;
  /** Texts longer than the encoder reads. */
  readonly splitTexts: number;
  readonly language: Language;
  readonly encoder: string;
  readonly device: string;
  readonly textShare: number;
  readonly method: MethodId;
  readonly k: number;
  /** Segments that the method found, where another level of them is shown. */
  readonly found?: number;
  /** The silhouettes that the number was chosen by; empty when the person chose. */
  readonly tried: readonly { readonly k: number; readonly silhouette: number }[];
  readonly silhouette: number;
  readonly calinskiHarabasz: number;
  readonly daviesBouldin: number;
  readonly exactNeighbours: boolean;
  /** Customers that the map was begun with, all others being placed by them; absent where it was all. */
  readonly landmarks?: number;
  /** What parts the segments, the greatest first; absent of fewer than two and of older pages. */
  readonly shares?: readonly SeparationShare[];
  /** The components that the space was reduced to; absent where all columns were used. */
  readonly narrowed?: Narrowed;
  /** Whether a small network refined the space; absent where none did. */
  readonly refined?: 'deep';
  /** How much columns counted, where it was not as usual. */
  readonly weights?: Readonly<Record<string, number>>;
  readonly seed: number;
  /** What the method did beyond rows. */
  readonly report?: MethodReport;
}

/** What a group of segments shares, and others do not. */
export interface GroupOfSegments {
  /** The best first; none without texts. */
  readonly keyphrases: readonly Keyphrase[];
  readonly traits: readonly Trait[];
}

/** The levels of the hierarchy that the segments are one of. */
export interface ShownLevels {
  /** Numbers of segments on offer, ascending; the one taken is among them. */
  readonly offered: readonly number[];
  /** As the method found them. */
  readonly found: number;
  /** The level shown, before corrections. */
  readonly taken: number;
  /** The most that the hierarchy can give. */
  readonly finest: number;
  /** Whether the hierarchy is the method's own. */
  readonly own: boolean;
  /** Where the list is long: its segments by the coarser one that they are in. */
  readonly groups?: readonly (readonly number[])[];
  /** By group; absent of what older pages found. */
  readonly shared?: readonly GroupOfSegments[];
}

/** All that a study found; arrays follow the rows of the file. */
export interface Outcome {
  readonly labels: Int32Array;
  readonly confidence: Float32Array;
  /** x and y by turns. */
  readonly map: Float32Array;
  readonly segments: readonly Segment[];
  readonly account: Account;
  /** Of the grouping: names given by the person are kept under it. */
  readonly groupKey: string;
  /** Absent of what older pages found. */
  readonly levels?: ShownLevels;
  /** What became of each correction but renamings, in their order; absent where there are none. */
  readonly corrected?: readonly CorrectionState[];
}
