import type { AskedView, DossierView, RequestView } from '@shared/contract/permission'
import { describePermission } from '@shared/wecom/permissions'
import type { DiffLine } from '../../components/diff-view'
import type { Mood } from '../../components/state-chip'

type RequestState = RequestView['state']

const STATE: Readonly<Record<RequestState, readonly [Mood, string]>> = {
  draft: ['waiting', '等客户选择'],
  consulted: ['waiting', '客户已选好，待提交'],
  filed: ['waiting', '待企业客户确认'],
  agreed: ['done', '客户已同意'],
  partly: ['attention', '只生效了一部分'],
  declined: ['stopped', '客户暂不同意'],
  superseded: ['stopped', '已被新申请取代'],
}

/** The same where the customer herself reads it. */
const STATE_TO_CUSTOMER: Readonly<Partial<Record<RequestState, string>>> = {
  draft: '等您选择',
  consulted: '等服务商提交',
  filed: '待您确认',
  agreed: '您已同意',
  declined: '您暂不同意',
}

/** Who reads it: the provider's staff, or the customer's admin. */
export type Reader = 'staff' | 'customer'

/** Colour and word of a request; a state of a newer server is shown as it is. */
export function stateWords(state: string, reader: Reader = 'staff'): { mood: Mood; word: string } {
  const known = STATE[state as RequestState] as readonly [Mood, string] | undefined
  if (!known) return { mood: 'waiting', word: state }
  const toCustomer = reader === 'customer' ? STATE_TO_CUSTOMER[state as RequestState] : undefined
  return { mood: known[0], word: toCustomer ?? known[1] }
}

/** Whether a request still waits for somebody. */
export const isOpen = (request: RequestView | undefined): request is RequestView =>
  request !== undefined && ['draft', 'consulted', 'filed'].includes(request.state)

/** Whether WeCom may still bring news of it: what was filed can be agreed to there even after it was declined here. */
export const mayChange = (request: RequestView | undefined): boolean =>
  request?.state === 'declined' ? request.filedAt !== undefined : isOpen(request)

/** Whether the admin has anything to choose. */
export const hasOptional = (request: Pick<RequestView, 'items'>): boolean =>
  request.items.some((item) => !item.isMustHave)

/** Whether the provider may file it in WeCom now: chosen, or nothing to choose. */
export const isFileable = (request: RequestView): boolean =>
  request.state === 'consulted' || (request.state === 'draft' && !hasOptional(request))

/** What a request stands for: the admin's choice, else everything asked. */
export const wantedItems = (request: RequestView): readonly AskedView[] =>
  request.items.filter((item) => request.chosen?.includes(item.key) ?? true)

/** A permission's name as people know it; an unknown key is its own name. */
export const permissionName = (key: string): string => describePermission(key).name

/** Since when the present state waits (epoch ms). */
export const waitsSince = (request: RequestView): number =>
  request.state === 'filed'
    ? (request.filedAt ?? request.askedAt)
    : request.state === 'consulted'
      ? (request.consultedAt ?? request.askedAt)
      : request.askedAt

/** Whose turn it is and for what, for staff, in one sentence. */
export function turnForStaff(request: RequestView | undefined, corpName: string): string {
  if (!request) return '还没有申请过自定义权限'
  const count = wantedItems(request).length
  switch (request.state) {
    case 'draft':
      return hasOptional(request)
        ? `等待${corpName}的管理员选择可选的权限`
        : '没有可选的权限，轮到我们在企业微信服务商后台提交'
    case 'consulted':
      return `${corpName}已选好 ${count} 项，轮到我们在企业微信服务商后台提交`
    case 'filed':
      return `已提交 ${count} 项，等待${corpName}的管理员在企业微信里确认`
    case 'agreed':
      return `${corpName}已同意，${count} 项权限已生效`
    case 'partly':
      return '观察到只有一部分权限生效，可能是客户自己调整过'
    case 'declined':
      return `${corpName}暂不同意，权限仍是申请前的样子`
    case 'superseded':
      return '这次申请已被新的申请取代'
    default:
      return request.state
  }
}

/** What a request changed: the set before it against what is in force now. */
export function effectDiff(before: readonly string[], now: readonly string[]): DiffLine[] {
  const lines = (keys: readonly string[], difference: DiffLine['difference']) =>
    keys.map((key) => ({ id: key, name: permissionName(key), difference }))
  return [
    ...lines(
      now.filter((key) => !before.includes(key)),
      'added',
    ),
    ...lines(
      before.filter((key) => !now.includes(key)),
      'removed',
    ),
    ...lines(
      now.filter((key) => before.includes(key)),
      'same',
    ),
  ]
}

/** What was asked for and is not in force. */
export const missingItems = (request: RequestView, now: readonly string[]): readonly AskedView[] =>
  wantedItems(request).filter((item) => !now.includes(item.key))

/** The exact set to tick in WeCom's console, as text for a colleague who does it. */
export function filingList(dossier: Pick<DossierView, 'appName' | 'corpName'>, items: readonly AskedView[]): string {
  const lines = items.map((item, at) => {
    const { group, name } = describePermission(item.key)
    return `${at + 1}. ${group} / ${name}（${item.key}）`
  })
  return [`应用：${dossier.appName}（企业：${dossier.corpName}）`, `勾选以下 ${items.length} 项权限：`, ...lines].join(
    '\n',
  )
}
