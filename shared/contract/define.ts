/** What an api action is: one file per action in this folder, read by the server (check, enforce) and the client (type, call). */
import type * as v from 'valibot'

/** Where a signed-in person stands: at the provider's side, or at a customer's. */
export type Side = 'staff' | 'customer'

/**
 * What a person may be. Staff roles after S1-13; `appAdmin` is a customer's admin with proof (authorised the app, or
 * `agent/get_admin_list` auth_type 1); `member` is anyone else of a customer corp; `operator` runs the deployment.
 */
export type Role =
  'owner' | 'projectManager' | 'solutionEditor' | 'support' | 'viewer' | 'operator' | 'appAdmin' | 'member'

/** Every provider staff role that may look. */
export const STAFF: readonly Role[] = ['owner', 'projectManager', 'solutionEditor', 'support', 'viewer']
/** Staff who may act for customers. */
export const STAFF_ACT: readonly Role[] = ['owner', 'projectManager', 'support']
/** Staff who may write solutions. */
export const STAFF_EDIT: readonly Role[] = ['owner', 'projectManager', 'solutionEditor']

/** What a link of ours leads to. */
export type LinkTarget = 'invitation' | 'review' | 'permission'

/** Who may call an action; one place (`api/access.ts`) enforces it. */
export type Access =
  /** Anyone, signed in or not. */
  | { readonly kind: 'public' }
  /** Anyone holding a link token (`provider`, `token` in the input) that leads to this kind of thing; a session is used when present. */
  | { readonly kind: 'link'; readonly to: LinkTarget }
  /** A session with one of these roles. */
  | { readonly kind: 'session'; readonly roles: readonly Role[] }

export interface ActionContract<
  Name extends string = string,
  Input extends v.GenericSchema = v.GenericSchema,
  Output extends v.GenericSchema = v.GenericSchema,
  Who extends Access = Access,
> {
  /** `concept.verb`; the path is `POST /api/{name}`. A contract: never renamed. */
  readonly name: Name
  /** One sentence. */
  readonly about: string
  readonly access: Who
  /** True when it changes something: then the call carries a key (kept 24 h) and is run once per key. */
  readonly changes: boolean
  readonly input: Input
  readonly output: Output
}

export type InputOf<C extends ActionContract> = v.InferOutput<C['input']>
export type OutputOf<C extends ActionContract> = v.InferOutput<C['output']>

/** Declares an action; only gives the types their precision. */
export const defineAction = <
  N extends string,
  I extends v.GenericSchema,
  O extends v.GenericSchema,
  const A extends Access,
>(
  contract: ActionContract<N, I, O, A>,
): ActionContract<N, I, O, A> => contract

/** Body of `POST /api/{action}`. */
export interface CallEnvelope {
  readonly input: unknown
  /** Client version, e.g. `0.1.0`. */
  readonly client: string
  /** Present when the action changes something: 16-64 of A-Za-z0-9_-. The same key gives the same answer for 24 h. */
  readonly key?: string
}

/** Body of every api answer. `now`: server time in epoch ms, so that clients can show ages right. */
export type AnswerEnvelope =
  | {
      readonly ok: true
      readonly data: unknown
      readonly now: number
      /** A renewed session, when it was near its end. */ readonly session?: string
    }
  | {
      readonly ok: false
      readonly error: {
        readonly code: string
        readonly userMessage: string
        readonly requestId: string
        readonly details?: Readonly<Record<string, unknown>>
      }
      readonly now: number
    }
