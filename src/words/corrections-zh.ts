import type { correctionsEn } from './corrections-en';
import { numberFormat } from './formats';

const number = numberFormat('zh');
const n = (value: number) => number.format(value);
const quoted = (name: string) => `“${name}”`;
const rows = (list: readonly number[]) =>
  list.length === 0 ? '' : `（${list.map((row) => `第 ${n(row)} 行`).join('、')}）`;

/** Corrections of segments, in Chinese. */
export const correctionsZh: typeof correctionsEn = {
  title: '更正',
  tools: '更正',
  undo: '撤销',
  redo: '重做',
  count: (count) => `${n(count)} 项更正`,

  segment: '调整这个分群',
  merge: '合并…',
  split: '拆分…',
  lock: '锁定',
  unlock: '解锁',
  lockMeans: '更改数量或方法时，其中的客户仍在一起。',
  locked: '已锁定：其中的客户保持在一起',
  apart: '保持分开…',
  mergeWith: '与之合并',
  mergeDo: '合并',
  splitInto: '拆分为',
  splitParts: '个部分',
  splitDo: '拆分',
  apartFrom: '与之保持分开',
  apartDo: '保持分开',
  apartMeans: '即使减少分群数量或重新分群，这两个分群也不会合在一起。',
  cancel: '取消',

  moveThese: (count) => `移动这 ${n(count)} 位客户`,
  moveTo: '移到分群',
  newSegment: '一个新分群',
  moveDo: '移动',
  compare: '与另一位客户比较',
  mark: '与另一位客户比较…',
  markMeans: '然后打开另一位客户，说明两者是否同类。',
  marked: (row) => `正在与第 ${n(row)} 行比较：请打开另一位客户。`,
  unmark: '停止比较',
  same: (row) => `与第 ${n(row)} 行同类`,
  different: (row) => `与第 ${n(row)} 行不同`,
  teachNow: (count) => `有 ${n(count)} 个示例可供学习。可在“更正”中查看谁会移动。`,
  openView: '查看更正',

  lead: '您所做的全部更正，按先后排列。每次重新分群时都会再次执行，打开列名相同的下一个文件时也是如此。',
  none: '还没有任何更正。',
  noneHow:
    '打开一个分群即可合并、拆分、锁定或重命名。在地图上圈选客户，或打开一位客户，即可移动。把两位客户标为同类或不同，系统会据此学习怎样才算相似。',
  list: '更正列表',
  remove: (what) => `移除：${what}`,
  removeAll: '全部移除',
  removeOne: '移除',
  save: '保存以用于其他文件',
  saveMeans: '与此文件的其他设置一起，保存为准备方案。',

  merged: (names) => `合并了${names.map(quoted).join('、')}`,
  splitted: (name, into) => `把${quoted(name)}拆分为 ${n(into)} 个`,
  moved: (count, to, list) =>
    `把 ${n(count)} 位客户${count <= 3 ? rows(list) : ''}移到${to === undefined ? '一个新分群' : quoted(to)}`,
  renamed: (before, name) =>
    before === '' ? `把一个分群命名为${quoted(name)}` : `把${quoted(before)}命名为${quoted(name)}`,
  plainName: (before) =>
    before === '' ? '恢复了一个分群的普通名称' : `恢复了${quoted(before)}的普通名称`,
  lockedOne: (name, count) => `锁定了${quoted(name)}，共 ${n(count)} 位客户`,
  apartOnes: (a, b) => `让${quoted(a)}与${quoted(b)}保持分开`,
  sameOnes: (list) => `两位客户属于同类${rows(list)}`,
  differentOnes: (list) => `两位客户属于不同类${rows(list)}`,
  learntFrom: '已用于学习',
  did: (count) => `${n(count)} 位客户`,
  missing: (count) => `另有 ${n(count)} 位不在此文件中`,
  missingSegments: (count) => `有 ${n(count)} 个分群在此文件中找不到`,
  already: '无需处理：已经如此。',
  underLock: '无需处理：这些客户在一个锁定的分群中。',
  refused: '无法执行：',
  why: {
    absent: '其中的客户在此文件中太少。',
    scattered: '其中的客户现在分散在几个分群中。',
    alike: '其中的客户都一样，没有可据以拆分之处。',
    contrary: '分群结果仍不一致，可能与其他更正相矛盾。',
  },
  gone: '某个分群',

  learning: '从示例中学习',
  learningLead:
    '系统会调整“怎样才算相似”，使之符合您的标记，不仅对这些客户，对其他类似的客户也是如此。示例很少时，变化也很小。',
  stagedList: '待学习的示例',
  teach: '也从这次移动中学习',
  look: '查看谁会移动',
  looking: '正在查看谁会移动',
  stop: '停止',
  apply: '学习并重新分群',
  wouldMove: (count, of, k) =>
    count === 0
      ? `不会有客户移动；将有 ${n(k)} 个分群。`
      : `${n(of)} 位客户中有 ${n(count)} 位会移动；将有 ${n(k)} 个分群。`,
  flows: '谁会移动',
  flowFrom: '从',
  flowTo: '到',
  flowCount: '客户',
  show: (from, to) => `在地图上显示谁会从${from}移到${to}`,
  showShort: '显示',
  nowhere: '无分群',
  unlike: '一个新分群',
  moreFlows: (count) => `另有 ${n(count)} 位客户的移动较零散`,
};
