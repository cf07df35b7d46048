import type { Words } from './en';
import { numberFormat } from './formats';

const number = numberFormat('zh-CN');
const count = (n: number) => number.format(n);

/** 把新客户放进已有的客户群 */
export const placingZh: Words['placing'] = {
  title: '下一个文件',
  lead: '把新客户或下个月的文件放进这些客户群。客户群保持不变；您会看到每群有多少人、与第一个文件相比有什么变化，以及哪些客户哪里都不合适。',
  choose: '放入新客户…',
  another: '放入另一个文件…',
  hint: '文件的列应与第一个文件相同。也可以把文件直接拖到本页。',
  stages: {
    read: '正在读取文件',
    learn: '正在查看客户群',
    encode: '正在阅读新客户的话',
    place: '正在放置客户',
  },
  stop: '停止',
  stopped: '已停止，没有放置任何客户。',
  export: '导出并附上客户群（CSV）',
  exporting: '正在写文件',

  offer: {
    label: '如何处理这个文件',
    looking: (name) => `正在查看 ${name}`,
    title: (name) => `${name} 的列与当前研究相同。`,
    place: '把其中的客户放进这些客户群',
    anew: '用这个文件重新开始',
    cancel: '都不要',
  },

  placed: (name, n) => `${name}：${count(n)} 位客户。`,
  account: (fits, misfits) =>
    misfits === 0
      ? `全部 ${count(fits)} 位都适合某个客户群。`
      : `${count(fits)} 位适合某个客户群，${count(misfits)} 位哪里都不合适。`,
  between: (n) => `${count(n)} 位客户处于各群之间，与第一个文件一样不归入任何群。`,
  objected: (n) => `${count(n)} 位客户拒绝分析，未参与。`,
  dropped: (n) => `${count(n)} 行按您的处理方式被排除。`,
  read: (texts, fresh) =>
    fresh === 0
      ? '所有文本此前都已读过。'
      : `${count(texts)} 条文本中有 ${count(fresh)} 条需要新读。`,

  changed: {
    title: '有什么变化',
    none: '没有哪个客户群的增减超出偶然波动。',
    doubled: (name, before, now) => `“${name}”翻了一番，从 ${before} 到 ${now}。`,
    tripled: (name, before, now) => `“${name}”增加了一倍以上，从 ${before} 到 ${now}。`,
    grew: (name, before, now) => `“${name}”从 ${before} 增加到 ${now}。`,
    halved: (name, before, now) => `“${name}”减少了一半，从 ${before} 到 ${now}。`,
    dwindled: (name, before, now) => `“${name}”降到不足一半，从 ${before} 到 ${now}。`,
    shrank: (name, before, now) => `“${name}”从 ${before} 减少到 ${now}。`,
    morePoints: (low, high) => `多 ${low} 到 ${high} 个百分点。`,
    fewerPoints: (low, high) => `少 ${low} 到 ${high} 个百分点。`,
    rest: (n) => `其余 ${count(n)} 个客户群的变化没有超出偶然波动。`,
    how: '只有当变化大于两个相同月份之间的偶然波动时才会指出：对所有客户群同时成立的 95% 区间不包含零。放置本身带来的偏移已在第一个文件上量出并扣除。',
  },

  table: '新文件中的客户群',
  columns: {
    segment: '客户群',
    customers: '客户',
    before: '第一个文件',
    now: '这个文件',
    change: '变化（百分点）',
  },
  same: '基本不变',
  range: (low, high) => `${low} 到 ${high}`,

  misfits: {
    title: '哪里都不合适的客户',
    share: (share, expected) =>
      `占客户的 ${share}。与第一个文件类似的文件里大约会有 ${expected}：处在最边缘的客户。`,
    none: '每位客户都适合某个客户群。',
    outdated:
      '即使排除偶然，也有超过二十分之一的客户不合适。出现了这些客户群所不了解的新情况：请重新寻找客户群。',
    unusual: '这超出了偶然波动。请看看下面他们是否有共同点。',
    usual: '这没有超出通常的范围。',
    rule: '如果一位客户与最像它的客户之间的距离，比最近客户群里 99% 的成员与各自近邻的距离都远，就算不合适。当排除偶然后仍有超过二十分之一不合适时，请重新寻找客户群。',
    anew: '在这个文件中寻找客户群',
    say: '他们常说',
    are: '他们的特点',
    list: '不合适的客户',
    row: '行',
    customer: '客户',
    nearest: '最近的客户群',
    more: (n) => `另有 ${count(n)} 位；他们都在导出文件中，没有客户群。`,
  },

  mismatch: {
    title: '与第一个文件不同之处',
    missing: (columns) => `缺少：${columns}。客户按其余各列放置。`,
    unheard: (columns) =>
      `缺少：${columns}，它说明谁拒绝分析。因此无法据此排除任何人；请确认您可以使用这些客户的数据。`,
    added: (columns) => `新出现且未使用的列：${columns}。`,
    levels: (column, levels, n) =>
      `${column} 中新出现：${levels}（${count(n)} 位客户）。它们不算作任何已知取值。`,
    unknown: (column, n) => `${count(n)} 位客户的 ${column} 未知；在第一个文件中全部已知。`,
    silent: (n) => `${count(n)} 位客户什么也没说；在第一个文件中人人都有文本。`,
    withoutTexts: '这里没有人说话；而这些客户群也是根据文本得出的。',
    languages: { en: '英文', zh: '中文', other: '其他语言' },
    language: (before, now) =>
      `文本是${now}，第一个文件的文本是${before}。语言模型是为第一个文件选的，客户可能会放错。`,
  },

  map: '新客户的地图',
  mapMeans: '彩色的是新客户，灰色的是第一个文件中的客户。哪里都不合适的客户为深灰色。',
  figures: '供分析人员参考的数字',
  rule: { neighbours: '按近邻', centres: '按最近的中心' },
  placedBy: '放置方式',
  trial: (right, rows) =>
    `把第一个文件中的 ${count(rows)} 位客户当作新客户来放置，${right} 回到了原来的客户群。`,
};
