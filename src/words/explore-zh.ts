import { createBarNames } from './explore';
import type { ExploreWords } from './explore-en';
import { dateFormat, numberFormat } from './formats';

const number = numberFormat('zh');
const percents = numberFormat('zh', { style: 'percent', maximumFractionDigits: 0 });
const decimals = numberFormat('zh', { maximumFractionDigits: 2, signDisplay: 'exceptZero' });
const plain = numberFormat('zh', { maximumSignificantDigits: 3 });
const days = dateFormat('zh', { dateStyle: 'medium', timeZone: 'UTC' });
const customers = (n: number) => `${number.format(n)} 位客户`;

/** Words of looking around in Chinese. */
export const exploreZh: ExploreWords = {
  title: '探索',
  search: '搜索或提问',
  hint: '搜索，或提问：谁抱怨送餐太慢？',
  searchButton: '搜索',
  searching: '正在搜索',
  clearSearch: '清除搜索',
  results: '搜索结果',
  found: (holding, all, byMeaning) =>
    byMeaning
      ? `${customers(holding)}说到了，另有 ${number.format(all - holding)} 位意思相近`
      : `${customers(holding)}说到了`,
  foundNone: '没有人这样说，也没有意思相近的话。换更少或更简单的词试试。',
  noTexts: '这个文件没有可搜索的文本列。',
  pickHolding: '选出说到的人',
  pickAll: '全部选出',
  shownFirst: (n) => `最相关的 ${number.format(n)} 条：`,
  byMeaningOnly: '意思相近',
  colourBy: '颜色表示',
  segments: '分群',
  confidence: '归属的把握',
  mood: '情绪',
  theme: '首先谈到的主题',
  readingMood: '正在判断情绪以便着色',
  readingThemes: '正在寻找主题以便着色',
  stopReading: '停止读取',
  noMood: '这里没有可判断情绪的语言的文本。',
  noThemes: '这里的文本太少，找不到主题。',
  legend: '颜色说明',
  unknown: '未知',
  charts: '图表',
  heat: '热力图',
  scatter: '两列对照',
  kinds: '地图旁显示的内容',
  intro: '在柱子上拖动，或勾选取值，其他图表和地图会随之变化。',
  left: (n, of) => `${customers(of)}中剩下 ${number.format(n)} 位`,
  reset: '恢复所有客户',
  resetChart: '取消筛选',
  from: (name) => `从，${name}`,
  to: (name) => `到，${name}`,
  bar: (name, left, all) => `${name}：${customers(all)}中的 ${number.format(left)} 位`,
  missing: (n) => `${customers(n)}没有取值`,
  noCharts: '这个文件没有可作图的列。',
  heatIntro:
    '各分群之间差别最大的内容。每格写的是该分群的平均值或占比，颜色表示它与其他客户相差多远。',
  heatSegment: '分群',
  heatEffect: (times) =>
    times === 0 ? '与其他客户相同' : `与其他客户相差 ${decimals.format(times)} 个标准差`,
  heatAll: '全部',
  heatNone: '各分群在数字和类别上没有差别。',
  count: (n) => number.format(n),
  day: (moment) => days.format(moment),
  share: (value) => percents.format(value),
  mean: (value) => plain.format(value),
  across: '横轴',
  upwards: '纵轴',
  scatterIntro: '方块越大，客户越多。点一个方块即可选出这些客户。',
  scatterCell: (x, y, n) => `${x}，${y}：${customers(n)}`,
  scatterNone: '需要两列数字、日期或类别。',
  play: '按时间播放',
  pause: '停止播放',
  barName: createBarNames({
    locale: 'zh',
    between: (from, to) => `${from} 至 ${to}`,
    upTo: (to) => `低于 ${to}`,
    from: (from) => `${from} 及以上`,
    weekOf: (day) => `${day} 起的一周`,
    quarter: (year, quarter) => `${year} 年第 ${quarter} 季度`,
    years: (from, to) => (from === to ? `${from} 年` : `${from} 至 ${to} 年`),
    lumped: (levels) => `其他 ${number.format(levels)} 种`,
  }),
};
