/** A wording that is no message of the customer, by what people and programs are known to append. */
export interface KnownBoilerplate {
  readonly id:
    | 'sent-from'
    | 'disclaimer'
    | 'closing'
    | 'closing-name'
    | 'greeting'
    | 'no-comment'
    | 'collected'
    | 'quoted-mail';
  readonly place: 'start' | 'end' | 'whole';
  /** Matches at its place; the wording is group 1. */
  readonly pattern: RegExp;
}

const DEVICE =
  '(?:i ?phone|i ?pad|ipod|android|samsung|galaxy|huawei|xiaomi|redmi|oppo|vivo|honor|pixel|motorola|nokia|blackberry|lg|windows|surface|mobile|cell|phone|smartphone|tablet|outlook|yahoo|gmail|aol|proton ?mail|mail for)';
const NAME = "\\p{Lu}[\\p{L}.'’-]*";
const BEFORE = '(?:^|[\\n.!?,;。！？，；…)]\\s*|\\s[-–—]{1,3}\\s*)';
const FIRM =
  '(?:customer (?:service|services|support|care|relations)|support|sales|service|help ?desk)';

const known = (
  id: KnownBoilerplate['id'],
  place: KnownBoilerplate['place'],
  ...sources: string[]
): KnownBoilerplate[] =>
  sources.map((source) => {
    const whole = {
      start: `^\\s*(${source})`,
      end: `${source}\\s*$`,
      whole: `^\\s*(${source})\\s*$`,
    };
    // A name is told by its capital; there only the first letters of the other words may be either.
    const cased = source.includes('\\p{Lu}');
    return {
      id,
      place,
      pattern: new RegExp(cased ? eitherCase(whole[place]) : whole[place], cased ? 'u' : 'iu'),
    };
  });

function eitherCase(source: string): string {
  return source.replace(
    /(?<![\p{L}\\{])[a-z](?=[a-z])/gu,
    (letter) => `[${letter.toUpperCase()}${letter}]`,
  );
}

/** Those at the end come first that run to the end of the text. In English and Chinese. */
export const KNOWN_BOILERPLATE: readonly KnownBoilerplate[] = [
  ...known(
    'quoted-mail',
    'end',
    '(?:^|\\n|\\s)(-{2,} ?(?:original message|forwarded message|原始邮件|转发邮件|原邮件) ?-{2,}[^]*)',
    '(?:^|\\n)(on [^\\n]{6,90} wrote:\\s*(?:\\n[^]*)?)',
  ),
  ...known(
    'disclaimer',
    'end',
    `${BEFORE}(this (?:e-?mail|message|communication|transmission)(?: (?:and|or|including|together with) (?:any|all|its|the)[^.\\n]{0,60})? (?:is|are|may|contains?|was)\\b[^.\\n]{0,120}(?:confidential|privileged|intended (?:only|solely|for))[^]*)`,
    `${BEFORE}((?:confidentiality notice|disclaimer)\\s*:[^]*)`,
    '((?:此|本)(?:电子)?(?:邮件|信息|讯息)(?:及|和|与|以及)(?:其)?(?:任何|所有|全部)?附件[^]*)',
    '((?:此|本)(?:电子)?邮件[^。\\n]{0,30}(?:保密|机密)[^]*)',
  ),
  ...known(
    'sent-from',
    'end',
    `(?:^|[\\n>*_.!?。！？-]\\s*)((?:sent|posted|written) (?:from|via|with|using|by|on) (?:my |the |an? )?${DEVICE}\\b[^\\n.!?。！？]{0,60}[.!]?)`,
    // With a capital also where the line break before it was lost.
    `\\s((?=\\p{Lu})sent (?:from|via|with) (?:my |the |an? )?${DEVICE}(?!\\p{L})[^\\n.!?。！？]{0,60}[.!]?)`,
    '(?:^|[\\s>*_,.!?])(get outlook for (?:ios|android|mobile)[^\\n]{0,60})',
    '(发自我的[ \\p{L}\\p{N}]{1,30}[。！]?)',
    '((?:发自|来自)[^\\n，。！？]{0,16}(?:客户端|邮箱|手机版|iPhone|Android|安卓)[。！]?)',
    '(从我的[ \\p{L}\\p{N}]{1,20}(?:发送|发出)[。！]?)',
  ),
  ...known(
    'closing',
    'end',
    `${BEFORE}((?:(?:with )?(?:best|kind|kindest|warm|warmest|many) (?:regards|wishes)|regards|yours (?:sincerely|faithfully|truly)|sincerely(?: yours)?|respectfully(?: yours)?)\\b\\s*[,.!]?(?:\\s+${NAME}){0,4}[.]?)`,
    '((?:此致[，,\\s]*敬礼|顺[颂祝]商祺|即颂商祺|祝商祺|祝好)[。！!]{0,3}(?:\\n[^\\n]{1,12})?)',
  ),
  ...known(
    'closing-name',
    'end',
    `${BEFORE}((?:many thanks|thanks|thank you|cheers|best)(?: again| in advance| so much| very much)?\\s*[,.!]?[ ]*\\n\\s*(?:${NAME}(?:[ ]+${NAME}){0,2}))`,
  ),
  ...known(
    'greeting',
    'start',
    `(?:dear|hi|hello|hey|greetings|good (?:morning|afternoon|evening|day))(?: (?:there|all|team|guys|folks|everyone|sirs?|madam|sir or madam|sir ?/ ?madam|sir and madam|(?:the )?(?:\\p{L}+ )?${FIRM}(?: team)?))?\\s*(?:[,!.:]+(?:\\s+|(?=\\p{L}))|\\n)`,
    "(?:dear|hi|hello)(?: [\\p{L}.’']+){1,4}[,!:]?[ ]*\\n\\s*",
    'to whom (?:it|this) may concern\\s*[,:.;-]*\\s*',
    '(?:(?:尊敬|亲爱)的)?(?:客服|商家|卖家|老板|店家|掌柜|领导|先生|女士|小姐姐){0,2}(?:您好|你好|大家好)[，,！!。：:\\s]+',
    '(?:尊敬|亲爱)的(?:客服|商家|卖家|老板|店家|先生|女士)+[，,！!。：:\\s]+',
  ),
  ...known(
    'no-comment',
    'whole',
    '[（(【\\[]?(?:此|该|本)?(?:用户|买家|顾客|客户|评价方)(?:没有|未|尚未|暂未|未曾)(?:及时)?(?:填写|发表|做出|作出|留下|写|给出)?(?:任何|文字)?(?:评价|评论|点评)(?:内容)?[，,。！!]*(?:系统(?:自动)?默认(?:给予)?(?:好评|评价|五星|5星|五星好评))?[。！!]*[）)】\\]]?',
    '[（(【\\[]?系统(?:自动)?默认(?:给予)?(?:好评|评价|五星好评|5星好评)[。！!]*[）)】\\]]?',
    '[（(【\\[]?(?:未填写|没有填写|暂无|未写)(?:文字)?(?:评价|评论)(?:内容)?[。！!]*[）)】\\]]?',
    "[\\[(]?(?:no (?:written )?(?:comments?|review(?: text)?|feedback|text)(?: was| were)? (?:provided|given|left|entered|available)|(?:the |this )?(?:customer|user|buyer|reviewer) (?:did not|didn[’']t|has not) (?:leave|left|write|written|provide|provided|enter|entered) (?:a |any )?(?:written )?(?:comments?|reviews?|feedback))[.!]?[\\])]?",
  ),
  ...known(
    'collected',
    'start',
    '\\[?this review was (?:originally )?(?:collected|posted|written|submitted)[^.\\]\\n]{0,90}[.\\]]+\\s*',
  ),
  ...known(
    'collected',
    'end',
    '(\\[?this review was (?:originally )?(?:collected|posted|written|submitted)[^.\\]\\n]{0,90}[.\\]]*)',
  ),
];
