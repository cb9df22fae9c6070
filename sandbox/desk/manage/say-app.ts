import type { AppView, CorpView, MemberRole, RangeView, ReviewState, SuiteKind } from '../../wecom/platform/views'
import type { Tone } from '../ui/pieces'

/** WeCom's word for a role in a corp. */
export const ROLE_NAME: Readonly<Record<MemberRole, string>> = {
  superAdmin: '超级管理员',
  subAdmin: '分级管理员',
  member: '普通成员',
}

/** What kind of suite. */
export const KIND_NAME: Readonly<Record<SuiteKind, string>> = {
  signIn: '第三方应用',
  webLogin: '登录授权',
  template: '代开发模板',
}

/** Where something stands with WeCom's review team, and the colour of that. */
export const REVIEW_STATE: Readonly<Record<ReviewState, readonly [string, Tone]>> = {
  draft: ['未提交', 'plain'],
  submitted: ['审核中', 'waiting'],
  approved: ['审核通过，待上线', 'accent'],
  rejected: ['未通过', 'attention'],
  launched: ['已上线', 'done'],
}

/**
 * Where one app in one corp stands, in WeCom's words (`customized_publish_status`, WeCom 96448, and `close`).
 * @returns word and colour
 */
export function sayAppState(app: AppView): readonly [string, Tone] {
  if (app.status === 'cancelled') return ['已取消授权', 'stopped']
  if (app.disabled) return ['已停用', 'attention']
  switch (app.publish) {
    case 0:
      return ['已授权，未开发', 'waiting']
    case 1:
      return ['开发中', 'waiting']
    case 2:
      return ['已上线', 'done']
    case 3:
      return ['已上线，有新草稿', 'done']
    case undefined:
      return ['使用中', 'done']
  }
}

/**
 * Who sees an app: `信息部、王敏` or 尚未设置.
 * @param corp where names of members and departments are known
 */
export function sayRange(range: RangeView, corp: CorpView | undefined): string {
  const parties = range.parties.map((id) => corp?.departments.find((party) => party.id === id)?.name ?? `部门 ${id}`)
  const users = range.users.map((id) => corp?.members.find((member) => member.userId === id)?.name ?? id)
  const tags = range.tags.map((id) => `标签 ${id}`)
  const names = [...parties, ...users, ...tags]
  if (names.length === 0) return '尚未设置'
  return names.length > 4 ? `${names.slice(0, 4).join('、')} 等 ${names.length} 项` : names.join('、')
}
