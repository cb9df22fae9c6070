/** Which use case answers which callback. What stands here is acted upon; everything else is recorded and kept. */
import type { CallbackMessage } from '@shared/wecom/callback'
import type { SuiteRef } from '@shared/wecom/ids'
import { cancelAuth } from '../authorisation/cancel-auth'
import { handleCreateAuth } from '../authorisation/install-app'
import { observeApp } from '../authorisation/observe-app'
import { resetSecret } from '../authorisation/reset-secret'
import type { Services } from '../services'
import type { Handled } from './drain'

export type CallbackHandler = (deps: Services, ref: SuiteRef, message: CallbackMessage) => Promise<Handled>

/** Narrows the message by its kind before the use case sees it. */
const on = <K extends CallbackMessage['kind']>(
  kind: K,
  handler: (deps: Services, ref: SuiteRef, message: Extract<CallbackMessage, { kind: K }>) => Promise<Handled>,
): [K, CallbackHandler] => [
  kind,
  (deps, ref, message) => handler(deps, ref, message as Extract<CallbackMessage, { kind: K }>),
]

const HANDLERS: ReadonlyMap<CallbackMessage['kind'], CallbackHandler> = new Map<
  CallbackMessage['kind'],
  CallbackHandler
>([
  on('createAuth', (deps, ref, m) => handleCreateAuth(deps, ref, m)),
  on('changeAuth', (deps, ref, m) => observeApp(deps, { ...ref, authCorpId: m.authCorpId })),
  on('cancelAuth', (deps, ref, m) => cancelAuth(deps, { ...ref, authCorpId: m.authCorpId }, m.at)),
  on('resetPermanentCode', (deps, ref, m) => resetSecret(deps, ref, m)),
])

/** The handler of a callback, or undefined when it is only recorded. */
export const handlerOf = (message: CallbackMessage): CallbackHandler | undefined => HANDLERS.get(message.kind)
