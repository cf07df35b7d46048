import type { WalkWords } from './walk-en';
import { numberFormat } from './formats';

const number = numberFormat('zh-CN');

/** 在客户、分群、词语和产品之间漫游 */
export const walkZh: WalkWords = {
  button: '漫游',
  title: '漫游',
  label: (name) => `${name}的周围`,
  keys: '方向键转一圈，回车键前往，退格键返回。',
  back: '退一步',
  toMap: '返回地图',
  open: '打开',
  looking: '正在查看周围',
  list: '同样内容的列表',
  trail: '走过的路',
  alone: '附近什么也没有。',
  gone: '这段漫游对应的分群已不再显示。',
  customer: (row) => `第 ${number.format(row)} 行`,
  phrase: (phrase) => `“${phrase}”`,
  kinds: { customer: '客户', segment: '分群', phrase: '词语', product: '产品' },
  member: (share) => `所在分群，把握 ${share}`,
  second: '第二合适的分群',
  alike: (share) => `相似度 ${share}`,
  typical: '典型客户',
  next: { 1: '最近的分群', 2: '第二近的分群', 3: '第三近的分群' },
  says: '出现在其原话中',
  sayer: '说过这句话',
  said: (share, elsewhere) => `${share} 的人提到，别处 ${elsewhere}`,
  bought: (n) => `${number.format(n)} 行订单`,
  buyers: (share, elsewhere) => `${share} 的人买过，别处 ${elsewhere}`,
  item: (kind, name, reason) => `${name} ${reason}（${kind}）`,
};
