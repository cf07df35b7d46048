/** How far back and forth a word may stand to tell what a number is. */
const REACH = 48;

/** What stands before a place, in lower case. */
export function textBefore(text: string, at: number, reach = REACH): string {
  return text.slice(Math.max(0, at - reach), at).toLowerCase();
}

export function textAfter(text: string, at: number, reach = 24): string {
  return text.slice(at, at + reach).toLowerCase();
}

/** Whether there is a letter or a sign of money at all; if not, no cue need be looked for. */
export function saysAnything(before: string): boolean {
  return /[\p{L}#$€£¥₹]/u.test(before);
}

/** Small words between what a number is called and the number itself: "phone number is:", "号码是". */
const JOINED =
  '[\\s:：#=(*,.|-]{0,4}(?:(?:no|nr|number|numbers|code|id|is|was|at|on|to|me|us|him|her|now|back|it|号码|号|是|为)[\\s:：#=.(-]{1,4}|(?:号码|号|是|为)[：:]?\\s?){0,4}$';
const after = (words: string) => new RegExp(`(?:${words})${JOINED}`, 'u');

export const PHONE_BEFORE = after(
  '(?<![a-z])(?:tele)?phones?|(?<![a-z])tel|(?:mobile|cell|fax|desk|landline|hotline|whats ?app|sms|dial|viber)' +
    '|(?<![a-z])(?:call|ring|text|contact|reach|phoning|calling|called|texted|texting)(?: (?:me|us|him|her|them|you|my))?(?: (?:up|back))?' +
    '|messages|answering|registered|电话|手机|联系方式|致电|拨打|传真|热线|座机|来电|微信',
);
export const PHONE_AFTER = /^[\s(\\,–-]{0,3}(?:office|fax|mobile|cell|home|work|desk|tel)(?![a-z])/;

/** Numbers that stand for things: neither a telephone nor a person's number. */
export const THING_BEFORE = new RegExp(
  `(?:(?:order|invoice|ref|reference|sku|item|product|model|part|case|ticket|tracking|serial|version|isbn|asin|upc|ean|batch|lot|shipment|parcel|receipt|transaction|booking|policy|claim|complaint|account|订单|单号|编号|型号|快递|货号|条码|账单)${JOINED.slice(0, -1)}|[#$€£¥₹]\\s?)$`,
  'u',
);

export const CARD_BEFORE = after(
  '(?:credit|debit|bank|visa|master|amex|maestro)?[ -]?(?<![a-z])cards?|(?<![a-z])cc|mastercard|visa|amex|卡号|银行卡|信用卡|储蓄卡',
);
export const IBAN_BEFORE = after('(?<![a-z])iban');

export const NATIONAL_ID_BEFORE = after(
  "social security|(?<![a-z])ssn|national id(?:entity)?|identity card|(?<![a-z])id card|passport|driv(?:er|ing)['’]?s?['’]? licen[cs]e|tax(?:payer)? id|(?<![a-z])tin" +
    '|national insurance|(?<![a-z])nino?|aadhaa?r|(?<![a-z])(?:pan|cpf|dni|nie|pesel|bsn|sin)(?: card)?|social insurance|personnummer|codice fiscale|身份证|护照|驾照|驾驶证|证件',
);

export const BIRTH_BEFORE =
  /(?:(?<![a-z])born(?: (?:on|in))?|date of birth|birth ?date|birthday|(?<![a-z])dob|d\.o\.b\.?|出生(?:日期|年月日?|于)?|生日)[\s:：,.?!'’"]{0,5}(?:(?:is|was|it['’]?s|it is|on|the|my|是|为)[\s:：]{0,3}){0,3}$/u;
