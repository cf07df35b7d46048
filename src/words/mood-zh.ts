import type { Signal } from '../core/mood/mood-model';
import type { Mood } from '../core/mood/text-mood';
import { numberFormat } from './formats';
import type { MoodWords } from './mood-en';

const number = numberFormat('zh-CN');
const percents = numberFormat('zh-CN', { style: 'percent', maximumFractionDigits: 0 });
const hundredths = numberFormat('zh-CN', { signDisplay: 'exceptZero', maximumFractionDigits: 0 });
const points = (strength: number) => hundredths.format(strength * 100);

const MOOD_NAMES: Readonly<Record<Mood, string>> = {
  positive: '正面',
  negative: '负面',
  mixed: '有褒有贬',
  neutral: '中性',
};

const SIGNAL_NAMES: Readonly<Record<Signal, string>> = {
  intent: '想买或会再来',
  churn: '可能流失',
  joy: '高兴',
  anger: '生气',
  sadness: '失望',
  fear: '担心',
  surprise: '意外',
  disgust: '反感',
};

/** 情绪 */
export const moodZh: MoodWords = {
  title: '口碑情绪',
  moods: MOOD_NAMES,
  signals: SIGNAL_NAMES,
  ask: '看看客户的情绪',
  asking: '正在读取情绪',
  stop: '停止',
  means:
    '每条文本都在这台电脑上判读：是夸还是批，有多明显。“有褒有贬”表示文中各部分态度不一。大约每六条有五条判得准，反话读不出来。',
  none: '没有可判读情绪的中文或英文文本。',
  nobody: '这里没有人留下文字。',
  count: (name: string, n: number, share: number) =>
    `${name}：${number.format(n)}（${percents.format(share)}）`,
  bar: '各种情绪的客户数',
  strength: (mean: number, low: number, high: number) =>
    `平均 ${points(mean)} 分（-100 全是差评，+100 全是好评），真实平均值多半在 ${points(low)} 到 ${points(high)} 之间。`,
  same: '与其他客户没有明显差别。',
  better: (mean: number) => `${points(mean)} 分：比其他客户更满意。`,
  worse: (mean: number) => `${points(mean)} 分：比其他客户更不满。`,
  pleased: '满意的地方',
  unhappy: '不满的地方',
  aspect: (positive: number, negative: number, read: number) =>
    `读了 ${number.format(read)} 处：${number.format(positive)} 处说好，${number.format(negative)} 处说不好`,
  sample: (n: number) => `每个词最多抽读 ${number.format(n)} 处，随机抽取。`,
  praise: '夸得最明显的',
  complaints: '批得最明显的',
  said: '他们打算怎么做、心情如何',
  signal: (name: string, n: number, share: number) =>
    `${name}：${number.format(n)}（${percents.format(share)}）`,
  signalsMean: '仅供参考：根据示例句和“再也不会来”这类直白的话找出。',
  agreement: (column: string, agreeing: number, sided: number, correlation: number) =>
    `与“${column}”对照：在 ${number.format(sided)} 条打了好评或差评的文本里，情绪与评分一致的占 ${percents.format(agreeing)}。等级相关 ${correlation.toFixed(2)}（1 表示同升同降，0 表示毫无关系）。`,
  words: '这个编码器和语言还没有配套的判读模型，只凭字词判读，准确度较低。',
  customer: '文本的情绪',
  looking: '正在读取',
  whole: (name: string, strength: number, sure: number) =>
    `${name}，${points(strength)} 分；把握 ${percents.format(sure)}`,
  clauses: '逐句来看',
};
