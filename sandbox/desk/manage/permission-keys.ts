/** Custom permission keys a customised app may hold (WeCom 99052 and the list of the provider console), in the console's groups. */
export const PERMISSION_GROUPS: readonly { readonly title: string; readonly keys: Readonly<Record<string, string>> }[] =
  [
    {
      title: '通讯录',
      keys: {
        'contact:sensitive:user_name': '成员姓名',
        'contact:sensitive:department_name': '部门名称',
        'contact:sensitive:mobile': '手机号',
        'contact:sensitive:email': '邮箱',
        'contact:sensitive:position': '职务',
        'contact:sensitive:telephone': '座机',
        'contact:sensitive:avatar': '头像',
        'contact:sensitive:gender': '性别',
        'contact:sensitive:qrcode': '个人二维码',
        'corp_arch:base:base': '组织架构',
        'corp_arch:member:direct_leader': '直属上级',
      },
    },
    {
      title: '客户联系',
      keys: {
        'externalcontact:base:base': '客户基础信息',
        'externalcontact:contact:tag': '企业客户标签',
        'externalcontact:contact:group_msg': '群发消息给客户',
        'externalcontact:contact:welcome_msg': '发送新客户欢迎语',
        'externalcontact:contact:qrcode': '配置联系我二维码',
        'externalcontact:contact:transfer': '在职继承',
        'externalcontact:contact:resigned': '离职继承',
        'externalcontact:contact:stat': '联系客户统计',
        'externalcontact:groupchat:stat': '客户群统计',
        'externalcontact:groupchat:welcome_msg': '客户群欢迎语',
        'externalcontact:moment:list': '客户朋友圈记录',
      },
    },
    {
      title: '办公',
      keys: {
        'approval:base:base': '审批',
        'checkin:app:base': '打卡',
        'calendar:base:base': '日程',
        'meeting:base:base': '会议',
        'living:base:base': '直播',
        'doc:base:base': '文档',
        'wedrive:base:base': '微盘',
        'email:base:base': '邮件',
        'externalpay:base:base': '对外收款',
      },
    },
    {
      title: '微信客服',
      keys: {
        'customerservice:base:base': '微信客服基础信息',
        'customerservice:chat:manage': '管理会话',
        'customerservice:tool:stat': '客服统计',
      },
    },
  ]

/** A titled list of keys with their Chinese names. */
export interface PermissionGroup {
  readonly title: string
  readonly keys: readonly { readonly key: string; readonly name: string }[]
}

/**
 * Groups keys for choosing.
 * @param labels names the stand-in gave; empty when it was not asked. They win over ours, and keys only they name make a last group.
 * @param search shows only keys or names that contain it
 */
export function permissionGroups(labels: Readonly<Record<string, string>>, search = ''): readonly PermissionGroup[] {
  const known = new Set(PERMISSION_GROUPS.flatMap((group) => Object.keys(group.keys)))
  const others = Object.keys(labels).filter((key) => !known.has(key))
  const groups = [
    ...PERMISSION_GROUPS.map(({ title, keys }) => ({ title, keys: Object.entries(keys) })),
    { title: '其他', keys: others.map((key) => [key, key] as const) },
  ]
  return groups
    .map(({ title, keys }) => ({
      title,
      keys: keys
        .map(([key, name]) => ({ key, name: labels[key] ?? name }))
        .filter(({ key, name }) => key.includes(search) || name.includes(search)),
    }))
    .filter((group) => group.keys.length > 0)
}

/** Chinese name of a key, or the key itself. */
export function permissionName(key: string): string {
  return PERMISSION_GROUPS.map((group) => group.keys[key]).find((name) => name !== undefined) ?? key
}
