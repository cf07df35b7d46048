import { findAddresses } from './find-addresses';
import { findChineseAddresses } from './find-chinese-addresses';
import { findChineseNames } from './find-chinese-names';
import { findEmails, findLinks, findMachines } from './find-contacts';
import { findNames, hasGivenName } from './find-names';
import {
  findBirthDates,
  findCalledCodes,
  findCheckedCodes,
  findCheckedNumbers,
} from './find-numbers';
import { findPhones } from './find-phones';
import { findRuns } from './number-runs';
import { Claims, PERSONAL_KINDS, type PersonalSpan, placeholderOf } from './spans';
import { readTokens } from './words';

/** Nothing personal is written without one of these: a digit, an at sign, a link, a capital within, a cue. */
const WORTH_A_LOOK =
  /[\d@]|:\/\/|www\.|\p{Lu}|(?<!\p{L})(?:name|named|mr|mrs|ms|dr|call me)(?!\p{L})|[叫姓]|姓名|名字|先生|女士|小姐|太太|老师|医生|经理|同学|阿姨|师傅|店长|主任|律师|教授|件人|货人|联系人|住址|地址/u;

/** Goods that are called like people, of which shops talk far more often. */
const NAMED_GOODS =
  /(?<!\p{L})(?:(?:earl|lady) gr[ea]y|dr\.? ?pepper|dr\.? ?martens?|mr\.? clean|mr\.? muscle|mr\.? coffee|mrs\.? meyer['’]?s|uncle ben['’]?s|ben (?:&|and) jerry['’]?s|jack daniel['’]?s|johnn?ie walker|captain morgan|aunt jemima|betty crocker|levi['’]?s|calvin klein|ralph lauren|tommy hilfiger|michael kors|victoria['’]?s secret|alexa|siri|cortana|macy['’]?s|trader joe['’]?s|sam['’]?s club|granny smith|pink lady|crystal reports|octave|pascal)(?!\p{L})/giu;

/**
 * Personal data in a text, found by forms, checksums, short word lists and the words beside: names,
 * mail and postal addresses, telephones, cards, accounts, national numbers, machines, links, birthdays.
 *
 * What a checksum proves goes first, then forms, then lists; spans are in order and do not overlap.
 * The work grows with the length of the text and no faster.
 */
export function findPersonal(text: string): PersonalSpan[] {
  if (!WORTH_A_LOOK.test(text) && !hasGivenName(text)) return [];
  const claims = new Claims(text.length);
  blockPlaceholders(text, claims);
  for (const { 0: goods, index } of text.matchAll(NAMED_GOODS))
    claims.block(index, index + goods.length);
  const numbered = /\d/.test(text);
  const han = /\p{sc=Han}/u.test(text);
  findEmails(text, claims);
  findLinks(text, claims);
  if (numbered) {
    const runs = findRuns(text);
    findMachines(text, claims);
    findCheckedCodes(text, claims);
    findBirthDates(text, claims);
    findCheckedNumbers(text, runs, claims);
    findCalledCodes(text, claims);
    findPhones(text, runs, claims);
  }
  if (han) {
    findChineseAddresses(text, claims);
    findChineseNames(text, claims);
  }
  if (/[\p{sc=Latin}\p{sc=Greek}\p{sc=Cyrillic}]/u.test(text)) {
    const tokens = readTokens(text);
    if (numbered || /street|road|corner/i.test(text)) findAddresses(text, tokens, claims);
    findNames(text, tokens, claims);
  }
  return claims.inOrder();
}

/** What was masked already is left alone. */
function blockPlaceholders(text: string, claims: Claims): void {
  if (!text.includes('[')) return;
  for (const kind of PERSONAL_KINDS) {
    const mark = placeholderOf(kind);
    for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + mark.length))
      claims.block(at, at + mark.length);
  }
}
