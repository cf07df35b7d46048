import type { Claims } from './spans';

/** Surnames of about nine in ten Chinese. */
const SURNAMES =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆汪范廖石金韦贾夏付傅方邹熊白孟秦邱侯江尹薛阎段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴莫孔汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟申欧耿关兰焦俞左柳甘祝包宁尚符舒阮纪梅童季凌毕裴霍涂成苗谷盛曲翁冉骆蓝路游辛欧柴管柏';
const DOUBLE = '欧阳|司马|上官|诸葛|司徒|东方|皇甫|尉迟|公孙|慕容|令狐|夏侯';
const FAMILY = `(?:${DOUBLE}|[${SURNAMES}])`;
/** Characters that go on with the sentence, and are in hardly any given name. */
const GOES_ON =
  '的了在是和与跟来我你他她它们想要有说电手请住今昨这那不也就从到给把被对为吗呢吧啊很先';
const GIVEN = `[^${GOES_ON}\\P{sc=Han}]`;

const CALLED = new RegExp(
  `(?:我叫|名叫|名字(?:叫|是)|姓名(?:是|为)?[:：\\s]*|(?:联系人|收件人|收货人|寄件人|客户|持卡人|开户名|户名)(?:是|为)?[:：\\s]{1,3}|(?:联系人|收件人|收货人|寄件人|持卡人)(?:是|为)?)(${FAMILY}${GIVEN}{1,2})`,
  'gu',
);
const TITLE = /先生|女士|小姐|太太|老师|教授|医生|律师|师傅|经理|主任|店长|阿姨/gu;
/** Titles of work, before which other words stand more often than names: "送餐师傅", "基金经理". */
const WORK_TITLE = /师傅|经理|主任|店长|阿姨/u;
const FULL = new RegExp(`${FAMILY}${GIVEN}{1,2}$`, 'u');
const FAMILY_ONLY = new RegExp(`${FAMILY}$`, 'u');
/** Where a name may begin: after nothing, a mark, or a small word. */
const BREAK = /(?:[^\p{sc=Han}]|[找和跟给向叫请问是的位名个见让被对与及看读听])$/u;
/** Surnames that end many other words: "珠江小姐", "千万先生". */
const ENDS_WORDS = /[尚江金安万成文方高白时路石龙马牛田于常夏关易康谢毛包游柳曲童]$/u;
/** Places that look like a surname with a given name. */
const PLACES =
  /(?:武汉|温州|常州|徐州|苏州|郑州|柳州|江苏|江西|安徽|云南|成都|万州|金华|高雄|石家庄)$/u;

/** Chinese names: after "我叫", "姓名" and the like, and before "先生", "女士" and other titles. */
export function findChineseNames(text: string, claims: Claims): void {
  for (const match of text.matchAll(CALLED)) {
    const end = match.index + match[0].length;
    claims.claim('name', end - match[1].length, end, 'likely');
  }
  for (const { 0: title, index } of text.matchAll(TITLE)) {
    const size = nameBefore(text.slice(Math.max(0, index - 6), index), WORK_TITLE.test(title));
    if (size > 0) claims.claim('name', index - size, index, 'likely');
  }
}

/** How many characters before a title are a name. */
function nameBefore(before: string, isWork: boolean): number {
  const starts = (size: number) => {
    const rest = before.slice(0, before.length - size);
    return rest === '' || BREAK.test(rest);
  };
  const family = FAMILY_ONLY.exec(before)?.[0].length ?? 0;
  if (family > 0 && starts(family)) return family;
  if (isWork) return 0;
  const full = FULL.exec(before)?.[0].length ?? 0;
  if (PLACES.test(before)) return 0;
  if (full > 0 && (starts(full) || !ENDS_WORDS.test(before.at(-full) ?? ''))) return full;
  return family > 0 && !ENDS_WORDS.test(before) ? family : 0;
}

/** Whether a cell is a Chinese name as a whole. */
export function isChineseName(cell: string): boolean {
  return new RegExp(`^(?:${DOUBLE}|[${SURNAMES}])\\p{sc=Han}{1,2}$`, 'u').test(cell);
}
