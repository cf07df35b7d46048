import type { FaultDetails } from '../core/fault';
import { audienceEn } from './audience-en';
import { compareEn } from './compare-en';
import { judgingEn } from './judging-en';
import { correctionsEn } from './corrections-en';
import { askEn } from './ask-en';
import { exploreEn } from './explore-en';
import { levelsEn } from './levels-en';
import { listingEn } from './listing-en';
import { modelsEn } from './models-en';
import { moodEn } from './mood-en';
import { ordersEn } from './orders-en';
import { placingEn } from './placing-en';
import { reportEn } from './report-en';
import { summaryEn } from './summary-en';
import { spaceEn } from './space-en';
import { preparingEn } from './preparing-en';
import { themesEn } from './themes-en';
import { profileEn } from './profile-en';
import { walkEn } from './walk-en';
import { whyEn } from './why-en';
import { topicsEn } from './topics-en';
import { numberFormat } from './formats';

const number = numberFormat('en');
const many = (n: number, one: string, more: string) =>
  `${number.format(n)} ${n === 1 ? one : more}`;

/** Every sentence of the interface in English; the other languages have the same shape. */
export const en = {
  locale: 'en',

  app: {
    tagline: 'Customer segments, made on this computer',
    skip: 'Skip to the content',
    language: 'Language',
    theme: 'Appearance',
    themes: { auto: 'Automatic', light: 'Light', dark: 'Dark' },
    requests: (n: number) => `${number.format(n)} requests beyond this page`,
    requestsOnly: (n: number) =>
      n === 0
        ? 'Since you opened a file this page has asked nothing of any other server. The browser itself keeps count, and the page forbids itself to do so.'
        : 'Something asked another server since you opened a file. Close this page and tell whoever gave it to you.',
    requestsBlocked: (n: number) =>
      n === 0 ? '' : `${many(n, 'attempt was', 'attempts were')} blocked by the page's own rules.`,
    openAnother: 'Open another file',
    forget: 'Forget everything',
    forgetDone:
      'Everything this page had kept of your customers and your work has been removed from this computer.',
    forgetWhat:
      'Removes the last study, all kept vectors, names and settings from this browser, and a language model that you brought. Your own files are not touched. The page itself and its language models stay for a visit without a network; they hold nothing of yours.',
    undo: 'Undo',
    close: 'Close',
    menu: 'Menu',
  },

  steps: { label: 'Steps', file: 'File', columns: 'Columns', segments: 'Segments' },

  drop: {
    title: 'Which customers belong together?',
    lead: 'Drop a customer file and get named segments with their reasons, a map, and files to act on.',
    open: 'Open a customer file',
    hint: 'CSV, Excel, Parquet or JSON, also zipped; customers or orders. Drop one file or several anywhere on this page, or paste cells from a spreadsheet.',
    pasted: 'pasted cells',
    sample: 'Try the sample',
    sampleHint: '1,000 made-up customers of a tea shop',
    private: 'Nothing is uploaded. The file is read, understood and grouped inside this tab.',
    how: [
      'You check the columns',
      'The page reads what customers say and do',
      'You get segments, a map and an export',
    ],
    dropNow: 'Drop the file to open it',
    noModels:
      'No language models are installed here, so texts are compared by their words only and names come from plain phrases. Run "npm run models" beside this page to install them.',
    reading: (name: string) => `Reading ${name}`,
    openProject: 'A project file (.enclave) opens here too.',
  },

  columns: {
    title: 'Check the columns',
    lead: (rows: number, columns: number, several: boolean) =>
      `${several ? many(rows, 'row', 'rows') : many(rows, 'customer', 'customers')} with ${many(columns, 'column', 'columns')}. Say what each column is; the proposals are usually right.`,
    forgetReading: 'Start from the proposals',
    stacked: (files: number, rows: number) =>
      `${many(files, 'file', 'files')} with the same columns were put under each other: ${many(rows, 'row', 'rows')}. The column source_file tells where each came from.`,
    part: 'Sheet or table of the file',
    table: 'Columns',
    column: 'Column',
    role: 'Role',
    roleOf: (column: string) => `Role of ${column}`,
    examples: 'Examples',
    filled: 'Filled',
    distinct: 'Different',
    why: 'Why',
    find: 'Find segments',
    again: 'Find segments again',
    number: 'Number of segments',
    numberFound: 'This method finds the number itself.',
    numberAuto: 'automatic',
    method: 'Method',
    encoder: 'Language model',
    preview: 'First rows',
    settings: 'How the file is read',
    delimiter: 'Separator',
    delimiters: {
      ',': 'Comma',
      ';': 'Semicolon',
      '\t': 'Tab',
      '|': 'Bar',
      '^': 'Caret',
      '~': 'Tilde',
      ':': 'Colon',
      ' ': 'Blanks',
      '  ': 'Two blanks or more',
      '\u0001': 'Control character 1',
      '\u001f': 'Control character 31',
      '': 'None, one column',
    } as Record<string, string>,
    quote: 'Quotes',
    quotes: { '"': 'Double quotes', "'": 'Single quotes', '': 'None' } as Record<string, string>,
    encoding: 'Encoding',
    header: 'The first row names the columns',
    headerRow: 'Row that names the columns',
    options: 'How to group',
    used: (texts: number, columns: number) => {
      if (texts > 0 && columns > 0)
        return `${many(texts, 'text column', 'text columns')} and ${many(columns, 'other column', 'other columns')} decide who belongs together.`;
      if (texts > 0)
        return `Only ${many(texts, 'text column', 'text columns')} ${texts === 1 ? 'decides' : 'decide'} who belongs together.`;
      if (columns > 0)
        return `${many(columns, 'column', 'columns')} ${columns === 1 ? 'decides' : 'decide'} who belongs together.`;
      return 'Give at least one column the role Text, Number, Category or Date.';
    },
    joined: 'Several text columns are read as one text, in their order.',
    language: { en: 'English', zh: 'Chinese', other: 'another language' },
    languageIs: (language: string) => `The texts look like ${language}.`,
    languageHard:
      'The models here were made for English and Chinese; in other languages segments may follow words more than meaning.',
    rule: 'Left empty, every number from 2 to 10 is tried, and the smallest whose segments stand nearly as clearly apart as the best is taken. Where customers mostly speak, up to 200 are tried, and the number is taken that parts customers best who had no part in drawing the lines.',
    back: 'Back to the segments',
  },

  preparing: preparingEn,

  quality: {
    kinds: {
      name: 'names',
      email: 'e-mail addresses',
      phone: 'telephone numbers',
      card: 'card numbers',
      iban: 'bank accounts',
      ip: 'network addresses',
      link: 'personal links',
      address: 'postal addresses',
      'national-id': 'national ids',
      'birth-date': 'dates of birth',
    },
    reasons: {
      'name-and-values': 'by its name and its values',
      values: 'by its values',
      'in-texts': 'within texts',
    },
    topics: {
      health: 'health',
      pregnancy: 'pregnancy',
      religion: 'religion',
      politics: 'politics',
      ethnicity: 'ethnic origin',
      sexuality: 'sexuality',
      union: 'trade unions',
      minors: 'minors',
      debt: 'debt',
      crime: 'crime',
      addiction: 'addiction',
      bereavement: 'bereavement',
    },
  },

  orders: ordersEn,

  themes: themesEn,

  topics: topicsEn,

  leaving: {
    title: 'Who takes no part',
    none: 'Nobody so far. A list of people who opted out or objected can be added; they leave before anything is read.',
    addMore: 'A list of people who objected elsewhere can be added.',
    add: 'Add a list of objections',
    drop: 'Remove the list',
    byConsent: (n: number) =>
      n === 0
        ? 'No customer has refused consent.'
        : `${many(n, 'customer has', 'customers have')} refused consent and will be left out.`,
    byList: (matched: number, listed: number, name: string, column: string) =>
      `${many(matched, 'customer', 'customers')} of this file ${matched === 1 ? 'is' : 'are'} on the list ${name === '' ? '' : `${name} `}(${many(listed, 'entry', 'entries')}${column === '' ? '' : `, column ${column}`}) and will be left out.`,
  },

  roles: {
    id: 'Id',
    text: 'Text',
    number: 'Number',
    amount: 'Amount',
    category: 'Category',
    flag: 'Yes or no',
    channel: 'Channel',
    campaign: 'Campaign',
    date: 'Date',
    consent: 'Consent',
    protected: 'Protected',
    target: 'Target',
    ignore: 'Ignore',
  },
  rolesMean: {
    id: 'Names the customer; never used to group',
    text: 'Read for its meaning',
    number: 'More or less of something',
    amount: 'Money',
    category: 'One of a few kinds',
    flag: 'One of two answers',
    channel: 'The way a customer comes in',
    campaign: 'What the customer was offered',
    date: 'Earlier or later',
    consent: 'Who said no leaves before anything is computed',
    protected: 'Age, sex and the like: not used to group',
    target: 'What you want to know or change: not used to group',
    ignore: 'Kept in the file, not used',
  },
  reasons: {
    'unique-key': 'different in every row',
    'named-id': 'named like an id',
    'free-text': 'sentences in people’s own words',
    'mostly-numbers': 'numbers',
    'two-values': 'two values',
    'mostly-dates': 'dates',
    'excel-dates': 'dates as Excel counts days',
    'few-levels': 'a few values that repeat',
    'one-value': 'the same everywhere',
    empty: 'empty',
    'too-many-levels': 'too many different short values',
    'code-numbers': 'numbers that are codes',
    contact: 'contact details',
    money: 'sums of money',
    repeats: 'says what other columns say',
    'named-consent': 'named like consent',
    'named-protected': 'protected, left out',
    'named-target': 'a result, left out',
    'named-channel': 'named like a channel',
    'named-campaign': 'named like a campaign',
  },

  methods: {
    kmeans: 'K-means',
    'spherical-kmeans': 'Spherical k-means',
    'mini-batch-kmeans': 'Mini-batch k-means',
    'k-medoids': 'K-medoids',
    'gaussian-mixture': 'Gaussian mixture',
    ward: 'Ward (hierarchical)',
    'average-linkage': 'Average linkage (hierarchical)',
    'complete-linkage': 'Complete linkage (hierarchical)',
    'single-linkage': 'Single linkage (hierarchical)',
    'bisecting-kmeans': 'Bisecting k-means (divisive)',
    hdbscan: 'HDBSCAN (density)',
    dbscan: 'DBSCAN (density)',
    leiden: 'Leiden (communities)',
    ...themesEn.methods,
  },
  methodFamilies: {
    centres: 'Around centres',
    trees: 'Step by step, as a tree',
    crowds: 'Where customers crowd',
    ...themesEn.families,
  },
  methodSettings: {
    auto: 'automatic',
    minClusterSize: 'Fewest customers of a segment',
    minSamples: 'Customers that make a crowd',
    eps: 'How near is near',
    resolution: 'Fineness',
    mean: {
      minClusterSize: 'Automatic: the size that the segments depend on least.',
      minSamples: 'Automatic: 5. More makes segments surer and leaves more customers between them.',
      eps: 'Automatic: where the distances to the nearest customers begin to rise.',
      resolution: 'Automatic: 1. Higher gives more and smaller segments.',
    },
    selection: 'Which segments',
    leaf: 'The finest',
    eom: 'Those that last longest',
    unplaced: 'Customers between segments',
    place: 'Go to the nearest segment',
    leave: 'Stay in none',
    covariance: 'Shape of segments',
    covariances: {
      full: 'Any, each its own',
      tied: 'Any, the same for all',
      diag: 'Wide or narrow by column',
      spherical: 'Round',
    },
  },
  methodsMean: {
    kmeans: 'Groups around centres, for numbers and mixed files',
    'spherical-kmeans': 'Groups by direction, for texts',
    'mini-batch-kmeans': 'K-means on small portions: much quicker on large files, nearly as good',
    'k-medoids':
      'Each segment is a real customer and those nearest to it; a few strays hardly matter',
    'gaussian-mixture': 'Segments may be wide or narrow and may overlap; for numbers',
    ward: 'Joins the most alike, step by step; slower, no chance involved',
    'average-linkage':
      'Joins groups by the mean distance of all pairs; leaves odd customers in groups of their own',
    'complete-linkage': 'Joins groups by their farthest pair; tight groups of like size',
    'single-linkage': 'Joins groups by their nearest pair; follows chains, finds lone strays',
    'bisecting-kmeans': 'Splits the widest group in two until there are enough',
    hdbscan: 'Segments where customers crowd, in any shape; it finds how many there are',
    dbscan: 'Segments where customers crowd as closely as you say; for a few columns',
    leiden: 'Segments of customers who are each other’s neighbours; it finds how many there are',
    ...themesEn.methodsMean,
  },
  encoders: {
    'all-minilm-l6-v2': 'MiniLM, English, quick',
    'bge-small-en-v1.5': 'BGE small, English, finer, half as fast',
    'bge-small-zh-v1.5': 'BGE small, Chinese',
    'built-in': 'Built in, compares words, no model',
  } as Record<string, string>,

  warnings: {
    'short-rows': (n: number, row: number) =>
      `${many(n, 'row has', 'rows have')} fewer cells than the header, the first is row ${number.format(row)}. The missing cells are left blank.`,
    'long-rows': (n: number, row: number) =>
      `${many(n, 'row has', 'rows have')} more cells than the header, the first is row ${number.format(row)}. The extra cells are kept in columns of their own; check the separator and the quotes there.`,
    'stray-quotes': (n: number, row: number) =>
      `${many(n, 'cell has', 'cells have')} a quote mark in the wrong place, the first in row ${number.format(row)}. Check that row; if quotes are ordinary characters in this file, set Quotes to None.`,
    'renamed-columns': (n: number, _row: number, column: string) =>
      `${many(n, 'column has', 'columns have')} a name that was taken already (${column}) and got a number behind it.`,
    'unnamed-columns': (_n: number, _row: number, column: string) =>
      `Column ${column} has no name in the header and is called by its position.`,
    'blank-rows': (n: number, row: number) =>
      `${many(n, 'empty line is', 'empty lines are')} left out, the first at row ${number.format(row)}.`,
    'replaced-characters': (n: number) =>
      `${many(n, 'character', 'characters')} could not be read in this encoding. If letters look wrong in the preview, choose another encoding.`,
    preamble: (n: number) =>
      `${many(n, 'line', 'lines')} above the header hold titles or notes and are no rows. If that is wrong, set the row of the header.`,
    'comment-lines': (n: number, row: number) =>
      `${many(n, 'line is', 'lines are')} comments and no rows, the first at row ${number.format(row)}. They are kept apart.`,
    'repeated-headers': (n: number, row: number) =>
      `${many(n, 'row says', 'rows say')} the header again, the first at row ${number.format(row)}. They are kept apart.`,
    footer: (n: number, row: number) =>
      `${many(n, 'line is', 'lines are')} notes, titles or totals and no rows, the first at row ${number.format(row)}. They are kept apart.`,
    'totals-kept': (n: number, row: number) =>
      `${many(n, 'row looks', 'rows look')} like a total but add up to nothing in the file, the last at row ${number.format(row)}. They are kept as rows; remove them from the file if they are no customers.`,
    'control-characters': (n: number) =>
      `${many(n, 'character', 'characters')} in the file cannot be seen on a screen and are kept as they are. They often come from a wrong conversion of the file.`,
    'no-header': () =>
      'The first row looks like data, so the columns are called by their position. Switch on the header if that is wrong.',
  },

  work: {
    title: 'Finding segments',
    stop: 'Stop',
    stages: {
      read: 'Reading the file',
      prepare: 'Putting customers in order',
      encode: 'Reading what customers say',
      compare: 'Comparing customers',
      group: 'Forming segments',
      map: 'Drawing the map',
      name: 'Naming the segments',
    },
    units: {
      read: 'bytes',
      prepare: 'customers',
      encode: 'texts',
      compare: 'steps',
      group: 'steps',
      map: 'rounds',
      name: 'phrases',
    },
    count: (done: number, total: number, unit: string) =>
      `${number.format(done)} of ${number.format(total)} ${unit}`,
    left: (seconds: number) =>
      seconds < 1.5
        ? 'about a second left'
        : seconds < 90
          ? `about ${number.format(Math.round(seconds))} seconds left`
          : `about ${many(Math.round(seconds / 60), 'minute', 'minutes')} left`,
    leftUnknown: 'working out the time left',
    stopped: (kept: number) =>
      kept === 0
        ? 'Stopped.'
        : `Stopped. ${many(kept, 'text that was read is', 'texts that were read are')} kept and will not be read again.`,
    loadingModel: 'Opening the language model',
  },

  map: {
    label: 'Customer map',
    explain:
      'Each mark is a customer; customers who say and do alike are near each other. Distances between far groups mean little.',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    fit: 'Show all',
    lasso: 'Select with a lasso',
    pan: 'Move the map',
    selectView: 'Select what is in view',
    clear: 'Clear the selection',
    keys: 'Arrow keys move, plus and minus zoom, 0 shows all, S selects what is in view, Escape clears.',
    selected: (n: number) => `${many(n, 'customer', 'customers')} selected`,
    forming: 'Points appear as customers are read',
    guess: (n: number) => `First guess from single words: ${many(n, 'customer', 'customers')}`,
    refining: 'First picture from single words; the full reading is under way',
  },

  compare: compareEn,
  judging: judgingEn,
  summary: summaryEn,
  placing: placingEn,
  corrections: correctionsEn,
  ask: askEn,
  explore: exploreEn,
  models: modelsEn,
  audience: audienceEn,
  levels: levelsEn,
  profile: profileEn,
  walk: walkEn,
  why: whyEn,
  mood: moodEn,
  listing: listingEn,
  space: spaceEn,
  views: {
    label: 'Views',
    map: 'Map',
    explore: 'Explore',
    themes: 'Themes',
    tree: 'Tree',
    audience: 'Audience',
    compare: 'Compare',
    judge: 'How real',
    corrections: 'Corrections',
    place: 'Next file',
  },
  segments: {
    title: 'Segments',
    list: 'Segments',
    name: 'Name',
    size: 'Size',
    share: 'Share',
    confidence: 'Confidence',
    traits: 'What sets them apart',
    customers: (n: number) => many(n, 'customer', 'customers'),
    leftOut: 'Left out',
    outside: 'In no segment',
    outsideMeans: 'This customer stands between the segments and was left in none.',
    leftOutMeans:
      'This customer objects to being analysed, or the row was left out by a treatment.',
    oneIn: (share: number) =>
      share > 0.95
        ? 'nearly all customers'
        : share >= 0.475
          ? `${number.format(Math.round(share * 10))} in 10 customers`
          : `1 in ${number.format(Math.max(2, Math.round(1 / share)))} customers`,
    everyone: 'All customers',
    open: (name: string) => `Open ${name}`,
    back: 'All segments',
    rename: 'Rename',
    nameOf: (n: number) => `Name of segment ${n}`,
    save: 'Save',
    cancel: 'Cancel',
    taken: 'Another segment has this name. Choose a different one.',
    plain: 'Back to the plain name',
    suggested: 'Suggested by the small model',
    suggestions: 'Other titles',
    suggesting: (done: number, total: number) =>
      `The small model is suggesting names: ${number.format(done)} of ${number.format(total)}`,
    stopSuggesting: 'Stop suggesting',
    suggest: 'Suggest names',
    keyphrases: 'Words they use',
    keyphraseFigures: (share: string, elsewhere: string) =>
      `${share} of them say it, ${elsewhere} of the others`,
    typical: 'Typical customers',
    noTraits: 'No column sets this segment clearly apart.',
    row: (row: number) => `Row ${number.format(row)}`,
    confidenceMeans:
      'How many of the customers most like a customer stand in the same segment, averaged.',
    figures: 'Figures for analysts',
    how: 'How these segments were made',
    silhouette: 'Silhouette',
    calinski: 'Calinski-Harabasz',
    davies: 'Davies-Bouldin',
    tried: 'Silhouette for each number tried',
    account: {
      method: 'Method',
      encoder: 'Language model',
      device: 'Ran on',
      objected: 'Left out because they object',
      dropped: 'Rows left out by the treatments',
      unplaced: 'Customers in no segment',
      texts: 'Different texts',
      silent: 'Customers without a text',
      split: 'Long texts read in parts of whole sentences',
      share: 'Weight of texts against columns',
      neighbours: 'Neighbours',
      exact: 'exact',
      approximate: 'approximate',
      map: 'Map',
      landmarks: (count: string) => `begun with ${count} customers drawn at random, then all`,
      seed: 'Seed',
    },
    unnamed: (n: number) => `Segment ${n}`,
  },

  traits: {
    higher: (column: string) => `high ${column}`,
    lower: (column: string) => `low ${column}`,
    middle: (column: string) => `medium ${column}`,
    later: (column: string) => `recent ${column}`,
    earlier: (column: string) => `early ${column}`,
    level: (column: string, level: string) => `${column}: ${level}`,
    notLevel: (column: string, level: string) => `rarely ${column}: ${level}`,
    silent: 'says nothing',
    unknown: (column: string) => `${column} unknown`,
    notUnknown: (column: string) => `${column} known`,
    median: (inside: string, outside: string) => `typically ${inside}, others ${outside}`,
    portion: (inside: string, outside: string) => `${inside} of them, ${outside} of the others`,
    times: (factor: string) => `${factor} times as often`,
    sensitive: 'sensitive: no name is made of it',
    and: ', ',
  },

  customers: {
    title: 'Customers',
    table: 'Customers',
    segment: 'Segment',
    confidence: 'Confidence',
    search: 'Search customers',
    showing: (n: number, of: number) =>
      n === of
        ? many(n, 'customer', 'customers')
        : `${number.format(n)} of ${many(of, 'customer', 'customers')}`,
    inSegment: (name: string) => `In ${name}`,
    inSelection: 'In the selection',
    clear: 'Show all',
    sortBy: (column: string) => `Sort by ${column}`,
    none: 'No customer matches.',
    open: 'Show the table',
    close: 'Hide the table',
    loading: 'Loading',
  },

  export: {
    button: 'Export',
    customers: 'Customers with segments (CSV)',
    summary: 'Segment summary (CSV)',
    report: 'Report (HTML)',
    svg: 'Map (SVG)',
    png: 'Map (PNG)',
    project: 'Project file',
    mask: 'Hide personal data: names, contacts, numbers',
    maskOff: 'Ids stay. The project file always holds your file as it is.',
    guard: 'Make cells safe that a spreadsheet would run as a formula',
    guardOff: 'Off gives a byte-true copy of every cell.',
    done: (name: string) => `${name} is in your downloads.`,
    making: (name: string) => `Making ${name}`,
  },

  notices: {
    'storage-full':
      'This browser’s storage is full. Work goes on, but this study will not be kept for the next visit. Free some space or press "Forget everything".',
    'storage-none':
      'This browser does not let the page keep anything, as in a private window. Everything works, but nothing is kept for the next visit.',
    reopened: (name: string) => `${name} is open as you left it; nothing was computed again.`,
    writerOff: 'The small model is not installed here; plain names are used.',
    writerFailed: 'The small model could not run here; plain names are used.',
    writerLanguage: 'The small model writes English only; these texts keep their plain names.',
    labDied:
      'The part of the page that does the work ended unexpectedly and was started again. Your file is still open; press "Find segments" to go on.',
    'list-unreadable': (name: string) =>
      `The list ${name} could not be read as a table. Save it as CSV with one person a row and add it again.`,
    renamed: (name: string) => `Renamed to "${name}".`,
  },

  faults: {
    'file-empty': () => 'The file is empty: it has 0 bytes or no rows. Choose another file.',
    'file-header-only': (d: FaultDetails) =>
      `The file has a header of ${many(Number(d.columns ?? 0), 'column', 'columns')} but no rows under it. Export it again with its customers.`,
    'file-not-text': (d: FaultDetails) =>
      d.kind
        ? `This is not a table as text but a ${d.kind} file. Open it in the program that made it and save it as CSV.`
        : 'This is not a table as text: it is full of bytes that no text has. Open it in the program that made it and save it as CSV.',
    'file-damaged': (d: FaultDetails) =>
      `This ${d.kind} file is damaged or not complete${d.row === undefined ? '' : `: row ${number.format(Number(d.row))} cannot be read`}. Export or download it again, or open it in the program that made it and save it as CSV.`,
    'file-locked': (d: FaultDetails) =>
      `This ${d.kind} file is locked with a password. Open it in the program that made it and save it without one.`,
    'file-too-large': (d: FaultDetails) =>
      d.wanted === undefined
        ? `The file is ${d.more === undefined ? '' : 'more than '}${d.size}${d.unpacked === undefined ? '' : ' once unpacked'}. This tab can hold about ${d.limit} of it${d.rows === undefined ? '' : `, or ${number.format(Number(d.rows))} rows like these`}. Export only the columns you need or fewer rows, or split the file.`
        : `The file has ${number.format(Number(d.wanted))} rows with ${number.format(Number(d.columns))} columns. This tab can hold about ${number.format(Number(d.rows))} rows that wide. Export only the columns you need or fewer rows, or split the file.`,
    'file-unreadable': (d: FaultDetails) =>
      `The file could not be read (${d.message}). It may have been moved, changed or locked since you chose it; choose it again.`,
    'quote-open': (d: FaultDetails) =>
      `A quote mark opened in row ${d.row}, column ${d.column}, is never closed, so everything after it would be one cell. Close it in the file, or set Quotes to None to read quote marks as ordinary characters.`,
    'row-too-long': (d: FaultDetails) =>
      `Row ${d.row} goes on for more than ${number.format(Number(d.characters ?? 0))} characters without a line end, so this is not a table of rows. Export it again as CSV.`,
    'files-unrelated': (d: FaultDetails) =>
      `The files ${d.first} and ${d.second} do not fit together: their columns differ, and no column of the one names the rows of the other. Open one of them alone, or give both the same id column.`,
    'project-damaged': () =>
      'This project file is damaged or not one of ours. Nothing was changed; open the customer file instead.',
    'project-newer': () =>
      'This project file was made by a newer version of Enclave. Update the page and open it again.',
    'preparation-damaged': (d: FaultDetails) =>
      d.place === 'JSON' || d.place === 'format'
        ? 'This file is no saved preparation: those are JSON files that this page saved on the Columns screen. Nothing was changed.'
        : `This preparation cannot be used: what it says at “${d.place}” is not known here. Put that right in the file, or save it again on the Columns screen. Nothing was changed.`,
    'preparation-newer': () =>
      'This preparation was saved by a newer version of Enclave. Update the page and use it again. Nothing was changed.',
    'audience-damaged': () =>
      'This is no audience file of this page, or it is damaged. Nothing was changed.',
    'audience-newer': () =>
      'This audience was saved by a newer version of Enclave. Update the page and use it again. Nothing was changed.',
    'nothing-to-group': () =>
      'Nothing is left to group by: every column is ignored, an id, or the same everywhere. Give at least one column the role Text, Number, Category or Date.',
    'texts-all-empty': (d: FaultDetails) =>
      `All texts in ${d.column} are empty, and no other column is used. Choose another text column or use numbers and categories.`,
    'rows-too-few': (d: FaultDetails) =>
      `Too few customers: ${d.rows}. At least 2 are needed to form segments.`,
    'segments-too-many': (d: FaultDetails) =>
      `${d.k} segments cannot be made of ${many(Number(d.rows ?? 0), 'customer', 'customers')}. Ask for fewer.`,
    'level-unreachable': (d: FaultDetails) =>
      Number(d.most) <= 1
        ? `Nothing can be joined or parted here, so there is no level of ${d.level} segments. Leave the level out, or find the segments again and ask for ${d.level} of them.`
        : `The hierarchy of these segments has levels of 1 to ${d.most} segments (${d.found} were found), none of ${d.level}. Take one of those, or find the segments again and ask for ${d.level} of them.`,
    'place-unlike': (d: FaultDetails) =>
      `This file has none of the columns that the segments were made from (${d.columns}), so its customers cannot be placed into them. Choose a file with the same columns, or open it as a study of its own.`,
    'place-nobody': (d: FaultDetails) =>
      `Nobody is left to place: all ${many(Number(d.rows ?? 0), 'row', 'rows')} of this file object or are left out by the treatments. Look at its consent column, or choose another file.`,
    'options-unknown': (d: FaultDetails) => `Not known: ${d.option}.`,
    'method-unfit': themesEn.fault,
    'cuts-unordered': (d: FaultDetails) =>
      `The cut points for ${ordersEn.measures[d.measure as 'recency'] ?? d.measure} must be four numbers, none smaller than the one before; they are ${String(d.cuts).replaceAll(',', ', ')}. Change them under Orders, or go back to even fifths.`,
    'day-unreadable': (d: FaultDetails) =>
      `Days cannot be counted back from “${d.day}”. Write the day as year-month-day, such as 2024-05-31.`,
    'model-missing': (d: FaultDetails) =>
      `The language model ${d.model} is not installed beside this page. Run "npm run models", or choose the built-in encoder under Language model.`,
    'model-damaged': (d: FaultDetails) =>
      `The file ${d.file} of the language model ${d.model} is damaged: its check sum is not the published one. Run "npm run models" to bring it again, or choose the built-in encoder under Language model.`,
    'writer-unfit': modelsEn.own.unfit,
    'worker-died': () =>
      'The part of the page that reads texts ended several times, probably for lack of memory. What was read is kept; close other tabs and press "Find segments" again.',
    'storage-full': () =>
      'This browser’s storage is full. Free some space or press "Forget everything".',
    stopped: () => 'Stopped.',
    unexpected: (d: FaultDetails) =>
      `Something went wrong that should not (${d.message}). Your file is untouched; try again, and if it happens again, report these words.`,
  },

  report: reportEn,
};

/** The shape that every language fills. */
export type Words = Widened<typeof en>;

type Widened<T> = T extends string
  ? string
  : T extends (...args: infer A) => string
    ? (...args: A) => string
    : { readonly [K in keyof T]: Widened<T[K]> };
