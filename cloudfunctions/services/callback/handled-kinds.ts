import type { CallbackKind } from '@shared/wecom/callback'

/**
 * Kinds that are worked on; all others are kept as they came and done at once. Here and not in `handlers.ts`, so that receiving does not load
 * what works on them.
 */
export const HANDLED_KINDS = [
  'createAuth',
  'changeAuth',
  'cancelAuth',
  'resetPermanentCode',
  'changeAppAdmin',
  'subscribe',
  'unsubscribe',
  'enterAgent',
  'unlicensedNotify',
  'closeInactiveAgent',
  'reopenInactiveAgent',
] as const satisfies readonly CallbackKind[]
export type HandledKind = (typeof HANDLED_KINDS)[number]

const handled: ReadonlySet<CallbackKind> = new Set(HANDLED_KINDS)

/** Is a callback of this kind worked on? */
export const isHandledKind = (kind: CallbackKind): kind is HandledKind => handled.has(kind)
