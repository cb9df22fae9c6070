/** Every action by name. The api's routing table, the access tests and the committed snapshot are made from it. */
import * as corp from './corp'
import type { ActionContract } from './define'
import * as inbox from './inbox'
import * as invitation from './invitation'
import * as registry from './registry'
import * as session from './session'

export const ACTIONS = [
  session.bootstrap,
  session.begin,
  session.signIn,
  session.refresh,
  session.end,
  registry.list,
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
] as const satisfies readonly ActionContract[]

/** Name of an action, e.g. `invitation.create`. */
export type ActionName = (typeof ACTIONS)[number]['name']
/** The contract of a named action. */
export type ContractOf<N extends ActionName> = Extract<(typeof ACTIONS)[number], { name: N }>
