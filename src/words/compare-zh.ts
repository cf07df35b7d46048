import type { Words } from './words';
import { numberFormat } from './formats';

const count = (n: number) => numberFormat('zh').format(n);

/** Runs side by side, in Chinese. */
export const compareZh: Words['compare'] = {
  lead: '这个文件的每一种分群方式都留在这里。选两种，看看哪些客户换了位置。',
  table: '分群方案',
  pick: (name) => `比较“${name}”`,
  pickColumn: '比较',
  run: '方案',
  segments: '分群数',
  agrees: '与当前一致',
  stability: '可重现',
  coverage: '已归群',
  smallest: '最小的群',
  silhouette: '轮廓系数',
  seconds: '秒',
  means: {
    agrees: '在当前显示的方案中也处于对应分群的客户比例。',
    stability:
      '抽取十份客户样本重新分群时，每个群能重现多少（平均 Jaccard 指数）。达到 75% 即可信赖。',
    coverage: '归入某个分群的客户比例。',
    smallest: '最小的分群有多少客户。',
    silhouette: '分群之间分得多清楚，从 -1 到 1。只有在同一空间中的方案才能以此比较。',
    seconds: '在这台电脑上分群所用的时间。',
  },
  unknown: '未知',
  measuring: '测量中',
  runName: (method, n) => `${method}，${count(n)} 个分群`,
  shown: '当前显示',
  proposed: '默认',
  recommended: '推荐',
  behind: {
    several: '几乎只有一个分群',
    verdict: '不够自然',
    stability: '不易重现',
    coverage: '未归群的客户较多',
    clarity: '分得远不够清楚',
    number: '分群太少或太多，不便行动',
    separation: '分得不够清楚',
    smallest: '有的分群太小，不便行动',
    order: '同样好',
  },
  open: '显示',
  openOf: (name) => `显示“${name}”`,
  rename: '重命名',
  renameOf: (name) => `重命名“${name}”`,
  newName: '方案名称',
  save: '保存',
  cancel: '取消',
  pinOf: (name) => `固定“${name}”`,
  pinMeans: '保留最新的 20 个方案；固定的一直保留。',
  removeOf: (name) => `移除“${name}”`,
  removed: (name) => `已移除“${name}”。`,
  undo: '撤销',
  try: '多试几种并比较',
  tryMeans: '在后台用另外五六种方式为这些客户分群，当前显示的内容保持不变。',
  trying: (what, at, of) => `正在尝试${what}（第 ${at} 种，共 ${of} 种）`,
  preparing: '正在准备',
  comparing: '正在比较',
  needTwo: '目前只有一个方案。可以多试几种，或换个设置重新分群。',
  pickTwo: '在表中选两个方案进行比较。',

  holds: (n) =>
    `默认方案站得住：其他 ${count(n)} 个方案${n === 1 ? '并不' : '都不'}明显更好。您无需改动。`,
  prefer: (name, reason) => `建议选“${name}”：${reason}。`,
  even: (name) => `两者没有明显的高下；除非另一个方案的分群对您更有意义，否则保留“${name}”即可。`,
  noneReliable: '重复分群时，没有一个方案的分群能可靠地重现，请谨慎解读。',
  reasons: {
    several: (_a, b, mine, theirs) => `它有 ${mine} 个可以行动的分群，“${b}”只有 ${theirs} 个`,
    verdict: (_a, b, mine, theirs) => `它的分群${mine}，“${b}”的分群${theirs}`,
    stability: (_a, b, mine, theirs) => `重复分群时，它的分群重现 ${mine}，“${b}”重现 ${theirs}`,
    coverage: (_a, b, mine, theirs) => `它让 ${mine} 的客户有所归属，“${b}”为 ${theirs}`,
    clarity: (_a, b, mine, theirs) => `它的分群比“${b}”清楚得多（轮廓系数 ${mine} 对 ${theirs}）`,
    number: (_a, b, mine, theirs) =>
      `它有 ${mine} 个可以行动的分群，“${b}”有 ${theirs} 个，而四到八个最便于行动`,
    separation: (_a, b, mine, theirs) =>
      `它的分群比“${b}”分得更清楚（轮廓系数 ${mine} 对 ${theirs}）`,
    smallest: (_a, b, mine, theirs) =>
      `它最小的分群有 ${mine} 位客户，“${b}”最小的只有 ${theirs} 位，不便行动`,
  },
  equal: {
    stability: (a, b) => `两者的重现程度相近（${a} 与 ${b}）。`,
    stabilityUnknown: '重复分群时各能重现多少，尚未测量。',
    everyone: '两者都让每位客户有所归属。',
    coverage: (a, b) => `已归群的客户相近（${a} 与 ${b}）。`,
  },
  speaksForOther: (name, reason) => `另一方面，“${name}”的长处：${reason}。`,
  verdicts: {
    natural: '自然存在',
    reproducible: '可以重现',
    constructed: '为人为划分',
    none: '并不存在',
  },

  together: (share) =>
    share >= 0.9995
      ? '所有客户都在对应的分群里。'
      : share >= 0.95
        ? '几乎所有客户都在对应的分群里。'
        : share < 0.05
          ? '几乎没有客户在对应的分群里。'
          : `每 10 位客户中有 ${Math.max(1, Math.round(share * 10))} 位在对应的分群里。`,
  togetherMeans: (exact, customers) => `${count(customers)} 位客户中有 ${exact} 处于对应的分群。`,
  apart: (n) => `${count(n)} 位客户只参与其中一个方案，未作比较。`,
  measures: {
    ari: '调整兰德指数',
    nmi: '标准化互信息',
    ami: '调整互信息',
  },
  measuresMean: '1 表示完全相同；调整后的指标为 0 表示与随机无异。',

  changes: '各分群的变化',
  change: {
    same: (a, b) => `${a}与${b}相同`,
    sameName: (a) => `${a}在两者中相同`,
    changed: (a, b) => `${a}变为${b}，边缘的客户有所不同`,
    split: (a, b) => `${a}分成${b}`,
    merged: (a, b) => `${a}合并为${b}`,
    gone: (a) => `${a}不再完整存在`,
    new: (b) => `${b}是新的`,
  },
  kept: (share) => `共有 ${share}`,
  flow: '客户的流向',
  flowMeans: (a, b) => `左边是“${a}”，右边是“${b}”。选择一条带即可查看其中的客户。`,
  band: (from, to, n) => `${from} → ${to}：${count(n)} 位客户`,
  counts: '两种方案中各分群的客户数',
  countsMean: '选择一个单元格即可查看其中的客户。',
  corner: (a, b) => `${a} ↓ · ${b} →`,
  total: '合计',
  none: '不属于任何群',
  moved: '谁换了位置',
  movedMeans: '所在分群不对应的客户。选择一行即可选中他们。',
  movedNone: '没有人换位置。',
  more: (n) => `再显示 ${count(n)} 行`,
  selected: (n) => `已在地图和下方的表中选中 ${count(n)} 位客户。`,
  toMap: '去看地图',
  clear: '清除选择',
  maps: '同样的客户，按两种方案着色',
  mapOf: (name, segments, customers) =>
    `“${name}”的小地图：${count(customers)} 位客户，${count(segments)} 个分群`,
};
