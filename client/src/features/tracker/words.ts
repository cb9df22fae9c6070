import type { TrackerStepView, TrackerView } from '@shared/contract/tracker'
import type { Step, StepState } from '../../components/step-tracker'
import { durationWords } from '../../components/time-text/words'

type Key = TrackerStepView['key']
/** Who reads it: the provider's staff, or the customer's admin. */
export type Reader = 'staff' | 'customer'

const NAME: Readonly<Record<Key, string>> = {
  invited: '发出邀请',
  opened: '打开邀请',
  authorised: '确认授权',
  setUp: '连接验证',
  developing: '开始开发',
  permissions: '确认权限',
  launched: '上线',
  rangeSet: '设置可见范围',
}

/** A step's name; one of a newer server is shown as it is. */
export const stepName = (key: string): string => NAME[key as Key] ?? key

const TASK: Readonly<Record<Key, Readonly<Record<Reader, string>>>> = {
  invited: { staff: '新建邀请并发给客户', customer: '等服务商发来邀请' },
  opened: { staff: '等客户的管理员打开邀请', customer: '打开服务商发来的邀请' },
  authorised: { staff: '等客户的管理员在企业微信里确认授权', customer: '在企业微信里确认授权' },
  setUp: { staff: '正在连接和验证，自动完成', customer: '正在连接和验证，自动完成' },
  developing: { staff: '在企业微信服务商后台点“开始代开发应用”', customer: '等服务商开始开发' },
  permissions: { staff: '确认自定义权限', customer: '确认服务商申请的权限' },
  launched: { staff: '开发完成后提交审核，通过后在服务商后台点“上线”', customer: '等服务商完成开发并上线' },
  rangeSet: { staff: '等客户的管理员设置谁可以看到应用', customer: '设置谁可以看到应用' },
}

const PERMISSIONS: Readonly<Record<string, Readonly<Record<Reader, string>>>> = {
  draft: { staff: '等客户的管理员选好可选的权限', customer: '选一选服务商申请的权限' },
  consulted: { staff: '客户已选好，照清单到服务商后台提交', customer: '等服务商照您的选择提交' },
  filed: { staff: '已提交，等客户在企业微信里同意', customer: '到企业微信的消息里同意' },
}

/** What the present step asks for, in the reader's words. */
export function stepTask(step: TrackerStepView, reader: Reader): string {
  const state = step.key === 'permissions' ? String(step.detail?.state ?? '') : ''
  return (PERMISSIONS[state] ?? TASK[step.key])?.[reader] ?? stepName(step.key)
}

const TURN: Readonly<Record<TrackerStepView['turn'], Readonly<Record<Reader, string>>>> = {
  provider: { staff: '轮到我们', customer: '轮到服务商' },
  customer: { staff: '轮到客户', customer: '轮到您' },
  wecom: { staff: '自动进行', customer: '自动进行' },
}

/** Whose turn a step is. */
export const turnWord = (turn: string, reader: Reader): string =>
  (TURN[turn as TrackerStepView['turn']] as (typeof TURN)['wecom'] | undefined)?.[reader] ?? turn

/** The step that is being waited for; undefined when all is done. */
export const currentStep = (tracker: Pick<TrackerView, 'steps'>): TrackerStepView | undefined =>
  tracker.steps.find((step) => step.state === 'now')

/** Whether somebody is being waited for. */
export const isUnderway = (tracker: Pick<TrackerView, 'steps'>): boolean => currentStep(tracker) !== undefined

/** When the present step began to wait: the last time anything was reached (epoch ms). */
export const waitingSince = (tracker: Pick<TrackerView, 'steps'>): number | undefined => {
  const times = tracker.steps.filter((step) => step.state === 'done').flatMap((step) => step.at ?? [])
  return times.length === 0 ? undefined : Math.max(...times)
}

/** Small facts of a step that is behind us. */
function doneNote(step: TrackerStepView): string | undefined {
  const { users = 0, departments = 0, count, state } = step.detail ?? {}
  if (step.key === 'rangeSet') {
    const parts = [Number(departments) > 0 && `${departments} 个部门`, Number(users) > 0 && `${users} 位成员`]
    return parts.filter(Boolean).join('、') || undefined
  }
  if (step.key === 'permissions') {
    return state === 'declined' ? '客户暂不同意' : state === 'partly' ? '一部分生效' : count ? `${count} 项` : undefined
  }
  return undefined
}

const STATE: Readonly<Record<TrackerStepView['state'], StepState>> = { done: 'done', now: 'now', later: 'ahead' }

/**
 * Steps as the tracker piece shows them.
 * @param waitedMs how long the present one has been waiting
 */
export const stepsOf = (tracker: Pick<TrackerView, 'steps'>, reader: Reader, waitedMs?: number): Step[] =>
  tracker.steps.map((step) => {
    const note =
      step.state === 'now'
        ? `${turnWord(step.turn, reader)}：${stepTask(step, reader)}${waitedMs === undefined ? '' : ` · 已等 ${durationWords(waitedMs)}`}`
        : step.state === 'done'
          ? doneNote(step)
          : undefined
    return {
      id: step.key,
      name: stepName(step.key),
      state: STATE[step.state] ?? 'ahead',
      ...(note === undefined ? {} : { note }),
      ...(step.state === 'done' && step.basis ? { basis: step.basis } : {}),
      ...(step.state === 'done' && step.at !== undefined ? { at: step.at } : {}),
    }
  })

/** Text for a chat when it is the customer's turn; undefined when there is nothing to ask of her. */
export function nudgeText(tracker: TrackerView, providerName: string): string | undefined {
  const step = currentStep(tracker)
  if (step?.turn !== 'customer') return undefined
  const task = stepTask(step, 'customer')
  const tip = step.key === 'rangeSet' ? '建议先选 3 到 10 位同事试用，再逐步扩大。' : ''
  return `您好，“${tracker.appName}”现在等您${task}。${tip}在企业微信打开“${providerName}”服务台，待办里有说明；有问题直接回复我们。`
}
