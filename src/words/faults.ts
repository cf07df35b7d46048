import type { Fault } from '../core/fault';
import type { ReadWarning } from '../core/table/table';
import type { Words } from './words';

/** What went wrong, where, and what to do. */
export function faultSentence(fault: Pick<Fault, 'code' | 'details'>, words: Words): string {
  return words.faults[fault.code](fault.details);
}

export function warningSentence(warning: ReadWarning, words: Words): string {
  return words.warnings[warning.code](warning.count, warning.row ?? 0, warning.column ?? '');
}
