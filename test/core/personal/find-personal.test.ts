import { describe, expect, it } from 'vitest';
import { findPersonal } from '../../../src/core/personal/find-personal';
import { findRuns, piecesOf } from '../../../src/core/personal/number-runs';

const said = (text: string) =>
  findPersonal(text).map(({ kind, start, end }) => `${kind}: ${text.slice(start, end)}`);
const sure = (text: string) => findPersonal(text).map(({ certainty }) => certainty);

describe('findPersonal finds', () => {
  it.each<[string, string[]]>([
    [
      'write to ann.lee+shop@mail.example.co.uk, please',
      ['email: ann.lee+shop@mail.example.co.uk'],
    ],
    ['我的邮箱是zhang_san@example.com，谢谢', ['email: zhang_san@example.com']],
    ['a@b no, a@b.c no, <x@example.org>.', ['email: x@example.org']],
    ['see https://example.com/users/ann?x=1.', ['link: https://example.com/users/ann?x=1']],
    ['www.example.org is mine', ['link: www.example.org']],
    ['from 86.121.97.248 last night', ['ip: 86.121.97.248']],
    ['from 2001:db8:85a3::8a2e:370:7334', ['ip: 2001:db8:85a3::8a2e:370:7334']],
    ['paid with 4111 1111 1111 1111 today', ['card: 4111 1111 1111 1111']],
    ['amex 3782-822463-10005', ['card: 3782-822463-10005']],
    ['IBAN GB82 WEST 1234 5698 7654 32.', ['iban: GB82 WEST 1234 5698 7654 32']],
    ['to de89370400440532013000 now', ['iban: de89370400440532013000']],
    ['my ssn is 078-05-1120', ['national-id: 078-05-1120']],
    ['身份证11010519491231002X，请核对', ['national-id: 11010519491231002X']],
    ["driver's license number is F162823540116", ['national-id: F162823540116']],
    ['mi DNI es 12345678Z y no 12345679Z', ['national-id: 12345678Z']],
    ['passport no: X1234567', ['national-id: X1234567']],
    ['call me at 467 3395 after six', ['phone: 467 3395']],
    ['+49 170 1234567', ['phone: +49 170 1234567']],
    [
      'ring (212) 555-0143 or 212-555-0144 x12',
      ['phone: (212) 555-0143', 'phone: 212-555-0144 x12'],
    ],
    ['我的手机13800138000', ['phone: 13800138000']],
    ['客服010-88210766没人接', ['phone: 010-88210766']],
    ['She was born on 2/16/1942.', ['birth-date: 2/16/1942']],
    ['date of birth: 3 May 1980', ['birth-date: 3 May 1980']],
    ['出生日期：1990年5月3日', ['birth-date: 1990年5月3日']],
    ['Send it to 14 Crown Street, London', ['address: 14 Crown Street, London']],
    ['He lives at Puruntie 82', ['address: Puruntie 82']],
    [
      'Main office: 120 Oak Avenue\nApt. 12\nDenver, CO 80202\nthanks',
      ['address: 120 Oak Avenue\nApt. 12\nDenver, CO 80202'],
    ],
    ['P.O. Box 242', ['address: Box 242']],
    ['my zip code is 35350', ['address: 35350']],
    ['at SW1A 1AA', ['address: SW1A 1AA']],
    ['寄到北京市朝阳区建国路88号3栋1202室，谢谢', ['address: 北京市朝阳区建国路88号3栋1202室']],
    ['My name is Rubija', ['name: Rubija']],
    ['my name is borna jerković', ['name: borna jerković']],
    ['Mr. Pálffy and Dr Kyle Kuefer', ['name: Pálffy', 'name: Kyle Kuefer']],
    ['Contact Maria Lopez-Garcia there', ['name: Maria Lopez-Garcia']],
    ['it was Szabina J. Gelencsér who', ['name: Szabina J. Gelencsér']],
    ['my son Lukas was there', ['name: Lukas']],
    ['Anna van der Berg helped. Anna is great', ['name: Anna van der Berg', 'name: Anna']],
    ['我叫王小明，住在上海', ['name: 王小明']],
    ['请找李女士', ['name: 李']],
    ['收件人：欧阳建国', ['name: 欧阳建国']],
    ['谢谢孙师傅', []],
    ['订单，孙师傅很认真', ['name: 孙']],
  ])('%j', (text, spans) => {
    expect(said(text)).toEqual(spans);
  });
});

describe('findPersonal finds nothing in', () => {
  it.each([
    '',
    'The dress runs small. I ordered a size 10 and paid $1,299.00 for 2.',
    'Order 4500123456 of 2024-05-31 was late',
    'invoice no. 100200300400, item 85123A, SKU 22752',
    'tracking number 9400111899223',
    'model 3558331500082482',
    'It’s 100X better than version 10.0.19041.1 of 2020',
    'At 12:30:45 on 31.12.2023, 3.14159 or 1,234,567.89',
    'WHITE HANGING HEART T-LIGHT HOLDER',
    '12 PINK ROSE PEG PLACE SETTINGS',
    'Alexa, play Echo on the Fire TV Stick from Amazon',
    'Great Product! Very Good Quality. Will Buy Again',
    'std::vector<int> and a::b',
    'I will be there in May or June, on Sunday',
    '这件衣服很好看，质量不错，128元买的，穿了3次',
    '送餐师傅很辛苦，感谢师傅，基金经理换了',
    '今天是2024年5月31日，订单号12345678901234',
    '[name] called [phone] from [address]',
    'my name is not on the card',
    'XXXX said that XX/XX/2019 XXXX XXXX',
  ])('%j', (text) => {
    expect(said(text)).toEqual([]);
  });
});

describe('one wrong digit', () => {
  it.each([
    ['4111 1111 1111 1112', '4111 1111 1111 1111'],
    ['11010519491231003X', '11010519491231002X'],
    ['GB82 WEST 1234 5698 7654 33', 'GB82 WEST 1234 5698 7654 32'],
    ['529.982.247-26', '529.982.247-25'],
  ])('makes %s nothing', (wrong, right) => {
    expect(said(`it is ${wrong} there`)).toEqual([]);
    expect(sure(`it is ${right} there`)).toEqual(['certain']);
  });

  it('is forgiven where the text says what the number is', () => {
    expect(said('card number 4111111111111112')).toEqual(['card: 4111111111111112']);
    expect(sure('card number 4111111111111112')).toEqual(['likely']);
    expect(said('身份证号码11010519491231003X')).toEqual(['national-id: 11010519491231003X']);
    expect(said('my iban: GB82WEST12345698765433')).toEqual(['iban: GB82WEST12345698765433']);
  });
});

describe('what is surest', () => {
  it('wins: a card is no telephone, though the word is there', () => {
    expect(said('call about 4111111111111111')).toEqual(['card: 4111111111111111']);
    expect(said('电话 11010519491231002X')).toEqual(['national-id: 11010519491231002X']);
  });
});

describe('long texts', () => {
  const SIZE = 100_000;
  const units = [
    '1',
    ' ',
    'a',
    '@',
    'A',
    '-',
    '王',
    '号',
    '.',
    '(',
    '+',
    ':',
    '\n',
    '😀',
    'a@',
    'a@a.',
    '1 ',
    '12 ',
    '1-',
    '1.',
    'A ',
    'Ab ',
    'Ab\n',
    'Maria ',
    '1234567890 ',
    'my name is ',
    'Mr ',
    'phone ',
    'http://',
    'www.',
    '::',
    '1a:',
    'GB12 3456 ',
    '12 Main Street, ',
    'Apt 5\n',
    'corner of ',
    '路1号',
    '王先生',
    '我叫',
    '地址:北京市',
    'born on ',
    'license 1',
    'zip 12345 ',
    '123-45-6789 ',
    "Ab's ",
    '[name] ',
  ];

  it.each(units)('of nothing but %j take a moment', (unit) => {
    const text = unit.repeat(Math.ceil(SIZE / unit.length)).slice(0, SIZE);
    const start = performance.now();
    findPersonal(text);
    expect(performance.now() - start).toBeLessThan(1000);
  });

  it.each(['1', '12', '123', '1234567', '12345678901234567890'])(
    'groups of digits such as %j give no more pieces than eight each',
    (group) => {
      for (const mark of [' ', '-', '.', ', ', ' a ', '\n'])
        for (const size of [10, 20, 1000, 20_000]) {
          const text = `${group}${mark}`.repeat(size);
          let pieces = 0;
          for (const run of findRuns(text))
            for (const piece of piecesOf(text, run)) pieces += piece.end > 0 ? 1 : 0;
          expect(pieces).toBeLessThanOrEqual(8 * size);
        }
    },
  );
});
