/** Every collection there is. Sweep, erasure, export, CloudBase index creation and the data page of the docs read this list. */
import { adoptions } from './collections/adoption'
import { audits, backendNonces } from './collections/audit'
import { authCodes, callbacks } from './collections/callback'
import { corpAuths, people, sessions, todos } from './collections/corp'
import { erasures } from './collections/erasure'
import { forwards, forwardTargets } from './collections/forward'
import { incidents } from './collections/incident'
import { invitations, links } from './collections/invitation'
import { callKeys, canaries, history, outbox } from './collections/operation'
import { dossiers } from './collections/permission'
import { providers, suites, suiteTickets } from './collections/provider'
import { reviewInvitations, reviews, solutions } from './collections/solution'
import { uploadPieces, uploads } from './collections/upload'
import { corpTokens, providerTokens } from '../wecom/token-collection'
import type { AnyCollection } from './store'

const listed = [
  providers,
  suites,
  suiteTickets,
  incidents,
  forwardTargets,
  forwards,
  audits,
  backendNonces,
  callbacks,
  authCodes,
  corpAuths,
  adoptions,
  erasures,
  people,
  sessions,
  todos,
  invitations,
  links,
  history,
  callKeys,
  outbox,
  canaries,
  dossiers,
  solutions,
  reviewInvitations,
  reviews,
  uploads,
  uploadPieces,
  providerTokens,
  corpTokens,
]

/** All collections, for maintenance; features import the one they need from `collections/`. */
export const COLLECTIONS: readonly AnyCollection[] = listed as unknown as readonly AnyCollection[]
