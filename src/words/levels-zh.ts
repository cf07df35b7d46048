import type { LevelsWords } from './levels-en';
import { numberFormat } from './formats';

const number = numberFormat('zh-CN');
const percents = numberFormat('zh-CN', { style: 'percent', maximumFractionDigits: 0 });
const segments = (n: number) => `${number.format(n)} 个分群`;
const customers = (n: number) => `${number.format(n)} 位客户`;

/** 层级与树图 */
export const levelsZh: LevelsWords = {
  label: '粗细',
  fewer: '更少',
  more: '更多',
  fewerTo: (n) => `减少到 ${number.format(n)} 个分群`,
  moreTo: (n) => `增加到 ${number.format(n)} 个分群`,
  number: '层级',
  option: (n, found) => (found ? `${number.format(n)} 个（原结果）` : segments(n)),
  means: '减少时把最相似的分群合并，增加时把内部差异最大的分群一分为二，其余不变。',
  meansOwn: '在该方法自己生成的树上换一个位置切开，其余不变。',
  found: '选择其他层级之前的分群数',
  group: (first, second, more) =>
    `${second === undefined ? first : `${first}、${second}`}${more > 0 ? `等 ${number.format(more + (second === undefined ? 1 : 2))} 个` : ''}`,
  groupSize: (n, size) => `${segments(n)} · ${customers(size)}`,
  foldAll: '全部收起',
  unfoldAll: '全部展开',
  tree: {
    title: '分群层级图',
    intro: '从右往左看：越早合并的越相似，越晚合并的差别越大。移动竖线即可减少或增加分群。',
    introOwn:
      '这是该方法自己生成的树（最后若干次合并）。越靠右合并的越相似。移动竖线即可减少或增加分群。',
    alike: '更相似',
    unlike: '差别更大',
    parts: '各分群可如何再分',
    reading: (share) => `正在生成层级图：${percents.format(share)}`,
    stop: '停止',
    again: '绘制层级图',
    save: '保存图片',
    cut: '切分位置',
    cutAt: segments,
    propose: (n) => `${segments(n)}：松开鼠标或按回车键确定`,
    apply: (n) => `显示 ${segments(n)}`,
    keys: '左右方向键：减少或增加分群。回车键：确定。Esc 键：还原。',
    treeKeys: '用方向键在分支间移动，按回车键在地图上选中。',
    everyone: (size) => `全部 ${customers(size)}`,
    segment: (name, size) => `${name}，${customers(size)}`,
    join: (n, names, size) => `合并后的 ${segments(n)}：${names}，${customers(size)}`,
    part: (name, size) => `“${name}”的一部分，${customers(size)}`,
    picked: (size) => `已选中 ${customers(size)}`,
    showOnMap: '在地图上查看',
    height: (height) => `合并高度 ${height}`,
    one: '只有一个分群，且所有客户都相同，无法再分。',
    kinds: '树图类型',
    levels: '分群',
    crowds: '人群',
  },
  crowds: {
    title: '人群中的人群',
    intro:
      '最上方是全部客户。越往下，只剩越密集的人群；人群散开时，各部分继续向下。宽度表示客户数量。',
    leaf: '每个分群都是最细的人群之一（彩色）：数量多、规模小、界限清楚。',
    eom: '每个分群都是向下延续最久的人群（彩色）：数量较少、更稳固。',
    least: (n) => `一个人群至少有 ${customers(n)}。`,
    sparse: '稀疏',
    dense: '密集',
    crowd: (size) => `一个 ${customers(size)}的人群`,
    none: '没有发现人群：客户分布均匀，或者完全相同。',
  },
  membership: {
    title: '归属程度',
    wait: (share) => `正在计算：${percents.format(share)}`,
    ask: '计算这位客户的归属程度',
    share: (share) => percents.format(share),
    nowhere: '不明显属于任何人群。',
    between: '这位客户处在各人群之间，被归到了最近的一个，仅供参考。',
    betweenLeft: '这位客户处在各人群之间，没有归入任何分群。',
    rest: (share) => `${percents.format(share)} 不属于其中任何一个`,
  },
};
