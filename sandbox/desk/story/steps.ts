import type { AppView, WorldView } from '../../wecom/platform/views'
import type { PanelTab } from '../panel/panel-tabs'

/** The three worlds of the desk. */
export type Where = 'console' | 'phone' | 'panel'

/** One thing one person does. */
export interface Act {
  readonly where: Where
  readonly who: string
  readonly text: string
  /** Tab of the panel where it is done. */
  readonly tab?: PanelTab
  /** Whether WeCom's side shows that it happened; acts without it are ticked off by hand. */
  readonly seen?: (world: WorldView) => boolean
}

/** One step of the story, as the issue counts them. */
export interface Step {
  readonly title: string
  readonly acts: readonly Act[]
}

/** The provider whose console the desk opens: the one of the story. Others are chosen on the sign-in page. */
export const STORY_PROVIDER = 'yunqi'
/** The corp the story is about. */
const CORP = '华东零售'

/** `first-day`: from an invitation to a reminder. */
export const STORY: readonly Step[] = [
  {
    title: '邀请',
    acts: [
      {
        where: 'console',
        who: '项目经理',
        text: `登录控制台，为「${CORP}」新建邀请：登录应用和两个模板都选上，让邀请二维码留在屏幕上。`,
      },
    ],
  },
  {
    title: '扫码查看',
    acts: [
      {
        where: 'phone',
        who: '客户管理员',
        text: '点右上角「扫一扫」，对准控制台里的邀请二维码，看清谁申请什么、为什么。',
      },
      {
        where: 'phone',
        who: '客户管理员',
        text: '先添加登录应用（可以跳过），再得到企业微信的授权二维码。',
        seen: (world) => appsOf(world, 'signIn').length > 0,
      },
    ],
  },
  {
    title: '确认授权',
    acts: [
      {
        where: 'phone',
        who: '客户管理员',
        text: '长按授权二维码保存图片，再打开「扫一扫」，从相册里选它，在企业微信的授权页点「同意授权」。',
        seen: (world) => appsOf(world, 'template').length > 0,
      },
    ],
  },
  {
    title: '看到完成',
    acts: [
      {
        where: 'console',
        who: '项目经理',
        text: '看每个应用一步步走完。探测成功以后才显示完成，手机上同样能看到。',
      },
    ],
  },
  {
    title: '确认权限',
    acts: [
      {
        where: 'panel',
        who: '服务商',
        text: '在服务商后台点「开始代开发应用」。',
        tab: 'provider',
        seen: (world) => appsOf(world, 'template').some((app) => (app.publish ?? 0) > 0),
      },
      {
        where: 'console',
        who: '项目经理',
        text: '在控制台提出三项权限：写明理由和用到它的功能，两项必需、一项可选。',
      },
      { where: 'phone', who: '客户管理员', text: '在待办里看权限，把可选的那一项关掉，提交自己的选择。' },
      {
        where: 'panel',
        who: '项目经理',
        text: '在服务商后台点「申请权限」，照她选的勾上并保存。',
        tab: 'provider',
        seen: (world) => appsOf(world, 'template').some((app) => app.requests.length > 0),
      },
      {
        where: 'phone',
        who: '客户管理员',
        text: '打开企业微信团队发来的消息，点「同意」。两边都会显示观察到的权限。',
        seen: (world) =>
          appsOf(world, 'template').some((app) => app.requests.some((request) => request.status === 'agreed')),
      },
    ],
  },
  {
    title: '上线',
    acts: [
      {
        where: 'panel',
        who: '服务商',
        text: '在服务商后台点「提交上线审核」。',
        tab: 'provider',
        seen: (world) => appsOf(world, 'template').some(isHandedIn),
      },
      {
        where: 'panel',
        who: '审核团队',
        text: '在审核团队里点「通过」。',
        tab: 'review',
        seen: (world) => appsOf(world, 'template').some((app) => app.review === 'approved' || isLaunched(app)),
      },
      {
        where: 'panel',
        who: '服务商',
        text: '回到服务商后台点「上线应用」。',
        tab: 'provider',
        seen: (world) => appsOf(world, 'template').some(isLaunched),
      },
      {
        where: 'phone',
        who: '客户管理员',
        text: '打开上线消息，设置可见范围。控制台的进度会显示观察到的范围。',
      },
    ],
  },
  {
    title: '客户评价',
    acts: [
      {
        where: 'console',
        who: '方案编辑',
        text: `给方案关联应用，填「${CORP}」的 corpid（在企业微信侧「谁拿手机」里），得到评价二维码。`,
      },
      { where: 'phone', who: '客户管理员', text: '扫评价二维码，写下评价。方案页马上显示，并标明身份依据。' },
    ],
  },
  {
    title: '提醒',
    acts: [
      { where: 'console', who: '项目经理', text: '对还没答复的权限发一次提醒。没有登录应用的企业会显示可复制的文字。' },
      { where: 'phone', who: '客户管理员', text: '收到应用消息，点开就是那件待办。' },
    ],
  },
]

/** A place in the story: step and act, from 0. */
export interface Place {
  readonly step: number
  readonly act: number
}

/** Where the story begins. */
export const START: Place = { step: 0, act: 0 }

/** The act at a place; undefined past the end. */
export function actAt(place: Place): Act | undefined {
  return STORY[place.step]?.acts[place.act]
}

/** The place after this one; undefined after the last act. */
export function placeAfter(place: Place): Place | undefined {
  const step = STORY[place.step]
  if (step && place.act + 1 < step.acts.length) return { step: place.step, act: place.act + 1 }
  return place.step + 1 < STORY.length ? { step: place.step + 1, act: 0 } : undefined
}

/** The place before this one; undefined at the start. */
export function placeBefore(place: Place): Place | undefined {
  if (place.act > 0) return { step: place.step, act: place.act - 1 }
  const step = STORY[place.step - 1]
  return step && { step: place.step - 1, act: step.acts.length - 1 }
}

/**
 * Moves past everything that WeCom's side already shows. Acts that leave no trace there are carried along by what was observed after
 * them; at the end of that the story waits for the person.
 */
export function catchUp(place: Place, world: WorldView): Place {
  let at = place
  for (let next: Place | undefined = place; next !== undefined; next = placeAfter(next)) {
    if (actAt(next)?.seen?.(world)) at = placeAfter(next) ?? next
  }
  return at
}

/** `parse` of a stored place. */
export function asPlace(raw: unknown): Place | undefined {
  const { step, act } = (raw ?? {}) as Readonly<Record<string, unknown>>
  const place = { step: Number(step), act: Number(act) }
  return actAt(place) && place
}

function appsOf(world: WorldView, kind: AppView['kind']): readonly AppView[] {
  const corp = world.corps.find((candidate) => candidate.name === CORP)
  return corp?.apps.filter((app) => app.kind === kind && app.status === 'authorised') ?? []
}

function isHandedIn(app: AppView): boolean {
  return app.review === 'submitted' || app.review === 'approved' || isLaunched(app)
}

function isLaunched(app: AppView): boolean {
  return app.publish === 2 || app.publish === 3
}
