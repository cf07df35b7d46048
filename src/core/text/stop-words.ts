/** Words that carry grammar rather than meaning. A name neither starts nor ends with one. */
const ENGLISH = `
a about above after again against ago all almost already also although always am an and any anyone
anything are aren't around as at away back be became because become been before being below between
both but by came can can't cannot could couldn't did didn't do does doesn't doing don't done down
during each either else enough even ever every everyone everything few for from further get gets
getting give given go goes going gone gonna got had hadn't has hasn't have haven't having he he'd
he'll he's hello her here here's hers herself hi him himself his how how's however i i'd i'll i'm
i've if in instead into is isn't it it'd it'll it's its itself just keep kept know let let's like
lot lots made make makes making many may maybe me might mine more most much must mustn't my myself
need needs never next no nor not now of off often oh ok okay on once one ones only onto or other
others ought our ours ourselves out over own per perhaps please put quite rather really right said
same say says see seem seems shall she she'd she'll she's should shouldn't since so some someone
something sometimes soon still such take taken tell than thank thanks that that's the their theirs
them themselves then there there's these they they'd they'll they're they've thing things think
this those though through thus till to too took toward towards try trying under until up upon us
use used using usually very via want wanted wants was wasn't way we we'd we'll we're we've well went
were weren't what what's whatever when when's where where's whether which while who who's whole
whom whose why why's will with within without won't would wouldn't yeah yes yet you you'd you'll
you're you've your yours yourself yourselves
`;

const CHINESE = `
的 了 和 是 就 都 而 及 与 着 或 一个 没有 我们 你们 他们 她们 它们 自己 这 那 这个 那个 这些 那些 这样 那样
这么 那么 什么 怎么 怎样 如何 为什么 哪 哪里 哪个 谁 多少 几 我 你 他 她 它 您 咱 咱们 大家 在 有 不 也 很 还
要 会 能 可以 可 可能 应该 必须 得 地 把 被 让 给 对 对于 关于 从 到 向 往 由 于 以 以及 因为 所以 因此 但 但是
可是 不过 虽然 如果 要是 只要 只有 除了 还是 或者 并 并且 而且 然后 于是 则 却 又 再 才 刚 刚刚 已 已经 曾
曾经 正在 正 将 将要 过 吗 呢 吧 啊 呀 哦 哈 嘛 啦 呵呵 哈哈 嗯 哎 唉 喂 上 下 里 中 内 外 前 后 之 之前 之后
以前 以后 时候 时 当 每 每个 各 各种 某 其 其他 其它 其中 此 该 本 所 所有 一些 一点 一下 一样 一直 一定 一次
一 二 两 三 个 些 次 种 点 位 件 份 家 只 条 太 更 最 非常 特别 十分 比较 挺 真 真的 真是 比 像 跟 同 用 去 来
说 想 看 做 没 无 是否 就是 不是 还有 还要 都是 也是 而是 只是 算是 这是 那是 觉得 感觉 知道 起来 出来 下来
过来 东西 今天 昨天 明天 现在 本来 原来 反正 到底 其实 当然 居然 竟然 实在 总之 总的来说 有点 有些 好像 似乎
等 等等 为 为了 请 谢谢 您好 你好 第一次 这次 上次 每次 下次 多 少 大 小
`;

function listOf(words: string): ReadonlySet<string> {
  return new Set(words.trim().split(/\s+/u));
}

export const STOP_WORDS: Readonly<Record<'en' | 'zh', ReadonlySet<string>>> = {
  en: listOf(ENGLISH),
  zh: listOf(CHINESE),
};

/** Words that turn a statement round; a phrase must not lose them at its start. */
export const NEGATIONS: ReadonlySet<string> = new Set([
  "can't",
  'cannot',
  "couldn't",
  "didn't",
  "doesn't",
  "don't",
  "isn't",
  "wasn't",
  "won't",
  "wouldn't",
  "haven't",
  "hasn't",
  'never',
  'no',
  'not',
  'without',
  '不',
  '没',
  '没有',
  '无',
]);
