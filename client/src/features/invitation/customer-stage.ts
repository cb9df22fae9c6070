import type { ItemView, OpenedInvitation } from '@shared/contract/invitation'
import type { Step } from '../../components/step-tracker'

/** What the customer's page shows now; always derived from what the server saw, except that she has read the start. */
export type CustomerStage = 'revoked' | 'read' | 'signIn' | 'authorise' | 'progress' | 'done'

const isThere = (item: ItemView): boolean => item.install?.status === 'active'

/**
 * @param hasBegun she pressed on after reading who asks for what
 */
export function customerStage(invitation: OpenedInvitation, hasBegun: boolean): CustomerStage {
  if (invitation.phase === 'revoked') return 'revoked'
  if (invitation.phase === 'done') return 'done'
  const templates = invitation.items.filter((item) => item.kind === 'template')
  if (templates.some(isThere)) return 'progress'
  const signIn = invitation.items.find((item) => item.kind === 'suite')
  const hasEntry = signIn === undefined || isThere(signIn) || signIn.skippedAt !== undefined
  // An entry that is settled already means she has read the start before, on this device or another.
  if (!hasBegun && !(signIn && hasEntry)) return 'read'
  return hasEntry ? 'authorise' : 'signIn'
}

/** The three parts of the way, for the tracker on top. */
export function customerSteps(invitation: OpenedInvitation): Step[] {
  const stage = customerStage(invitation, true)
  const signIn = invitation.items.find((item) => item.kind === 'suite')
  const templates = invitation.items.filter((item) => item.kind === 'template')
  const authorised = templates.filter(isThere).length
  const probed = templates.filter((item) => item.install?.doneAt.probed !== undefined).length
  const isPastAuthorising = authorised === templates.length
  return [
    ...(signIn
      ? [
          {
            id: 'signIn',
            name: `添加“${signIn.name}”`,
            state: stage === 'signIn' ? ('now' as const) : ('done' as const),
            ...(signIn.skippedAt !== undefined && !signIn.install ? { note: '已跳过，以后可以补上' } : {}),
          },
        ]
      : []),
    {
      id: 'authorise',
      name: '在企业微信里授权',
      state: stage === 'signIn' ? 'ahead' : isPastAuthorising ? 'done' : 'now',
      ...(authorised > 0 ? { note: `已授权 ${authorised}/${templates.length} 个` } : {}),
    },
    {
      id: 'probe',
      name: '连接并验证',
      state: stage === 'done' ? 'done' : isPastAuthorising ? 'now' : 'ahead',
      ...(probed > 0 ? { note: `已连通 ${probed}/${templates.length} 个` } : {}),
    },
  ]
}
