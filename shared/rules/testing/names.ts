/** Names and texts that the word rules must let pass, and ones they must catch; by object and field. */

export interface Sample {
  readonly object: 'solution' | 'standardApp' | 'template' | 'customizedApp' | 'approvalTemplate' | 'menu'
  readonly field: 'name' | 'slogan' | 'intro' | 'overview' | 'text'
  /** Separated by `|`: names hold no bar. */
  readonly values: string
}

const split = (samples: readonly Sample[]) =>
  samples.flatMap(({ object, field, values }) => values.split('|').map((value) => ({ object, field, value })))

/** No word rule says anything: neighbours by accident, ordinals in proper names, plain good names. */
export const INNOCENT = split([
  {
    object: 'solution',
    field: 'name',
    values:
      '门店经营|连锁零售方案|导购助手|会员运营|社群经营|客户画像|工地巡检|智慧校园|家校沟通|物业管家|项目协同|' +
      '第一医院随访|市第一中学|第一人民医院|第一季度复盘|第一批试点|开学第一课|第一附属小学|第一书记帮扶|第一产业监管|第一党支部|' +
      '第1季度盘点|第12中学|第一百货导购|第一财经学堂|第一责任人制|第一时间响应|第一手资料库|第一建筑工程|' +
      '发热门诊预约|隔热门窗经销|电热门帘订货|断热门窗安装|預約發熱門診|' +
      '小微信贷风控|中小微信贷|小微信用评估|显微信息平台|细微信号监测|安徽信息港|国徽信物馆|第一档案馆|第一期末测评|超微信息|校企微博营|供热门户|清热门诊|紫薇信息|白薇信托|蔷薇信笺|奔腾迅捷物流',
  },
  {
    object: 'standardApp',
    field: 'name',
    values:
      '云启客户|小鹿考勤|蓝海进销存|青禾培训|速达工单|一点报销|智数看板|海豚巡店|云表单|乐享知识|轻会议|' +
      '减免费用核算|抵免费用|未免费解|独特卖法|福特卖场|豁免费管理|避免费力|独特卖点库|卖点管家|奥特卖家|模特卖家秀|沃尔特卖场|' +
      '奔腾讯号|飞腾讯息|龙腾讯问|小微信贷|显微信息|细微信号|国企微课|央企微党课|校企微课堂|民企微贷|小企微利贷|' +
      '安徽信用|安徽信访|采薇信息|紫薇信使|白兔费用|腾迅速递|奔腾迅猛|huawei信息|TV信号',
  },
  {
    object: 'standardApp',
    field: 'intro',
    values:
      '为门店导购提供客户标签、跟进提醒和业绩看板|第一步登记，第二步审批，第三步归档|员工扫码签到，第一时间收到排班通知|' +
      '支持唯一编码追溯和最大并发设置|见微，信任从服务开始|洞察入微。信息随手可查|积极致力于服务制造业|历史上的工单可以检索|' +
      '拒绝对外泄露客户资料|安全网关统一接入|帮助员工避免费时费力的手工统计|提供反洗钱培训和测验|千万能耗数据一屏可见',
  },
  {
    object: 'template',
    field: 'name',
    values:
      '门店助手|合同管家|生产报工|设备点检|客户随访|招生助理|第一医院预约|腾飞物流|免签到|卖场巡检|永久存档|久久管家',
  },
  {
    object: 'customizedApp',
    field: 'name',
    values: '华东零售助手|海川生产|一线通|第一中学家校|独特卖点|减免费用审批|信使|微商城|微课堂|企业内训|讯达|特色农场',
  },
  { object: 'approvalTemplate', field: 'name', values: '请假|出差报销|采购申请|用印|奖励申请|费用减免|特批|卖场促销' },
  {
    object: 'approvalTemplate',
    field: 'intro',
    values: '员工填写出差事由和费用，主管审批|抽样检查，奖惩登记|本模板用于企微群审批',
  },
  { object: 'menu', field: 'name', values: '我的客户|订单|第一课|帮助' },
  {
    object: 'solution',
    field: 'overview',
    values:
      '连锁零售的企业微信经营方案|基于企业微信的免费午餐登记管理|医院患者随访的微信沟通方案|第一人民医院的智慧门诊方案',
  },
  {
    object: 'solution',
    field: 'text',
    values: '客户在微信里就能预约|企业微信与微信互通|隔热门窗行业的报价流程|行业内的第一批客户已经上线',
  },
])

/** A blocker names a word. */
export const GUILTY = split([
  {
    object: 'solution',
    field: 'name',
    values:
      '永久免费|第一|热门|微信|微信助手|行业第一方案|第一品牌|全国第一平台|热门方案|永久免费版|企业微信管家|' +
      '微 信管家|微-信管家|微·信管家|微.信|微_信|微*信|微/信|微｜信|微，信管家|微\u200b信|微\u200d信|微\ufeff信|微\u00ad信|微️信|' +
      '徽信管家|薇信|溦信|嶶信|嶶 信助手|微伩|V信助手|Ｖ信|微XIN|wei信|微ｘｉｎ|' +
      '第①方案|第1品牌|第１名|第壹品牌|第弌|第⼀|第 一|第—一|笫一|苐一|第ー名|第ㄧ|第yi|' +
      '熱門方案|热men|热 门|热⾨|热門|永久免費|永·久·免·费|永久兔费|氷久免费|永久免fei|第一享受|第一选择|第一排名|第一手机品牌|第一线上平台',
  },
  {
    object: 'standardApp',
    field: 'name',
    values:
      '腾讯助手|騰訊助手|腾 讯|滕讯|腾迅|騰迅助手|腾xun|teng讯|特卖会|特賣|特売|特 卖|限时特卖场|免费考勤|免費考勤|免 费|兔费|免fei|mian费|' +
      '企业微信助手|企業微信|企业徽信|企业 微信|企业wei信|企业Ｖ信|微信|微信号|永久免费|热门应用|第一应用|微𝕩in',
  },
  { object: 'standardApp', field: 'slogan', values: '免费好用|腾讯出品|企业微信伴侣|第一选择|特卖专场|微信通' },
  {
    object: 'standardApp',
    field: 'intro',
    values: '行业销量第一，年年增长|永久免费使用的考勤应用|本季热门应用|全国排名第一的平台',
  },
  {
    object: 'template',
    field: 'name',
    values:
      '企微助手|企微|企 微|企薇助手|企溦|抽奖助手|抽獎|抽奨|抽jiang|免费商城|特卖|微信商城|企业微信CRM|抽·奖|企业V信',
  },
  {
    object: 'customizedApp',
    field: 'name',
    values: '企微管家|抽奖活动|免费体检|微信客服|特卖管理|企业微信|免(费)|企.微',
  },
  { object: 'approvalTemplate', field: 'name', values: '抽奖申请|微信申请|特卖审批|免费领用|企业微信' },
  { object: 'approvalTemplate', field: 'intro', values: '申请免费领用物品|用于微信推文审批|年会抽奖活动审批' },
  { object: 'menu', field: 'name', values: '抽奖|免费领取|微信客服|特卖' },
  {
    object: 'solution',
    field: 'text',
    values: '我们是行业第一|最热门的方案|永久免费使用|销量第一，人民的选择|第 一 品牌|永 久 免 费',
  },
])
