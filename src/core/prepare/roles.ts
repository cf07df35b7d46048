import { isDateName, maybeSerial } from '../quality/excel-dates';
import { type Column, isMissing, type Table } from '../table/table';
import { isConsentColumn } from './consent';
import { maybeFlag } from './flags';
import { wordsOfName } from './name-words';
import { inferDateOrder, maybeDate } from './dates';
import { inferDecimalMark, maybeNumber } from './numbers';

/** What a column is used for. */
export const ROLES = [
  'id',
  'text',
  'number',
  'amount',
  'category',
  'flag',
  'channel',
  'campaign',
  'date',
  'consent',
  'protected',
  'target',
  'ignore',
] as const;
export type Role = (typeof ROLES)[number];

/** How a column with a role takes part in the grouping. */
export type Part = 'text' | 'number' | 'category' | 'date';

const PARTS: Readonly<Partial<Record<Role, Part>>> = {
  text: 'text',
  number: 'number',
  amount: 'number',
  category: 'category',
  flag: 'category',
  channel: 'category',
  campaign: 'category',
  date: 'date',
};

/** @returns undefined where the role takes no part: keys, consent, protected attributes, targets. */
export function partOf(role: Role): Part | undefined {
  return PARTS[role];
}

/** Why a role was proposed; the words are in the interface's word list. */
export type RoleReason =
  | 'unique-key'
  | 'named-id'
  | 'free-text'
  | 'mostly-numbers'
  | 'two-values'
  | 'mostly-dates'
  | 'excel-dates'
  | 'few-levels'
  | 'one-value'
  | 'empty'
  | 'too-many-levels'
  | 'code-numbers'
  | 'contact'
  | 'money'
  | 'repeats'
  | 'named-consent'
  | 'named-protected'
  | 'named-target'
  | 'named-channel'
  | 'named-campaign';

export interface ColumnReading {
  readonly name: string;
  readonly role: Role;
  readonly reason: RoleReason;
  /** Cells that say something. */
  readonly filled: number;
  /** Distinct cells that say something. */
  readonly distinct: number;
  /** Up to three cells as they stand, to show. */
  readonly examples: readonly string[];
  /** Share of the filled cells that read as the proposed kind, 0 to 1. */
  readonly fit: number;
}

/** Roles change what a column means; a cell that does not fit its role counts as missing. */
const FITS = 0.9;
const MOST_LEVELS = 100;

/** Last words of a column's name that make it a key, and words that do so anywhere. */
const KEY_ENDS = new Set(['no', 'nr', 'number', 'code', 'key', 'index', 'row']);
const KEY_WORDS = new Set(['id', 'ids', 'uuid', 'guid', 'sku']);
const KEY_CHINESE = /编号|序号|单号|会员号|客户号|^id$/iu;
const CONTACT_NAME =
  /e-?mail|phone|mobile|tel(efon)?$|address|street|surname|last.?name|first.?name|full.?name|^name$|zip|postal|postcode|pin.?code|url|link|邮箱|电话|手机|地址|姓名|邮编/iu;
/** Contact details are different for nearly everyone; fewer values are an answer, not a number. */
const FEWEST_CONTACTS = 30;
/** Digits of the shortest postcodes; smaller numbers under such a name count something. */
const CONTACT_DIGITS = /^\D*(?:\d\D*){4,}$/;
/** Whole numbers under such a name stand for kinds, not for more or less of something. */
const KIND_NAME =
  /(^|[^a-z])(region|area|zone|type|class|group|segment|channel|category|department|store|branch|cluster|status|plan)([^a-z]|$)|地区|区域|类型|类别|分类|渠道|部门|门店|分组|状态/iu;
const MOST_KINDS = 30;
/** A text is said by few: labels that each stand in many rows are not free text. */
const SHARED = 5;
const TEXT_NAME =
  /text|review|comment|feedback|message|narrative|description|note|question|answer|title|subject|body|content|remark|评论|评价|反馈|留言|内容|备注|标题|描述|意见/iu;

const AMOUNT_NAME =
  /(^|[^a-z])(amount|amt|spend(ing)?|spent|revenue|sales|turnover|total|price|cost|paid|payment|charges?|income|salary|value|monetary|profit|fee|balance|budget|mnt)([^a-z]|$)|金额|消费|收入|价格|总价|单价|费用|销售额|余额/iu;
/** Figures that are no sums, whatever they are of. */
const SCORE_NAME =
  /(^|[^a-z])(score|rating|rate|ratio|share|percent(age)?|pct|index|rank|count|number|num|days|times|级|分|率|次数)([^a-z]|$)/iu;
const MONEY = /[$€£¥￥₹₽]|\b(?:USD|EUR|GBP|CNY|RMB)\b|元/iu;
const CHANNEL_NAME =
  /(^|[^a-z])(channel|source|medium|platform|device|via)( (type|name|id))?$|渠道|来源|平台|终端/iu;
const CAMPAIGN_NAME =
  /(^|[^a-z])(campaign|promo(tion)?|coupon|voucher|utm)([^a-z]|$)|活动|优惠券|营销/iu;
/** Attributes that the law protects from being a reason to treat people differently. */
const PROTECTED_NAME =
  /(^|[^a-z])(age|sex|gender|birth(day|date|year)?|year.?birth|dob|date.?of.?birth|ethnicity|race|religion|nationality|marital|married|disab(led|ility)|pregnan(t|cy)|orientation|senior.?citizen|kid.?home|teen.?home)([^a-z]|$)|年龄|性别|生日|出生|民族|种族|宗教|国籍|婚姻|婚否|残疾|怀孕/iu;
/** What sex is written as, whatever its column is called. */
const SEXES = new Set('male female m f man woman men women 男 女 男性 女性'.split(' '));
const TARGET_NAME =
  /^(churn(ed)?|target|label|outcome|output|response|responded|converted|conversion|purchased|bought|subscribed.?y|attrition|travel.?insurance)$|^是否(流失|购买|响应|转化)$|流失标记/iu;
const MOST_TARGETS = 5;

/** Proposes a role for every column. */
export function readColumns(table: Table): ColumnReading[] {
  return table.columns.map((column) => readColumn(column, table.rows));
}

/**
 * Proposes a role for one column by its name and its cells. What is counted is counted over all rows;
 * of more than 20,000 distinct cells a part, chosen by what they say, tells of which kind they are.
 */
export function readColumn(column: Column, rows: number): ColumnReading {
  const { filled, distinct, examples, levels, looked } = countLevels(column);
  const share = (test: (cell: string) => boolean) => {
    let fitting = 0;
    for (const { cell, count } of levels) if (test(cell)) fitting += count;
    return looked === 0 ? 0 : fitting / looked;
  };
  const reading = (role: Role, reason: RoleReason, fit = 1): ColumnReading => ({
    name: column.name,
    role,
    reason,
    filled,
    distinct,
    examples,
    fit,
  });

  if (filled === 0) return reading('ignore', 'empty');
  if (distinct === 1 && rows > 1) return reading('ignore', 'one-value');

  const cells = levels.map(({ cell }) => cell);
  const plainName = wordsOfName(column.name).join(' ');
  if (isConsentColumn(column.name, cells)) return reading('consent', 'named-consent');
  if (distinct <= MOST_TARGETS && TARGET_NAME.test(column.name.trim()))
    return reading('target', 'named-target');
  const unique = distinct === filled && filled === rows;
  const named = isKeyName(column.name);
  const contact =
    CONTACT_NAME.test(column.name) && distinct > Math.min(FEWEST_CONTACTS, filled / 2);
  const decimal = inferDecimalMark(cells.slice(0, 2000));
  const compact = share((cell) => /^\d{8}$/.test(cell) && maybeDate(cell) !== undefined);
  if (compact === 1 && distinct > 1 && !named) return reading('date', 'mostly-dates');
  const numeric = share((cell) => maybeNumber(cell, decimal) !== undefined);
  const order = inferDateOrder(cells.slice(0, 2000));
  const dated = numeric > FITS ? 0 : share((cell) => maybeDate(cell, order) !== undefined);
  const sexes = cells.filter((cell) => SEXES.has(cell.trim().toLowerCase())).length;
  const shielded = PROTECTED_NAME.test(plainName) || (sexes > 1 && sexes >= 0.6 * cells.length);
  if (shielded && (numeric >= FITS || dated >= FITS || distinct <= MOST_LEVELS))
    return reading('protected', 'named-protected');
  if (dated >= FITS) return reading('date', 'mostly-dates', dated);

  const words = levels.reduce((sum, { cell, count }) => sum + count * countWords(cell), 0) / looked;
  const spaced = share((cell) => countWords(cell) >= 3);

  if (numeric >= FITS) {
    if (isDateName(column.name) && share((cell) => maybeSerial(cell) !== undefined) >= FITS)
      return reading('date', 'excel-dates');
    const whole = share((cell) => /^\d+(?:\.0)?$/.test(cell.trim()));
    const coded = share((cell) => /^0\d+$/.test(cell.trim()));
    if (unique && whole === 1 && (named || isCounter(column))) return reading('id', 'unique-key');
    if (named && whole > FITS && (distinct > 0.5 * filled || isCustomerKey(plainName)))
      return reading('id', 'named-id');
    if (contact && share((cell) => CONTACT_DIGITS.test(cell)) > 0.5)
      return reading('ignore', 'contact');
    if (coded > 0.1) return reading('ignore', 'code-numbers');
    if (distinct === 2 && cells.every((cell) => maybeFlag(cell) !== undefined))
      return reading('flag', 'two-values');
    if (distinct <= MOST_KINDS && whole === 1 && CHANNEL_NAME.test(plainName))
      return reading('channel', 'named-channel');
    if (distinct === 2) return reading('category', 'two-values');
    if (named && whole > FITS)
      return distinct > MOST_LEVELS
        ? reading('ignore', 'code-numbers')
        : reading('category', 'few-levels');
    if (whole === 1 && distinct <= MOST_KINDS && KIND_NAME.test(column.name))
      return reading('category', 'few-levels');
    if (
      (AMOUNT_NAME.test(plainName) && !SCORE_NAME.test(plainName)) ||
      share((cell) => MONEY.test(cell)) > 0.5
    )
      return reading('amount', 'money', numeric);
    return reading('number', 'mostly-numbers', numeric);
  }

  if (unique && words < 2 && (named || !TEXT_NAME.test(column.name)) && share(isToken) > FITS)
    return reading('id', 'unique-key');
  if (contact || share((cell) => /^\S+@\S+\.\S+$/.test(cell)) > 0.5)
    return reading('ignore', 'contact');
  const free = distinct > Math.min(MOST_LEVELS, filled * 0.3) && filled < distinct * SHARED;
  if (
    (free && (words >= 3 || spaced > 0.4)) ||
    (TEXT_NAME.test(column.name) && free && words >= 1.5)
  )
    return reading('text', 'free-text');
  if (distinct <= MOST_LEVELS && distinct <= Math.max(12, filled * 0.5)) {
    if (CHANNEL_NAME.test(plainName)) return reading('channel', 'named-channel');
    if (CAMPAIGN_NAME.test(plainName)) return reading('campaign', 'named-campaign');
    if (distinct === 2 && cells.every((cell) => maybeFlag(cell) !== undefined))
      return reading('flag', 'two-values');
    return reading('category', distinct === 2 ? 'two-values' : 'few-levels');
  }
  if (words >= 4 && free) return reading('text', 'free-text');
  if (named && (distinct > 0.9 * filled || isCustomerKey(plainName)))
    return reading('id', 'named-id');
  return reading('ignore', 'too-many-levels');
}

/** Words of a cell; for scripts without spaces, a word for every two characters. */
export function countWords(cell: string): number {
  const han = cell.match(/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]/gu)?.length ?? 0;
  const rest = cell
    .replace(/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]/gu, ' ')
    .match(/[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu);
  return Math.ceil(han / 2) + (rest?.length ?? 0);
}

/** Whether a name says that the column tells rows apart: "customer_id", "InvoiceNo", "客户编号". */
function isKeyName(name: string): boolean {
  const words = wordsOfName(name);
  return (
    KEY_CHINESE.test(name) ||
    words.some((word) => KEY_WORDS.has(word)) ||
    KEY_ENDS.has(words.at(-1) ?? '')
  );
}

/** Whether a key names the customer: it may then stand in many rows, as in a list of orders. */
function isCustomerKey(name: string): boolean {
  return /(^| )(customer|client|member|user|buyer|account|contact|subscriber|shopper)|客户|会员|用户|买家/u.test(
    name,
  );
}

function isToken(cell: string): boolean {
  return /^[\p{L}\p{N}_\-.:/#@]+$/u.test(cell.trim());
}

/** Whole numbers one after the other, as a row counter gives. */
function isCounter({ levels }: Column): boolean {
  let low = Infinity;
  let high = -Infinity;
  for (const cell of levels) {
    const value = Number(cell);
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return levels.length > 20 && high - low <= levels.length * 1.5;
}

/** Of a column with more distinct cells about so many are looked at for what kind they are. */
const LOOKED_AT = 20000;

/** What stands in a column, and those of its cells that are looked at more closely. */
function countLevels({ levels, codes }: Column) {
  const counts = new Float64Array(levels.length);
  for (const code of codes) counts[code]++;
  const examples: string[] = [];
  let filled = 0;
  let distinct = 0;
  for (let code = 0; code < levels.length; code++) {
    if (counts[code] === 0 || isMissing(levels[code])) {
      counts[code] = 0;
      continue;
    }
    filled += counts[code];
    distinct++;
    if (examples.length < 3) examples.push(levels[code]);
  }
  const every = Math.ceil(distinct / LOOKED_AT);
  const chosen: { readonly cell: string; readonly count: number }[] = [];
  let looked = 0;
  for (let code = 0; code < levels.length; code++) {
    const cell = levels[code];
    if (counts[code] === 0 || (every > 1 && scatter(cell) % every !== 0)) continue;
    chosen.push({ cell, count: counts[code] });
    looked += counts[code];
  }
  return { filled, distinct, examples, levels: chosen, looked };
}

/** A number that depends on the cell alone, so that the same cells are looked at in any order of rows. */
function scatter(cell: string): number {
  let hash = 0x811c9dc5;
  const { length } = cell;
  const step = length > 32 ? length >> 5 : 1;
  for (let at = 0; at < length; at += step)
    hash = Math.imul(hash ^ cell.charCodeAt(at), 0x01000193);
  return (hash ^ (hash >>> 15)) >>> 0;
}
