import { numberFormat } from './formats';

const number = numberFormat('en');
const many = (n: number, one: string, more: string) =>
  `${number.format(n)} ${n === 1 ? one : more}`;

/** Runs side by side, in English. */
export const compareEn = {
  lead: 'Every way in which this file was segmented stays here. Pick two to see who is elsewhere.',
  table: 'Runs',
  pick: (name: string) => `Compare ${name}`,
  pickColumn: 'Compare',
  run: 'Run',
  segments: 'Segments',
  agrees: 'As shown now',
  stability: 'Comes back',
  coverage: 'Have a segment',
  smallest: 'Smallest',
  silhouette: 'Silhouette',
  seconds: 'Seconds',
  means: {
    agrees: 'Share of the customers who are in the matching segment of the run that is shown now.',
    stability:
      'How much of each segment comes back when ten samples of the customers are segmented anew (mean Jaccard index). From 75 % on segments can be relied on.',
    coverage: 'Share of the customers who are in a segment.',
    smallest: 'Customers in the smallest segment.',
    silhouette:
      'How clearly the segments are parted, from -1 to 1. Only runs in the same space can be compared by it.',
    seconds: 'What finding the segments took on this computer.',
  },
  unknown: '–',
  measuring: 'measuring',
  runName: (method: string, n: number) => `${method}, ${many(n, 'segment', 'segments')}`,
  shown: 'Shown now',
  proposed: 'Default',
  recommended: 'Recommended',
  behind: {
    several: 'hardly more than one segment',
    verdict: 'less natural',
    stability: 'comes back less',
    coverage: 'leaves more customers out',
    clarity: 'far less clearly parted',
    number: 'too few or too many segments to act on',
    separation: 'less clearly parted',
    smallest: 'a segment is too small to act on',
    order: 'as good',
  },
  open: 'Show',
  openOf: (name: string) => `Show ${name}`,
  rename: 'Rename',
  renameOf: (name: string) => `Rename ${name}`,
  newName: 'Name of the run',
  save: 'Save',
  cancel: 'Cancel',
  pinOf: (name: string) => `Pin ${name}`,
  pinMeans: 'The 20 newest runs are kept; pinned ones stay.',
  removeOf: (name: string) => `Remove ${name}`,
  removed: (name: string) => `“${name}” is removed.`,
  undo: 'Undo',
  try: 'Try several and compare',
  tryMeans:
    'Segments these customers in five or six other ways, in the background. What is shown stays as it is.',
  trying: (what: string, at: number, of: number) => `Trying ${what} (${at} of ${of})`,
  preparing: 'Getting ready',
  comparing: 'Comparing',
  needTwo: 'There is one run so far. Try several, or find segments with other settings.',
  pickTwo: 'Pick two runs in the table to compare them.',

  holds: (n: number) =>
    `The default holds: ${n === 1 ? 'the other run is' : `none of the ${number.format(n)} other runs is`} clearly better. There is nothing you need to change.`,
  prefer: (name: string, reason: string) => `Prefer “${name}”: ${reason}.`,
  even: (name: string) =>
    `Neither is clearly better; stay with “${name}”, unless the other's segments make more sense to you.`,
  noneReliable:
    'In none of the runs do the segments come back reliably when samples are segmented anew. Read them with care.',
  reasons: {
    several: (_a: string, b: string, mine: string, theirs: string) =>
      `it has ${mine} segments to act on, “${b}” only ${theirs}`,
    verdict: (_a: string, b: string, mine: string, theirs: string) =>
      `its segments are ${mine}, those of “${b}” ${theirs}`,
    stability: (_a: string, b: string, mine: string, theirs: string) =>
      `${mine} of its segments comes back in repeats, of those of “${b}” ${theirs}`,
    coverage: (_a: string, b: string, mine: string, theirs: string) =>
      `it gives ${mine} of the customers a segment, “${b}” ${theirs}`,
    clarity: (_a: string, b: string, mine: string, theirs: string) =>
      `its segments are parted far more clearly than those of “${b}” (silhouette ${mine} against ${theirs})`,
    number: (_a: string, b: string, mine: string, theirs: string) =>
      `it has ${mine} segments to act on, “${b}” has ${theirs}, and four to eight are easiest to act on`,
    separation: (_a: string, b: string, mine: string, theirs: string) =>
      `its segments are parted more clearly than those of “${b}” (silhouette ${mine} against ${theirs})`,
    smallest: (_a: string, b: string, mine: string, theirs: string) =>
      `its smallest segment has ${mine} customers, that of “${b}” ${theirs}, too few to act on`,
  },
  equal: {
    stability: (a: string, b: string) => `Both come back about as well (${a} and ${b}).`,
    stabilityUnknown: 'How much of each comes back in repeats is not measured yet.',
    everyone: 'Both give everyone a segment.',
    coverage: (a: string, b: string) => `About as many have a segment (${a} and ${b}).`,
  },
  speaksForOther: (name: string, reason: string) => `For “${name}” speaks: ${reason}.`,
  verdicts: {
    natural: 'natural',
    reproducible: 'reproducible',
    constructed: 'constructed',
    none: 'not there',
  },

  together: (share: number) =>
    share >= 0.9995
      ? 'All customers stay together.'
      : share >= 0.95
        ? 'Nearly all customers stay together.'
        : share < 0.05
          ? 'Hardly any customers stay together.'
          : share < 0.15
            ? '1 in 10 customers stays together.'
            : `${Math.round(share * 10)} in 10 customers stay together.`,
  togetherMeans: (exact: string, customers: number) =>
    `${exact} of ${many(customers, 'customer', 'customers')} are in matching segments.`,
  apart: (n: number) =>
    `${many(n, 'customer takes', 'customers take')} part in one of the two only and ${n === 1 ? 'is' : 'are'} not compared.`,
  measures: {
    ari: 'Adjusted Rand index',
    nmi: 'Normalised mutual information',
    ami: 'Adjusted mutual information',
  },
  measuresMean: '1 is the same; 0 of the adjusted ones is what chance would give.',

  changes: 'What became of the segments',
  change: {
    same: (a: string, b: string) => `${a} is the same as ${b}`,
    sameName: (a: string) => `${a} is the same in both`,
    changed: (a: string, b: string) => `${a} becomes ${b}, with other customers at its edges`,
    split: (a: string, b: string) => `${a} splits into ${b}`,
    merged: (a: string, b: string) => `${a} merge into ${b}`,
    gone: (a: string) => `${a} is nowhere in one piece`,
    new: (b: string) => `${b} is new`,
  },
  kept: (share: string) => `${share} in common`,
  flow: 'Flow of customers',
  flowMeans: (a: string, b: string) =>
    `From “${a}” on the left to “${b}” on the right. Choose a band to see its customers.`,
  band: (from: string, to: string, n: number) =>
    `${from} to ${to}: ${many(n, 'customer', 'customers')}`,
  counts: 'Customers by segment in both',
  countsMean: 'Choose a cell to see its customers.',
  corner: (a: string, b: string) => `${a} ↓ · ${b} →`,
  total: 'All',
  none: 'In no segment',
  moved: 'Who moved',
  movedMeans: 'Customers whose segments do not match. Choose a line to select them.',
  movedNone: 'Nobody moved.',
  more: (n: number) => `Show ${number.format(n)} more`,
  selected: (n: number) =>
    `${many(n, 'customer is', 'customers are')} selected on the map and in the table below.`,
  toMap: 'Go to the map',
  clear: 'Clear the selection',
  maps: 'The same customers, coloured by each run',
  mapOf: (name: string, segments: number, customers: number) =>
    `Small map of ${name}: ${many(customers, 'customer', 'customers')} in ${many(segments, 'segment', 'segments')}`,
};
