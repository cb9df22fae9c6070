/** Corps, their authorisations, their people and what they are asked to do. Owner: one corp as one provider sees it. */
import type { CorpAuth } from '@shared/domain/corp-auth/states'
import type { Todo, TodoKind } from '@shared/domain/todo/states'
import type { Role, Side } from '@shared/contract/define'
import type { RoleProof } from '@shared/domain/person/roles'
import type { AppRef, CorpId, OpenUserId, PersonRef, ProviderId } from '@shared/wecom/ids'
import { docId, type DocId } from '../keys'
import type { Sealed } from '../seal'
import type { CollectionDef } from '../store'

/** `CorpAuth` with the one thing the domain must not see. */
export interface CorpAuthRecord extends CorpAuth {
  readonly permanentCode: Sealed
}

export const corpAuths: CollectionDef<CorpAuthRecord, 'byCorp' | 'bySuite' | 'fleet'> = {
  name: 'corpAuth',
  owner: 'corp',
  about: "One corp's authorisation of one app: install generation, permanent code (sealed), range, state.",
  format: 1,
  indexes: {
    byCorp: { scope: 'owner', key: (a) => [a.suiteId] },
    // Lists the key with the provider first by hand: a suite's corps belong to one provider.
    bySuite: { scope: 'deployment', key: (a) => [a.providerId, a.suiteId, a.status, a.authEventAt] },
    fleet: { scope: 'deployment', key: (a) => [a.providerId, a.authEventAt] },
  },
  filters: { status: (a) => a.status, suite: (a) => a.suiteId },
  search: (a) => `${a.corpName} ${a.appName ?? ''}`,
  erasure: 'delete',
}
export const corpAuthDocId = (app: AppRef): DocId => docId(app.providerId, app.authCorpId, app.suiteId)

/** A person as one provider knows her. */
export interface PersonRecord {
  readonly openUserId: OpenUserId
  /** Typed by somebody; never read from WeCom (names are not readable for suites). */
  readonly declaredName?: string
  /** Staff only. */
  readonly roles: readonly Role[]
  readonly lastSeenAt?: number
}

export const people: CollectionDef<PersonRecord, 'byCorp'> = {
  name: 'person',
  owner: 'corp',
  about: 'People by (provider, corp, open_userid): declared name and staff roles.',
  format: 1,
  indexes: { byCorp: { scope: 'owner', key: (p) => [p.openUserId] } },
  erasure: 'delete',
}
export const personDocId = (person: PersonRef): DocId => docId(person.providerId, person.corpId, person.openUserId)

/** A sign-in. The bearer token names it; removing it revokes the token. */
export interface SessionRecord {
  readonly person: PersonRef
  readonly side: Side
  readonly roles: readonly Role[]
  readonly proof?: RoleProof
  readonly name?: string
  readonly createdAt: number
}

export const sessions: CollectionDef<SessionRecord, 'byPerson'> = {
  name: 'session',
  owner: 'provider',
  about: 'Signed-in sessions; removed on sign-out or revocation.',
  format: 1,
  indexes: { byPerson: { scope: 'owner', key: (s) => [s.person.corpId, s.person.openUserId, s.createdAt] } },
  keepDays: 30,
  erasure: 'delete',
}
export const sessionDocId = (providerId: ProviderId, sessionId: string): DocId => docId(providerId, sessionId)

export const todos: CollectionDef<Todo, 'open' | 'byCorp'> = {
  name: 'todo',
  owner: 'corp',
  about: 'What the admins of a corp are asked to do.',
  format: 1,
  indexes: {
    open: { scope: 'owner', key: (t) => (t.doneAt === undefined ? [t.since] : undefined) },
    // Done ones too, for erasure.
    byCorp: { scope: 'owner', key: (t) => [t.since] },
  },
  erasure: 'delete',
}
/** One open entry per kind and subject: asking again does not ask twice. */
export const todoDocId = (corp: { providerId: ProviderId; corpId: CorpId }, kind: TodoKind, about: string): DocId =>
  docId(corp.providerId, corp.corpId, kind, about)
