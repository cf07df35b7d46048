import type { MoodModel, Signal } from './mood-model';

type Patterns = Partial<Readonly<Record<Signal, RegExp>>>;

/** What says a thing outright. Few and sure: whatever is said in other words is left to the heads. */
const ENGLISH: Patterns = {
  intent:
    /\b(?:where (?:can|could|do) (?:i|we) (?:buy|get|order|purchase|find)|(?:will|would|'ll|gonna|going to|plan(?:ning)? to|want(?:ed)? to|like to|intend to|about to|can'?t wait to) (?:definitely |certainly |surely |probably |also |be )*(?:re-?order|repurchase|buy(?:ing)?|order(?:ing)?|purchas(?:e|ing)|subscribe|upgrade|pre-?order)|(?:will|would|'ll) (?:definitely |certainly |surely |be )*(?:come back|be back|return again|visit again|stay here again)|(?:back|still) in stock|(?:add(?:ed|ing)?|put) (?:it |this |them |[a-z]+ more )?(?:to|in) my (?:cart|basket|wish ?list)|thinking (?:of|about) (?:getting|buying|ordering)|price (?:for|of)|send me a quote|how much (?:is|are|does|do|for))\b/iu,
  churn:
    /\b(?:(?:cancel|close|terminate|delete|deactivate|end|stop)(?:l?ed|l?ing|d)? (?:my|the|our|this) (?:[a-z]+ )?(?:account|subscription|membership|contract|plan|card|profile|policy|service)|unsubscribe[ds]?|last time (?:i|we)(?:'ll| will| ever)? (?:buy|order|shop|use|come|stay|eat|fly|ordered|bought)|(?:will|would|'ll|won'?t|am|i'm) (?:never|not|no longer) (?:ever )?(?:be )?(?:buy|order|shop|use|come|return|stay|renew|purchas|using|buying|ordering|coming|renewing|go|going)\w*(?: back| again| here| from)?|won'?t (?:be )?(?:buy|order|com|return|us|renew|go|shop)(?:e|ing)?\b.{0,20}\b(?:again|back|any ?more|here)|never (?:again|(?:buy|order|shop|use|come|go) .{0,25}again)|(?:switch(?:ed|ing)?|mov(?:ed|ing|e)|chang(?:ed|ing|e)) to (?:another|a different|a competitor|your competitor)|(?:take|taking|took) (?:my|our) (?:business|money) elsewhere|lost (?:a|me as a|this|another) customer)\b/iu,
  anger:
    /\b(?:furious|outrag(?:e|ed|eous)|infuriat\w+|livid|scam(?:mers?|med)?|rip-?off|ripped off|thieves|disgraceful|shame on (?:you|them)|unacceptable|piss(?:ed)? off|how dare)\b/iu,
  sadness:
    /\b(?:disappoint(?:ed|ing|ment|s)?|heart-?broken|let down|regret(?:ted)?|such a (?:pity|shame)|so sad|sadly|in tears)\b/iu,
  fear: /\b(?:(?:i'm|i am|was|were|am|are|so|very|bit|really) (?:worried|afraid|scared|anxious|nervous|concerned|terrified)|frighten(?:ed|ing)|scary|creepy|unsafe|not safe|is it safe|panick?ed|fire hazard)\b/iu,
  surprise:
    /\b(?:(?:pleasantly |very |so |was |were |really )surprised|surprisingly|unexpected(?:ly)?|amazed|astonish\w+|to my surprise|didn'?t expect|did not expect|stunned|can'?t believe)\b/iu,
  disgust:
    /\b(?:disgust(?:ed|ing)|gross|revolting|filthy|mou?ldy?|nauseating|yuck|stinks?|stank|rotten|vomit(?:ed)?|maggots?|cockroach(?:es)?)\b/iu,
};

const CHINESE: Patterns = {
  intent:
    /(?:哪里|哪儿|在哪|怎么)(?:能|可以)?(?:买|购买|订购|下单)|(?<!不|不会|别)(?:还会|会再|下次还|以后还|一定)(?:会)?(?:再)?(?:来|买|光顾|回购|订|购买|点|住)|(?<!不会|不想|不)(?:想|准备|打算|计划)(?:再)?(?:入手|买|购买|订|下单|回购|囤)|(?<!不会|不再|不)回购|求链接|加(?:入)?购物车|什么时候(?:补货|有货)|还有货/u,
  churn:
    /再也不(?:会|想|敢|来|买|点|订|用|去|光顾|吃|住|信)|(?:不会|不想|绝不|决不|不)再(?:来|买|点|订|用|去|光顾|吃|住|续|购买|光临|次购买|回购)|(?:最后一次|没有下次|没下次了|下次不会|以后不会|不会有(?:下|第二)次)|(?:注销|取消|删除|关闭)(?:我的)?(?:账号|帐号|账户|帐户|会员|订阅|服务|合同)|退订|销户|拉黑|卸载|不续费|取关|(?:换|转到|改用)(?:了)?(?:别家|别的(?:平台|牌子|店|品牌))|宁(?:可|愿)去别/u,
  anger:
    /气死|愤怒|火大|生气|气愤|恼火|无耻|骗子|骗人|欺骗|黑店|坑(?:人|爹)|投诉|举报|忍无可忍|太过分|岂有此理|态度(?:恶劣|极差|很差|太差)|混蛋/u,
  sadness: /失望|难过|伤心|遗憾|可惜|后悔|心寒|心凉|失落|扫兴|难受/u,
  fear: /担心|害怕|不敢(?:用|吃|再|充|戴|喝)|吓(?:人|死|到|坏)|恐怕有|不放心|焦虑|提心吊胆|心里没底|怕(?:有毒|爆炸|过期|不安全)/u,
  surprise: /没想到|想不到|出乎意料|意外|惊喜|惊呆|居然|竟然|大吃一惊|没料到|天哪/u,
  disgust:
    /恶心|反胃|想吐|发霉|臭(?:死|味|烘烘|了)|难闻|苍蝇|蟑螂|虫子|头发丝|吃出.{0,4}(?:头发|虫)|馊|脏(?:死|兮兮|得)|膈应|拉肚子/u,
};

/** What makes "want to buy" its opposite, right before it. */
const DENIED =
  /(?:\b(?:not|never|no longer|without)|n't)\s+(?:\w+\s+)?$|[不没别未][^，。,.!！]{0,3}$/iu;

/** Whether a text says a thing in words that leave no doubt. */
export function saysOutright(
  text: string,
  signal: Signal,
  language: MoodModel['language'],
): boolean {
  const patterns = language === 'zh' ? CHINESE : ENGLISH;
  const plain = text.replace(/[’‘]/gu, "'");
  const found = patterns[signal]?.exec(plain) ?? null;
  return found !== null && !(signal === 'intent' && DENIED.test(plain.slice(0, found.index)));
}
