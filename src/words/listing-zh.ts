import type { ListingWords } from './listing-en';
import { numberFormat } from './formats';

const number = numberFormat('zh-CN');

/** 较长的分群列表 */
export const listingZh: ListingWords = {
  search: '查找分群',
  order: '分群的顺序',
  orders: {
    found: '按类别',
    largest: '人数从多到少',
    confidence: '把握从高到低',
    name: '按名称',
  },
  shown: (n, of) => `共 ${number.format(of)} 个分群，显示 ${number.format(n)} 个`,
  none: '没有分群的名称或常用词语包含这些字词。',
  clear: '显示全部分群',
  naming: {
    largest: (n) => `为最大的 ${number.format(n)} 个分群建议名称`,
    next: (n) => `再为 ${number.format(n)} 个分群建议名称`,
    shown: (n) => (n === 1 ? '为这个分群建议名称' : `为这 ${number.format(n)} 个分群建议名称`),
    means: (open) =>
      `有 ${number.format(open)} 个分群用的是原文名称。小型语言模型可以在浏览器内建议其他名称，每个需要几秒钟。`,
  },
};
