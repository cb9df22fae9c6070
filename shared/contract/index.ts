/** Every action by name. The api's routing table, the access tests and the committed snapshot are made from it. */
import * as adoption from './adoption'
import * as backend from './backend'
import * as callback from './callback'
import * as corp from './corp'
import type { ActionContract } from './define'
import * as forward from './forward'
import * as inbox from './inbox'
import * as invitation from './invitation'
import * as permission from './permission'
import * as registry from './registry'
import * as review from './review'
import * as session from './session'
import * as solution from './solution'
import * as tracker from './tracker'

export const ACTIONS = [
  session.bootstrap,
  session.begin,
  session.signIn,
  session.refresh,
  session.end,
  registry.list,
  registry.addSuite,
  registry.describe,
  registry.setUse,
  registry.setSecret,
  registry.setProviderSecret,
  registry.rotateCallbackKeys,
  registry.setSystemKeys,
  registry.setAlarmWebhook,
  registry.simulateVerification,
  registry.checkIp,
  callback.list,
  callback.get,
  callback.runAgain,
  forward.list,
  forward.set,
  forward.remove,
  forward.dead,
  forward.retry,
  backend.setKey,
  backend.removeKey,
  backend.audit,
  backend.examples,
  adoption.dryRun,
  adoption.run,
  adoption.waiting,
  invitation.create,
  invitation.list,
  invitation.get,
  invitation.revoke,
  invitation.open,
  invitation.recordOpen,
  invitation.authQr,
  invitation.signInSuiteQr,
  invitation.skipSignInSuite,
  inbox.list,
  corp.list,
  corp.erasureProof,
  permission.get,
  permission.ask,
  permission.file,
  permission.recordDecline,
  permission.remind,
  permission.open,
  permission.choose,
  permission.decline,
  tracker.get,
  tracker.own,
  solution.list,
  solution.get,
  solution.save,
  solution.publish,
  solution.page,
  review.invite,
  review.open,
  review.write,
] as const satisfies readonly ActionContract[]

/** Name of an action, e.g. `invitation.create`. */
export type ActionName = (typeof ACTIONS)[number]['name']
/** The contract of a named action. */
export type ContractOf<N extends ActionName> = Extract<(typeof ACTIONS)[number], { name: N }>
