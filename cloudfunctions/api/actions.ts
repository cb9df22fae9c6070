/** Which file answers which action; each is loaded on first use, so that a cold start pays only for the action it serves. */
import type { ActionName, ContractOf } from '@shared/contract'
import type { Handler } from './caller'

type Loader<N extends ActionName> = () => Promise<{ handle: Handler<ContractOf<N>> }>

/** Complete, or it does not compile. */
export const HANDLERS: { readonly [N in ActionName]: Loader<N> } = {
  'session.bootstrap': () => import('./actions/session-bootstrap'),
  'session.begin': () => import('./actions/session-begin'),
  'session.signIn': () => import('./actions/session-sign-in'),
  'session.refresh': () => import('./actions/session-refresh'),
  'session.end': () => import('./actions/session-end'),
  'registry.list': () => import('./actions/registry-list'),
  'invitation.create': () => import('./actions/invitation-create'),
  'invitation.list': () => import('./actions/invitation-list'),
  'invitation.get': () => import('./actions/invitation-get'),
  'invitation.revoke': () => import('./actions/invitation-revoke'),
  'invitation.open': () => import('./actions/invitation-open'),
  'invitation.recordOpen': () => import('./actions/invitation-record-open'),
  'invitation.authQr': () => import('./actions/invitation-auth-qr'),
  'invitation.signInSuiteQr': () => import('./actions/invitation-sign-in-suite-qr'),
  'invitation.skipSignInSuite': () => import('./actions/invitation-skip-sign-in-suite'),
  'inbox.list': () => import('./actions/inbox-list'),
  'corp.list': () => import('./actions/corp-list'),
  'permission.get': () => import('./actions/permission-get'),
  'permission.ask': () => import('./actions/permission-ask'),
  'permission.file': () => import('./actions/permission-file'),
  'permission.recordDecline': () => import('./actions/permission-record-decline'),
  'permission.remind': () => import('./actions/permission-remind'),
  'permission.open': () => import('./actions/permission-open'),
  'permission.choose': () => import('./actions/permission-choose'),
  'permission.decline': () => import('./actions/permission-decline'),
  'tracker.get': () => import('./actions/tracker-get'),
  'tracker.own': () => import('./actions/tracker-own'),
  'solution.list': () => import('./actions/solution-list'),
  'solution.get': () => import('./actions/solution-get'),
  'solution.save': () => import('./actions/solution-save'),
  'solution.publish': () => import('./actions/solution-publish'),
  'solution.page': () => import('./actions/solution-page'),
  'review.invite': () => import('./actions/review-invite'),
  'review.open': () => import('./actions/review-open'),
  'review.write': () => import('./actions/review-write'),
}
