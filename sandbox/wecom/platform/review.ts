/** Submit, review and launch: templates, and customised apps in one corp. */
import { pushAuthChange } from '../callbacks/events'
import { partsOf } from '../world/queries'
import type { Stand } from '../world/stand'
import { customAppNamed, refuseAct, suiteNamed } from './act'
import type { Handlers } from './handler'
import { tellAdmins } from './phone'
import { showApp, showSuite } from './show'
import type { ReviewState } from './views'

type ReviewName =
  | 'console.submitTemplate'
  | 'console.launchTemplate'
  | 'console.submitApp'
  | 'console.launch'
  | 'review.approve'
  | 'review.reject'
  | 'review.byItself'

interface Reviewed {
  submittedAt?: number
  review: ReviewState
  reviewReasons: string[]
}

const NOW_IS: Readonly<Record<ReviewState, string>> = {
  draft: '草稿',
  submitted: '审核中',
  approved: '审核通过',
  rejected: '审核未通过',
  launched: '已上线',
}

function step(
  stand: Stand,
  thing: Reviewed,
  from: readonly ReviewState[],
  to: ReviewState,
  reasons: readonly string[] = [],
): void {
  if (!from.includes(thing.review)) refuseAct('WRONG_STATE', `当前状态为「${NOW_IS[thing.review]}」，不能执行该操作`)
  thing.review = to
  thing.reviewReasons = [...reasons]
  if (to === 'submitted') thing.submittedAt = stand.clock.now()
  else delete thing.submittedAt
  stand.changed()
}

const reviewed = (stand: Stand, suiteId: string, corpId: string | undefined): Reviewed =>
  corpId === undefined ? suiteNamed(stand, suiteId) : customAppNamed(stand, suiteId, corpId).app

export const reviewHandlers: Handlers<ReviewName> = {
  'console.submitTemplate': ({ stand }, { suiteId }) => {
    const suite = suiteNamed(stand, suiteId)
    step(stand, suite, ['draft', 'rejected'], 'submitted')
    return showSuite(stand, suite)
  },
  'console.launchTemplate': ({ stand }, { suiteId }) => {
    const suite = suiteNamed(stand, suiteId)
    step(stand, suite, ['approved'], 'launched')
    return showSuite(stand, suite)
  },
  'console.submitApp': ({ stand }, { suiteId, corpId }) => {
    const { install, app } = customAppNamed(stand, suiteId, corpId)
    if (app.publish === 0) refuseAct('NOT_STARTED', '请先开始代开发应用')
    step(stand, app, ['draft', 'rejected'], 'submitted')
    return showApp(stand, install)
  },
  'console.launch': ({ stand }, { suiteId, corpId }) => {
    const { install, app } = customAppNamed(stand, suiteId, corpId)
    step(stand, app, ['approved'], 'launched')
    app.publish = 2
    const { corp, provider } = partsOf(stand.state, install)
    tellAdmins(stand, corp, install, {
      kind: 'launch',
      title: `「${install.name}」已上线`,
      text: `服务商 ${provider.name} 为你的企业代开发的应用「${install.name}」已上线，请设置应用可见范围后使用`,
    })
    if (stand.switches.launchPushes) void pushAuthChange(stand, install, 'change_auth')
    return showApp(stand, install)
  },
  'review.approve': ({ stand }, { suiteId, corpId }) => {
    const thing = reviewed(stand, suiteId, corpId)
    step(stand, thing, ['submitted'], 'approved')
    return { review: thing.review }
  },
  'review.byItself': ({ stand }, { on }) => {
    stand.state.reviewsByItself = on
    stand.changed()
    return { on }
  },
  'review.reject': ({ stand }, { suiteId, corpId, reasons }) => {
    const thing = reviewed(stand, suiteId, corpId)
    step(stand, thing, ['submitted'], 'rejected', reasons.length > 0 ? reasons : ['应用功能与描述不符'])
    return { review: thing.review }
  },
}
