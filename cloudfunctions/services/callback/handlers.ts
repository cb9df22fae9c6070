/** Which use case answers which callback. What stands here is acted upon; everything else is recorded and kept. */
import type { AppEvent, CallbackMessage } from '@shared/wecom/callback'
import type { AppRef, SuiteRef } from '@shared/wecom/ids'
import { cancelAuth } from '../authorisation/cancel-auth'
import { handleCreateAuth } from '../authorisation/install-app'
import { observeApp, rereadAdmins } from '../authorisation/observe-app'
import { resetSecret } from '../authorisation/reset-secret'
import { recordSeen, type Seen } from '../authorisation/record-seen'
import type { Services } from '../services'
import type { Handled } from './handled'
import { isHandledKind, type HandledKind } from './handled-kinds'

export type CallbackHandler = (deps: Services, ref: SuiteRef, message: CallbackMessage) => Promise<Handled>

/** An event of an app's URL: all of them name the corp and the time. */
const onApp =
  (handler: (deps: Services, app: AppRef, at: number) => Promise<Handled>): CallbackHandler =>
  (deps, ref, message) => {
    const { authCorpId, at } = message as AppEvent
    return handler(deps, { ...ref, authCorpId }, at)
  }

/** One that is only noted on the authorisation. */
const seen = (signal: Seen) => onApp((deps, app, at) => recordSeen(deps, app, signal, at))

/** Narrows the message by its kind before the use case sees it. */
const on =
  <K extends CallbackMessage['kind']>(
    _kind: K,
    handler: (deps: Services, ref: SuiteRef, message: Extract<CallbackMessage, { kind: K }>) => Promise<Handled>,
  ): CallbackHandler =>
  (deps, ref, message) =>
    handler(deps, ref, message as Extract<CallbackMessage, { kind: K }>)

/** Complete for `HANDLED_KINDS`, or it does not compile. */
const HANDLERS: Readonly<Record<HandledKind, CallbackHandler>> = {
  createAuth: on('createAuth', handleCreateAuth),
  changeAuth: on('changeAuth', (deps, ref, m) => observeApp(deps, { ...ref, authCorpId: m.authCorpId })),
  cancelAuth: on('cancelAuth', (deps, ref, m) => cancelAuth(deps, { ...ref, authCorpId: m.authCorpId }, m.at)),
  resetPermanentCode: on('resetPermanentCode', resetSecret),
  changeAppAdmin: onApp((deps, app) => rereadAdmins(deps, app)),
  subscribe: seen('subscribe'),
  unsubscribe: seen('unsubscribe'),
  enterAgent: seen('enterAgent'),
  unlicensedNotify: seen('unlicensedNotify'),
  closeInactiveAgent: seen('closeInactive'),
  reopenInactiveAgent: seen('reopenInactive'),
}

/** The handler of a callback, or undefined when it is only recorded. */
export const handlerOf = (message: CallbackMessage): CallbackHandler | undefined =>
  isHandledKind(message.kind) ? HANDLERS[message.kind] : undefined
