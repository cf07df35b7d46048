import type { Words } from './en';

/** 读取客户所说或如何购买的方法。 */
export const themesZh: Words['themes'] = {
  methods: {
    topics: '主题混合（文本）',
    themes: '主题归纳（语言模型）',
    'rfm-grid': 'RFM 网格（订单）',
  },
  methodsMean: {
    topics: '找出客户常一起使用的词；每位客户归入最强的话题',
    themes: '从客户所说的内容中归纳主题，或采用您自己的列表；每位客户归入最贴切的主题',
    'rfm-grid': '按最近购买、购买次数和消费金额分组：冠军客户、忠诚客户、流失风险客户等',
  },
  families: {
    saying: '按客户所说',
    buying: '按购买方式',
  },
  pair: (method: string, lack: string) => `${method}：${lack}`,
  unfit: {
    texts: '需要文本列',
    orders: '需要最近购买和购买次数',
  },
  needsOrders: '按列名没有找到“最近购买”和“购买次数”的列，请在这里选择。',
  used: {
    texts: '只按客户所说的内容分组；其他列用来说明各群的特点。',
    orders: '只按最近购买、购买次数和消费金额分组；其他内容用来说明各群的特点。',
  },
  source: '主题从哪里来',
  sources: {
    model: '小模型与短语',
    phrases: '文本中的短语',
    own: '我自己的列表',
  },
  sourcesMean: {
    model: '小模型阅读一部分样本，用客户自己的词提出标题，与短语一同比较；需要一两分钟。',
    phrases: '速度快，适用于任何语言：取最贴合相似文本的短语。',
    own: '按您的列表原样使用；每位客户归入最贴切的主题。',
  },
  writerOff: '这里没有安装小模型。',
  writerLanguage: '小模型只能写英文。',
  list: '您的主题，每行一个',
  listHelp: '可在冒号后补充说明。没有客户符合的主题会被略去。',
  listExample: '物流慢：快递、包裹\n茶叶口味\n送礼',
  silent: '不符合任何主题的客户',
  numberOwn: '有客户符合的主题各成一群。',
  silentTopics: '没有话题的客户',
  scores: '每项指标的分数',
  scoreCount: (n: number) => `${n} 档（1 至 ${n} 分）`,
  scoresMean: '与“订单”中一样分为五档，您在那里设定的分界点有效。小文件可用三档或四档。',
  scoresMeanFewer: '等分。您自己的分界点只用于五档。',
  columns: {
    recency: '最近购买：天数或日期',
    frequency: '购买次数',
    monetary: '消费金额',
  },
  found: (column: string) => `自动：${column}`,
  notFound: '自动：未找到',
  noMoney: '不使用金额',
  topicWords: '话题用词',
  by: {
    own: '来自您列表的主题',
    model: '小模型提出的主题',
    phrases: '来自文本短语的主题',
  },
  account: {
    rfm: '评分依据',
    rfmScores: (scores: number, own: boolean) =>
      own ? `${scores} 档，与“订单”中一致` : `${scores} 档，等分`,
    from: '主题来源',
    themes: (model: number, phrases: number, own: number) =>
      [
        model > 0 ? `小模型 ${model} 个` : '',
        phrases > 0 ? `短语 ${phrases} 个` : '',
        own > 0 ? `您的列表 ${own} 个` : '',
      ]
        .filter((part) => part !== '')
        .join('，'),
    fell: '没有客户的主题',
    explained: '话题所解释的用词比例',
  },
  fault: (d) =>
    ({
      texts:
        '此方法按客户所说的内容分组，但没有角色为“文本”且有内容的列。请把一列设为“文本”，或选择其他方法。',
      words: '这些文本没有共同的词，无法形成话题或主题。请选择其他方法，或输入您自己的主题。',
      list: '主题列表是空的。请至少输入一个主题，每行一个，或让系统提出主题。',
      writer:
        '小模型在这里无法提出主题：没有安装，或文本不是英文。请输入您自己的主题，改用文本中的短语，或运行 "npm run models"。',
      orders:
        'RFM 网格需要知道客户最近何时购买、购买了几次，但没有这样命名的列。请在方法设置中选择列，打开订单文件，或选择其他方法。',
      figures: `RFM 网格无法读取列 ${d.column ?? ''}：该列不存在，或不是数字或日期。请在方法设置中选择其他列。`,
    })[String(d.needs)] ?? '此方法不适用于这个文件。请选择其他方法。',
};
