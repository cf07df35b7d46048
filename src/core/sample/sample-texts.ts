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

export interface SampleVoice {
  /** `{tea}`, `{days}` and `{city}` are filled in. */
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
        'The {tea} tastes fresh and clean every single time.',
        'I have bought {tea} here for years and the quality never drops.',
        'Best {tea} I know, the aroma fills the whole kitchen.',
        'You can tell the leaves are whole and carefully picked.',
        'The new harvest of {tea} is wonderful, deep and a little sweet.',
        'My favourite remains the {tea}, smooth without any bitterness.',
        'Even the second infusion of the {tea} is full of flavour.',
        'The flavour is rich and the colour in the cup is beautiful.',
      ],
      endings: [
        'I would not drink another tea.',
        'A real pleasure every morning.',
        'I recommend it to everyone.',
        'Thank you for the care you take.',
      ],
    },
    {
      sentences: [
        'The parcel arrived {days} days late and nobody told me why.',
        'Delivery to {city} took far too long again.',
        'The tracking page has not changed for {days} days.',
        'The courier left the box in the rain and it was soaked.',
        'My order was marked as delivered but never came.',
        'Two tins were dented because the packaging was too thin.',
        'I waited {days} days for a package that was promised tomorrow.',
        'The delivery date moved three times without a message.',
      ],
      endings: [
        'Please change the courier.',
        'I had to go and look for it at the depot.',
        'Next time I will collect it myself.',
        'Where is my parcel now?',
      ],
    },
    {
      sentences: [
        'I ordered a gift box for my mother and the wrapping was lovely.',
        'Bought the {tea} tin as a birthday present for a friend.',
        'The handwritten card in the present made her cry with joy.',
        'Every December I send your gift sets to the whole family.',
        'Could you add ribbons in other colours to the gift boxes?',
        'The sampler is the perfect present for people who have everything.',
        'My colleagues loved the Christmas boxes with {tea}.',
        'I needed a wedding gift at short notice and the set looked splendid.',
      ],
      endings: [
        'A present that always works.',
        'I will send another box at Easter.',
        'Everyone asked where the gift came from.',
        'Please keep the gift messages.',
      ],
    },
    {
      sentences: [
        'I only order when there is a voucher, otherwise it is too dear.',
        'The discount code for {tea} did not work at the checkout.',
        'Prices went up again, the {tea} now costs twice as much.',
        'Is there a cheaper bag if I buy a whole kilo?',
        'I wait for the sale and then fill the cupboard.',
        'Free shipping should start at a lower amount.',
        'Another shop sells the same {tea} for less money.',
        'The two for one offer was a real bargain.',
      ],
      endings: [
        'When is the next sale?',
        'Please send me more coupons.',
        'For that price I expect more.',
        'A loyalty discount would be fair.',
      ],
    },
    {
      sentences: [
        'How hot should the water be for {tea}?',
        'I am new to loose tea and do not know which strainer to buy.',
        'How long do I steep the {tea} so that it does not turn bitter?',
        'Which tea would you recommend to a beginner who drinks coffee?',
        'How many spoons of {tea} go into one pot?',
        'Does the {tea} contain much caffeine in the evening?',
        'Is there a guide that explains brewing step by step?',
        'What is the difference between {tea} and green tea?',
      ],
      endings: [
        'I would be glad of some advice.',
        'A short video would help.',
        'I am just starting out.',
        'Thanks for explaining.',
      ],
    },
    {
      sentences: [
        'I cannot log in since the last update of the app.',
        'The password reset mail never arrives.',
        'My card was charged twice for one order in the app.',
        'The app crashes as soon as I open the basket.',
        'Payment failed three times although my card is fine.',
        'I was logged out and my saved addresses are gone.',
        'The checkout button does nothing on my phone.',
        'The app shows an error when I try to pay for the {tea}.',
      ],
      endings: [
        'Please fix the login.',
        'I had to use the computer instead.',
        'Support has not answered yet.',
        'I nearly gave up on the order.',
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
    '评分',
    '评价',
  ],
  cities: ['杭州', '成都', '广州', '武汉', '西安', '南京', '厦门', '长沙'],
  channels: ['网站', '手机应用', '门店'],
  teas: ['龙井', '铁观音', '普洱', '白茶', '正山小种', '茉莉花茶', '大红袍', '碧螺春'],
  kinds: [
    {
      sentences: [
        '{tea}的味道一直很清香，每次都一样好。',
        '在这里买{tea}好几年了，品质从来没有下降。',
        '喝过最好的{tea}，满屋子都是茶香。',
        '看得出茶叶完整，是用心挑选的。',
        '今年的新茶特别好，{tea}回甘很久。',
        '最喜欢{tea}，口感顺滑，一点也不苦。',
        '{tea}泡到第三道味道还是很足。',
        '汤色漂亮，香气浓郁。',
      ],
      endings: [
        '别家的茶已经喝不惯了。',
        '每天早上的享受。',
        '推荐给了所有朋友。',
        '谢谢你们的用心。',
      ],
    },
    {
      sentences: [
        '包裹晚到了{days}天，也没人通知。',
        '送到{city}的快递又是太慢了。',
        '物流信息{days}天没有更新。',
        '快递员把箱子放在雨里，全湿了。',
        '显示已签收，可是我根本没有收到包裹。',
        '包装太薄，两个茶罐都压扁了。',
        '说好第二天到，结果等了{days}天。',
        '送货日期改了三次，没有一条短信。',
      ],
      endings: ['请换一家快递。', '只好自己去站点找。', '下次我自己去取。', '我的包裹现在在哪里？'],
    },
    {
      sentences: [
        '给妈妈买的礼盒，包装非常漂亮。',
        '买了一罐{tea}送朋友当生日礼物。',
        '礼物里的手写卡片让她很感动。',
        '每年过年都给全家人寄你们的礼盒。',
        '礼盒的丝带能不能多几种颜色？',
        '试饮套装送礼最合适。',
        '同事们都喜欢中秋的{tea}礼盒。',
        '临时需要结婚礼物，这套看起来很体面。',
      ],
      endings: [
        '送礼从不出错。',
        '春节还会再寄一盒。',
        '大家都问礼物在哪里买的。',
        '请保留礼物留言。',
      ],
    },
    {
      sentences: [
        '有优惠券才会下单，不然太贵了。',
        '{tea}的优惠码结账时不能用。',
        '又涨价了，{tea}现在贵了一倍。',
        '买一公斤有没有更便宜的价格？',
        '等到打折再一次买够。',
        '包邮的门槛应该再低一些。',
        '同样的{tea}别的店更便宜。',
        '买一送一的活动真划算。',
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
        '刚开始喝茶，不知道该买哪种滤网。',
        '{tea}要泡多久才不会苦？',
        '喝咖啡的新手适合哪一种茶？',
        '一壶要放几勺{tea}？',
        '晚上喝{tea}咖啡因会不会太多？',
        '有没有一步一步的冲泡说明？',
        '{tea}和绿茶有什么区别？',
      ],
      endings: ['希望得到一些建议。', '最好有一段短视频。', '我刚刚入门。', '谢谢讲解。'],
    },
    {
      sentences: [
        '手机应用更新以后就登录不了。',
        '重置密码的邮件一直收不到。',
        '一个订单被扣了两次款。',
        '一打开购物车应用就闪退。',
        '银行卡没问题，付款却失败三次。',
        '账号被退出，保存的地址都没了。',
        '手机上点结账按钮没有反应。',
        '付{tea}的款时应用提示错误。',
      ],
      endings: ['请修好登录问题。', '只好改用电脑。', '客服还没有回复。', '差点就不买了。'],
    },
  ],
};
