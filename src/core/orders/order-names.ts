import { wordsOfName } from '../prepare/name-words';

/** Whether a column's name, joined ("invoiceno") and in words (["invoice", "no"]), fits. */
export type NameRule = (joined: string, words: readonly string[]) => boolean;

/** For each part of an order line the names it goes by, the surest first. */
export interface OrderNames {
  readonly customer: readonly NameRule[];
  readonly date: readonly NameRule[];
  readonly amount: readonly NameRule[];
  readonly price: readonly NameRule[];
  readonly quantity: readonly NameRule[];
  readonly order: readonly NameRule[];
  readonly product: readonly NameRule[];
}

/** "CustomerID", "customer id" and "customer_id" are "customerid". */
export function joinName(name: string): string {
  return splitName(name).join('');
}

export function splitName(name: string): string[] {
  return wordsOfName(name.normalize('NFKC'));
}

const PERSON =
  '(?:customers?|clients?|members?|membership|users?|buyers?|shoppers?|consumers?|cust|households?|guests?|patrons?|visitors?)';
const KEY = '(?:ids?|no|nr|num|numbers?|code|key|ref|reference|uuid|guid)';
const PERSON_CHINESE = '(?:客户|顾客|会员|用户|买家|客人|购买者|消费者)';
const ORDER =
  '(?:invoice|order|transaction|trans|txn|receipt|basket|bill|ticket|purchase|cart|checkout|sales?)';
const ORDER_CHINESE = '(?:下单|订单|购买|交易|支付|付款|成交|消费|销售|开票)';
/** Days in someone's life and on a parcel's way are not the day of an order. */
const OTHER_DAYS =
  /birth|dob|join|sign|regist|enrol|since|expir|ship|deliver|due|return|出生|生日|注册|入会|到期|发货|收货|送达|退/;
/** Sums that are not what the customer paid for the line. */
const OTHER_SUMS =
  /tax|vat|discount|shipping|freight|fee|tip|cost|profit|margin|balance|limit|税|运费|折扣|优惠|成本|利润|余额|邮费/;
const COUNTED = /quantity|qty|units|pieces|count|数量|件数|次数/;

const is =
  (pattern: RegExp): NameRule =>
  (joined) =>
    pattern.test(joined);
const has =
  (pattern: RegExp, ...words: readonly string[]): NameRule =>
  (joined, split) =>
    !OTHER_SUMS.test(joined) &&
    !COUNTED.test(joined) &&
    (pattern.test(joined) || split.some((word) => words.includes(word)));

/** Names that say of a column that it tells customers apart, among orders or not. */
const PERSON_KEYS: readonly NameRule[] = [
  is(new RegExp(`^${PERSON}unique${KEY}$`)),
  is(new RegExp(`^(?:${PERSON}${KEY}|id${PERSON})$`)),
  is(new RegExp(`^${PERSON_CHINESE}(?:编号|编码|代码|号码?|卡号|id|uid|账号|帐号|标识)$`)),
  is(new RegExp(`^(?:${PERSON}|${PERSON_CHINESE}|uid)$`)),
  is(new RegExp(`^${PERSON}${KEY}`)),
  is(/^(?:(?:loyalty|member)?card|account|acct)(?:id|no|nr|number)$|^(?:会员)?卡号$/),
];
const AUTHOR = '(?:reviewer|author|respondent|subscriber|contact|profile)';
const AUTHOR_CHINESE = '(?:评论者|评价者|受访者|联系人|订阅者)';

/** The same where rows are no orders: who wrote or answered, or a contact of one person. */
export const CUSTOMER_KEYS: readonly NameRule[] = [
  ...PERSON_KEYS,
  is(new RegExp(`^${AUTHOR}${KEY}$`)),
  is(new RegExp(`^${AUTHOR_CHINESE}(?:编号|编码|id|账号|标识)$`)),
  is(new RegExp(`^${PERSON}?e?mail(?:address)?$|^手机号码?$|^邮箱$`)),
];

/** Whether a column's name says that it tells customers apart. */
export function namesCustomers(name: string): boolean {
  return CUSTOMER_KEYS.some((rule) => rule(joinName(name), splitName(name)));
}

export const ORDER_NAMES: OrderNames = {
  customer: [
    ...PERSON_KEYS,
    is(new RegExp(`^(?:${PERSON}?e?mail(?:address)?|${PERSON}name)$`)),
    is(new RegExp(`^(?:${PERSON_CHINESE}(?:名称?|姓名|昵称|会员名)|手机号码?|姓名|邮箱)$`)),
    is(/^id$/),
  ],
  date: [
    is(new RegExp(`^${ORDER}+(?:ed|d)?(?:date|time|datetime|day|on|at|timestamp|dt)+$`)),
    is(new RegExp(`^${ORDER_CHINESE}+(?:创建)?(?:日期|时间)$`)),
    is(/^(?:created|placed|ordered|purchased|paid)(?:at|on|date|time)$|^创建时间$/),
    is(/^(?:date|datetime|time|timestamp|day|日期|时间)$/),
    (joined) => /date|time|day|日期|时间/.test(joined) && !OTHER_DAYS.test(joined),
  ],
  amount: [
    is(/^(?:line|item)(?:total|amount|sales|value|revenue)$|^小计$/),
    has(/金额|总价|实付|销售额|消费额|成交额/, 'amount', 'amt'),
    has(/总额|应付/, 'total', 'subtotal', 'sales', 'sale', 'revenue', 'turnover', 'spend', 'spent'),
    has(/^消费$|^支付$|^付款$/, 'value', 'paid', 'payment'),
  ],
  price: [
    is(/^(?:unit|item|product|sale|selling|retail|each)?price(?:each|perunit)?$|^单价$/),
    is(/^(?:商品|销售|成交)?(?:价格|单价|售价)$/),
    (joined) => /price/.test(joined) && !/total|amount/.test(joined) && !OTHER_SUMS.test(joined),
  ],
  quantity: [
    is(/quantity|^qty|qty$|数量|件数|个数/),
    is(/^(?:units|pieces|pcs|items?count|units?sold)$/),
    is(/^(?:number|num|no|count)of/),
  ],
  order: [
    is(new RegExp(`^(?:${ORDER}|${ORDER}${ORDER})${KEY}$|^id${ORDER}$`)),
    is(/^(?:订单|交易|流水|发票|小票|销售单|单据)(?:编?号码?|id|流水号)$|^单号$/),
    is(/^(?:invoice|order|basket|transaction|receipt|订单)$/),
  ],
  product: [
    is(/^(?:product|item|article|goods)s?(?:name|desc|description|title)?$/),
    is(/^(?:商品|产品|货品|货物|宝贝)(?:名称?|标题|描述)?$|^品名$/),
    is(/^description$/),
    is(/^(?:product|item)?(?:category|type|group|department)(?:name)?$/),
    is(/^(?:商品|产品)?(?:品类|类目|类别|分类|种类)$/),
    is(/^(?:stock|product|item|article)(?:code|id|no|number)$|^(?:sku|asin|ean|upc)(?:id|code)?$/),
    is(/^(?:商品|产品)(?:编号|编码|id|代码)$|^货号$/),
  ],
};
