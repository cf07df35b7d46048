/** What a text may tell about a person that is nobody's business, or must not be used lightly. */
export const SENSITIVE_TOPICS = [
  'health',
  'pregnancy',
  'religion',
  'politics',
  'ethnicity',
  'sexuality',
  'union',
  'minors',
  'debt',
  'crime',
  'addiction',
  'bereavement',
] as const;

export type SensitiveTopic = (typeof SENSITIVE_TOPICS)[number];

const KIN =
  '(mother|mom|mum|mommy|father|dad|daddy|husband|wife|spouse|partner|fiance|fiancee|son|daughter|child|brother|sister|grandmother|grandma|grandfather|grandpa|aunt|uncle|cousin|parents|friend|baby)';
const YOUNG =
  '(son|sons|daughter|daughters|boy|boys|girl|girls|child|children|kid|kids|niece|nephew|grandson|granddaughter|grandchild|grandchildren|toddler|baby|sister|brother|cousin|twins)';
const CHILD =
  '(son|daughter|boy|girl|kid|niece|nephew|grandson|granddaughter|grandchild|toddler|baby|sister|brother|cousin)';
const BODY =
  '(flaw|flaws|issue|issues|problem|problems|detail|details|thing|point|change|adjustment|alteration|complaint|inconvenience|quibble|annoyance|setback|error|mistake|repair|tweak|delay|gripe|drawback|miracle|blessing|point|role|upgrade|improvement|downside|nuisance|hiccup|damage|scratch)';

/**
 * Phrases in English by topic, with commas between. `(a|b)` is either, `~` is with or without an s,
 * `#` a number from 1 to 17. The longest phrase that fits counts.
 */
export const ENGLISH_TOPICS: Readonly<Record<SensitiveTopic, string>> = {
  health: `
cancer~, tumor~, tumour~, chemo, chemotherapy, radiotherapy, leukemia, leukaemia, lymphoma, melanoma,
diabetes, diabetic~, insulin, asthma, asthmatic~, epilepsy, epileptic, hiv, hiv aids, hepatitis, herpes,
chlamydia, syphilis, multiple sclerosis, parkinson, parkinsons, alzheimer, alzheimers, dementia, arthritis,
rheumatoid, osteoporosis, fibromyalgia, lupus, crohn, crohns, colitis, ibs, celiac, coeliac, autism,
autistic, adhd, asperger, aspergers, bipolar, schizophrenia, schizophrenic, ptsd, depression,
(clinically|severely|been) depressed, (severe|my|anxiety and|from|with) anxiety, anxiety (disorder|attack)~,
panic attack~, suicide, suicidal, self harm, anorexia, anorexic, bulimia, eating disorder~,
(had|suffered|having|have had|recent) (a|) stroke, stroke (victim|survivor|patient)~, heart attack~,
heart (disease|failure|surgery|condition|transplant|problems), open heart surgery, cardiac arrest,
high blood pressure, hypertension, (my|high) cholesterol, kidney (failure|disease|stones|transplant),
dialysis, liver (disease|transplant), cirrhosis, organ transplant, (my|his|her) surgery,
(had|having|need|needed|after|from|major|emergency) (a|) (back|knee|hip|brain|open|) surgery,
(had|having) an operation, hospitalized, hospitalised, (in|to) (the|) hospital, hospital stay, hospice,
intensive care, icu, mastectomy, hysterectomy, wheelchair~, (i am|i'm) disabled,
disabled (veteran|person|people|son|daughter|child|mother|father|husband|wife|woman|man|customer)~,
(my|a|permanent|total|on|term|and|physical) disability, disability (benefit|payment|income|check|insurance)~,
ssdi, deaf, legally blind, visually impaired, hearing impaired, partially sighted, my medication~,
(on|need|my) medications, antidepressant~, chronic (pain|illness|disease|fatigue|condition),
terminally ill, terminal illness, (seriously|critically|very) ill, serious illness, my illness,
mental (illness|health|breakdown), nervous breakdown, medical (condition|problem|emergency|history|bill|procedure|treatment)~,
health (condition|problem|issue)~, pre existing condition~, (was|been|is|were) diagnosed, diagnosed with,
my diagnosis, (had|got|have|with) covid, tested positive, seizure~, migraine~, allergic (to|reaction),
(nut|food|skin|peanut|gluten) (allergy|allergies), my allergies, eczema, psoriasis, rosacea, scoliosis,
erectile dysfunction, viagra, brain (injury|damage|tumor|tumour)`,
  pregnancy: `
pregnant, pregnancy, pregnancies, maternity (leave|ward), baby bump, trimester~, morning sickness,
miscarriage~, miscarried, stillbirth, stillborn, ivf, fertility treatment~, infertility, infertile,
abortion~, (gave|giving) birth, breastfeeding, breast feeding, breastfeed, nursing (mother|mom|mum|my)~,
postpartum, post partum, postnatal, prenatal, antenatal, c section, expecting (a|our|my) (baby|child|first|second),
birth control, (had|having|just had|have) a (new|) baby`,
  religion: `
christian~, christianity, catholic~, protestant~, evangelical~, muslim~, moslem~, islam, islamic, jewish,
jew~, judaism, hindu~, hinduism, buddhist~, buddhism, sikh~, mormon~, jehovah witness, jehovah witnesses,
atheist~, (an|i'm|i am|am) agnostic~, mosque~, synagogue~, church, churches, ramadan, hajj, kosher, halal, quran, koran, bible,
priest, pastor, rabbi, imam, (my|our|religious) faith, my religion, religion~, religious, hijab~, burqa~,
(my|our) temple, bat mitzvah, bar mitzvah, first communion, baptism, christening`,
  politics: `
democrat~, (the|a|registered) (republican|republicans), trump, biden, obama, labour party, tory, tories,
conservative party, democratic party, republican party, liberal democrats, green party, (left|right) wing,
communist~, socialist~, communist party, maga, brexit, (i|we|who|they|you|never) voted for, vote for,
elections, (presidential|general|last|next|the) election, political, politics, politician~, feminist~, antifa,
black lives matter, political party`,
  ethnicity: `
african american~, asian american~, mexican american~, hispanic~, latino~, latina~, latinx, caucasian~,
(black|white|brown|asian|indian|chinese|arab) (woman|women|man|men|people|person|guy|guys|lady|girl|girls|male|males|female|females|family|families|customer|customers|community|consumer|consumers),
(i am|i'm|am a|as a) (black|asian|african|arab|mexican|hispanic|latina|latino), native american~, indigenous,
first nations, aboriginal~, (person|people|women|woman|man|men) of (color|colour), my race, racist~, racism,
racial, racially, my ethnicity, ethnicity, ethnic (origin|minority|background|group), immigrant~,
immigration status, undocumented (immigrant|worker|person|student|alien|migrant)~, undocumented people, refugee~, asylum seeker~, national origin, green card holder`,
  sexuality: `
gay~, lesbian~, bisexual~, homosexual~, homosexuality, transgender, transsexual~, trans (woman|women|man|men|person|people|kid),
queer, lgbt, lgbtq, lgbtqia, same sex (couple|partner|marriage|spouse)~, sexual orientation, sexuality, non binary,
nonbinary, (came|coming) out (as|to my (parents|family)), pride (parade|month), gender (identity|transition), sex (life|toy|toys)`,
  union: `
(trade|trades|labor|labour|teachers|workers) (union|unions), (trade|trades|labor|labour) unionist~,
union (member|members|membership|rep|reps|representative|dues|steward|leader|contract|worker|workers|job|official),
shop steward~, unionized, unionised, unionize, (my|our) union, teamsters, (on|went on|going on) strike,
collective bargaining`,
  minors: `
underage, (under|below) (18|eighteen|16|sixteen), (is|was|am|still|as|being) a minor, minor (child|children|son|daughter|kids),
# (year|years|yr|yrs|month|months|week|weeks) old ${YOUNG}, # (yo|y o) ${YOUNG}, my # (year|yr|month|week) old,
${CHILD} (is|was|turned|just turned|who is|age|aged) # (years|year|yrs|yr|months|weeks) (old|), ${CHILD} (age|aged) #,
(my|our) (toddler|newborn|infant|preschooler|kindergartner|grade schooler)~, my (baby|infant|little|young|teenage|teen|teenaged) (son|daughter|girl|boy|child)~,
(i am|i'm|im) (only|just|) # (years|yrs|yo|year) (old|), foster child, foster children, (my|our) tween~`,
  debt: `
debt~, (in|my|our|into|deep in|of|medical) debt, debt (collector|collectors|collection|collections|relief|settlement|consolidation|free|management|validation), my debts,
bankruptcy, bankruptcies, bankrupt, chapter (7|13|11), foreclosure~, foreclosed, foreclose, repossessed, repossession~, repossess,
garnish, garnished, garnishment~, garnishing, evicted, eviction~, collection agency, collection agencies, collections agency, collection account~,
(in|to|into) collections, (behind|late) on (my|our|the|his|her) (payment|payments|mortgage|rent|bills|loan),
(can't|cannot|couldn't|not|unable to|could not) (afford|pay) (my|our|the|to pay) (rent|mortgage|bills|loan|loans|debt|debts|bill|food|payments),
charged off, charge off~, chargeoff~, delinquent, delinquency, delinquencies, (defaulted|defaulting) on, in default, payday (loan|loans|lender|lenders), title loan~,
(financial|economic) (hardship|hardships|difficulty|difficulties|distress|trouble|troubles|crisis|ruin|struggle|struggles|problems|burden), hardship (program|letter|plan|assistance),
laid off, (lost|losing|loss of) (my|his|her|our|a|) (job|employment|income), unemployed, unemployment, food stamps, food bank, homeless,
paycheck to paycheck, struggling (financially|to pay|to make ends meet), (make|making) ends meet, insolvent, insolvency, ccj, bailiff~,
credit counseling, credit counselling, maxed out (my|our|the|all|on|credit) (credit|my|) (card|cards|credit), (bad|poor|terrible|ruined|damaged) credit, low credit score, past due, in arrears, arrears, loan modification`,
  crime: `
criminal (record|records|conviction|charges|charge|history|case), convicted, (criminal|prior|previous|past|felony|drug|my) conviction~, felony, felonies, felon~, misdemeanor~, arrested, under arrest,
jail, jailed, prison, prisoner~, imprisoned, incarcerated, incarceration, inmate~, parole, on probation, probation officer, (in|police) custody,
restraining order~, domestic (violence|abuse), (sexual|sexually) (assault|assaulted|abuse|abused|harassment|harassed), rape, raped, rapist~,
(was|been|being|physically) assaulted, molested, murdered, murderer~, kidnapped, kidnapping, human trafficking, drug dealer~, dui, dwi,
sex offender~, abusive (husband|relationship|ex|partner|boyfriend|father|marriage|spouse|home), (my|a) stalker~, (was|been|being) stalked, (stalking|stalked) me`,
  addiction: `
alcoholic~, alcoholism, (drinking|drink) problem, drug (addict|addicts|addiction|abuse|user|users|habit|rehab|problem), heroin addict, crack addict,
(addicted|addiction) to (alcohol|drugs|drink|heroin|opioids|opiates|gambling|pills|painkillers|meth|cocaine|nicotine|porn|cigarettes),
(my|his|her|an|the|of|from|with) addiction, addictions, (in|to|drug|alcohol|from) rehab, rehab (clinic|center|centre|facility), recovering (addict|alcoholic)~, sobriety, (months|years|days|newly|been) sober, alcoholics anonymous,
narcotics anonymous, heroin, cocaine, meth, methamphetamine~, opioid~, opiate~, fentanyl, methadone, gambling (addiction|problem|debt|debts|habit|addict),
(compulsive|problem) (gambler|gambling), overdosed, substance (abuse|misuse), (quit|stop|stopped) (smoking|drinking), relapsed`,
  bereavement: `
passed away, (passing|death|loss) of (my|his|her|our|a|the) (late|dear|beloved|loved|own|) ${KIN}, (my|his|her|our) late ${KIN},
${KIN} (died|passed|has died|had died|has passed|had passed|just died|recently died|who died), (lost|losing) (my|his|her|our) (dear|beloved|own|) ${KIN},
deceased, (her|his|my|their|mother|father|husband|wife|mom|dad|mum|brother|sister) death, funeral~, widow~, widower~, widowed, bereavement, bereaved, grieving,
in mourning, obituary, obituaries, death certificate~, loved one died, a death in (the|my|our) family, memorial service`,
};

/** Phrases that hold one of the above and mean something else; they come first where they are longer. */
export const ENGLISH_HARMLESS = `
heart attack (price|prices), (almost|nearly|about) had a heart attack, (gave|gives|giving) me a heart attack, have a heart attack,
great depression, stroke of (luck|genius), (on|fall|falls|fell|falling) deaf ears, (fall|falls|fell|falling) on deaf ears, tone deaf, fair debt collection (practices|practice|) (act|), seizure of, asset seizure~, (a|the) cancer (to|on|of|in|upon) (our|this|the|) (society|country|system|company), (second|extra|double|duplicate|this|that|the|take|get) charge off, like (i'm|i am|i was) pregnant,
my surgery (center|centre), sick of, love sick, cancer (zodiac|sign), trump card~, (my|our) faith in, morally bankrupt, (their|his|her) death defying, my # year old (phone|laptop|computer|pc|tv|samsung|iphone|ipad|car|washer|dryer|machine|printer|router|tablet|shoes|jeans|dress|coat|jacket|boots|camera|one), christian (louboutin|dior|lacroix|siriano|brothers), church (street|road|lane|hill|avenue|st|rd),
(look|looks|looked|looking|feel|feels|felt|appear|appears|appeared|seem|seems) (#|) (month|months|) pregnant, (look|looks|looked|looking|feel|felt) (like|as if|as though) (i|you|i'm|you're|she) (am|was|were|are|is|) (#|) (months|) pregnant,
(make|makes|made|making) (me|you|one) (look|looking|feel) (like|) (i'm|i was|i am|you're|) (#|) (month|months|) (pregnant|maternity), birth control glasses,
credit union~, (western|european|american|national) union, union (jack|pacific|bank|square|station|street|city|county|plus|savings|planters), my union (bank|square|savings), (civil|student|students|soviet) union,
federal credit union, (is|was|as|being) a minor ${BODY}, (on|went on) strike (one|two|three), strike price,
black (people mover), white (people mover), non alcoholic, alcoholic (drink|drinks|beverage|beverages|ginger), (shopping|shoe|tea|coffee|chocolate|new|sugar) (addiction|addictions), my (new|latest|newest) addiction,
debt free, (account|card|bank|customer|store|payment) (was|is|has been) disabled, medical device~, with conviction, probation period, prison break, murder mystery, (a|be|bloody) murder on,
pastor al, al pastor, priest lake, race (to|track|day|car), religious about, ethnic (print|pattern|style|look|food), bible of, the bible for, past due date,
in default (of|settings|mode), default on the, rape seed, rapeseed, a widow maker, widow peak, vote for (this|it|me|them|your|the best), to the hospital (bag)`;

/** The same in Chinese, without spaces: characters are looked for one after the other. */
export const CHINESE_TOPICS: Readonly<Record<SensitiveTopic, string>> = {
  health: `
癌, 癌症, 肿瘤, 化疗, 放疗, 白血病, 糖尿病, 高血压, 低血糖, 高血脂, 心脏病, 心梗, 脑梗, 中风, 哮喘, 癫痫, 艾滋, 艾滋病, 乙肝, 肝炎, 抑郁症, 患抑郁, 抑郁发作, 得了抑郁, 确诊抑郁,
焦虑症, 精神病(人|患者|医院|史), 精神分裂, 自闭症, 残疾, 残疾人, 残障, 住院, (做|动|刚|完)手术, (做|动)了手术, 手术后, 术后, 透析, 肾病, 肾结石, 尿毒症, 痛风, 关节炎, 类风湿, 骨折, 过敏,
(有|我|得了|老|患)胃病, 胃炎, 肠胃炎, 胃溃疡, 食物中毒, (进|进了|去|去了|送|送进|送去)医院, 确诊, (孩子|宝宝|我|妈|爸|生|老人|奶奶|爷爷)生病, 生病了, 生着病, 患者, 病情, 病史, 自杀, 失眠, 湿疹, 牛皮癣, 甲亢, 甲减,
近视手术, 颈椎病, 腰椎间盘, 坐轮椅, 轮椅, 聋哑, 聋人, 盲人, 老年痴呆, 帕金森, 阳痿, 早泄`,
  pregnancy: `
怀孕, 孕妇, 孕期, 孕吐, 备孕, 已孕, 有孕, 孕妇装, 流产, 做人流, 人流手术, 产检, 待产, 坐月子, 月子(餐|里|期|中), 哺乳, 哺乳期, 喂奶, 试管婴儿, 胎儿, 胎教, 不孕, 不孕不育, 孕妈, 剖腹产, 顺产, 产后, 避孕`,
  religion: `
基督教, 基督徒, 天主教, 教堂, 伊斯兰, 伊斯兰教, 穆斯林, 清真, 清真寺, 佛教, 信佛, 拜佛, 念佛, 佛教徒, 寺庙, 道教, 尼姑, 神父, 牧师, 信教, 宗教, 古兰经, 圣经, 斋月, 吃斋, 宗教信仰, 法轮功`,
  politics: `
共产党, 党员, 入党, 国民党, 民进党, 习近平, 毛主席, 政治, 选举, 抗议者, 抗议活动, 游行示威, 示威者, 上访, 政党, 台独, 港独`,
  ethnicity: `
少数民族, 回族, 回民, 维吾尔, 维吾尔族, 维族, 藏族, 蒙古族, 满族, 壮族, 苗族, 彝族, 朝鲜族, 汉族, 种族, 种族歧视, 黑人, 白人, 混血, 移民, 难民`,
  sexuality: `
同性恋, 双性恋, 跨性别, 变性, 变性人, 性取向, 出柜, 男同, 女同, 性生活, 情趣用品, 基佬`,
  union: `工会, 工会会员, (工人|员工|职工)罢工`,
  minors: `
未成年, 未成年人, (#|一|二|两|三|四|五|六|七|八|九|十)(岁|岁半|周岁|个月)(的|大|大的|多的|多|)(儿子|女儿|孩子|宝宝|小孩|小朋友|娃|男孩|女孩|小宝宝),
(儿子|女儿|孩子|宝宝|小孩|娃|宝贝)(今年|才|刚|快|都|现在|)(#|一|二|两|三|四|五|六|七|八|九|十)(岁|周岁|个月), 上幼儿园, 读幼儿园, (我是|我还是|我才|女儿是|儿子是|孩子是)(小学生|初中生), 婴儿, 新生儿, 我今年#岁`,
  debt: `
欠债, 负债, 债务, 催收, 催债, 逾期, 破产, 失业, 下岗, 网贷, 高利贷, 还不起, 还不上, 欠款, 老赖, 失信人, 征信, 法拍, 断供, 裁员, 被裁, 低保, 交不起, 揭不开锅`,
  crime: `
坐牢, 监狱, 犯罪记录, 犯过罪, 前科, 刑拘, 拘留, 逮捕, 判刑, 服刑, 家暴, 强奸(犯|罪|案), (遭|遭到|被人)强奸, 性侵, 猥亵, 性骚扰, 取保候审, 通缉犯,  酒驾, 醉驾, 贩毒, 刑满释放`,
  addiction: `
酗酒, 酒瘾, 戒酒, 吸毒, 毒品, 毒瘾, 戒毒, 冰毒, 海洛因, 赌博, 赌瘾, 戒赌, 赌债, 网瘾, 烟瘾, 戒烟, 大麻`,
  bereavement: `
去世, 过世, 逝世, 病逝, 离世, 葬礼, 丧事, 追悼, 遗体, 守寡, 丧偶, 丧夫, 丧子, 亡夫, 亡妻, 已故, 火化, 奔丧, 扫墓, 祭奠, 出殡`,
};

export const CHINESE_HARMLESS = `
直男癌, 懒癌, 尴尬癌, 选择困难癌, 其中风, 中风味, 中风格, 男同学, 女同学, 男同事, 女同事, 男同胞, 女同胞, 男同志, 女同志, 黑人牙膏, 佛跳墙, 政治课,
致癌, 做工会, 穆斯林的葬礼, 倒闭破产, 光荣下岗, 已经下岗了, 还不上(门|菜|餐|单|来|货|班|架), 还不起(床|来|送|飞), (早日|赶紧|赶快|快|早点|祝)破产, 大麻花, 大麻烦, 大麻薯, 大麻团, 大麻球, 大麻辣, 婴儿肥, 信仰之力, 生产后, 投产后, 国产后, 女子生活圣经, 生活圣经`;

/** Words that tell a column by its name; in a text they mean little. */
export const COLUMN_NAMES: Readonly<Record<SensitiveTopic, string>> = {
  health: `disability, disabilities, disabled, medical, diagnosis, diagnoses, disease~, illness, health, health status, medication~, blood (type|group|pressure), handicap, bmi,
健康, 健康状况, 疾病, 病史, 诊断, 用药, 血型, 血压`,
  pregnancy: `maternity, expecting, 孕周, 预产期, 生育`,
  religion: `religion, faith, denomination, caste, 教派`,
  politics: `politics, political (party|affiliation|view|views), party affiliation, voter, vote~, 党派, 政治面貌`,
  ethnicity: `race, ethnic, ethnic group, ethnicity, national origin, immigration, 民族, 籍贯`,
  sexuality: `sexual, orientation, sexuality, gender identity, 性向`,
  union: `union, union member, trade union`,
  minors: `child age, age of child, kid age, minor, is minor, 孩子年龄, 子女年龄, 监护人`,
  debt: `debt, debts, bankruptcy, default, defaulted, overdue, days past due, arrears, insolvency, 债, 逾期天数, 违约`,
  crime: `conviction~, criminal, arrest~, offence~, offense~, 犯罪记录`,
  addiction: `smoker, smoking, smokes, alcohol, drinker, drinking, drugs, 吸烟, 抽烟, 饮酒`,
  bereavement: `deceased, date of death, death date, 死亡, 死亡日期`,
};

/** Column names that hold one of these words and mean something else. */
export const COLUMN_NAMES_HARMLESS = `
health (score|check|category|product|food|beauty|and beauty|care), default (address|language|currency|payment method|value|shipping), race (time|number|distance|result), (page|image|screen|print) orientation, credit union, union (pay|jack|square),
minor (version|unit|category), votes, vote count, party size, medical category, 健康食品, 民族风`;
