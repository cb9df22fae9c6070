/**
 * WeCom's permission keys as data. `agent/get_permissions` answers with custom keys (WeCom 99052); the basic ones carry no key.
 * There is no API to apply for, approve or list pending permissions, and the list changes: unknown keys are shown as such.
 * @see wecom-api §3.4
 */

/** `basic`: granted by the scan, not editable. `custom`: applied for and confirmed, or edited by the customer alone. */
export type PermissionClass = 'basic' | 'custom'
/** Who can hold it: standard suites, customised apps (by template). */
export type PermissionHolder = 'suite' | 'template'

export type PermissionGroup =
  | '通讯录'
  | '成员敏感信息'
  | '组织架构'
  | '客户联系'
  | '客户群与朋友圈'
  | '微信客服'
  | '企业支付'
  | '办公应用'
  | '硬件'
  | '家校与政务'
  | '数据专区'
  | '获客助手'
  | '身份验证'
  | '其他'

export interface Permission {
  /** As in `app_permissions`; basic ones have a key of ours starting `basic:`. */
  readonly key: string
  /** Chinese, as people know it. */
  readonly name: string
  readonly group: PermissionGroup
  readonly class: PermissionClass
  /** Personal data about a member or customer: asks for a reason and least privilege (S1-33). */
  readonly isSensitive: boolean
  /** Sensitive member fields also need each member's own consent (snsapi_privateinfo; WeCom 96255, 96443). */
  readonly needsMemberConsent: boolean
  readonly holders: readonly PermissionHolder[]
  /** Where we have it from. */
  readonly source: 'WeCom 99052' | 'WeCom 98980' | 'sdk' | 'assumed'
  /** False for what was seen only in other people's code, or only expected. */
  readonly isVerified: boolean
}

/** What to show for a key, also one we have never seen. */
export type DescribedPermission = (Permission & { readonly isKnown: true }) | UnknownPermission

export interface UnknownPermission {
  readonly isKnown: false
  readonly key: string
  readonly name: string
  readonly group: '其他'
}

const BOTH: readonly PermissionHolder[] = ['suite', 'template']
const SUITE: readonly PermissionHolder[] = ['suite']
const TEMPLATE: readonly PermissionHolder[] = ['template']

const custom = (
  key: string,
  name: string,
  group: PermissionGroup,
  more: Partial<Pick<Permission, 'isSensitive' | 'needsMemberConsent' | 'holders' | 'source' | 'isVerified'>> = {},
): Permission => ({
  key,
  name,
  group,
  class: 'custom',
  isSensitive: false,
  needsMemberConsent: false,
  holders: BOTH,
  source: 'sdk',
  isVerified: false,
  ...more,
})

const documented = { source: 'WeCom 99052', isVerified: true } as const
const personal = { isSensitive: true } as const
const consented = { isSensitive: true, needsMemberConsent: true } as const

const basic = (key: string, name: string, group: PermissionGroup, isVerified: boolean): Permission => ({
  key: `basic:${key}`,
  name,
  group,
  class: 'basic',
  isSensitive: false,
  needsMemberConsent: false,
  holders: BOTH,
  source: isVerified ? 'WeCom 98980' : 'assumed',
  isVerified,
})

const BASIC: readonly Permission[] = [
  basic('members', '成员基础信息（可见成员与部门的编号）', '通讯录', true),
  basic('departments', '部门列表（可见部门的编号，不含名称）', '通讯录', true),
  basic('tags', '标签管理（可见范围内）', '通讯录', true),
  basic('login', '网页授权登录（只返回账号编号）', '身份验证', true),
  basic('message', '消息推送', '其他', false),
  basic('media', '素材管理', '其他', false),
  basic('agent', '应用自身的信息', '其他', false),
  basic('miniprogram-login', '小程序登录', '身份验证', false),
]

const CONTACT: readonly Permission[] = [
  custom('contact:base:base', '通讯录基本信息只读', '通讯录', { ...documented, holders: SUITE }),
  custom('contact:base:single_user', '单个成员信息只读', '通讯录', { ...documented, holders: SUITE }),
  custom('contact:edit:all', '通讯录编辑', '通讯录', { ...documented, holders: SUITE }),
  custom('contact:sensitive:avatar', '头像', '成员敏感信息', { ...documented, ...consented }),
  custom('contact:sensitive:qrcode', '个人二维码', '成员敏感信息', { ...documented, ...consented }),
  custom('contact:sensitive:gender', '性别', '成员敏感信息', { ...documented, ...consented }),
  custom('contact:sensitive:user_name', '成员姓名', '成员敏感信息', { ...documented, ...personal, holders: TEMPLATE }),
  custom('contact:sensitive:mobile', '手机号', '成员敏感信息', { ...documented, ...consented, holders: TEMPLATE }),
  custom('contact:sensitive:department_name', '部门名称', '成员敏感信息', { ...documented, holders: TEMPLATE }),
  custom('contact:sensitive:email', '邮箱', '成员敏感信息', { ...documented, ...consented, holders: TEMPLATE }),
  custom('contact:sensitive:position', '职务', '成员敏感信息', { ...documented, ...personal, holders: TEMPLATE }),
  custom('contact:sensitive:telephone', '座机', '成员敏感信息', { ...documented, ...personal, holders: TEMPLATE }),
  custom('contact:sensitive:address', '地址', '成员敏感信息', consented),
  custom('contact:sensitive:extattr', '扩展属性', '成员敏感信息', personal),
  custom('contact:sensitive:external_profile', '对外信息', '成员敏感信息', personal),
  custom('contact:sensitive:external_position', '对外职务', '成员敏感信息', personal),
  custom('contact:sensitive:biz_mail', '企业邮箱', '成员敏感信息', consented),
  custom('corp_arch:base:base', '组织架构信息', '组织架构'),
  custom('corp_arch:member:direct_leader', '直属上级', '组织架构', personal),
]

const CUSTOMERS: readonly Permission[] = [
  custom('externalcontact:base:base', '客户基础信息', '客户联系', personal),
  custom('externalcontact:contact:tag', '客户标签管理', '客户联系'),
  custom('externalcontact:contact:group_msg', '群发消息给客户', '客户联系'),
  custom('externalcontact:contact:welcome_msg', '客户欢迎语', '客户联系'),
  custom('externalcontact:contact:qrcode', '联系我二维码', '客户联系'),
  custom('externalcontact:contact:transfer', '在职继承', '客户联系'),
  custom('externalcontact:contact:resigned', '离职继承', '客户联系'),
  custom('externalcontact:contact:stat', '客户联系统计', '客户联系'),
  custom('externalcontact:contact:product_album', '商品图册', '客户联系'),
  custom('externalcontact:contact:intercept_rule', '聊天敏感词', '客户联系'),
  custom('externalcontact:groupchat:welcome_msg', '客户群欢迎语', '客户群与朋友圈'),
  custom('externalcontact:groupchat:stat', '客户群统计', '客户群与朋友圈'),
  custom('externalcontact:groupchat:resigned', '离职成员的客户群再分配', '客户群与朋友圈'),
  custom('externalcontact:groupchat:transfer', '在职成员的客户群继承', '客户群与朋友圈'),
  custom('externalcontact:moment:list', '读取客户朋友圈', '客户群与朋友圈'),
  custom('externalcontact:moment:post', '发表到客户朋友圈', '客户群与朋友圈'),
  custom('externalcontact:customer_acquisition:base', '获客助手', '获客助手'),
  custom('externalcontact:resident:manage', '居民管理', '家校与政务', personal),
  custom('customerservice:base:base', '微信客服基础信息', '微信客服'),
  custom('customerservice:chat:manage', '管理客服会话', '微信客服', personal),
  custom('customerservice:tool:upgrade', '客服升级服务', '微信客服'),
  custom('customerservice:tool:stat', '客服统计数据', '微信客服'),
  custom('externalpay:base:base', '对外收款', '企业支付', personal),
]

const OFFICE: readonly Permission[] = [
  custom('calendar:base:base', '日程', '办公应用'),
  custom('meeting:base:base', '会议', '办公应用'),
  custom('living:base:base', '直播', '办公应用'),
  custom('email:base:base', '邮件', '办公应用', personal),
  custom('doc:base:base', '文档', '办公应用'),
  custom('wedrive:base:base', '微盘', '办公应用'),
  custom('approval:base:base', '审批', '办公应用'),
  custom('checkin:app:base', '打卡', '办公应用', personal),
  custom('hardware:base:base', '智能硬件基础信息', '硬件'),
  custom('hardware:checkin:checkin_data', '硬件打卡数据', '硬件', personal),
  custom('hardware:checkin:temperature_data', '测温数据', '硬件', personal),
  custom('hardware:checkin:accesscontrol_data', '门禁通行数据', '硬件', personal),
  custom('hardware:checkin:read_rule', '读取门禁规则', '硬件'),
  custom('hardware:checkin:edit_rule', '修改门禁规则', '硬件'),
  custom('hardware:printer:print', '打印', '硬件'),
  custom('school:base:base', '家校基础信息', '家校与政务', personal),
  custom('school:edit:all', '家校通讯录编辑', '家校与政务', personal),
  custom('school:sensitive:mobile', '家长与学生手机号', '家校与政务', personal),
  custom('emergency:base:push', '紧急通知', '家校与政务'),
  custom('patrol:report:base', '巡查上报', '家校与政务'),
  custom('resident:report:base', '居民上报', '家校与政务'),
]

const DATA: readonly Permission[] = [
  custom('datazone:data:chat', '会话内容（数据专区）', '数据专区', personal),
  custom('datazone:data:knowledge_base', '知识集', '数据专区'),
  custom('datazone:data:hit_keyword', '命中关键词', '数据专区', personal),
  custom('datazone:data:chat_search', '会话搜索', '数据专区', personal),
  custom('datazone:data:sentiment_analysis', '情感分析', '数据专区', personal),
  custom('datazone:data:customer_tag', '客户标签（数据专区）', '数据专区', personal),
  custom('datazone:data:chat_summary', '会话摘要', '数据专区', personal),
  custom('datazone:data:recommend_dialog', '话术推荐', '数据专区'),
  custom('datazone:data:customized_data', '自定义数据', '数据专区'),
  custom('datazone:component:chat', '会话展示组件', '数据专区', personal),
  custom('customer_acquisition:interface:query_quota', '查询获客额度', '获客助手'),
  custom('customer_acquisition:interface:link', '获客链接管理', '获客助手'),
  custom('customer_acquisition:data:customer', '获客客户数据', '获客助手', personal),
  custom('customer_acquisition:data:chat', '获客会话数据', '获客助手', personal),
]

/** Every permission we know, basic ones first, in the order to show them. */
export const PERMISSIONS: readonly Permission[] = [...BASIC, ...CONTACT, ...CUSTOMERS, ...OFFICE, ...DATA]

const BY_KEY: ReadonlyMap<string, Permission> = new Map(PERMISSIONS.map((p) => [p.key, p]))

/** A permission by its key; one that we do not know keeps its key as its name. */
export function describePermission(key: string): DescribedPermission {
  const known = BY_KEY.get(key)
  return known ? { ...known, isKnown: true } : { isKnown: false, key, name: key, group: '其他' }
}

/** The custom permissions that an app of this kind can ask for. */
export const permissionsFor = (holder: PermissionHolder): readonly Permission[] =>
  PERMISSIONS.filter((p) => p.class === 'custom' && p.holders.includes(holder))
