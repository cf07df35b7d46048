import { isMissing } from '../table/table';
import { maybeDate } from '../prepare/dates';
import { isChineseName } from './find-chinese-names';
import { findPersonal } from './find-personal';
import { isPhoneForm } from './find-phones';
import type { PersonalKind, PersonalSpan } from './spans';

/** Why a column is taken for personal data; the words are in the interface's word list. */
export type PersonalReason =
  /** Its name says so, and its cells look like it. */
  | 'name-and-values'
  /** Most cells are such data as a whole, whatever the column is called. */
  | 'values'
  /** Its cells are texts, and some have personal data in them. */
  | 'in-texts';

export interface ColumnPersonal {
  readonly kind: PersonalKind;
  readonly reason: PersonalReason;
  /** Share of the filled cells that are such data, or have it in them, 0 to 1. */
  readonly share: number;
}

const MOST_CELLS = 2000;
/** With a name that says so, and without. */
const FITS_NAMED = 0.6;
const FITS = 0.8;
/** Texts: at least so many, and such a share of them. */
const FEWEST_TEXTS = 3;
const SHARE_OF_TEXTS = 0.005;
/** Words of a cell from which on a column is one of texts. */
const TEXT_WORDS = 4;

const NAMED: readonly (readonly [PersonalKind, RegExp])[] = [
  ['email', /\be ?mails?\b|邮箱|电子邮件/u],
  ['ip', /\bip\b/u],
  ['iban', /\biban\b|\bbank account\b/u],
  ['card', /\b(?:credit |debit )?card ?(?:no|nr|num|number)\b|\bpan\b|卡号/u],
  [
    'national-id',
    /\bssn\b|social security|passport|\bnational id\b|\btax id\b|\bid card\b|licen[cs]e (?:no|number)|\bnino\b|aadhaar|\bcpf\b|\bdni\b|身份证|护照/u,
  ],
  [
    'phone',
    /\b(?:tele)?phones?\b|\bmobile\b|\bcell\b|\btel\b|\bfax\b|whatsapp|电话|手机|联系方式/u,
  ],
  ['birth-date', /\bbirth ?da(?:te|y)\b|\bdate of birth\b|\bdob\b|\bborn\b|生日|出生/u],
  [
    'address',
    /\baddress\b|\baddr\b|\bstreet\b|\bzip\b|\bpost(?:al)? ?code\b|\bpin ?code\b|\bpostal\b|地址|住址|邮编/u,
  ],
  ['link', /\bweb ?site\b|\bhome ?page\b|\bprofile (?:url|link)\b|\blinkedin\b|个人主页/u],
  [
    'name',
    /\b(?:first|last|full|given|family|middle|maiden|customer|client|contact|person|employee|patient|guest|member|passenger|holder|recipient|sender|buyer|owner) ?names?\b|\bsurname\b|\bforename\b|^names?$|姓名|^名字$|联系人|收件人|收货人|客户名/u,
  ],
];
/** Names of things, which are nobody's. */
const THING_NAMED =
  /product|item|company|brand|file|campaign|segment|store|shop|event|商品|产品|公司|品牌/u;

/**
 * Whether a whole column holds personal data, so that a person can be asked. Counts, prices, years and
 * the numbers of orders are none, however many digits they have.
 *
 * @param name of the column, English or Chinese.
 * @param cells of the column, as they stand; the first 2,000 that say something are looked at.
 * @returns undefined when nothing personal is seen.
 */
export function readPersonal(name: string, cells: readonly string[]): ColumnPersonal | undefined {
  const filled: string[] = [];
  for (const cell of cells) {
    if (filled.length === MOST_CELLS) break;
    if (!isMissing(cell)) filled.push(cell.trim());
  }
  if (filled.length === 0) return undefined;
  const said = plainName(name);
  const named = NAMED.find(([, pattern]) => pattern.test(said))?.[0];
  const many = new Set(filled).size > Math.min(10, filled.length / 3);
  const shareOf = (test: (cell: string) => boolean) => filled.filter(test).length / filled.length;
  if (named !== undefined && many && !THING_NAMED.test(said)) {
    const share = shareOf((cell) => looksLike(named, cell));
    if (share >= FITS_NAMED && (said !== 'name' || shareOf(isKnownName) >= 0.3))
      return { kind: named, reason: 'name-and-values', share };
  }

  const found = filled.map(findPersonal);
  const whole = mostCommon(found.map((spans, at) => wholeKind(filled[at], spans)));
  if (whole && many && whole.count >= FITS * filled.length)
    return { kind: whole.kind, reason: 'values', share: whole.count / filled.length };

  const words = filled.reduce((sum, cell) => sum + lengthInWords(cell), 0) / filled.length;
  if (words < TEXT_WORDS) return undefined;
  const sure = found.map((spans) => spans.filter(({ certainty }) => certainty !== 'possible'));
  const texts = sure.filter((spans) => spans.length > 0).length;
  if (texts < FEWEST_TEXTS || texts < SHARE_OF_TEXTS * filled.length) return undefined;
  const kind = mostCommon(sure.flat().map((span) => span.kind))?.kind;
  return kind && { kind, reason: 'in-texts', share: texts / filled.length };
}

/** A column's name in small words: "PhoneNumber" and "phone_number" are "phone number". */
function plainName(name: string): string {
  return name
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Whether a cell can be what its column's name says. */
function looksLike(kind: PersonalKind, cell: string): boolean {
  const digits = cell.replace(/\D/g, '').length;
  switch (kind) {
    case 'phone':
      return (
        isPhoneForm(cell) ||
        (/^\+?[\d ().\-/]+(?:x\d+)?$/.test(cell) && digits >= 7 && digits <= 17)
      );
    case 'name':
      return (
        /^[\p{L}\p{M}][\p{L}\p{M}'’.\- ]*$/u.test(cell) &&
        cell.length <= 40 &&
        cell.split(/\s+/).length <= 5
      );
    case 'address':
      return (
        digits > 0 && (/\p{L}/u.test(cell) ? cell.length > 4 : digits >= 4 && cell.length <= 10)
      );
    case 'birth-date':
      return digits >= 5 && maybeDate(cell) !== undefined;
    case 'national-id':
      return digits >= 5 && cell.length <= 24 && /^[\p{L}\d .\-/]+$/u.test(cell);
    case 'card':
      return digits >= 12 && digits <= 19 && /^[\d -]+$/.test(cell);
    default:
      return wholeKind(cell, findPersonal(cell)) === kind;
  }
}

function isKnownName(cell: string): boolean {
  return isChineseName(cell) || wholeKind(cell, findPersonal(cell)) === 'name';
}

/** The kind of the span that is nearly the whole cell. */
function wholeKind(cell: string, spans: readonly PersonalSpan[]): PersonalKind | undefined {
  const span = spans.find(({ start, end }) => end - start >= 0.9 * cell.length);
  return span?.kind === 'link' ? undefined : span?.kind;
}

function mostCommon(
  kinds: readonly (PersonalKind | undefined)[],
): { kind: PersonalKind; count: number } | undefined {
  const counts = new Map<PersonalKind, number>();
  for (const kind of kinds) if (kind) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  let best: { kind: PersonalKind; count: number } | undefined;
  for (const [kind, count] of counts) if (!best || count > best.count) best = { kind, count };
  return best;
}

/** Words of a cell; two Chinese characters count as one. */
function lengthInWords(cell: string): number {
  const han = cell.match(/\p{sc=Han}/gu)?.length ?? 0;
  return cell.split(/\s+/).length + Math.floor(han / 2);
}
