import type { Finding, FindingCode } from '../core/quality/finding';
import type { QualityWords } from './quality-en';
import { createFigureWriter } from './quality-figures';
import { qualityPageZh } from './quality-page-zh';

const figures = createFigureWriter({
  locale: 'zh-CN',
  quotes: ['“', '”'],
  comma: '、',
  blank: '空白',
  spaces: '只有空格',
});
const { count, amount, percent, day, cells } = figures;
/** “1730 … 168179”的说法 */
const limits = (value: string) => {
  const [low, high] = value.split(' … ').map(Number);
  return high === undefined ? value : `${amount(low)} 到 ${amount(high)}`;
};
const name = (column: string) => `“${column}”`;

/** “3 行（首先是第 5、9、12 行）” */
function rows({ count: n, rows: first }: Finding): string {
  if (first.length === 0) return `${count(n)} 行`;
  if (n === 1) return `第 ${count(first[0])} 行`;
  return `${count(n)} 行（${first.length < n ? '最先是' : ''}第 ${figures.rows(first)} 行）`;
}

const findings: Record<FindingCode, (f: Finding) => string> = {
  'empty-column': (f) => `${name(f.column)}在任何一行都没有内容。请不使用这一列，或重新导出文件。`,
  constant: (f) => `${name(f.column)}处处都是${cells(f.cells)}，无法区分客户。请不使用这一列。`,
  'near-constant': (f) =>
    `${name(f.column)}在有值的单元格中有 ${percent(f.figures.share)} 是${cells(f.cells)}，几乎无法区分客户。`,
  missing: (f) =>
    `${name(f.column)}有 ${rows(f)}未知，占全部的 ${percent(f.figures.share)}；单元格写的是${cells(f.cells)}。可以保留未知、填补，或去掉这些行。`,
  'missing-spellings': (f) =>
    `${name(f.column)}用 ${count(f.figures.different)} 种写法表示未知：${cells(f.cells)}。都按未知读取；如果含义不同，请在文件中分别命名。`,
  'missing-name': (f) =>
    `${cells(f.cells)}是姓名吗？${name(f.column)}在 ${rows(f)}这样写，被当作未知，但其他单元格都是姓名。请检查这些行。`,
  'spreadsheet-errors': (f) =>
    `${name(f.column)}在 ${rows(f)}有电子表格的错误值（${cells(f.cells)}）。请修正公式后重新导出。`,
  garbled: (f) =>
    `${name(f.column)}在 ${rows(f)}有乱码：${cells(f.cells)}。请换一种编码，或以 UTF-8 重新导出。`,
  unreadable: (f) =>
    `${name(f.column)}在 ${rows(f)}无法读取：${cells(f.cells)}。这些单元格按未知处理；请在文件中改正，或换一种用途。`,
  'mixed-decimals': (f) =>
    `${name(f.column)}混用小数点和小数逗号：${count(f.figures.low)} 个单元格与另外 ${count(f.figures.high)} 个不同，在 ${rows(f)}：${cells(f.cells)}。请统一写法。`,
  'decimal-unclear': (f) =>
    `${name(f.column)}中的${cells(f.cells.slice(0, 1))}是千位分隔还是小数？${rows(f)}都看不出来。请选择小数符号。`,
  outliers: (f) =>
    `${name(f.column)}在 ${rows(f)}有远离其他的值：${cells(f.cells)}；通常在 ${amount(f.figures.low)} 到 ${amount(f.figures.high)} 之间。请检查；如果有误，可限制在此范围内，或去掉这些行。`,
  skewed: (f) =>
    `${name(f.column)}有少数很大的值（中位数 ${amount(f.figures.low)}，最大 ${amount(f.figures.high)}，偏度 ${amount(f.figures.measure)}）。按对数衡量，以免由它们单独决定。`,
  negatives: (f) =>
    `${name(f.column)}在 ${rows(f)}小于零：${cells(f.cells)}。如果是退款或更正，请保留；否则请改正。`,
  zeros: (f) =>
    `${name(f.column)}有 ${percent(f.figures.share)} 的行是 0。如果 0 表示未知，请把这些单元格改为空白。`,
  'stand-in-numbers': (f) =>
    `${name(f.column)}中的${cells(f.cells)}看起来是代表未知的数字，在 ${rows(f)}。如果是，请按未知读取。`,
  'serial-dates': (f) =>
    `${name(f.column)}是电子表格的日期序号（${cells(f.cells.slice(0, 1))}），代表 ${day(f.figures.low)} 到 ${day(f.figures.high)}。请按日期读取。`,
  'serials-among-dates': (f) =>
    `${name(f.column)}的日期中有电子表格的日期序号，在 ${rows(f)}：${cells(f.cells)}。请按日期读取。`,
  'date-order-unclear': (f) =>
    `${name(f.column)}中（如${cells(f.cells.slice(0, 1))}）是日在前还是月在前？每个单元格两种读法都可以；不另行说明时按日在前读取。请选择顺序。`,
  'date-orders-mixed': (f) =>
    `${name(f.column)}有的日期日在前，有的月在前：${rows(f)}（${cells(f.cells)}）与其余不同。12 日及以前的日期可能读错；请以年在前的写法重新导出。`,
  'default-dates': (f) =>
    `${name(f.column)}中的${cells(f.cells)}是程序在未知时写入的日期，在 ${rows(f)}。如果是，请改为空白。`,
  'future-dates': (f) =>
    `${name(f.column)}在 ${rows(f)}有晚于 ${day(f.figures.high)} 的日期，与其他日期不符：${cells(f.cells)}。请检查年份。`,
  'level-variants': (f) =>
    `${name(f.column)}在 ${rows(f)}用不同写法表示同一个值：${cells(f.cells)}。请统一为最常见的写法。`,
  'edge-spaces': (f) =>
    `${name(f.column)}在 ${rows(f)}的值前后有空格：${cells(f.cells)}。读取时会去掉。`,
  'rare-levels': (f) =>
    `${name(f.column)}有 ${count(f.figures.different)} 个值只出现在极少的行中（${cells(f.cells)}），共 ${count(f.count)} 行。如果是笔误，请与其他值合并。`,
  'mixed-booleans': (f) =>
    `${name(f.column)}用多种写法表示是与否：${cells(f.cells)}。请统一为一种是、一种否。`,
  'repeated-texts': (f) =>
    `${name(f.column)}有 ${percent(f.figures.share)} 的文本与其他重复；最常见的是${cells(f.cells.slice(0, 1))}，${count(f.figures.high)} 次。如果由表单自动填写，就不是客户自己的话。`,
  'cut-texts': (f) =>
    `${name(f.column)}有 ${count(f.figures.different)} 段文本正好 ${count(f.figures.high)} 个字符，在 ${rows(f)}：很可能被截断。请尽量完整导出。`,
  'repeated-ids': (f) =>
    f.severity === 'check'
      ? `${percent(f.figures.share)} 的行重复${name(f.column)}中的编号，因此一行是一次订单或访问，而不是一位客户。请先把每位客户的行合在一起。`
      : `${name(f.column)}有 ${count(f.figures.different)} 个编号（${cells(f.cells)}）再次出现在 ${rows(f)}。请去掉重复，或查明是谁。`,
  'id-variants': (f) =>
    `${name(f.column)}在 ${rows(f)}有只差大小写或空格的编号：${cells(f.cells)}。请检查是否为同一位客户。`,
  'id-exponents': (f) =>
    `${name(f.column)}的编号在 ${rows(f)}被电子表格缩短：${cells(f.cells)}。末几位已丢失；请以文本格式重新导出。`,
  'repeated-rows': (f) => `${rows(f)}与前面的行每个单元格都相同。除非各是一位客户，请去掉重复。`,
  'alike-rows': (f) => `${rows(f)}除编号外与前面的行完全相同。请检查是否有客户使用两个编号。`,
  'empty-rows': (f) => `${rows(f)}没有任何内容。请去掉这些行。`,
  'repeats-column': (f) =>
    f.by === 'levels'
      ? `${name(f.column)}与${name(f.other)}逐值重复。请只使用其中一列，否则会计算两次。`
      : `${name(f.column)}与${name(f.other)}完全同步（相关系数 ${amount(f.figures.measure)}）。请只使用其中一列，否则会计算两次。`,
  'leaks-id': (f) =>
    f.by === 'holds'
      ? `${name(f.column)}在 ${percent(f.figures.measure)} 的行中包含编号${name(f.other)}。请不使用这一列，因为它指向单个客户。`
      : `${name(f.column)}随编号${name(f.other)}变化（相关系数 ${amount(f.figures.measure)}），反映的是文件的顺序。除非有意义，请不使用这一列。`,
  'leaks-target': (f) => {
    const how = {
      guesses: `知道它可避免 ${percent(f.figures.measure)} 的误猜`,
      ranks: `它的值在 ${percent(f.figures.measure)} 的配对中分开两种答案`,
      variance: `它的值解释了 ${percent(f.figures.measure)} 的差异`,
      correlation: `相关系数 ${amount(f.figures.measure)}`,
      levels: '逐值相同',
      holds: '它包含答案',
    };
    return `${name(f.column)}泄露了答案${name(f.other)}（${how[f.by === '' ? 'levels' : f.by]}）。如果它是事后才知道的，请不使用这一列。`;
  },
};

/** 数据质量的全部句子 */
export const qualityZh: QualityWords = {
  page: qualityPageZh,
  figures,
  findings,
  severities: { problem: '需改正', check: '请检查', note: '备注' },
  verdicts: {
    ready: '可以使用：没有发现需要查看的内容。',
    look: (checks) => `可以使用。请先查看 ${count(checks)} 处；没有损坏。`,
    repair: (problems, checks) =>
      `请先改正 ${count(problems)} 处${checks === 0 ? '。' : `，并查看另外 ${count(checks)} 处。`}`,
  },
  report: {
    title: (file) => `${file} 的数据质量`,
    toPrint: '要打印此页或另存为 PDF，请按 Ctrl+P（Mac 上按 ⌘P）。',
    made: '由 Enclave 在这台电脑上完成；没有发送任何客户数据。',
    size: (n, columns) => `${count(n)} 行，${count(columns)} 列`,
    first: '需要查看的内容',
    nothing: '没有。',
    more: (n) => `另有 ${count(n)} 处见下面各列。`,
    overview: '各列一览',
    columns: '逐列说明',
    done: '已完成的处理',
    wholeFile: '整个文件',
    fine: '没有需要查看的内容。',
  },
  terms: {
    column: '列',
    role: '用途',
    filled: '有值',
    missing: '未知',
    distinct: '不同值',
    findings: '发现',
    min: '最小',
    q1: '下四分位',
    median: '中位数',
    q3: '上四分位',
    max: '最大',
    mean: '平均',
    skewness: '偏度',
    zeros: '零值',
    negatives: '负值',
    outliers: '离群值',
    usual: '通常范围',
    first: '最早',
    middle: '居中',
    last: '最晚',
    rare: '罕见值',
    shortest: '最短文本',
    usualLength: '通常长度',
    longest: '最长文本',
    repeats: '重复',
    said: '写法',
  },
  plots: {
    amount: (column, low, high) => `${column} 的数值分布，从 ${low} 到 ${high}`,
    log: '对数刻度',
    date: (column, low, high) => `${column} 的日期分布，从 ${low} 到 ${high}`,
    length: (column, low, high) => `${column} 的文本长度，从 ${low} 到 ${high} 个字符`,
    level: (column) => `${column} 最常见的值`,
    times: (column) => `${column} 的每个编号出现的次数`,
    timesLabel: (times) => `${times} 次`,
    others: '其他',
    beyond: (below, above) =>
      `未画出：${[below > 0 ? `更小的 ${count(below)} 个` : '', above > 0 ? `更大的 ${count(above)} 个` : ''].filter((part) => part !== '').join('，')}`,
  },
  recipe: {
    title: '如何处理',
    missing: '未知的单元格',
    missingChoices: {
      leave: '保留未知',
      median: '填入中位数',
      mean: '填入平均值',
      zero: '填入 0',
      level: '单独作为一个值',
      'drop-rows': '去掉这些行',
    },
    unknownLevel: '不详',
    outliers: '离群值',
    outlierChoices: { keep: '保留', clip: '限制在通常范围内', 'drop-rows': '去掉这些行' },
    scale: '刻度',
    scales: { auto: '自动', log: '对数', linear: '线性' },
    merge: '合并值',
    order: '日期顺序',
    orders: { auto: '自动', ymd: '年月日', dmy: '日月年', mdy: '月日年' },
    decimal: '小数符号',
    decimals: { auto: '自动', '.': '点', ',': '逗号' },
    asDate: '日期序号',
    serials: {
      no: '保留为数值',
      '1900': '日期，从 1900 年起（Excel）',
      '1904': '日期，从 1904 年起（旧版 Mac 文件）',
    },
    dropColumn: '不使用这一列',
    repeatedRows: '重复的行',
    emptyRows: '空行',
    rowChoices: { keep: '保留', 'drop-rows': '去掉' },
    columnsMissing: (names) => `处理方案中有本文件没有的列：${names}。对它们没有做任何处理。`,
    columnsAdded: (names) => `文件中有处理方案不认识的列：${names}。它们保持原样。`,
  },
  labelled: (column, deed) => `${column}：${deed}`,
  receipts: {
    merged: (r) => `${count(r.count)} 个单元格改读为另一个值。`,
    dated: (r) => `${count(r.count)} 个日期序号读作日期，从 ${r.value} 年起。`,
    ordered: (r) => `${count(r.count)} 个日期改写为年在前。`,
    marked: (r) => `${count(r.count)} 个数按${r.value === ',' ? '小数逗号' : '小数点'}读取。`,
    clipped: (r) => `${count(r.count)} 个离群值限制在 ${limits(r.value)} 之间。`,
    filled: (r) => `${count(r.count)} 个未知单元格填入${cells([r.value])}。`,
    'dropped-column': () => `不使用这一列。`,
    'dropped-missing': (r) => `去掉未知的 ${count(r.count)} 行。`,
    'dropped-outliers': (r) => `去掉有离群值的 ${count(r.count)} 行。`,
    'dropped-repeated': (r) => `去掉重复的 ${count(r.count)} 行。`,
    'dropped-empty': (r) => `去掉空的 ${count(r.count)} 行。`,
  },
};
