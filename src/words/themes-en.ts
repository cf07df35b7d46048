import type { FaultDetails } from '../core/fault';

/** Methods that read what customers say or how they order, in English. */
export const themesEn = {
  methods: {
    topics: 'Topic mixture (texts)',
    themes: 'Themes (language model)',
    'rfm-grid': 'RFM grid (orders)',
  },
  methodsMean: {
    topics:
      'Finds the words that customers use together; each customer goes to the strongest topic',
    themes:
      'Proposes themes from what customers say, or takes your own list; each customer goes to the theme that fits',
    'rfm-grid':
      'Customers by how recently, how often and how much they bought: champions, loyal, at risk and the like',
  },
  families: {
    saying: 'By what they say',
    buying: 'By how they buy',
  },
  pair: (method: string, lack: string) => `${method}: ${lack}`,
  unfit: {
    texts: 'needs a text column',
    orders: 'needs recency and frequency',
  },
  needsOrders:
    'No columns for how recently and how often customers bought were found by their names. Choose them here.',
  used: {
    texts:
      'Only what customers say decides who belongs together; columns tell what sets segments apart.',
    orders:
      'Only recency, frequency and money decide who belongs together; all else tells what sets segments apart.',
  },
  source: 'Where themes come from',
  sources: {
    model: 'Small model and phrases',
    phrases: 'Phrases of the texts',
    own: 'My own list',
  },
  sourcesMean: {
    model:
      'The small model reads a sample and proposes titles made of your customers’ own words; phrases compete with them. It takes a minute or two.',
    phrases: 'Quick, and in any language: the phrases that fit groups of similar texts best.',
    own: 'Used as it stands; every customer goes to the theme that fits best.',
  },
  writerOff: 'The small model is not installed here.',
  writerLanguage: 'The small model writes English only.',
  list: 'Your themes, one per line',
  listHelp: 'A theme may be explained after a colon. Themes that fit nobody are left out.',
  listExample: 'Late delivery: parcel, tracking\nTaste of the tea\nGifts',
  silent: 'Customers who fit no theme',
  numberOwn: 'There are as many segments as themes that fit somebody.',
  silentTopics: 'Customers without a topic',
  scores: 'Scores for each measure',
  scoreCount: (n: number) => `${n} (1 to ${n})`,
  scoresMean:
    'The grid has five steps, as under Orders; your own cut points there count. Three or four steps suit small files.',
  scoresMeanFewer: 'Cut into equal parts. Cut points of your own count with 5 scores only.',
  columns: {
    recency: 'How recently: days or a date',
    frequency: 'How often: number of orders',
    monetary: 'How much: money spent',
  },
  found: (column: string) => `automatic: ${column}`,
  notFound: 'automatic: none found',
  noMoney: 'leave money out',
  topicWords: 'Words of the topic',
  by: {
    own: 'Theme from your list',
    model: 'Theme proposed by the small model',
    phrases: 'Theme from phrases of the texts',
  },
  account: {
    rfm: 'Scored by',
    rfmScores: (scores: number, own: boolean) =>
      own ? `${scores} scores, as under Orders` : `${scores} scores, equal parts`,
    from: 'Themes',
    themes: (model: number, phrases: number, own: number) =>
      [
        model > 0 ? `${model} by the small model` : '',
        phrases > 0 ? `${phrases} from phrases` : '',
        own > 0 ? `${own} of your own` : '',
      ]
        .filter((part) => part !== '')
        .join(', '),
    fell: 'Themes that hold nobody',
    explained: 'Of the words explained by topics',
  },
  fault: (d: FaultDetails) =>
    ({
      texts:
        'This method groups by what customers say, and no column with the role Text says anything. Give a column the role Text, or choose another method.',
      words:
        'The texts share no words that could make topics or themes. Choose another method, or type your own themes.',
      list: 'The list of themes is empty. Type at least one theme, one per line, or let them be proposed.',
      writer:
        'The small model cannot propose themes here: it is not installed, or the texts are not English. Type your own themes, let phrases of the texts propose them, or run "npm run models".',
      orders:
        'The RFM grid needs to know how recently and how often customers bought, and no columns are named so. Choose the columns in the method’s settings, open the file of orders, or choose another method.',
      figures: `The RFM grid cannot read the column ${d.column ?? ''}: it is not there, or not filled with numbers or dates. Choose another column in the method’s settings.`,
    })[String(d.needs)] ?? 'This method does not fit this file. Choose another method.',
};
