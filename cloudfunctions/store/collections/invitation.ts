/** Invitations and the links that lead to things of ours. */
import type { Invitation } from '@shared/domain/invitation/states'
import type { ProviderId } from '@shared/wecom/ids'
import { docId, type DocId } from '../keys'
import type { Sealed } from '../seal'
import type { CollectionDef } from '../store'

/** An invitation with its link token, sealed so that staff can show the link again. */
export interface InvitationRecord extends Invitation {
  readonly linkToken: Sealed
}

export const invitations: CollectionDef<InvitationRecord, 'recent' | 'byState'> = {
  name: 'invitation',
  owner: 'provider',
  about: 'Invitations to authorise: customer name, templates, opens, installs.',
  format: 1,
  indexes: {
    recent: { scope: 'owner', key: (i) => [i.createdAt] },
    byState: { scope: 'owner', key: (i) => [i.state] },
  },
  search: (i) => `${i.customerName} ${i.owner.name} ${i.note ?? ''}`,
  erasure: 'delete',
}
export const invitationDocId = (providerId: ProviderId, id: string): DocId => docId(providerId, id)

/** What a link token leads to; found by the hash of the token. */
export interface LinkRecord {
  /** `owner`: makes whoever signs in with it an owner, once. */
  readonly kind: 'invitation' | 'review' | 'permission' | 'owner'
  readonly targetId: string
}

export const links: CollectionDef<LinkRecord, never> = {
  name: 'link',
  owner: 'provider',
  about: 'Hashes of link tokens and what they lead to.',
  format: 1,
  indexes: {},
  erasure: 'delete',
}
/** @param hash hex SHA-256 of the token */
export const linkDocId = (providerId: ProviderId, hash: string): DocId => docId(providerId, hash)
