import type { Strength } from '../core/segments/summary-facts';
import { numberFormat } from './formats';
import type { summaryEn } from './summary-en';

const number = numberFormat('zh-CN');
const STRENGTHS: Readonly<Record<Strength, string>> = {
  slight: '略有差异',
  clear: '差异明显',
  strong: '差异很大',
};

/** 用事实写成的一句话和一段话。 */
export const summaryZh: typeof summaryEn = {
  heading: '一句话介绍',
  more: '详细介绍',
  title: (behaviour, voice) => `${behaviour}，常提到${voice}`,
  useTitle: (title) => `将“${title}”用作名称`,
  size: (oneIn, size) => `${oneIn}（${number.format(size)} 位客户）`,
  says: (phrase, inside, outside) => `${inside}的人提到“${phrase}”，其他客户中为 ${outside}`,
  differs: (trait, strength) => `${trait}：与其他客户${STRENGTHS[strength]}`,
  example: (quote) => `其中一位说：“${quote}”`,
  speakOf: (phrases) => `常提到${phrases}`,
  joinPitch: (parts) => `${parts.join('；')}。`,
  joinParagraph: (sentences) =>
    sentences
      .map((sentence) => (/[。！？…”]$/u.test(sentence) ? sentence : `${sentence}。`))
      .join(''),
  evidence: (statement) => `依据：${statement}`,
  noQuote: '下列典型客户中没有人原话这样说。',
  counted: (count, share) => `本群有 ${number.format(count)} 条文本（${share}）`,
  effect: (size) => `差异大小：${size}（0.2 为小，0.5 为中，0.8 为大）`,

  stopWords: '不用于名称的词',
  stopWordsHint: '用逗号隔开，例如您的品牌名。',
  stopWordsWhat: '名称会避开这些词重新生成，分群不变，您自己起的名称也不变。',
};
