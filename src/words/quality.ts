import type { Finding } from '../core/quality/finding';
import type { Quality } from '../core/quality/quality';
import type { Receipt } from '../core/quality/treat-column';
import { qualityEn, type QualityWords } from './quality-en';
import { qualityZh } from './quality-zh';
import type { LanguageId } from './words';

export type { QualityWords };

/** Everything that is said about the quality of a file, by language. */
export const QUALITY_WORDS: Readonly<Record<LanguageId, QualityWords>> = {
  en: qualityEn,
  zh: qualityZh,
};

/** What is wrong, where, and what to do. */
export function findingSentence(finding: Finding, words: QualityWords): string {
  return words.findings[finding.code](finding);
}

/** What was done, and to how many, without the name of the column. */
export function deedOf(receipt: Receipt, words: QualityWords): string {
  return words.receipts[receipt.treatment](receipt);
}

/** What was done, where, and to how many. */
export function receiptSentence(receipt: Receipt, words: QualityWords): string {
  const deed = deedOf(receipt, words);
  return receipt.column === '' ? deed : words.labelled(words.figures.cells([receipt.column]), deed);
}

/** Whether the file can be used as it is. */
export function verdictSentence(quality: Quality, words: QualityWords): string {
  const { problem, check } = quality.counts;
  const { verdicts } = words;
  if (quality.verdict === 'ready') return verdicts.ready;
  return quality.verdict === 'look' ? verdicts.look(check) : verdicts.repair(problem, check);
}
