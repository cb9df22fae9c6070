import type { InvitationView, ItemView } from '@shared/contract/invitation'
import { SETUP_STEPS, type SetupStep } from '@shared/domain/corp-auth/states'
import type { Mood } from '../../components/state-chip'
import type { Step, StepState } from '../../components/step-tracker'

type Phase = InvitationView['phase']

const PHASE: Readonly<Record<Phase, readonly [Mood, string]>> = {
  waiting: ['waiting', '等待打开'],
  opened: ['waiting', '已打开，等待授权'],
  installing: ['waiting', '已授权，正在连接'],
  done: ['done', '已完成'],
  revoked: ['stopped', '已作废'],
}

/** Colour and word of an invitation; a phase of a newer server is shown as it is. */
export function phaseWords(phase: string): { mood: Mood; word: string } {
  const known = PHASE[phase as Phase] as readonly [Mood, string] | undefined
  return known ? { mood: known[0], word: known[1] } : { mood: 'waiting', word: phase }
}

const STEP_NAME: Readonly<Record<SetupStep, string>> = {
  authorised: '在企业微信里确认授权',
  exchanged: '收到授权凭证',
  infoRead: '读到授权信息',
  tokenHad: '取得访问凭证',
  probed: '验证应用可用',
}

/** The install of one app, step by step; each is a real call that came back, never a wish. */
export function installSteps(item: ItemView, waitsFor: string): Step[] {
  const { install } = item
  const doneAt = install?.doneAt ?? {}
  const next = SETUP_STEPS.find((step) => doneAt[step] === undefined)
  return SETUP_STEPS.map((id) => {
    const failure = install?.failure?.step === id && doneAt[id] === undefined ? install.failure : undefined
    return {
      id,
      name: STEP_NAME[id],
      state: stepState(doneAt[id] !== undefined, failure !== undefined, id === next),
      ...(doneAt[id] === undefined ? {} : { at: doneAt[id], basis: 'observed' as const }),
      ...(failure ? { note: failureWords(failure) } : id === next && id === 'authorised' ? { note: waitsFor } : {}),
    }
  })
}

function stepState(isDone: boolean, hasFailed: boolean, isNext: boolean): StepState {
  if (isDone) return 'done'
  if (hasFailed) return 'attention'
  return isNext ? 'now' : 'ahead'
}

function failureWords(failure: NonNullable<NonNullable<ItemView['install']>['failure']>): string {
  const code = failure.errcode === undefined ? '' : `（企业微信错误码 ${failure.errcode}）`
  return `${failure.advice}${code}${failure.isRetried ? '系统会自动重试。' : ''}`
}

/** What one app amounts to, in a word. */
export function itemState(item: ItemView): { mood: Mood; word: string; at?: number } {
  const { install } = item
  if (install?.status === 'cancelled') return { mood: 'stopped', word: '授权已取消' }
  if (install?.status === 'suspectedGone') return { mood: 'attention', word: '企业可能已解散' }
  if (install?.doneAt.probed !== undefined) return { mood: 'done', word: '已连通', at: install.doneAt.probed }
  if (install?.failure) return { mood: 'attention', word: install.failure.isRetried ? '连接中，遇到问题' : '需要处理' }
  if (install) return { mood: 'waiting', word: '正在连接' }
  if (item.skippedAt !== undefined) return { mood: 'stopped', word: '已跳过' }
  return { mood: 'waiting', word: '等待授权' }
}

/** WeCom 96448: where a customised app stands. */
export function publishWords(value: number): string {
  const words = ['待服务商开始开发', '开发中', '已上线', '已上线，有未上线的新版本']
  return words[value] ?? `状态 ${value}`
}

/** How many of an invitation's apps work. */
export function appProgress(apps: readonly { isInstalled: boolean; isDone: boolean }[]): string {
  const done = apps.filter((app) => app.isDone).length
  const installed = apps.filter((app) => app.isInstalled).length
  if (apps.length === 1) return done === 1 ? '已连通' : installed === 1 ? '已授权，正在连接' : '未授权'
  if (done === apps.length) return `${apps.length} 个都已连通`
  return installed === 0
    ? `${apps.length} 个都未授权`
    : `已授权 ${installed}/${apps.length}，已连通 ${done}/${apps.length}`
}

/** Whose turn it is, for staff, in one sentence. */
export function waitingFor(invitation: Pick<InvitationView, 'phase' | 'customerName' | 'items'>): string {
  const { phase, customerName, items } = invitation
  const stuck = items.find((item) => item.install?.failure && !item.install.failure.isRetried)
  if (stuck) return `“${stuck.name}”需要处理，见下方说明`
  switch (phase) {
    case 'waiting':
      return `把链接发给${customerName}的管理员，等待打开`
    case 'opened':
      return `${customerName}已打开，等待管理员在企业微信里确认授权`
    case 'installing':
      return `${customerName}已授权，正在连接和验证`
    case 'done':
      return '全部应用已连通，并经过实际调用验证'
    case 'revoked':
      return '链接已失效'
    default:
      return phase
  }
}
