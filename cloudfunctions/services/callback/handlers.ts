/** Which use case answers which callback. What stands here is acted upon; everything else is recorded and kept. */
import type { AppEvent, CallbackMessage } from '@shared/wecom/callback'
import type { AppRef, SuiteRef } from '@shared/wecom/ids'
import { cancelAuth } from '../authorisation/cancel-auth'
import { handleCreateAuth } from '../authorisation/install-app'
import { observeApp, rereadAdmins } from '../authorisation/observe-app'
import { resetSecret } from '../authorisation/reset-secret'
import { recordSeen, type Seen } from '../authorisation/record-seen'
import type { Services } from '../services'
import type { Handled } from './drain'

export type CallbackHandler = (deps: Services, ref: SuiteRef, message: CallbackMessage) => Promise<Handled>

/** An event of an app's URL: all of them name the corp and the time. */
const onApp = (
  kind: AppEvent['kind'],
  handler: (deps: Services, app: AppRef, at: number) => Promise<Handled>,
): [AppEvent['kind'], CallbackHandler] => [
  kind,
  (deps, ref, message) => {
    const { authCorpId, at } = message as AppEvent
    return handler(deps, { ...ref, authCorpId }, at)
  },
]

/** One that is only noted on the authorisation. */
const seen = (kind: AppEvent['kind'], signal: Seen) => onApp(kind, (deps, app, at) => recordSeen(deps, app, signal, at))

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
  onApp('changeAppAdmin', (deps, app) => rereadAdmins(deps, app)),
  seen('subscribe', 'subscribe'),
  seen('unsubscribe', 'unsubscribe'),
  seen('enterAgent', 'enterAgent'),
  seen('unlicensedNotify', 'unlicensedNotify'),
  seen('closeInactiveAgent', 'closeInactive'),
  seen('reopenInactiveAgent', 'reopenInactive'),
])

/** The handler of a callback, or undefined when it is only recorded. */
export const handlerOf = (message: CallbackMessage): CallbackHandler | undefined => HANDLERS.get(message.kind)
