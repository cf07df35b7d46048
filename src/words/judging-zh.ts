import type { Words } from './en';
import { numberFormat } from './formats';

const number = numberFormat('zh-CN');

/** 分群是否真实，以及换个数量会怎样 */
export const judgingZh: Words['judging'] = {
  title: '这些分群可信吗？',
  short: '可信度',
  chips: {
    natural: '天然分群',
    reproducible: '界线稳定',
    constructed: '实用划分',
    none: '没有天然分群',
    single: '不分群',
    hand: '手动划分',
  },
  says: {
    natural: '这些群体确实存在于您的数据中：群与群之间客户很少，每次重新划分都能再次找到它们。',
    reproducible: '每次都能找到同样的界线，但群与群之间没有明显的空隙：客户是逐渐过渡的。',
    constructed: '这是对连续分布的实用划分：客户确实有差异，但换一种划法同样可行。',
    none: '这里没有天然的分群：您的客户是一个整体，每次划出的界线都不一样。',
    single: '所有客户在同一个群里，没有界线可供判断。',
    hand: '这些分群是您手动划出的。界线由人来定，再找一次也说明不了什么。',
  },
  advice: {
    natural: '可以直接据此行动。',
    reproducible: '可以据此行动，但对靠近界线的客户要谨慎：他们的置信度较低。',
    constructed: '用它来安排工作即可，不要当成发现。选一个您应付得来的数量。',
    none: '对所有客户一视同仁，当作一个群；或者明知如此仍保留这些分群，把它们当作同一人群的若干份。',
    single: '下方给出了其他分群数量的衡量结果。',
    hand: '只要适合您的工作就可以保留。如果想检验方法自己划出的界线，请先撤回您的修改。',
  },
  hardToTell: '不足 40 位客户的群，旁边有没有空隙无法与偶然区分。',
  oneIsEnough: '下方没有哪个数量明显更好：间隔统计量和预测强度都倾向于只用一个群。',
  useOne: '只用一个群',
  open: '为什么？',
  openLabel: '为什么？查看这些分群的可信度',
  checking: (share) => `正在检验可信度：${share}`,
  checkingLabel: '正在检验分群的可信度',
  check: '检验可信度',
  checkLong: (minutes) => `检验可信度（约 ${number.format(minutes)} 分钟）`,
  stop: '停止',
  stopped: '尚未检验。',
  failed: (sentence) => `无法检验。${sentence}`,
  notJudged: '此方法按事先定好的规则或主题分群，再找一次也说明不了什么，因此不作判断。',

  evidence: '判断依据',
  judgedOf: (rows, of) =>
    rows < of
      ? `依据 ${number.format(of)} 位客户中的 ${number.format(rows)} 位判断。`
      : `依据全部 ${number.format(of)} 位客户判断。`,
  byHand: (_count, list) =>
    `以下分群由您手动划出，因此不作判断：${list}。其余分群按方法原先划出的样子判断，不计之后移动的客户。`,
  madeByHand: '手动划出',
  again: '再次找到',
  againMeans: (repeats) =>
    `每次去掉五分之一的客户、从头再分一次，共 ${number.format(repeats)} 次，平均有多少会回到同一群。达到 75% 即为稳定。`,
  againOf: (share) => `${share} 可再次找到`,
  againSegment: (share, repeats) =>
    `每次去掉五分之一的客户重分，${number.format(repeats)} 次平均有 ${share} 回到此群`,
  tooFew: '参与判断的客户太少',
  apart: '彼此分开',
  apartMeans:
    '有多少客户所在的群与相邻群之间客户明显稀少（用未参与划线的客户检验）。达到三分之二即为天然分群。',
  halves: '两半一致',
  halvesMeans:
    '把客户分成两半，各自分群后互相比较：1 表示界线相同，0 表示纯属偶然（调整兰德指数的平均值，括号内为最差的一次）。',
  cloud: '比单一人群更集中',
  cloudMeans:
    '与形状相同的单一人群（圆形或均匀，取更接近的一种）相比，集中程度高出多少个标准差。达到 3 说明客户确有差异。',
  segment: '分群',
  dissolved: '散开',
  dissolvedMeans: '在多少次重复中，该群只有不到一半回来。',

  others: '换个分群数量',
  otherSettings: '换个设置',
  othersMean:
    '每个点都是把文件重新分一次的结果。点一下即可改用该数量。阴影部分（4 到 8 个）最便于行动。',
  settingsMean: '每个点都是把文件重新分一次的结果。点一下即可改用该设置。',
  measuredOf: (rows, of) =>
    rows < of
      ? `依据 ${number.format(of)} 位客户中的 ${number.format(rows)} 位衡量。`
      : `依据全部 ${number.format(of)} 位客户衡量。`,
  measuring: (done, total) => `已衡量 ${number.format(done)} / ${number.format(total)}`,
  measuringLabel: '正在衡量其他分群数量',
  measure: '开始衡量',
  goOn: '继续',
  dials: {
    k: '分群数量',
    minClusterSize: '每群最少客户数',
    eps: '多近才算邻近',
    resolution: '细致程度',
  },
  measures: {
    silhouette: '轮廓系数',
    calinskiHarabasz: 'Calinski-Harabasz 指数',
    daviesBouldin: 'Davies-Bouldin 指数',
    gap: '间隔统计量',
    strength: '预测强度',
    weakest: '最弱的群再次找到',
    k: '找到的分群数',
    placed: '在群中的客户',
    validity: '密度有效性（DBCV）',
    persistence: '持久度',
  },
  measuresMean: {
    silhouette: '客户离自己的群比离相邻群近多少。越高越好。',
    calinskiHarabasz: '相对于群的大小，群与群相距多远。越高越好。',
    daviesBouldin: '每个群与最近的相邻群重叠多少。越低越好。',
    gap: '比均匀的单一人群紧凑多少。取与最佳相当的最小数量。',
    strength: '用一半客户能多准地预测另一半的分群。取达到 0.8 的最大数量。',
    weakest: '重复时最不稳定的群有多少会回来。取达到 75% 的最大数量。',
    k: '找到多少个分群。',
    placed: '在安置其余客户之前，有多少客户已在某个群里。',
    validity: '相对于群内的密度，群与群之间有多空。越高越好。',
    persistence: '密度升高时，分群能保持多久。越高越好。',
  },
  prefers: (value, dial) =>
    dial === 'k' ? `倾向于 ${value === '1' ? '1：不分群' : value}` : `${value} 时最佳`,
  usePoint: (value, figure, dial) =>
    `${value}：${figure}。改用 ${value}${dial === 'k' ? ' 个群' : ''}`,
  use: (value) => `改用 ${value}`,
  useLabel: (value, dial) => `改用 ${value}${dial === 'k' ? ' 个群' : ''}`,
  table: '以表格查看',
  plot: (measure, dial) => `${measure}，按${dial}`,
  summary: {
    many: (value, measures) => `${measures}倾向于 ${value}。`,
    one: (value, measures) => `${measures}倾向于 ${value}。`,
    none: '1，即不分群',
    range: (value) => `在最便于行动的 4 到 8 个之中，轮廓系数倾向于 ${value}。`,
  },

  report: '这些分群的可信度',
};
