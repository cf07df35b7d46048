import { numberFormat } from './formats';
import type { ReportWords } from './report-en';

const number = numberFormat('zh');
const count = (n: number) => number.format(n);

/** Words of the report in Chinese. */
export const reportZh: ReportWords = {
  title: (name) => `${name} 的客户分群`,
  made: '由 Enclave 在本机生成；没有发送任何客户数据。',
  customers: (n) => `${count(n)} 位客户`,
  segments: (n) => `${count(n)} 个分群`,
  contents: '目录',
  overview: '概览',
  map: '地图',
  how: '生成方式',
  receipt: '读取的数据',
  receiptSays: (rows, columns) => `${count(rows)} 行，${count(columns)} 列。`,
  fingerprint: (key) => `读取结果的指纹：${key}。同一文件以同样方式读取，指纹相同。`,
  theme: '主题',
  column: '列',
  role: '角色',
  used: '用于比较',
  filled: '已填写',
  yes: '是',
  no: '否',
  caveats: '使用之前请注意',
  fewerThan: (n) => `少于 ${count(n)}`,
  hidden: (n) => `少于 ${count(n)} 人：为避免认出个人，不再给出其他内容。`,
  caveat: {
    association: () => '分群的特点与分群同时出现，并不证明谁导致了谁。',
    names: () => '名称由客户自己的话和数据概括而来。使用之前，请看下面的依据。',
    'this-file': () =>
      '这些分群只代表这个文件。开展活动之前，请放入最新的文件，看它们是否仍然成立。',
    approximate: () => '客户很多：谁与谁相近，或地图本身，用快速搜索得出，绝大多数情况下正确。',
    silent: (n) => `${count(n)} 位客户没有写任何话。`,
    objected: (n) => `${count(n)} 位客户未同意或已反对，没有参与。`,
    dropped: (n) => `清理数据时去掉了 ${count(n)} 行。`,
    unplaced: (n) => `${count(n)} 位客户处于分群之间。`,
    small: (n, least) => `${count(n)} 个分群少于 ${count(least)} 位客户：其数字受偶然影响较大。`,
    suppressed: (n, least) =>
      `少于 ${count(least)} 人的 ${count(n)} 个分群，以及涉及人数更少的数字，没有列出。`,
  },
  suppress: '报告：不透露少于 5 人的内容',
  suppressOff: '关闭后，最小的群体也会列出。',
};
