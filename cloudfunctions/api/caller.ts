/** Who calls an action, after access was checked. */
import type { ActionContract, InputOf, LinkTarget, OutputOf } from '@shared/contract/define'
import type { ProviderId } from '@shared/wecom/ids'
import type { LoadedSession } from '../services/session/load-session'
import type { Services } from '../services/services'

export interface Caller {
  /** Present for actions that need a session; for link actions when the caller happens to be signed in to the same provider. */
  readonly session?: LoadedSession
  /** Present for link actions: what the token leads to. */
  readonly link?: { readonly providerId: ProviderId; readonly targetId: string; readonly kind: LinkTarget }
  readonly ip: string
  readonly requestId: string
}

/** A caller whose session was required and is there. */
export type SignedInCaller = Caller & { readonly session: LoadedSession }
/** A caller whose link was required and resolved. */
export type LinkCaller = Caller & { readonly link: NonNullable<Caller['link']> }

export type CallerOf<C extends ActionContract> = C['access'] extends { readonly kind: 'session' }
  ? SignedInCaller
  : C['access'] extends { readonly kind: 'link' }
    ? LinkCaller
    : Caller

/** One action: input parsed, access checked, output checked by type. */
export type Handler<C extends ActionContract> = (
  deps: Services,
  caller: CallerOf<C>,
  input: InputOf<C>,
) => Promise<OutputOf<C>>
