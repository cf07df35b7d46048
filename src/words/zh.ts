import type { Words } from './en';
import { audienceZh } from './audience-zh';
import { compareZh } from './compare-zh';
import { judgingZh } from './judging-zh';
import { correctionsZh } from './corrections-zh';
import { askZh } from './ask-zh';
import { exploreZh } from './explore-zh';
import { levelsZh } from './levels-zh';
import { listingZh } from './listing-zh';
import { modelsZh } from './models-zh';
import { moodZh } from './mood-zh';
import { ordersZh } from './orders-zh';
import { placingZh } from './placing-zh';
import { preparingZh } from './preparing-zh';
import { reportZh } from './report-zh';
import { summaryZh } from './summary-zh';
import { spaceZh } from './space-zh';
import { themesZh } from './themes-zh';
import { profileZh } from './profile-zh';
import { walkZh } from './walk-zh';
import { whyZh } from './why-zh';
import { topicsZh } from './topics-zh';
import { numberFormat } from './formats';

const number = numberFormat('zh-CN');
const count = (n: number) => number.format(n);

/** 中文界面 */
export const zh: Words = {
  locale: 'zh-CN',

  app: {
    tagline: '在您自己的电脑上完成的客户分群',
    skip: '跳到正文',
    language: '语言',
    theme: '外观',
    themes: { auto: '跟随系统', light: '浅色', dark: '深色' },
    requests: (n) => `本页之外的请求：${count(n)}`,
    requestsOnly: (n) =>
      n === 0
        ? '自打开文件以来，本页没有向任何其他服务器发出请求。次数由浏览器记录，并且本页的安全策略禁止这样做。'
        : '自打开文件以来，有内容向其他服务器发出了请求。请关闭本页，并告知提供者。',
    requestsBlocked: (n) => (n === 0 ? '' : `有 ${count(n)} 次尝试被本页的安全策略拦截。`),
    openAnother: '打开另一个文件',
    forget: '全部忘记',
    forgetDone: '本页在这台电脑上保存的内容已全部删除。',
    forgetWhat:
      '删除本浏览器中保存的上次研究、全部向量、名称和设置，以及您带来的语言模型。您自己的文件不受影响。页面程序和语言模型会保留，以便离线使用；其中没有您的任何数据。',
    undo: '撤销',
    close: '关闭',
    menu: '菜单',
  },

  steps: { label: '步骤', file: '文件', columns: '列', segments: '分群' },

  drop: {
    title: '哪些客户属于同一类？',
    lead: '放入客户文件，得到有名称、有理由的分群，一张地图，以及可直接使用的文件。',
    open: '打开客户文件',
    hint: 'CSV、Excel、Parquet 或 JSON，压缩包也可以；客户或订单均可。把一个或几个文件拖到本页任意位置，或粘贴表格中的单元格。',
    pasted: '粘贴的单元格',
    sample: '试用示例',
    sampleHint: '一家茶叶店的 1,000 位虚构客户',
    private: '不会上传任何内容。文件的读取、理解和分群都在这个标签页里完成。',
    how: ['您确认各列的用途', '本页理解客户说的话和做的事', '您得到分群、地图和导出文件'],
    dropNow: '松开即可打开文件',
    noModels:
      '这里没有安装语言模型，因此只按词语比较文本，名称取自原文短语。在本页所在目录运行 “npm run models” 即可安装。',
    reading: (name) => `正在读取 ${name}`,
    openProject: '项目文件（.enclave）也可以在这里打开。',
  },

  columns: {
    title: '确认各列',
    lead: (rows, columns, several) =>
      `${count(rows)} ${several ? '行' : '位客户'}，${count(columns)} 列。请说明每一列是什么；建议通常是对的。`,
    forgetReading: '改用建议',
    stacked: (files, rows) =>
      `${count(files)} 个列相同的文件已上下合并，共 ${count(rows)} 行。source_file 列说明每行来自哪个文件。`,
    part: '文件中的工作表或表格',
    table: '列',
    column: '列名',
    role: '用途',
    roleOf: (column) => `“${column}”的用途`,
    examples: '示例',
    filled: '有值',
    distinct: '不同值',
    why: '理由',
    find: '开始分群',
    again: '重新分群',
    number: '分群数量',
    numberFound: '此方法自行得出群数。',
    numberAuto: '自动选择',
    method: '方法',
    encoder: '语言模型',
    preview: '前几行',
    settings: '文件的读取方式',
    delimiter: '分隔符',
    delimiters: {
      ',': '逗号',
      ';': '分号',
      '\t': '制表符',
      '|': '竖线',
      '^': '脱字号',
      '~': '波浪号',
      ':': '冒号',
      ' ': '空格',
      '  ': '两个以上空格',
      '\u0001': '控制符 1',
      '\u001f': '控制符 31',
      '': '无，只有一列',
    },
    quote: '引号',
    quotes: { '"': '双引号', "'": '单引号', '': '无' },
    encoding: '编码',
    header: '第一行是列名',
    headerRow: '列名所在的行',
    options: '分群方式',
    used: (texts, columns) => {
      if (texts > 0 && columns > 0)
        return `由 ${count(texts)} 个文本列和 ${count(columns)} 个其他列决定谁与谁相近。`;
      if (texts > 0) return `只由 ${count(texts)} 个文本列决定谁与谁相近。`;
      if (columns > 0) return `由 ${count(columns)} 列决定谁与谁相近。`;
      return '请至少把一列设为文本、数值、类别或日期。';
    },
    joined: '多个文本列按顺序合并成一段文本来理解。',
    language: { en: '英文', zh: '中文', other: '其他语言' },
    languageIs: (language) => `文本看起来是${language}。`,
    languageHard: '这里的模型针对英文和中文；对其他语言，分群可能更多依据字词而非含义。',
    rule: '留空时，会试遍 2 到 10 的每个数量，取分得几乎与最佳同样清楚的最小数量。如果主要依据文本，则最多试到 200 群：用一部分客户划分，看哪个数量能把没有参与划分的客户分得最清楚。',
    back: '回到分群',
  },

  preparing: preparingZh,

  quality: {
    kinds: {
      name: '姓名',
      email: '电子邮箱',
      phone: '电话号码',
      card: '银行卡号',
      iban: '银行账户',
      ip: '网络地址',
      link: '个人链接',
      address: '邮寄地址',
      'national-id': '证件号码',
      'birth-date': '出生日期',
    },
    reasons: {
      'name-and-values': '根据列名和取值',
      values: '根据取值',
      'in-texts': '在文本中',
    },
    topics: {
      health: '健康',
      pregnancy: '怀孕',
      religion: '宗教',
      politics: '政治',
      ethnicity: '民族或种族',
      sexuality: '性取向',
      union: '工会',
      minors: '未成年人',
      debt: '债务',
      crime: '犯罪',
      addiction: '成瘾',
      bereavement: '丧亲',
    },
  },

  orders: ordersZh,

  themes: themesZh,

  topics: topicsZh,

  leaving: {
    title: '不参与的人',
    none: '目前没有。可以添加退订或反对者名单；名单上的人在读取之前就离开。',
    addMore: '还可以添加在别处表示反对的人的名单。',
    add: '添加反对者名单',
    drop: '移除名单',
    byConsent: (n) =>
      n === 0 ? '没有客户拒绝同意。' : `${count(n)} 位客户拒绝同意，将不参与计算。`,
    byList: (matched, listed, name, column) =>
      `文件中有 ${count(matched)} 位客户在名单${name === '' ? '' : ` ${name} `}上（共 ${count(listed)} 条${column === '' ? '' : `，“${column}”列`}），将不参与计算。`,
  },

  roles: {
    id: '编号',
    text: '文本',
    number: '数值',
    amount: '金额',
    category: '类别',
    flag: '是或否',
    channel: '渠道',
    campaign: '活动',
    date: '日期',
    consent: '同意',
    protected: '受保护',
    target: '目标',
    ignore: '忽略',
  },
  rolesMean: {
    id: '标识客户，不用于分群',
    text: '按含义理解',
    number: '某种量的多少',
    amount: '钱',
    category: '少数几类之一',
    flag: '两种回答之一',
    channel: '客户从哪里来',
    campaign: '向客户提供过什么',
    date: '早或晚',
    consent: '拒绝者在计算之前就离开',
    protected: '年龄、性别等，不用于分群',
    target: '想了解或改变的结果，不用于分群',
    ignore: '保留在文件中，不使用',
  },
  reasons: {
    'unique-key': '每行都不同',
    'named-id': '名称像编号',
    'free-text': '客户自己的话',
    'mostly-numbers': '数值',
    'two-values': '两种取值',
    'mostly-dates': '日期',
    'excel-dates': 'Excel 日期序号',
    'few-levels': '少数重复的取值',
    'one-value': '处处相同',
    empty: '空列',
    'too-many-levels': '不同的短值太多',
    'code-numbers': '代码性质的数字',
    contact: '联系方式',
    money: '金额',
    repeats: '其他列已包含',
    'named-consent': '名称像同意与否',
    'named-protected': '受保护，不参与',
    'named-target': '名称像结果，不参与',
    'named-channel': '名称像渠道',
    'named-campaign': '名称像活动',
  },

  methods: {
    kmeans: 'K 均值',
    'spherical-kmeans': '球面 K 均值',
    'mini-batch-kmeans': '小批量 K 均值',
    'k-medoids': 'K 中心点',
    'gaussian-mixture': '高斯混合',
    ward: 'Ward（层次聚类）',
    'average-linkage': '平均连接（层次聚类）',
    'complete-linkage': '全连接（层次聚类）',
    'single-linkage': '单连接（层次聚类）',
    'bisecting-kmeans': '二分 K 均值（分裂）',
    hdbscan: 'HDBSCAN（密度）',
    dbscan: 'DBSCAN（密度）',
    leiden: 'Leiden（社区）',
    ...themesZh.methods,
  },
  methodFamilies: {
    centres: '围绕中心',
    trees: '逐步合并成树',
    crowds: '客户密集之处',
    ...themesZh.families,
  },
  methodSettings: {
    auto: '自动',
    minClusterSize: '每群最少客户数',
    minSamples: '多少客户算密集',
    eps: '多近算近',
    resolution: '细致程度',
    mean: {
      minClusterSize: '自动：取对结果影响最小的数量。',
      minSamples: '自动：5。数值越大，分群越可靠，留在群与群之间的客户也越多。',
      eps: '自动：取最近客户距离开始上升之处。',
      resolution: '自动：1。数值越大，群越多、越小。',
    },
    selection: '选取哪些群',
    leaf: '最细的',
    eom: '持续最久的',
    unplaced: '群与群之间的客户',
    place: '归入最近的群',
    leave: '不归入任何群',
    covariance: '群的形状',
    covariances: {
      full: '任意，各群不同',
      tied: '任意，各群相同',
      diag: '各列宽窄不同',
      spherical: '圆形',
    },
  },
  methodsMean: {
    kmeans: '围绕中心分组，适合数值和混合文件',
    'spherical-kmeans': '按方向分组，适合文本',
    'mini-batch-kmeans': '分小批计算的 K 均值：大文件快得多，效果几乎一样',
    'k-medoids': '每群以一位真实客户为代表，个别特殊客户影响很小',
    'gaussian-mixture': '各群可宽可窄，也可重叠；适合数值',
    ward: '逐步合并最相近者；较慢，没有随机成分',
    'average-linkage': '按所有两两距离的平均值合并；特殊客户自成一群',
    'complete-linkage': '按最远的一对合并；各群紧凑，大小相近',
    'single-linkage': '按最近的一对合并；能沿链条延伸，找出孤立的客户',
    'bisecting-kmeans': '把最分散的一群一分为二，直到数量足够',
    hdbscan: '客户密集之处成群，形状不限；群数由数据得出',
    dbscan: '按您指定的密集程度成群；适合列数不多的文件',
    leiden: '互为近邻的客户成群；群数由数据得出',
    ...themesZh.methodsMean,
  },
  encoders: {
    'all-minilm-l6-v2': 'MiniLM，英文，快',
    'bge-small-en-v1.5': 'BGE small，英文，更细，速度减半',
    'bge-small-zh-v1.5': 'BGE small，中文',
    'built-in': '内置，比较词语，不用模型',
  },

  warnings: {
    'short-rows': (n, row) =>
      `${count(n)} 行的单元格少于表头，首个是第 ${count(row)} 行。缺少的单元格留空。`,
    'long-rows': (n, row) =>
      `${count(n)} 行的单元格多于表头，首个是第 ${count(row)} 行。多出的内容保留在单独的列中；请检查该处的分隔符和引号。`,
    'stray-quotes': (n, row) =>
      `${count(n)} 个单元格的引号位置不对，首个在第 ${count(row)} 行。请检查该行；如果引号只是普通字符，请把“引号”设为“无”。`,
    'renamed-columns': (n, _row, column) =>
      `${count(n)} 列的名称与前面重复（${column}），已在后面加上序号。`,
    'unnamed-columns': (_n, _row, column) => `第 ${column} 列在表头中没有名称，以位置称呼。`,
    'blank-rows': (n, row) => `略去 ${count(n)} 个空行，首个在第 ${count(row)} 行。`,
    'replaced-characters': (n) =>
      `有 ${count(n)} 个字符无法用此编码读出。如果预览中有乱码，请换一种编码。`,
    preamble: (n) =>
      `表头上方有 ${count(n)} 行标题或说明，不算数据行。如果不对，请指定表头所在的行。`,
    'comment-lines': (n, row) =>
      `${count(n)} 行是注释而非数据，首个在第 ${count(row)} 行，已另外保留。`,
    'repeated-headers': (n, row) =>
      `${count(n)} 行重复了表头，首个在第 ${count(row)} 行，已另外保留。`,
    footer: (n, row) =>
      `${count(n)} 行是说明、标题或合计而非数据，首个在第 ${count(row)} 行，已另外保留。`,
    'totals-kept': (n, row) =>
      `${count(n)} 行看起来像合计，但与文件中的数字对不上，最后一个在第 ${count(row)} 行。仍作为数据行保留；如果不是客户，请从文件中删去。`,
    'control-characters': (n) =>
      `文件中有 ${count(n)} 个屏幕上看不见的字符，已原样保留。它们多半来自错误的转码。`,
    'no-header': () => '第一行看起来是数据，因此以位置称呼各列。如果不对，请打开表头开关。',
  },

  work: {
    title: '正在分群',
    stop: '停止',
    stages: {
      read: '读取文件',
      prepare: '整理客户',
      encode: '理解客户说的话',
      compare: '比较客户',
      group: '形成分群',
      map: '绘制地图',
      name: '为分群命名',
    },
    units: {
      read: '字节',
      prepare: '位客户',
      encode: '条文本',
      compare: '步',
      group: '步',
      map: '轮',
      name: '个短语',
    },
    count: (done, total, unit) => `${count(done)} / ${count(total)} ${unit}`,
    left: (seconds) =>
      seconds < 1.5
        ? '大约还需一秒'
        : seconds < 90
          ? `大约还需 ${count(Math.round(seconds))} 秒`
          : `大约还需 ${count(Math.round(seconds / 60))} 分钟`,
    leftUnknown: '正在估计剩余时间',
    stopped: (kept) =>
      kept === 0 ? '已停止。' : `已停止。已理解的 ${count(kept)} 条文本会保留，不会重做。`,
    loadingModel: '正在打开语言模型',
  },

  map: {
    label: '客户地图',
    explain: '每个标记是一位客户；言行相似的客户彼此靠近。相距较远的群之间，距离意义不大。',
    zoomIn: '放大',
    zoomOut: '缩小',
    fit: '显示全部',
    lasso: '用套索选择',
    pan: '移动地图',
    selectView: '选择视野内的客户',
    clear: '清除选择',
    keys: '方向键移动，加减号缩放，0 显示全部，S 选择视野内的客户，Esc 清除。',
    selected: (n) => `已选择 ${count(n)} 位客户`,
    forming: '读到的客户会陆续出现',
    guess: (n) => `仅凭单个字词的初步猜测：${count(n)} 位客户`,
    refining: '这是仅凭单个字词得出的初步图景；正在完整阅读',
  },

  compare: compareZh,
  judging: judgingZh,
  summary: summaryZh,
  placing: placingZh,
  corrections: correctionsZh,
  ask: askZh,
  explore: exploreZh,
  models: modelsZh,
  audience: audienceZh,
  levels: levelsZh,
  profile: profileZh,
  walk: walkZh,
  why: whyZh,
  mood: moodZh,
  listing: listingZh,
  space: spaceZh,
  views: {
    label: '视图',
    map: '地图',
    explore: '探索',
    themes: '话题',
    tree: '层级',
    audience: '人群圈选',
    compare: '比较',
    judge: '可信度',
    corrections: '更正',
    place: '下一个文件',
  },
  segments: {
    title: '分群',
    list: '分群',
    name: '名称',
    size: '人数',
    share: '占比',
    confidence: '把握',
    traits: '与众不同之处',
    customers: (n) => `${count(n)} 位客户`,
    leftOut: '未参与',
    outside: '不在任何群',
    outsideMeans: '这位客户处于各群之间，未归入任何群。',
    leftOutMeans: '这位客户拒绝被分析，或该行按处理方案略去。',
    oneIn: (share) =>
      share > 0.95
        ? '几乎所有客户'
        : share >= 0.475
          ? `每 10 位客户中有 ${count(Math.round(share * 10))} 位`
          : `每 ${count(Math.max(2, Math.round(1 / share)))} 位客户中有 1 位`,
    everyone: '全部客户',
    open: (name) => `打开“${name}”`,
    back: '全部分群',
    rename: '改名',
    nameOf: (n) => `第 ${n} 群的名称`,
    save: '保存',
    cancel: '取消',
    taken: '另一个分群已使用这个名称，请换一个。',
    plain: '恢复原文名称',
    suggested: '小模型建议',
    suggestions: '其他名称',
    suggesting: (done, total) => `小模型正在建议名称：${count(done)} / ${count(total)}`,
    stopSuggesting: '停止建议',
    suggest: '建议名称',
    keyphrases: '常用词语',
    keyphraseFigures: (share, elsewhere) => `本群 ${share} 提到，其他客户 ${elsewhere}`,
    typical: '典型客户',
    noTraits: '没有哪一列使本群明显不同。',
    row: (row) => `第 ${count(row)} 行`,
    confidenceMeans: '与一位客户最相似的客户中，有多少在同一群，取平均。',
    figures: '供分析师参考的数字',
    how: '这些分群是怎样得到的',
    silhouette: '轮廓系数',
    calinski: 'Calinski-Harabasz',
    davies: 'Davies-Bouldin',
    tried: '各数量的轮廓系数',
    account: {
      method: '方法',
      encoder: '语言模型',
      device: '运行于',
      objected: '因反对而未参与',
      dropped: '按处理方案略去的行',
      unplaced: '不在任何群的客户',
      texts: '不同的文本',
      silent: '没有文本的客户',
      split: '按完整句子分段阅读的长文本',
      share: '文本相对于其他列的权重',
      neighbours: '近邻',
      exact: '精确',
      approximate: '近似',
      map: '地图',
      landmarks: (count) => `先排布随机抽取的 ${count} 位客户，再排布全部客户`,
      seed: '随机种子',
    },
    unnamed: (n) => `第 ${n} 群`,
  },

  traits: {
    higher: (column) => `${column}高`,
    lower: (column) => `${column}低`,
    middle: (column) => `${column}居中`,
    later: (column) => `${column}较近`,
    earlier: (column) => `${column}较早`,
    level: (column, level) => `${column}：${level}`,
    notLevel: (column, level) => `少有${column}：${level}`,
    silent: '未留言',
    unknown: (column) => `${column}未知`,
    notUnknown: (column) => `${column}已知`,
    median: (inside, outside) => `通常 ${inside}，其他客户 ${outside}`,
    portion: (inside, outside) => `本群 ${inside}，其他客户 ${outside}`,
    times: (factor) => `是其他客户的 ${factor} 倍`,
    sensitive: '敏感信息：不用于命名',
    and: '，',
  },

  customers: {
    title: '客户',
    table: '客户',
    segment: '分群',
    confidence: '把握',
    search: '搜索客户',
    showing: (n, of) => (n === of ? `${count(n)} 位客户` : `${count(n)} / ${count(of)} 位客户`),
    inSegment: (name) => `属于“${name}”`,
    inSelection: '在选择之内',
    clear: '显示全部',
    sortBy: (column) => `按${column}排序`,
    none: '没有符合的客户。',
    open: '显示表格',
    close: '隐藏表格',
    loading: '正在载入',
  },

  export: {
    button: '导出',
    customers: '客户及分群（CSV）',
    summary: '分群概要（CSV）',
    report: '报告（HTML）',
    svg: '地图（SVG）',
    png: '地图（PNG）',
    project: '项目文件',
    mask: '隐藏个人数据：姓名、联系方式、证件号',
    maskOff: '编号保留。项目文件始终保存原始文件。',
    guard: '使会被电子表格当作公式执行的单元格变得安全',
    guardOff: '关闭后，每个单元格都原样保留。',
    done: (name) => `${name} 已保存到下载目录。`,
    making: (name) => `正在生成 ${name}`,
  },

  notices: {
    'storage-full':
      '本浏览器的存储空间已满。工作会继续，但下次访问时不会保留这次研究。请腾出空间，或点击“全部忘记”。',
    'storage-none': '本浏览器不允许页面保存内容（例如无痕窗口）。一切照常，但下次访问时不会保留。',
    reopened: (name) => `${name} 已按上次的样子打开，没有重新计算。`,
    writerOff: '这里没有安装小模型，使用原文名称。',
    writerFailed: '小模型无法在此运行，使用原文名称。',
    writerLanguage: '小模型只会写英文；这些文本保留原文名称。',
    labDied: '负责计算的部分意外结束，已重新启动。您的文件仍然打开；请点击“开始分群”继续。',
    'list-unreadable': (name) => `无法把名单 ${name} 读成表格。请存为每行一人的 CSV，再添加一次。`,
    renamed: (name) => `已改名为“${name}”。`,
  },

  faults: {
    'file-empty': () => '文件是空的：没有字节或没有行。请选择另一个文件。',
    'file-header-only': (d) =>
      `文件只有 ${count(Number(d.columns ?? 0))} 列的表头，没有数据行。请连同客户一起重新导出。`,
    'file-not-text': (d) =>
      d.kind
        ? `这不是文本表格，而是 ${d.kind} 文件。请用原来的程序打开，另存为 CSV。`
        : '这不是文本表格：其中充满了文本不会有的字节。请用原来的程序打开，另存为 CSV。',
    'file-damaged': (d) =>
      `这个 ${d.kind} 文件已损坏或不完整${d.row === undefined ? '' : `：第 ${count(Number(d.row))} 行无法读取`}。请重新导出或下载，或用原来的程序打开后另存为 CSV。`,
    'file-locked': (d) => `这个 ${d.kind} 文件设有密码。请用原来的程序打开，去掉密码后再保存。`,
    'file-too-large': (d) =>
      d.wanted === undefined
        ? `文件${d.unpacked === undefined ? '' : '解压后'}${d.more === undefined ? '有' : '超过'} ${d.size}，这个标签页大约只能容纳其中的 ${d.limit}${d.rows === undefined ? '' : `（约 ${count(Number(d.rows))} 行）`}。请只导出需要的列，减少行数，或把文件拆成几份。`
        : `文件有 ${count(Number(d.wanted))} 行、${count(Number(d.columns))} 列，这样的表这个标签页大约只能容纳 ${count(Number(d.rows))} 行。请只导出需要的列，减少行数，或把文件拆成几份。`,
    'file-unreadable': (d) =>
      `无法读取文件（${d.message}）。选择之后它可能被移动、修改或锁定；请重新选择。`,
    'quote-open': (d) =>
      `第 ${d.row} 行“${d.column}”列的引号没有结束，其后的内容会变成一个单元格。请在文件中补上引号，或把“引号”设为“无”，当作普通字符读取。`,
    'row-too-long': (d) =>
      `第 ${d.row} 行超过 ${count(Number(d.characters ?? 0))} 个字符仍未换行，这不是由行组成的表格。请重新导出为 CSV。`,
    'files-unrelated': (d) =>
      `${d.first} 和 ${d.second} 无法合并：列不相同，也没有一列能对应另一文件的行。请只打开其中一个，或让两者有相同的编号列。`,
    'project-damaged': () =>
      '这个项目文件已损坏，或不是本页生成的。没有任何改动；请改为打开客户文件。',
    'project-newer': () => '这个项目文件由更新版本的 Enclave 生成。请更新本页后再打开。',
    'preparation-damaged': (d) =>
      d.place === 'JSON' || d.place === 'format'
        ? '这不是已保存的准备方案：准备方案是本页在“确认各列”处保存的 JSON 文件。没有任何改动。'
        : `这份准备方案无法使用：其中“${d.place}”的内容无法识别。请在文件中改正，或在“确认各列”处重新保存。没有任何改动。`,
    'preparation-newer': () =>
      '这份准备方案由更新版本的 Enclave 保存。请更新本页后再使用。没有任何改动。',
    'audience-damaged': () => '这不是本页的人群文件，或文件已损坏。没有任何改动。',
    'audience-newer': () =>
      '这个人群文件由更新版本的 Enclave 保存。请更新本页后再使用。没有任何改动。',
    'nothing-to-group': () =>
      '没有可用于分群的内容：每一列都被忽略、是编号，或处处相同。请至少把一列设为文本、数值、类别或日期。',
    'texts-all-empty': (d) =>
      `${d.column} 中的文本全是空的，又没有使用其他列。请选择另一个文本列，或使用数值和类别。`,
    'rows-too-few': (d) => `客户太少：${d.rows} 位。至少需要 2 位才能分群。`,
    'segments-too-many': (d) =>
      `${count(Number(d.rows ?? 0))} 位客户不能分成 ${d.k} 群。请减少数量。`,
    'level-unreachable': (d) =>
      Number(d.most) <= 1
        ? `这里没有可以合并或细分的客户群，因此没有 ${d.level} 群的层级。请不指定层级，或按 ${d.level} 群重新分群。`
        : `这些客户群的层级可以是 1 到 ${d.most} 群（找到的是 ${d.found} 群），没有 ${d.level} 群这一层。请选择这个范围内的数量，或按 ${d.level} 群重新分群。`,
    'place-unlike': (d) =>
      `这个文件里没有用来分群的任何一列（${d.columns}），无法把其中的客户放进这些客户群。请选择列相同的文件，或者把它作为新的研究打开。`,
    'place-nobody': (d) =>
      `没有可以放置的客户：文件的全部 ${count(Number(d.rows ?? 0))} 行都拒绝分析，或被处理步骤排除。请检查同意列，或选择另一个文件。`,
    'options-unknown': (d) => `无法识别：${d.option}。`,
    'method-unfit': themesZh.fault,
    'cuts-unordered': (d) =>
      `${ordersZh.measures[d.measure as 'recency'] ?? d.measure}的分界点必须是四个数，后一个不能小于前一个；现在是 ${String(d.cuts).replaceAll(',', '、')}。请在“订单”中修改，或恢复为五等分。`,
    'day-unreadable': (d) => `“${d.day}”不是可用来往回算的日期。请写成年-月-日，例如 2024-05-31。`,
    'model-missing': (d) =>
      `语言模型 ${d.model} 没有安装在本页旁边。请运行 “npm run models”，或在“语言模型”中选择内置编码器。`,
    'model-damaged': (d) =>
      `语言模型 ${d.model} 的文件 ${d.file} 已损坏：校验和与公布的不符。请运行 “npm run models” 重新获取，或在“语言模型”中选择内置编码器。`,
    'writer-unfit': modelsZh.own.unfit,
    'worker-died': () =>
      '负责理解文本的部分多次结束，可能是内存不足。已理解的内容会保留；请关闭其他标签页，再次点击“开始分群”。',
    'storage-full': () => '本浏览器的存储空间已满。请腾出空间，或点击“全部忘记”。',
    stopped: () => '已停止。',
    unexpected: (d) =>
      `发生了不应发生的错误（${d.message}）。您的文件没有改动；请再试一次，如再次出现，请报告这些文字。`,
  },

  report: reportZh,
};
