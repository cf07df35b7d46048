import { describe, expect, it } from 'vitest';
import { detectEncoding } from '../../src/study/detect-encoding';
import { encode } from '../fixtures/encode';
import { faultOf } from '../fixtures/faults';
import { fc } from '../fixtures/properties';

const found = (bytes: Uint8Array, complete = true) => detectEncoding(bytes, complete).encoding;
const utf8 = (text: string) => new TextEncoder().encode(text);

function utf16(text: string, little: boolean): Uint8Array {
  const bytes = new Uint8Array(text.length * 2);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < text.length; i++) view.setUint16(i * 2, text.charCodeAt(i), little);
  return bytes;
}

function utf32(text: string, little: boolean): Uint8Array {
  const bytes = new Uint8Array(text.length * 4);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < text.length; i++) view.setUint32(i * 4, text.charCodeAt(i), little);
  return bytes;
}

const TEXTS: Record<string, string> = {
  English:
    'id,said\n1,It’s “lovely” tea – thank you\n2,Price £5.50 or €6\n3,Café near the Zoë bridge\n',
  French:
    'id,avis\n1,Très bon produit, livré à temps\n2,Où est ma commande ? Pas reçue après un mois\n3,Élégant, à conseiller\n',
  German:
    'id;text\n1;Schöne Größe, schnell geliefert\n2;Für den Preis völlig in Ordnung\n3;Übel, später erst da\n',
  Spanish:
    'id,texto\n1,¿Dónde está mi pedido? No llegó aún\n2,Muy rápido, el niño está contento\n3,Más pequeño\n',
  Nordic: 'id,by,navn\n1,København,Søren Ærø\n2,Malmö,Åsa Öberg\n3,Tromsø,Bjørn Håkonsen\n',
  'names of many countries':
    'name,city\nMüller,Köln\nJosé Núñez,Córdoba\nAmélie,Orléans\nSørensen,København\nÁlvaro,São João\n',
  'simplified Chinese':
    '编号,城市,评论\n1,北京,送货很快，味道不错\n2,上海,太慢了，再也不买\n3,广州,包装破损，客服没有回应\n',
  'traditional Chinese':
    '編號,城市,評論\n1,台北,送貨很快，味道也很好\n2,高雄,商品有損壞，客服沒有回應\n3,台中,價格合理\n',
  Japanese:
    'id,住所,感想\n1,東京都,とても早く届きました。ありがとうございます\n2,大阪府,商品が壊れていました\n',
  Korean:
    '번호,도시,의견\n1,서울,배송이 정말 빠르고 좋아요\n2,부산,상품이 망가져서 왔습니다\n3,대구,품질이 좋습니다\n',
  Russian:
    'номер,город,отзыв\n1,Москва,Очень быстрая доставка и вежливый курьер\n2,Казань,Товар пришёл повреждённым\n',
  Greek: 'id,σχόλιο\n1,Πολύ γρήγορη παράδοση και καλή ποιότητα\n2,Δεν έφτασε ποτέ το δέμα\n',
  Hebrew: 'id,text\n1,המשלוח הגיע בזמן והמוצר מצוין\n2,לא קיבלתי את ההזמנה שלי\n',
  Arabic: 'id,text\n1,وصل الطلب في الوقت المحدد والمنتج ممتاز\n2,لم يصل الطلب حتى الآن\n',
  Thai: 'id,text\n1,ส่งของเร็วมากและสินค้าดี\n2,ยังไม่ได้รับสินค้าเลย\n',
  Polish:
    'id,opinia\n1,Bardzo szybka wysyłka, polecam każdemu\n2,Paczka przyszła uszkodzona, proszę o zwrot pieniędzy\n3,Świetna jakość i miła obsługa, dziękuję\n4,Łódź\n',
  Czech:
    'id,text\n1,Rychlé dodání, děkuji a přeji hezký den\n2,Zboží přišlo poškozené\n3,Příliš drahé, ale kvalita je skvělá, žádné výhrady\n',
  Turkish:
    'id,yorum\n1,Çok hızlı geldi, teşekkürler, güzel ürün\n2,Ürün kırık çıktı, iade edeceğim\n3,Sipariş hâlâ gelmedi\n',
};

const WRITTEN: [string, string][] = [
  ...['English', 'French', 'German', 'Spanish', 'Nordic', 'names of many countries'].map(
    (text): [string, string] => [text, 'windows-1252'],
  ),
  ['simplified Chinese', 'gb18030'],
  ['traditional Chinese', 'big5'],
  ['traditional Chinese', 'gb18030'],
  ['Japanese', 'shift_jis'],
  ['Japanese', 'euc-jp'],
  ['Korean', 'euc-kr'],
  ['Russian', 'windows-1251'],
  ['Russian', 'koi8-u'],
  ['Russian', 'ibm866'],
  ['Russian', 'iso-8859-5'],
  ['Greek', 'windows-1253'],
  ['Hebrew', 'windows-1255'],
  ['Arabic', 'windows-1256'],
  ['Thai', 'windows-874'],
  ['Polish', 'windows-1250'],
  ['Polish', 'iso-8859-2'],
  ['Czech', 'windows-1250'],
  ['Czech', 'iso-8859-2'],
  ['Turkish', 'windows-1254'],
];

describe('old encodings', () => {
  it.each(WRITTEN)('%s in %s is read as it was written', (language, encoding) => {
    const text = TEXTS[language];
    const bytes = encode(text, encoding);
    expect(found(bytes)).toBe(encoding);
    expect(new TextDecoder(found(bytes)).decode(bytes, { stream: true })).toBe(text);
  });

  it.each(Object.keys(TEXTS))('%s in UTF-8 and UTF-16 is read as it was written', (language) => {
    const text = TEXTS[language];
    expect(found(utf8(text))).toBe('utf-8');
    expect(found(utf16(text, true))).toBe('utf-16le');
    expect(found(utf16(text, false))).toBe('utf-16be');
  });

  it('two Chinese characters in a plain file are enough', () => {
    expect(found(encode('id,city\n1,York\n2,北京\n3,Bath\n', 'gb18030'))).toBe('gb18030');
  });

  it.each(['2,\u00a9\n', 'name\nMüller\n', 'temp\n20 °C\n½ pint\n', 'said\n“fine”\n'])(
    'a few Western characters are no Chinese: %j',
    (text) => expect(found(encode(text, 'windows-1252'))).toBe('windows-1252'),
  );

  it('Western names among plain cells are never taken for anything else', () => {
    const word = fc.constantFrom(
      ...'Müller Köln José Núñez Amélie Søren Åsa Zoë François Größe £5 €7 Ångström Çağ É'
        .replace('Çağ ', '')
        .split(' '),
      ...'York Bath tea late 12.50 2024-01-01 never again'.split(' '),
    );
    fc.assert(
      fc.property(
        fc.array(fc.array(word, { minLength: 1, maxLength: 4 }), { minLength: 1 }),
        (rows) => {
          const text = rows.map((row) => row.join(',')).join('\n');
          const encoding = found(encode(text, 'windows-1252'));
          expect(['windows-1252', 'utf-8']).toContain(encoding);
        },
      ),
    );
  });

  it('a text whose last character is cut is still told', () => {
    const bytes = encode(TEXTS['simplified Chinese'].repeat(20), 'gb18030');
    for (const cut of [0, 1, 2, 3])
      expect(found(bytes.slice(0, bytes.length - cut), false)).toBe('gb18030');
    const plain = utf8(TEXTS.Japanese.trimEnd());
    for (const cut of [1, 2])
      expect(found(plain.slice(0, plain.length - cut), false)).toBe('utf-8');
  });

  it('a few spoilt characters do not make a file in UTF-8 another one', () => {
    const bytes = utf8(TEXTS.French.repeat(10));
    bytes[bytes.length - 3] = 0xff;
    expect(found(bytes)).toBe('utf-8');
  });
});

describe('marks and other files', () => {
  it.each<[number[], string]>([
    [[0xef, 0xbb, 0xbf], 'utf-8'],
    [[0xff, 0xfe], 'utf-16le'],
    [[0xfe, 0xff], 'utf-16be'],
  ])('the mark %j means %s', (mark, encoding) => {
    const bytes = Uint8Array.from([...mark, ...utf8('ab')]);
    expect(detectEncoding(bytes, true)).toEqual({ encoding, mark: true });
    expect(detectEncoding(bytes, true, 'gb18030')).toEqual({ encoding: 'gb18030', mark: true });
  });

  it('keeps what the person has set', () => {
    expect(detectEncoding(utf8('é'), true, 'big5')).toEqual({ encoding: 'big5', mark: false });
  });

  it.each<[string, Uint8Array]>([
    ['with a mark', Uint8Array.from([0, 0, 0xfe, 0xff, ...utf32('ab', false)])],
    ['with a mark, little end first', Uint8Array.from([0xff, 0xfe, 0, 0, ...utf32('ab', true)])],
    ['without a mark', utf32('id,name\n1,x', false)],
    ['without a mark, little end first', utf32('id,name\n1,x', true)],
  ])('UTF-32 %s is refused by its name', async (_, bytes) => {
    expect(await faultOf(() => found(bytes))).toMatchObject({
      code: 'file-not-text',
      details: { kind: 'UTF-32' },
    });
  });

  it('other files are refused, files with a control character between cells are not', async () => {
    const noise = Uint8Array.from({ length: 400 }, (_, i) => (i * 7919) % 256);
    expect((await faultOf(() => found(noise))).code).toBe('file-not-text');
    expect(found(utf8('id\u0001value\nA\u00011\nB\u00012\n'))).toBe('utf-8');
  });
});
