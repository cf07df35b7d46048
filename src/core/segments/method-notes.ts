import type { GridGroup } from '../orders/rfm-grid';
import { RFM_GROUPS } from '../orders/rfm';

/** Who proposed a theme. */
export type ThemeSource = 'own' | 'model' | 'phrases';

/** What a method knows of a segment that it found; several where segments were merged since. */
export type SegmentNote =
  | { readonly kind: 'rfm'; readonly groups: readonly GridGroup[] }
  | {
      readonly kind: 'theme';
      readonly themes: readonly { readonly title: string; readonly from: ThemeSource }[];
    }
  | { readonly kind: 'topic'; readonly words: readonly string[] };

/** Whether what is known of a segment is its name. */
export function isNamed(note: SegmentNote | undefined): boolean {
  return note?.kind === 'rfm' || note?.kind === 'theme';
}

/** Share of a segment that must come from, and go to, the same one for its note to go along. */
const MOSTLY = 0.75;
/** More notes than this make no name. */
const MOST = 3;

/**
 * What was known of segments, of those that were made of them: the note of the one that a segment
 * mostly is, those of all that it mostly holds where they were merged, and none where it is a part.
 *
 * @param found one label per customer, as the method gave them, -1 is nowhere.
 * @param notes by these labels.
 * @param shaped one label per customer, as they are now.
 */
export function carryNotes(
  found: Int32Array,
  notes: readonly (SegmentNote | undefined)[],
  shaped: Int32Array,
  k: number,
): (SegmentNote | undefined)[] {
  const before = new Int32Array(notes.length);
  const now = new Int32Array(k);
  const both = new Int32Array(notes.length * k);
  found.forEach((from, customer) => {
    const to = shaped[customer];
    if (from >= 0) before[from]++;
    if (to >= 0) now[to]++;
    if (from >= 0 && to >= 0) both[from * k + to]++;
  });
  return Array.from({ length: k }, (_, to) => {
    const whole = notes.flatMap((note, from) =>
      note !== undefined && both[from * k + to] >= MOSTLY * before[from] && before[from] > 0
        ? [{ note, count: both[from * k + to] }]
        : [],
    );
    const told = whole.reduce((sum, { count }) => sum + count, 0);
    if (told < MOSTLY * now[to] || whole.length > MOST) return undefined;
    return joinNotes(whole.sort((a, b) => b.count - a.count).map(({ note }) => note));
  });
}

function joinNotes(notes: readonly SegmentNote[]): SegmentNote | undefined {
  const [first] = notes;
  if (first === undefined || notes.length === 1) return first;
  if (first.kind === 'rfm') {
    const groups = new Set(notes.flatMap((note) => (note.kind === 'rfm' ? note.groups : [])));
    const order: readonly GridGroup[] = [...RFM_GROUPS, 'no-orders'];
    return { kind: 'rfm', groups: order.filter((group) => groups.has(group)) };
  }
  if (first.kind === 'theme')
    return {
      kind: 'theme',
      themes: notes.flatMap((note) => (note.kind === 'theme' ? note.themes : [])),
    };
  return { kind: 'topic', words: notes.flatMap((n) => (n.kind === 'topic' ? n.words : [])) };
}

/** What a method did beyond rows, to be told. */
export type MethodReport =
  | {
      readonly kind: 'rfm';
      readonly columns: Readonly<Partial<Record<'recency' | 'frequency' | 'monetary', string>>>;
      readonly scores: number;
      /** Whether the points that the file had were used, with the person's own cut points. */
      readonly asScored: boolean;
    }
  | {
      readonly kind: 'themes';
      /** Themes that hold somebody, by who proposed them. */
      readonly from: Readonly<Record<ThemeSource, number>>;
      /** Themes that hold nobody, or hardly anybody. */
      readonly fell: readonly string[];
    }
  | { readonly kind: 'topics'; readonly explained: number };
