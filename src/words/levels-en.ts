import { numberFormat } from './formats';

const number = numberFormat('en');
const percents = numberFormat('en', { style: 'percent', maximumFractionDigits: 0 });
const segments = (n: number) => `${number.format(n)} ${n === 1 ? 'segment' : 'segments'}`;
const customers = (n: number) => `${number.format(n)} ${n === 1 ? 'customer' : 'customers'}`;

/** Words of levels and trees in English. */
export const levelsEn = {
  label: 'How fine',
  fewer: 'Fewer',
  more: 'More',
  fewerTo: (n: number) => `Fewer segments: ${number.format(n)}`,
  moreTo: (n: number) => `More segments: ${number.format(n)}`,
  number: 'Level',
  option: (n: number, found: boolean) => (found ? `${number.format(n)}, as found` : segments(n)),
  means:
    'Fewer segments join the most alike ones; more segments halve the least alike ones. Nothing else changes.',
  meansOwn: 'Another cut through the tree that the method itself grew. Nothing else changes.',
  found: 'Segments before another level was chosen',
  group: (first: string, second: string | undefined, more: number) =>
    `${second === undefined ? first : `${first}, ${second}`}${more > 0 ? ` and ${number.format(more)} more` : ''}`,
  groupSize: (n: number, size: number) => `${segments(n)} · ${customers(size)}`,
  foldAll: 'Fold all groups',
  unfoldAll: 'Open all groups',
  tree: {
    title: 'Tree of the segments',
    intro:
      'Read from right to left: what joins early is much alike, what joins late is not. Move the line to have fewer or more segments.',
    introOwn:
      'The tree that the method grew, its last joins. What joins far to the right is much alike. Move the line to have fewer or more segments.',
    alike: 'more alike',
    unlike: 'less alike',
    parts: 'how each would split',
    reading: (share: number) => `Growing the tree: ${percents.format(share)}`,
    stop: 'Stop',
    again: 'Draw the tree',
    save: 'Save picture',
    cut: 'Where the tree is cut',
    cutAt: (n: number) => segments(n),
    propose: (n: number) => `${segments(n)}: let go or press Enter`,
    apply: (n: number) => `Show ${segments(n)}`,
    keys: 'Left and right arrow: fewer or more segments. Enter: show them. Escape: back.',
    treeKeys: 'Arrow keys move through the branches; Enter picks one out on the map.',
    everyone: (size: number) => `Everyone, ${customers(size)}`,
    segment: (name: string, size: number) => `${name}, ${customers(size)}`,
    join: (n: number, names: string, size: number) =>
      `${segments(n)} together: ${names}, ${customers(size)}`,
    part: (name: string, size: number) => `A part of ${name}, ${customers(size)}`,
    picked: (size: number) => `${customers(size)} picked out`,
    showOnMap: 'Show on the map',
    height: (height: string) => `joined at ${height}`,
    one: 'There is one segment only and nothing to split it by: everyone is the same.',
    kinds: 'Kind of tree',
    levels: 'Segments',
    crowds: 'Crowds',
  },
  crowds: {
    title: 'Crowds within crowds',
    intro:
      'At the top is everyone. Further down only denser crowds remain; where one falls apart, its parts go on. The width is the number of customers.',
    leaf: 'Each segment is one of the finest crowds (coloured): many small, clear ones.',
    eom: 'Each segment is the crowd that lasts longest on its way down (coloured): fewer and sturdier ones.',
    least: (n: number) => `A crowd has at least ${customers(n)}.`,
    sparse: 'sparse',
    dense: 'dense',
    crowd: (size: number) => `A crowd of ${customers(size)}`,
    none: 'No crowds were found: customers are spread evenly, or all alike.',
  },
  membership: {
    title: 'How strongly it belongs',
    wait: (share: number) => `Measuring: ${percents.format(share)}`,
    ask: 'Measure how strongly this customer belongs',
    share: (share: number) => percents.format(share),
    nowhere: 'It belongs to no crowd to speak of.',
    between:
      'This customer stood between the crowds and was put with the nearest one; take it with a pinch of salt.',
    betweenLeft: 'This customer stood between the crowds and was left in none.',
    rest: (share: number) => `${percents.format(share)} to none of them`,
  },
};

export type LevelsWords = typeof levelsEn;
