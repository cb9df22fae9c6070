/**
 * Word lists, per field and edition, as the documents name them. Every list of the documents ends with 等, so what one field forbids and
 * another does not name is advice there (`kin`).
 */

/** Names of the lists; a rule refers to one. */
export type WordListId =
  | 'solutionName'
  | 'solutionText'
  | 'appGeneral'
  | 'appName'
  | 'appName2022'
  | 'customizedName'
  | 'approval'
  | 'extreme'
  | 'flagged'

/** `2024`: the text of 2024-06-21, the one in force; `2022`: the edition before it, which named two more words for names. */
export type Edition = '2022' | '2024'

const list = (words: string): readonly string[] => words.split(' ')

/** The words a blocker rule looks for. */
export const WORD_LISTS: Readonly<Record<WordListId, readonly string[]>> = {
  // S0-11
  solutionName: list('永久免费 第一 热门 微信'),
  // S0-17: here without 微信
  solutionText: list('永久免费 第一 热门'),
  // S1-26
  appGeneral: list('永久免费 热门 第一'),
  // S1-28, S1-29
  appName: list('腾讯 微信 特卖 企业微信 免费'),
  // What the edition of 2022 named besides
  appName2022: list('企微 抽奖'),
  // S2-06, S2-31
  customizedName: list('微信 特卖 企业微信 企微 抽奖 免费'),
  // S1-49, S1-50: without 企微
  approval: list('微信 特卖 企业微信 抽奖 免费'),
  // S0-35: exaggerated, untrue or extreme
  extreme: list(
    '最佳 最好 最强 最优 最大 最全 最低价 最便宜 最先进 最专业 最权威 唯一 独家 首选 顶级 顶尖 极致 国家级 世界级 宇宙级 史上 史无前例 前所未有 ' +
      '独一无二 无与伦比 遥遥领先 全球领先 国际领先 行业领先 全国领先 全网 冠军 王牌 万能 绝对 百分百 百分之百 零风险 零失误 包过 稳赚 必赚 暴利 秒杀 ' +
      '销量领先 填补空白 永不 no1 top1',
  ),
  // S0-15, S0-34: induced sharing, cheating, harm to the platform, promotion, advertising, porn, gambling, drugs
  flagged: list(
    '分享有奖 转发有奖 转发领 分享领 集赞 砍价 助力领 邀请返现 拉人头 裂变红包 红包裂变 刷单 刷粉 刷量 外挂 群控 爆粉 加粉 返利 返现 限时优惠 限时特价 限时抢购 ' +
      '买一送一 清仓 大促 特价 打折 抢购 代金券 加微 加v 领红包 抽大奖 色情 赌博 博彩 六合彩 毒品 迷药 代开发票 洗钱 传销 高利贷',
  ),
}

/** Words a sibling list forbids: looked for in names as advice, because every list is open. */
export const KIN: readonly string[] = list('腾讯 特卖 企业微信 企微 抽奖 免费 永久免费 热门 第一')

/** Other ways to write a listed word; the pure Latin ones are not in the documents, so they are advice (`LATIN_ALIASES`). */
export const ALIASES: Readonly<Record<string, readonly string[]>> = {
  微信: list('微xin wei信 v信'),
  企业微信: list('企业wei信 企业微xin 企业v信'),
  免费: list('免fei mian费'),
  永久免费: list('永久免fei 永久mian费'),
  抽奖: list('抽jiang chou奖'),
  特卖: list('特mai'),
  腾讯: list('腾xun teng讯'),
  热门: list('热men'),
  第一: list('第yi'),
}
export const LATIN_ALIASES: Readonly<Record<string, readonly string[]>> = {
  微信: list('weixin wechat'),
  企业微信: list('wecom wxwork'),
  腾讯: list('tencent'),
}

/**
 * Where a listed word appears by accident, or as an ordinal in a proper name: a hit inside one of these is no hit. Written against the
 * folded text. 第一 counts as a claim (第一品牌, 行业第一, bare 第一), not as a number before what is counted (第一医院, 第一季度, 第一批).
 */
export const EXEMPT: Readonly<Record<string, RegExp>> = {
  微信: /[小显细轻低卑甚略稍精衰超缩入]微信[息用托贷任念仰心赖誉访件]|小微信保|[显细轻]微信号|[a-z]?v信[息用号托]|[a-z](?:v|wei)信|[a-z]wei信[息用号托]/g,
  企微: /[国央民私外名校政中小车房药台农侨]企微(?!信)[课党贷利型刊影视电软商小笑服宣博波生观]|企微利/g,
  热门: /[隔电地耐防断导保加传散发预余光绝供吸放火炽炎]热门(?:窗|帘|锁|诊|店|厅|板|框|岗|扇|禁|铃|套|芯|体)|[解高内受湿温寒暑低清]热门诊|[供加预]热门户|[隔断绝保耐]热门(?:系统|型材|业)/g,
  免费: /[以难未]免费[用时力事心解劲]|[减避豁赦抵宽]免费/g,
  特卖: /[奥英保伯尔莱福科]特卖[点家方场出给]|[模斯]特卖家|[独奇]特卖[法方相价]|特卖点/g,
  腾讯: /[奔飞升欢沸龙图蒸翻倒闹胜安昆]腾讯[息号问]/g,
  第一: new RegExp(
    [
      '第一(?:[百千万亿]',
      '(?:附属|临床|高级|实验|职业|师范|技术|综合|中心)?(?:人民|中医|妇幼|儿童|军医|工人|肿瘤|口腔)?(?:医院|医科|医大|中学|小学|高中|初中|幼儿园|大学|学院|学校|技校|职校|附院|附中|附小)',
      '人民|附属|中级|看守|监狱|法庭|检察|建筑|工程|机床|汽车|拖拉机|重型|食品|制药|毛纺|棉纺|财经|创业',
      '季度|阶段|步|批|课|次|期|章|节|条|项|届|学期|书记|产业|党|[总大中支]队|支部|分(?:公司|局|院|店|校|部|队|册)|车间|厂|局',
      '责任|时间|现场|手(?!机)|线(?!上)|天(?!猫)|周|月|年|轮|版|卷|册|部|单元|人称|性|位|层|楼|号|组|班|排(?!名)|列|行(?!业)',
      '[一二三四五六七八九零〇]|(?:历史)?档案馆|分钟|任|份|例|关(?!注)|句|回(?!馈)|堂|夫人|季|审|把|套|眼|队|道|首(?!选)|餐|段|点(?!击)|炮|信号|夜|晚|遭|趟|国际',
      '遍|页|栏|笔|封|幕|集(?!团)|篇|场|站|代(?!理)|级|类|种|议程|反应|印象|桶金|视角)',
    ].join('|'),
    'g',
  ),
  唯一: /唯一(?:标识|编码|编号|码|性|id|键|值|账号|索引|身份|识别)/g,
  最大: /最大(?:化|值|程度|限度|长度|数|上限|容量|并发|努力)/g,
  最优: /最优(?:化|解|路径|控制)/g,
  最好: /最好(?:先|在|不要|提前|能)/g,
  绝对: /绝对(?:值|路径|定位|时间|地址|坐标)|[拒杜谢隔断]绝对/g,
  全网: /[安完]全网|全网通/g,
  万能: /[百千十几\d]万能/g,
  no1: /no1\d|[a-z]no1/g,
  top1: /top1\d|[a-z]top1/g,
  永不: /永不(?:言弃|止步|放弃)/g,
  史上: /历史上/g,
  首选: /首选(?:项|联系|语言|号码|地址|网络)/g,
  极致: /[积电阳阴南北]极致/g,
  独家: /[单孤]独家/g,
  分享领: /分享领[域导]/g,
  转发领: /转发领[域导]/g,
  助力领: /助力领[域导先军跑]/g,
  打折: /打折(?:扣|规则|设置|管理|权限|审批)/g,
  返利: /返利(?:管理|核算|结算|计算|政策|对账|系统)/g,
  特价: /特价(?:审批|申请|管理|政策|流程)/g,
  代金券: /代金券(?:核销|管理|发放|对账)/g,
  大促: /[扩重加更极最巨强]大促[进销成使]/g,
  加微: /[增添]加微|加微[量型小弱米课]/g,
  加粉: /加粉[末煤料剂状尘]/g,
  外挂: /[反防]外挂|室外挂|外挂[墙机板石楼设式]/g,
  洗钱: /[反防]洗钱/g,
  传销: /(?:反|防|打击)传销/g,
  毒品: /(?:禁|防|缉|戒|抗|拒|查|禁绝|远离)毒品|毒品(?:预防|检测|防治)/g,
  赌博: /(?:禁|防|反|打击|抵制|整治|禁止)赌博/g,
  代开发票: /代开发票据/g,
}

/**
 * Look-alike spellings that are words of their own: 安徽信息 is not 微信, 奔腾迅速 not 腾讯. Written against the folded text as typed,
 * without look-alikes resolved.
 */
export const EXEMPT_LOOKALIKES: readonly RegExp[] = [
  /[安国校党团会帽军]徽信|[徽薇溦]信[息用托贷任念仰号箱访诚义使步心道函封件]|[蔷紫采白]薇信/g,
  /[奔飞升欢沸龙]腾[迅汛](?:速|猛|捷|雷|期|情)?/g,
  /腾迅[速猛捷]/g,
  /[白玉野家月赤雪灰小大]兔费|兔费[用力心时解事]/g,
  /[抽][桨浆](?=[机泵料液纸])/g,
  /第1\d|第一[\d十]|第[壹1](?=(?:[年月周天期章节条课步次批届页组班号层楼位个季轮]|医院|中学|小学|人民|阶段|学期|实验|附属|百货))/g,
  /[防水]汛/g,
  /电热闩|[隔断]热闩/g,
]
