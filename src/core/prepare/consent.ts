import { type Column, isMissing, type Table } from '../table/table';
import { maybeFlag } from './flags';
import type { Role } from './roles';

/** What a customer has said about being contacted and analysed. */
export type Consent = 'given' | 'refused' | 'unknown';

/** Columns in which "yes" means that the customer does not want to hear from us. */
const REFUSAL_NAME =
  /opt.{0,3}out|unsubscri|do.?not.?(contact|call|mail|e-?mail|sell|track)|no.?marketing|suppress|object(ed|ion)|blocked|blacklist|withdrawn|退订|拒收|拒绝|勿扰|黑名单/iu;
const CONSENT_NAME =
  /consent|opt.{0,3}in\b|gdpr|permission|accepts?.?(e-?mail|sms|marketing|newsletter)|marketing.?(ok|allowed|status)|newsletter|subscri(bed|ption.?status)|同意|授权|订阅|接受营销/iu;
const GIVEN =
  /^(consent(ed)?( provided| given)?|given|granted|opt(ed)?[ -_]?in|subscribed|active|accepted|allowed|permitted|confirmed|已?同意|已?授权|已?订阅)$/iu;
const REFUSED =
  /^(consent (not provided|withdrawn|refused)|not given|refused|denied|withdrawn|opt(ed)?[ -_]?out|unsubscribed|cleaned|bounced|suppressed|blocked|declined|不同意|未授权|已?退订|拒绝)$/iu;

/** Whether a column tells of consent, by its name and by what its cells say. */
export function isConsentColumn(name: string, cells: readonly string[]): boolean {
  if (cells.length > 12 || !(REFUSAL_NAME.test(name) || CONSENT_NAME.test(name))) return false;
  const telling = cells.filter((cell) => consentOf(cell, name) !== 'unknown').length;
  return telling > 0 && telling * 2 >= cells.length;
}

/** What a cell of a consent column says; the column's name decides what "yes" means. */
export function consentOf(cell: string, name: string): Consent {
  if (isMissing(cell)) return 'unknown';
  const said = cell.trim();
  if (REFUSED.test(said)) return 'refused';
  if (GIVEN.test(said)) return 'given';
  const flag = maybeFlag(said);
  if (flag === undefined) return 'unknown';
  return flag === REFUSAL_NAME.test(name) ? 'refused' : 'given';
}

/** What the cells of a consent column say, one per row. */
export function consentsOf(column: Column): Consent[] {
  const byLevel = column.levels.map((cell) => consentOf(cell, column.name));
  return Array.from(column.codes, (code) => byLevel[code]);
}

/** Rows of which any column with the role Consent says no. */
export function countRefused(table: Table, roles: readonly Role[]): number {
  const consents = table.columns.filter((_, at) => roles[at] === 'consent').map(consentsOf);
  let refused = 0;
  for (let row = 0; row < table.rows; row++)
    if (consents.some((said) => said[row] === 'refused')) refused++;
  return refused;
}
