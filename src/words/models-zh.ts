import { numberFormat } from './formats';
import type { Words } from './words';

const number = numberFormat('zh-CN');
const megabytes = numberFormat('zh-CN', { maximumFractionDigits: 0 });
const UNFIT: Readonly<Record<string, string>> = {
  kind: '它不是 GGUF 文件',
  version: '它的版本本页无法读取；可读取第 2 和第 3 版',
  parts: '它只是多个分卷之一；请先合并成一个文件（llama-gguf-split --merge）',
  cut: '它过早结束，像是没有复制完整',
  encodes: '其中的模型只把文本变成数字，不会写字',
};

/** Words about the language models in Chinese. */
export const modelsZh: Words['models'] = {
  title: '语言模型与许可',
  lead: '它们全部在本页内、在这台电脑上运行。它们的用途、作者和局限如下：',
  close: '关闭',
  encoders: '比较客户所说的内容',
  writers: '为分群提出名称',
  heads: '判断情绪',
  facts: {
    maker: '作者',
    licence: '许可',
    languages: '语言',
    size: '大小',
    parameters: '参数',
    reads: '最多读取',
    published: '发布名称',
    sum: '校验和（SHA-256）',
    architecture: '种类',
    file: '文件',
  },
  unsaid: '文件中未说明',
  megabytes: (bytes) => `${megabytes.format(bytes / 1e6)} MB`,
  tokens: (n) => `${number.format(n)} 个词元`,
  languageNames: { en: '英文', zh: '中文' },
  here: '已安装在本页旁边',
  notHere: '这里没有安装：请运行 “npm run models”',
  cards: {
    'all-minilm-l6-v2': {
      use: '把英文句子变成向量，意思相同的文本彼此靠近。用网络上约十亿对句子训练而成。',
      limits: '不懂其他语言，长文本会切成几段，并带有训练所用网络文本的习惯。',
    },
    'bge-small-en-v1.5': {
      use: '把英文句子变成向量，比 MiniLM 略细，速度约为一半。',
      limits: '仅限英文。相似度彼此接近：0.6 仍然相差很远。',
    },
    'bge-small-zh-v1.5': {
      use: '把中文句子变成向量。',
      limits: '仅限中文。',
    },
    'smollm2-135m-instruct': {
      use: '提出简短的标题。它只能使用您的文本里出现的词，并且总与依据一起显示。',
      limits: '模型很小：任其发挥会说出不实的话，因此它在这里不做决定，也不回答问题。仅限英文。',
    },
  },
  mood: {
    use: '在向量之上的几千字节自有权重：逐句判断正面、负面、混合或中性。',
    limits: '用公开评论训练。十条从未见过的评论中，有八九条与作者的本意一致；反讽会误判。',
    maker: 'Enclave，由源码中的 bench/mood 脚本训练',
  },
  own: {
    title: '您自己的模型',
    lead: '任何单个 GGUF 文件的语言模型（Qwen、更大的 SmolLM，只要标签页装得下）都可以代替小模型提出名称。请在这里选择，或拖到页面上。它只留在这台电脑上。',
    choose: '选择 GGUF 文件',
    taking: (name) => `正在读取 ${name}`,
    inUse: '现在由它提出名称。',
    drop: '移除它',
    large: '这么大的文件可能超出本标签页的容量，没有显卡时也会很慢。',
    unfit: (d) =>
      `文件 ${d.file} 无法提出名称：${UNFIT[String(d.reason)] ?? '无法读取'}。请另选一个；没有任何改动。`,
  },
};
