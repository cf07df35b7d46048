import type { MadeKey } from './customer-table';
import type { RfmGroup, RfmMeasure } from './rfm';

/** The languages that made columns and groups have names in. */
export type NameLanguage = 'en' | 'zh';

/** Columns of the scores, beside those of the figures. */
export type ScoreKey = `rfm_${RfmMeasure}` | 'rfm_group';

const COLUMN_NAMES: Record<NameLanguage, Record<MadeKey | ScoreKey | 'rows', string>> = {
  en: {
    recency_days: 'recency_days',
    orders: 'orders',
    total_spent: 'total_spent',
    tenure_days: 'tenure_days',
    average_order: 'average_order',
    days_between_orders: 'days_between_orders',
    lines: 'lines',
    items: 'items',
    returns_share: 'returns_share',
    products: 'products',
    top_product: 'top_product',
    first_order: 'first_order',
    last_order: 'last_order',
    trend: 'trend',
    share_of: 'share of',
    rfm_recency: 'rfm_recency',
    rfm_frequency: 'rfm_frequency',
    rfm_monetary: 'rfm_monetary',
    rfm_group: 'rfm_group',
    rows: 'rows',
  },
  zh: {
    recency_days: '最近购买天数',
    orders: '订单数',
    total_spent: '累计消费金额',
    tenure_days: '首次购买天数',
    average_order: '平均订单金额',
    days_between_orders: '平均购买间隔天数',
    lines: '明细行数',
    items: '购买件数',
    returns_share: '退货占比',
    products: '商品种数',
    top_product: '主购商品',
    first_order: '首次购买日期',
    last_order: '最近购买日期',
    trend: '购买趋势',
    share_of: '占比',
    rfm_recency: 'R得分',
    rfm_frequency: 'F得分',
    rfm_monetary: 'M得分',
    rfm_group: 'RFM分组',
    rows: '行数',
  },
};

const GROUP_NAMES: Record<NameLanguage, Record<RfmGroup | 'no-orders', string>> = {
  en: {
    champions: 'champions',
    loyal: 'loyal',
    'potential-loyalists': 'potential loyalists',
    new: 'new',
    promising: 'promising',
    'need-attention': 'need attention',
    'about-to-sleep': 'about to sleep',
    'at-risk': 'at risk',
    'cannot-lose': 'cannot lose',
    hibernating: 'hibernating',
    lost: 'lost',
    'no-orders': 'no orders',
  },
  zh: {
    champions: '冠军客户',
    loyal: '忠诚客户',
    'potential-loyalists': '潜在忠诚客户',
    new: '新客户',
    promising: '潜力客户',
    'need-attention': '需关注客户',
    'about-to-sleep': '即将沉睡客户',
    'at-risk': '流失风险客户',
    'cannot-lose': '重要挽留客户',
    hibernating: '沉睡客户',
    lost: '已流失客户',
    'no-orders': '无有效订单',
  },
};

/**
 * The language of a file by the names of its columns: Chinese when more of them than not have a
 * Chinese character. It depends on nothing but the file, so the same file gives the same table.
 */
export function inferNameLanguage(names: readonly string[]): NameLanguage {
  const chinese = names.filter((name) => /\p{sc=Han}/u.test(name)).length;
  return chinese * 2 > names.length ? 'zh' : 'en';
}

/** What a made column is called. */
export function nameMade(
  key: MadeKey | ScoreKey | 'rows',
  language: NameLanguage,
  product = '',
): string {
  const name = COLUMN_NAMES[language][key];
  if (key !== 'share_of') return name;
  return language === 'zh' ? `${product}${name}` : `${name} ${product}`;
}

/** What a group is called in the table. */
export function nameGroup(group: RfmGroup | 'no-orders', language: NameLanguage): string {
  return GROUP_NAMES[language][group];
}

/** Gives names that no column has yet: a wanted one that is taken gets a number after it. */
export function createNamer(taken: Iterable<string>): (wanted: string) => string {
  const names = new Set(taken);
  return (wanted) => {
    let name = wanted;
    for (let copy = 2; names.has(name); copy++) name = `${wanted} (${copy})`;
    names.add(name);
    return name;
  };
}
