import type { Words } from './en';
import { numberFormat } from './formats';

const number = numberFormat('zh-CN');
const money = numberFormat('zh-CN', { maximumFractionDigits: 2 });
const count = (n: number) => number.format(n);

/** 订单、一位客户多行、多个文件 */
export const ordersZh: Words['orders'] = {
  title: '订单',
  rolled: (lines, customers) =>
    `这是订单明细：${count(lines)} 行，来自 ${count(customers)} 位客户，已汇总为每位客户一行，含最近一次、次数和金额。`,
  span: (from, to, reference) => `从 ${from} 到 ${to}；天数从 ${reference} 往回算。`,
  losses: (without, dates, amounts, returns) =>
    [
      without > 0 ? `${count(without)} 行没有客户，未计入。` : '',
      dates > 0 ? `${count(dates)} 个日期无法读取。` : '',
      amounts > 0 ? `${count(amounts)} 个金额无法读取。` : '',
      returns > 0 ? `${count(returns)} 行是退货。` : '',
    ].join(''),
  withoutOrders: (n) => `${count(n)} 位客户没有订单，以 0 单保留在名单中。`,
  later: (n, day) => `${count(n)} 行晚于 ${day}，未计入。`,
  repeated: (n) =>
    `每张订单的总额重复写在它的每一行上，因此每单只计一次：${count(n)} 个重复的金额不再计入。`,
  settings: '各列的含义',
  none: '无',
  roles: {
    customer: '客户',
    date: '日期',
    amount: '金额',
    price: '单价',
    quantity: '数量',
    order: '订单号',
    product: '商品',
  },
  amountOf: '每行的金额是',
  amounts: {
    line: '该行的金额',
    order: '整单的金额',
  },
  reference: '天数从这一天往回算',
  referenceFound: '恢复为最后一行的次日',
  keepLines: '保留原来的明细行',
  offered: '这些看起来是订单明细，每位客户有多行。按原样分群，分的是订单而不是客户。',
  rollUp: '汇总到客户',

  groupsTitle: 'RFM 分组：最近一次、次数、金额',
  groupsTitleTwo: '分组：最近一次、次数',
  groupsLead: (customers) => `${count(customers)} 位客户，每位恰好在一个组里。`,
  groups: {
    champions: '冠军客户',
    loyal: '忠诚客户',
    'potential-loyalists': '潜在忠诚客户',
    new: '新客户',
    promising: '潜力客户',
    'need-attention': '需关注客户',
    'about-to-sleep': '即将沉睡客户',
    'at-risk': '流失风险客户',
    'cannot-lose': '重要挽留客户',
    hibernating: '沉睡客户',
    lost: '已流失客户',
    'no-orders': '无有效订单',
  },
  groupsMean: {
    champions: '最近刚买，买得最多',
    loyal: '买得多，且离现在不久',
    'potential-loyalists': '最近刚买，买得中等',
    new: '最近第一次购买',
    promising: '买得少，离现在不久',
    'need-attention': '各方面都居中',
    'about-to-sleep': '买得少，已有一段时间没买',
    'at-risk': '以前买得不少，很久没买',
    'cannot-lose': '以前买得最多，很久没买',
    hibernating: '买得少，很久没买',
    lost: '买得少，最久没买',
    'no-orders': '没有日期明确的购买，或已全部退货',
  },
  scores: '得分与分界点',
  scoresLead:
    '每位客户在每个指标上得 1 到 5 分，5 分最好。分界点把客户分成五等份；情况相同的客户得分一定相同，所以某个分数可能没有人。',
  recencyOrder: '“最近一次”的方向相反：天数越少越好。最小的数对应 5 分，超过最大的数得 1 分。',
  measures: { recency: '最近一次', frequency: '次数', monetary: '金额' },
  units: { recency: '距最近一次购买的天数', frequency: '订单数', monetary: '累计消费' },
  points: (score) => `${count(score)} 分`,
  even: '五等分',
  own: '自定分界点',
  nobody: '没有人',
  ranges: {
    recency: {
      upTo: (n) => `${count(n)} 天内买过`,
      one: (n) => `${count(n)} 天前`,
      between: (from, to) => `${count(from)} 到 ${count(to)} 天前`,
      over: (n) => `超过 ${count(n)} 天`,
    },
    frequency: {
      upTo: (n) => (n === 1 ? '1 单' : `最多 ${count(n)} 单`),
      one: (n) => `${count(n)} 单`,
      between: (from, to) => `${count(from)} 到 ${count(to)} 单`,
      over: (n) => `超过 ${count(n)} 单`,
    },
    monetary: {
      upTo: (n) => `不超过 ${money.format(n)}`,
      one: (n) => `等于 ${money.format(n)}`,
      between: (from, to) => `${money.format(from)} 到 ${money.format(to)}`,
      over: (n) => `超过 ${money.format(n)}`,
    },
  },
  setCuts: '自定分界点',
  cutUpTo: (score) => `${count(score)} 分，不超过`,
  cutAbove: (score) => `超过则得 ${count(score)} 分`,
  cutOf: (measure, score) => `${measure}：得 ${count(score)} 分的最大值`,
  useCuts: '采用',
  evenFifths: '恢复五等分',
  cancel: '取消',
  falling: '需要四个数，后一个不能小于前一个。',

  rowsTitle: '一位客户多行',
  repeats: (rows, customers, column) =>
    `${count(rows)} 行来自 ${count(customers)} 位客户（按“${column}”列），有些客户不止一行。按原样分群，同一位客户可能落入几个分群。`,
  wouldLeave: (n) => `${count(n)} 行没有客户，将不计入。`,
  oneRow: '合并为每位客户一行',
  keepRows: '保留原来的各行',
  gathered: (rows, customers, repeated) =>
    `${count(rows)} 行合并为 ${count(customers)} 位客户；其中 ${count(repeated)} 位原来不止一行。`,
  withoutCustomer: (n) => `${count(n)} 行没有客户，未计入。`,
  became: {
    texts: (columns) => `文本合在一起：${columns}。`,
    averaged: (columns) => `取平均值：${columns}。`,
    latest: (columns) => `取最近的日期：${columns}。`,
    commonest: (columns) => `取最常见的值：${columns}。`,
    dropped: (columns) => `不计入（标识的是行，不是客户）：${columns}。`,
  },

  joinsTitle: '已合并的文件',
  stackedFirst: (files, rows) => `${count(files)} 个列相同的文件先上下合并，共 ${count(rows)} 行。`,
  beside: (other, lead, key) => `${other} 已按 ${key} 并到 ${lead}。`,
  given: (other, lead, key) => `${other} 中的订单已按 ${key} 归到 ${lead} 的客户。`,
  matched: (matched, without, other) =>
    `${count(matched)} 行在 ${other} 中找到匹配，${count(without)} 行没有。`,
  matchedCustomers: (matched, without) =>
    `${count(matched)} 位客户有订单，${count(without)} 位没有。`,
  withoutKey: (n, lead) => `${lead} 有 ${count(n)} 行没有编号。`,
  unused: (n, other, lead) =>
    n === 0
      ? `${other} 中的人都在 ${lead} 里。`
      : `${other} 中有 ${count(n)} 个编号不在 ${lead} 里，未计入。`,
  linesLeftOut: (n) => `因此有 ${count(n)} 行订单明细未计入。`,
  strangers: (ids, file) => `只在 ${file} 中，例如：${ids}。`,
  alike: (n, one, other) =>
    `${count(n)} 行的编号写法不同但视为相同（“${one}”与“${other}”）：忽略了大小写、空格、末尾的 .0 和前面的 0。`,
  gatheredFirst: (rows, file, keys) =>
    `${file} 的 ${count(rows)} 行合并为 ${count(keys)} 行，每个编号一行：文本合在一起，数值取平均，其余取最常见的值。`,
};
