import type { SpaceWords } from './space';
import { numberFormat } from './formats';

const number = numberFormat('zh-CN');
const percent = numberFormat('zh-CN', { style: 'percent', maximumFractionDigits: 0 });
const times = numberFormat('zh-CN', { maximumFractionDigits: 1 });
const count = (n: number) => number.format(n);

/** 比较客户时看重什么 */
export const spaceZh: SpaceWords = {
  title: '看重什么',
  asProposed: '按建议',
  changed: '由您设定',
  slider: '从客户说的话到客户做的事',
  say: '说的话',
  do: '做的事',
  balance: (textShare) =>
    textShare >= 1
      ? '只看客户说的话'
      : textShare <= 0
        ? '只看客户做的事'
        : `说的话占 ${percent.format(textShare)}，做的事占 ${percent.format(1 - textShare)}`,
  suggested: '建议',
  back: '恢复建议',
  suggest: '给出建议',
  suggestMeans: '在最多 1,000 位客户上试几种设置，可能需要一两分钟。',
  trying: '正在试各种设置',
  stop: '停止',
  why: {
    kept: (agree) =>
      `没有明显更好的设置。把客户分成两半各自分群，在这里的一致程度为 ${percent.format(agree)}。`,
    text: (agree, before) =>
      `多看客户说的话：把客户分成两半各自分群，一致程度为 ${percent.format(agree)}（原来为 ${percent.format(before)}），或者分群能同时说明更多言与行。`,
    columns: (agree, before) =>
      `多看客户做的事：把客户分成两半各自分群，一致程度为 ${percent.format(agree)}（原来为 ${percent.format(before)}），或者分群能同时说明更多言与行。`,
  },
  tried: {
    title: '供分析师参考的数字',
    share: '说的话',
    stability: '两半一致',
    coverage: '两方面说明',
    part: '说的话所占部分',
    means: (k) =>
      `按 ${count(k)} 个分群计算。两半一致：两半客户各自分群的调整兰德指数。两方面说明：已解释的方差与各设置中最高值之比。两者乘积明显最高的设置即为建议。`,
  },
  weights: '每一列的分量',
  weightOf: (column) => `${column} 的分量`,
  weight: {
    none: '不计',
    half: '一半',
    usual: '照常',
    double: '两倍',
    triple: '三倍',
    times: (weight) => `${times.format(weight)} 倍`,
  },
  allUsual: '全部照常',
  components: '简化众多的列',
  componentsMean: '只保留客户之间差异的主要方向。“自动”在客户超过 20,000 位时采用。',
  component: {
    auto: '自动',
    never: '从不',
    keep: (share) => `保留 ${percent.format(share)} 的差异`,
  },
  deep: '精炼比较空间（较慢）',
  deepMeans:
    '由一个小型网络学习哪些差异总是一起出现，并把相似的客户拉近。可能需要几分钟，通常没有帮助；分群彼此混在一起时可以一试。',
  parts: {
    title: '分群之间的差别在哪里',
    both: (text, columns) => `分群之间的差别有 ${text} 在于说的话，${columns} 在于做的事。`,
    only: {
      text: '分群之间的差别只在于说的话。',
      columns: '分群之间的差别只在于做的事。',
    },
    table: '每一列在分群差别中所占的部分',
    explained: (share) => `分群解释了客户在这一列上 ${share} 的差异`,
    rest: (n) => `其余 ${count(n)} 列`,
    none: '分群少于两个，因此没有差别可言。',
    leftOut: (columns) => `您排除的列：${columns}。`,
  },
  account: {
    parts: '分群差别所在',
    components: '使用的主要方向',
    kept: (components, of, kept) =>
      `${count(of)} 个中的 ${count(components)} 个，含 ${kept} 的差异`,
    refined: '比较空间已精炼',
    refinedBy: '由小型网络完成',
    weights: '分量另行设定的列',
  },
  alike: {
    title: '最相似的客户',
    open: (row, likeness) => `打开第 ${count(row)} 行，相似度 ${likeness}`,
    row: (row) => `第 ${count(row)} 行`,
    means: '100% 表示在所看重的各方面都相同；0% 表示与随机挑选的两位客户一样不同，或更不同。',
    looking: '正在寻找相似的客户',
  },
  unusual: {
    title: '不寻常的客户',
    looking: '正在寻找',
    alone: (n) => `有 ${count(n)} 位客户与所有人都相距很远。`,
    most: (n) => `与所有人相距最远的 ${count(n)} 位客户。`,
    none: '没有客户与所有人都相距很远。',
    times: (n) => `与最近的客户的距离是通常的 ${times.format(n)} 倍`,
    same: (customers, groups) =>
      `有 ${count(customers)} 位客户（${count(groups)} 组）在所看重的各方面都相同。`,
    sameNone: '没有两位客户在所看重的各方面都相同。',
    show: '显示这些客户',
    showSame: '显示相同的客户',
  },
};
