import { numberFormat } from './formats';
import type { TopicsWords } from './topics-en';

const number = numberFormat('zh-CN');
const percents = numberFormat('zh-CN', { style: 'percent', maximumFractionDigits: 0 });
const customers = (n: number) => `${number.format(n)} 位客户`;
const themes = (n: number) => `${number.format(n)} 个话题`;

/** 客户在谈论什么 */
export const topicsZh: TopicsWords = {
  title: '客户在谈论什么',
  lead: (n, speakers, parts, split) =>
    `在 ${customers(speakers)}的留言里找到 ${themes(n)}，与分群无关；一位客户可以谈到几个话题。${
      split > 0
        ? `其中 ${number.format(split)} 条留言较长，按句子来读，共 ${number.format(parts)} 段。`
        : ''
    }`,
  none: '这里没有留言，或者留言太少，找不出话题。请把留言所在的列设为“文本”。',
  reading: (share) => `正在寻找话题：${percents.format(share)}`,
  stop: '停止',
  again: '寻找话题',
  fault: '没能找到话题：',
  fineness: '粗细',
  coarser: (n) => `粗一些：${themes(n)}`,
  finer: (n) => `细一些：${themes(n)}`,
  suggested: (n) => `建议的数量：${themes(n)}`,
  rule: '话题数量的选法：没有参与划分的留言，仍然能清楚地归到某一边。每段留言归入最接近的话题，差不多同样接近的话题也算在内；离所有话题都很远的，不归入任何话题。',
  search: '按词语或意思搜索',
  searchButton: '搜索',
  clear: '清除搜索',
  searching: '正在搜索',
  foundThemes: '相关的话题',
  foundTexts: '相关的留言',
  row: (row) => `第 ${number.format(row)} 行`,
  list: '话题',
  all: '全部话题',
  customers,
  size: (n, share) => `${customers(n)}，占 ${share}`,
  sizeMeans: '占所有留言客户的比例。一位客户可能谈到几个话题，所以加起来会超过 100%。',
  nowhere: (n, share) => `不属于任何话题：${customers(n)}（${share}）`,
  nowhereMeans: '他们说的内容，和其他多数人都不一样。',
  keyphrases: '常见说法',
  quotes: '客户原话',
  segments: '各分群的情况',
  segment: '分群',
  share: '比例',
  ofSegment: (count, of) => `${number.format(of)} 位中的 ${number.format(count)} 位`,
  interval: '大致范围',
  intervalMeans: '只考虑偶然因素时，100 份这样的文件里有 95 份的真实值落在这个范围内。',
  lift: '与整体相比',
  liftMeans: '是所有留言客户平均水平的多少倍。',
  times: (value) => `${value} 倍`,
  show: '在地图上显示',
  back: '返回全部话题',
  effects: '话题与指标的关系',
  figure: '指标',
  effectsLead: (figure, mean, n) =>
    `留言的 ${customers(n)}中，“${figure}”的平均值是 ${mean}。下面是去掉谈到该话题的客户后，平均值相差多少。`,
  association: '这里只说明两者同时出现，不代表因果：谈到某个话题的客户，在其他方面也可能不同。',
  noFigure: '没有可以比较的数字列。',
  theme: '话题',
  moves: '对平均值的影响',
  movesMeans: '全部客户的平均值，减去不谈该话题的客户的平均值。',
  with: '谈到的客户',
  without: '没谈到的客户',
  difference: '相差',
  count: '客户数',
  sure: '并非偶然',
  sureMeans: '这样标出的话题里，100 个中只有不到 5 个是碰巧出现这么大差别的。',
  sortBy: (column) => `按${column}排序`,
  lowFirst: '从低到高',
  highFirst: '从高到低',
  over: '随时间的变化',
  date: '日期',
  units: { day: '按日', week: '按周', month: '按月', year: '按年' },
  undated: (n) => (n === 0 ? '' : `没有日期的 ${customers(n)}未计入。`),
  line: (name, before, after) => `${name}：前半段 ${before}，后半段 ${after}`,
  point: (day, share, n, of) =>
    `${day}：${share}（${number.format(of)} 位中的 ${number.format(n)} 位）`,
  rises: '上升',
  falls: '下降',
  steady: '没有明显变化',
  changeMeans: '只有在考虑了话题总数之后仍然明显超出偶然的，才会标出上升或下降。',
  tree: '话题之间的关系',
  treeMeans: '相近的话题排在同一个标题下；越靠右越相近。',
  branch: (name, n) => (name === '' ? themes(n) : `${name} · ${themes(n)}`),
};
