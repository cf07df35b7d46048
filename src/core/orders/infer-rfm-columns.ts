import { joinName } from './order-names';
import { RFM_MEASURES, type RfmMeasure } from './rfm';

const ORDERED =
  '(?:orders?|purchases?|transactions?|invoices?|visits?|bought|buy|sales?|activity|txns?)';
const ORDERED_CHINESE = '(?:购买|消费|下单|交易|订单|支付|付款|成交|到店|来店)';

/** Names that a measure goes by, the surest first; a number behind a made name does not count. */
const NAMES: Readonly<Record<RfmMeasure, readonly RegExp[]>> = {
  recency: [
    /^recencydays?\d?$|^recency(?:indays)?$|^r值?$/,
    new RegExp(`^days?since(?:the)?(?:last|latest|previous)?${ORDERED}(?:date)?$`),
    new RegExp(`^(?:last|latest|recent)${ORDERED}(?:days?ago|recency)$`),
    new RegExp(
      `^(?:date)?(?:of)?(?:last|latest|recent|mostrecent)${ORDERED}(?:date|day|on|at|time)?$`,
    ),
    new RegExp(
      `^(?:最近|距|距离|上次|最后)(?:一次|上次|最近|最后)?(?:一次)?${ORDERED_CHINESE}(?:至今|距今|间隔|的)?(?:天数|日数)$`,
    ),
    new RegExp(
      `^(?:最近|最后|上次|末次)(?:一次)?${ORDERED_CHINESE}(?:的)?(?:日期|时间|日|距今天数)?$`,
    ),
  ],
  frequency: [
    /^frequency$|^freq$|^f值?$/,
    /^orders?\d?$|^订单数量?$/,
    new RegExp(`^(?:number|num|no|n|count|total|nr)(?:of)?${ORDERED}$`),
    new RegExp(`^${ORDERED}(?:count|number|frequency|freq|num|made)$`),
    /^(?:orders|purchases|transactions|invoices|visits)$/,
    new RegExp(`^(?:累计|总|历史)?${ORDERED_CHINESE}(?:总)?(?:次数|频次|频率|笔数|单数|数量|数)$`),
  ],
  monetary: [
    /^monetary(?:value)?$|^m值?$/,
    /^totalspent\d?$|^累计消费金额$/,
    /^(?:total|sum|overall|lifetime)(?:of)?(?:amount)?(?:spent|spend|spending|sales|revenue|purchases?|amount|value|paid|orders?value|ordervalue|monetary)(?:amount|value|sum)?$/,
    /^(?:spent|spend|spending|revenue|sales|turnover|amount(?:spent)?|moneyspent|customerlifetimevalue|ltv|clv)$/,
    new RegExp(`^(?:累计|总|合计|历史)?${ORDERED_CHINESE}?(?:累计|总)?(?:金额|总额|额)$`),
  ],
};

/** The columns that measures are read from, as far as they are known. */
export type FoundColumns = { readonly [M in RfmMeasure]?: string };

/**
 * The columns that hold how recently, how often and how much customers bought, by their names in
 * English and Chinese: those made of order lines, or those of a file that has them already.
 */
export function inferRfmColumns(names: readonly string[]): FoundColumns {
  const joined = names.map((name) => joinName(name));
  const used = new Set<number>();
  const found: { [M in RfmMeasure]?: string } = {};
  for (const measure of RFM_MEASURES)
    for (const rule of NAMES[measure]) {
      const at = joined.findIndex((name, column) => !used.has(column) && rule.test(name));
      if (at < 0) continue;
      used.add(at);
      found[measure] = names[at];
      break;
    }
  return found;
}
