import type { AskWords } from './ask-en';
import { numberFormat } from './formats';

const number = numberFormat('zh', { maximumFractionDigits: 2 });
const percents = numberFormat('zh', { style: 'percent', maximumFractionDigits: 1 });

/** Words of answers in Chinese. */
export const askZh: AskWords = {
  title: '回答',
  counted: (n, of) =>
    `${number.format(of)} 位客户中有 ${number.format(n)} 位，占 ${percents.format(of === 0 ? 0 : n / of)}。`,
  nobody: '没有符合的客户。',
  mean: (column, value, others) =>
    `他们的${column}平均为 ${number.format(value)}；其他客户为 ${number.format(others)}。`,
  sum: (column, value, others) =>
    `他们的${column}合计为 ${number.format(value)}；其他客户为 ${number.format(others)}。`,
  unknown: (column) => `他们的${column}没有数据。`,
  understood: '理解为',
  unread: (parts) =>
    `没有理解、已略过：${parts}。请使用这里的列名、取值和分群名称，客户说的话请加引号。`,
  everyone: '问题里没有可用的条件，因此结果是所有客户。',
  segments: '较常见于',
  allSegments: '各分群',
  inSegment: (count, size) =>
    `${number.format(size)} 位中的 ${number.format(count)} 位，占 ${percents.format(size === 0 ? 0 : count / size)}`,
  levels: (column) => `按${column}`,
  quotes: '他们说',
  show: '在地图上显示',
  edit: '在人群圈选中打开',
  close: '关闭回答',
};
