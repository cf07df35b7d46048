/** What the made-up customers of the tea shop say, by kind of customer. */
export interface SampleVoices {
  readonly columns: readonly string[];
  readonly cities: readonly string[];
  readonly channels: readonly string[];
  readonly teas: readonly string[];
  readonly fileName: string;
  /** Between two sentences. */
  readonly space: string;
  readonly kinds: readonly SampleVoice[];
}

/**
 * Sentences of one kind of customer. `{tea}`, `{days}` and `{city}` are filled in; of `[one|other]`
 * one is taken.
 */
export interface SampleVoice {
  readonly sentences: readonly string[];
  readonly endings: readonly string[];
}

export const ENGLISH: SampleVoices = {
  fileName: 'tea-shop-customers.csv',
  space: ' ',
  columns: [
    'customer_id',
    'city',
    'channel',
    'joined',
    'orders',
    'total_spent',
    'days_since_order',
    'discount_share',
    'app_visits',
    'rating',
    'comment',
  ],
  cities: ['Leeds', 'Bristol', 'Glasgow', 'Cardiff', 'York', 'Bath', 'Norwich', 'Dundee'],
  channels: ['Website', 'App', 'Shop'],
  teas: [
    'sencha',
    'matcha',
    'Darjeeling',
    'oolong',
    'Assam',
    'jasmine tea',
    'rooibos',
    'Earl Grey',
  ],
  kinds: [
    {
      sentences: [
        '[The|Your|This] {tea} tastes [fresh|clean|bright|wonderful] [every single time|as always|again].',
        'I have [bought|been drinking|ordered] your {tea} for [years|ages] and the quality [never drops|stays high|is superb].',
        '[The best|By far the best|Simply the best] {tea} I know, [such a rich aroma|the aroma fills the kitchen|a lovely aroma].',
        'You can [see|tell] the [whole leaves|leaves] are [carefully picked|of high quality|picked with care].',
        'The [new harvest|spring harvest|latest batch] of {tea} is [wonderful|excellent|outstanding], [deep and sweet|full of flavour|smooth and rich].',
        'My favourite [is|remains] the {tea}, [smooth|soft] without any bitterness.',
        '[Even the second|The second|Even the third] infusion of the {tea} is full of flavour.',
        '[Rich|Deep|Delicate] flavour, [beautiful|golden|clear] colour in the cup.',
      ],
      endings: [
        'I [would not|will not] drink any other tea.',
        'A [real|daily] pleasure.',
        'I [recommend|keep recommending] it to [everyone|all my friends].',
        'Great quality, thank you.',
      ],
    },
    {
      sentences: [
        '[The|My] [parcel|package] [arrived|came|turned up] {days} days late [and nobody told me|without a word|again].',
        '[Delivery|Shipping] to {city} [took far too long|took {days} days|was slow again].',
        'The [tracking page|tracking number|tracking] has not [changed|moved|been updated] for {days} days.',
        'The courier left the [parcel|box] [in the rain|with a neighbour|at the wrong door] [and it was soaked|and did not ring|again].',
        '[My|The] [order|parcel] was marked as delivered but [never came|never arrived|I have nothing].',
        'Two [tins|bags] were [dented|torn|damaged] because the [packaging|parcel] was too thin.',
        'Still waiting for [my parcel|my package|the delivery] after {days} days.',
        'The delivery date [was moved|moved|changed] [three times|twice] [without a message|and then nothing came].',
      ],
      endings: [
        'Please change the courier.',
        'I had to [fetch it|look for it] at the depot.',
        'Late delivery [once more|again].',
        'Where is my [parcel|package]?',
      ],
    },
    {
      sentences: [
        'I ordered a [gift box|gift set|present] for my [mother|sister|father|aunt] and the [wrapping|gift wrapping] was [lovely|beautiful].',
        'Bought the {tea} [tin|box] as a [birthday|wedding|housewarming] [present|gift] for a [friend|colleague|neighbour].',
        'The handwritten [card|note] in the [present|gift box] made her [smile|cry with joy|very happy].',
        'Every [December|Christmas|Easter] I send your gift [sets|boxes] to [the whole family|all my clients|my friends].',
        'Could you [add|offer] [ribbons|gift bags|cards] in other colours for the gift [boxes|sets]?',
        'The [sampler|tasting set] is [the perfect|an ideal] gift for [people who have everything|tea lovers].',
        'My [colleagues|parents|friends] loved the [Christmas|birthday] gift boxes with {tea}.',
        'I needed a [wedding|birthday] gift at short notice and the gift set looked [splendid|great].',
      ],
      endings: [
        'A gift that always works.',
        'I will send another gift [at Easter|next year|soon].',
        'Everyone asked where the [gift|present] came from.',
        'Please keep the gift messages.',
      ],
    },
    {
      sentences: [
        'I only order when there is a [voucher|discount|coupon], [otherwise it is too expensive|otherwise too dear].',
        'The [discount code|voucher|coupon code] for {tea} did not work [at the checkout|yesterday|again].',
        '[Prices went up|The price went up] again, {tea} [now costs twice as much|is too expensive now].',
        'Is there a [cheaper|lower] price [if I buy a whole kilo|for a bigger bag|for two tins]?',
        'I wait for the [sale|discounts|special offers] and then [fill the cupboard|order a lot].',
        'Free shipping should start at a lower [amount|price].',
        'Another shop sells the same {tea} [cheaper|for a lower price|for less money].',
        'The [two for one offer|half price sale|special offer] was a [real|great] bargain.',
      ],
      endings: [
        'When is the next [sale|discount]?',
        'Please send me more [coupons|discount codes|vouchers].',
        'For that price I expect more.',
        'A loyalty discount would be fair.',
      ],
    },
    {
      sentences: [
        'How hot should the water be for {tea}?',
        'I am new to loose tea, which [strainer|teapot|infuser] should I buy?',
        'How long [do I|should I] [steep|brew] the {tea} so that it [does not turn bitter|stays mild]?',
        'Which tea [would you recommend|is good] for a beginner [who drinks coffee|like me]?',
        'How many spoons of {tea} [go into|do I need for] one [pot|cup]?',
        'Does the {tea} [contain|have] [much|a lot of] caffeine?',
        'Is there a brewing guide [for beginners|step by step|with pictures]?',
        'What is the difference between {tea} and [green tea|black tea|white tea]?',
      ],
      endings: [
        'I would be glad of some advice.',
        'A short brewing video would help.',
        'I am just starting out with tea.',
        'Thanks for [explaining|the advice].',
      ],
    },
    {
      sentences: [
        'I cannot log in [since the last update|since Monday|any more] [of the app|in the app].',
        'The password reset [mail|link|code] never arrives.',
        'My card was charged twice [for one order|in the app|at the checkout].',
        'The app [crashes|freezes|closes] [as soon as I open the basket|when I pay|on my phone].',
        'Payment [failed|was refused] [three times|again] although my card is fine.',
        'I was logged out of the app and my [saved addresses|points|orders] are gone.',
        'The [checkout|payment] button in the app does nothing [on my phone|on my tablet].',
        'The app shows an error [when I try to pay|at the payment step|after the login].',
      ],
      endings: [
        'Please fix the [login|app].',
        'I had to use the computer instead.',
        'Support has not answered yet.',
        'I nearly gave up on the payment.',
      ],
    },
  ],
};

export const CHINESE: SampleVoices = {
  fileName: '茶叶店客户.csv',
  space: '',
  columns: [
    '客户编号',
    '城市',
    '渠道',
    '注册日期',
    '订单数',
    '消费总额',
    '距上次下单天数',
    '优惠占比',
    '应用访问次数',
    '评分',
    '评价',
  ],
  cities: ['杭州', '成都', '广州', '武汉', '西安', '南京', '厦门', '长沙'],
  channels: ['网站', '手机应用', '门店'],
  teas: ['龙井', '铁观音', '普洱', '白茶', '正山小种', '茉莉花茶', '大红袍', '碧螺春'],
  kinds: [
    {
      sentences: [
        '{tea}的味道[一直|还是|果然]很[清香|醇厚|鲜爽]，[每次都一样好|从不失望]。',
        '在这里[买|喝]{tea}[好几年|很久]了，品质[从来没有下降|一直稳定|非常好]。',
        '喝过最好的{tea}，[满屋子都是茶香|茶香扑鼻|香气持久]。',
        '看得出茶叶[完整|新鲜]，是[用心挑选|精心采摘]的。',
        '[今年的新茶|这一批新茶|春茶][特别好|很不错]，{tea}[回甘很久|口感醇厚]。',
        '最喜欢{tea}，口感[顺滑|柔和]，一点也不苦。',
        '{tea}泡到第[三|四]道味道还是很足。',
        '汤色[漂亮|清亮]，香气[浓郁|高扬]，茶香[十足|悠长]。',
      ],
      endings: [
        '别家的茶已经喝不惯了。',
        '每天早上的享受。',
        '推荐给了[所有朋友|同事]。',
        '品质真好，谢谢。',
      ],
    },
    {
      sentences: [
        '[包裹|快递]晚到了{days}天，[也没人通知|一个电话都没有|太慢了]。',
        '送到{city}的快递[又是太慢|用了{days}天|实在太慢]了。',
        '物流信息{days}天没有[更新|变化]。',
        '快递员把[箱子|包裹][放在雨里|丢在门口|放错了地方]，[全湿了|没有打电话]。',
        '显示已签收，可是我根本没有收到[包裹|快递]。',
        '包装太薄，两个茶罐都[压扁|摔坏]了。',
        '等快递等了{days}天[还没到|才到]。',
        '送货日期改了[三次|两次]，[没有一条短信|最后也没送到]。',
      ],
      endings: [
        '请换一家快递。',
        '只好自己去站点[找|取]。',
        '快递又晚了。',
        '我的包裹现在在哪里？',
      ],
    },
    {
      sentences: [
        '给[妈妈|爸爸|姐姐|老师]买的礼盒，包装[非常漂亮|很精致]。',
        '买了一罐{tea}送[朋友|同事|邻居]当[生日|结婚|乔迁]礼物。',
        '礼盒里的手写卡片让[她|他][很感动|很开心]。',
        '每年[过年|中秋|春节]都给[全家人|客户|亲戚]寄你们的礼盒。',
        '礼盒的[丝带|手提袋|贺卡]能不能多几种颜色？',
        '试饮套装送礼[最合适|很体面]。',
        '[同事们|爸妈|朋友]都喜欢[中秋|春节]的{tea}礼盒。',
        '临时需要[结婚|生日]礼物，这套礼盒[看起来很体面|很合适]。',
      ],
      endings: [
        '送礼从不出错。',
        '[春节|明年]还会再送一盒。',
        '大家都问礼物在哪里买的。',
        '请保留礼物留言。',
      ],
    },
    {
      sentences: [
        '有[优惠券|折扣|满减]才会下单，不然太贵了。',
        '{tea}的[优惠码|优惠券]结账时[不能用|用不了]。',
        '又涨价了，{tea}[现在贵了一倍|现在太贵]。',
        '买[一公斤|两罐|大包装]有没有更便宜的价格？',
        '等到[打折|大促|优惠]再[一次买够|多买一些]。',
        '包邮的[门槛|价格]应该再低一些。',
        '同样的{tea}别的店[更便宜|价格低很多]。',
        '[买一送一|半价]的活动[真划算|太划算了]。',
      ],
      endings: [
        '下次什么时候打折？',
        '请多发一些优惠券。',
        '这个价格我期待更多。',
        '老客户应该有折扣。',
      ],
    },
    {
      sentences: [
        '泡{tea}的水温应该是多少度？',
        '刚开始喝茶，不知道该买哪种[滤网|茶壶|盖碗]。',
        '{tea}要泡多久才不会[苦|涩]？',
        '[喝咖啡的新手|新手|初学者]适合喝哪一种茶？',
        '一[壶|杯]要放几勺{tea}？',
        '晚上喝{tea}咖啡因会不会太多？',
        '有没有[一步一步的|适合新手的|带图的]冲泡说明？',
        '{tea}和[绿茶|红茶|白茶]有什么区别？',
      ],
      endings: ['希望得到一些建议。', '最好有一段冲泡视频。', '我刚刚入门。', '谢谢讲解。'],
    },
    {
      sentences: [
        '手机应用[更新以后|从周一起]就登录不了。',
        '重置密码的[邮件|短信|验证码]一直收不到。',
        '[一个订单|手机付款|结账时]被扣了两次款。',
        '一[打开购物车|付款]应用就[闪退|卡住]。',
        '银行卡没问题，付款却[失败三次|又失败]。',
        '账号被退出，保存的[地址|积分|订单]都没了。',
        '[手机|平板]上点[结账|付款]按钮没有反应。',
        '[付款|登录|结账]时应用提示错误。',
      ],
      endings: [
        '请修好[登录问题|应用]。',
        '只好改用电脑。',
        '客服还没有回复。',
        '差点就不付款了。',
      ],
    },
  ],
};
