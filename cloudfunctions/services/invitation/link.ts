/** Our links: `{publicUrl}/{l|r|p|o}/{provider}/{token}`. The token is unguessable, found by its hash, sealed for showing again, absent from logs. */
import { createHash } from 'node:crypto'
import { AppError } from '@shared/kernel/errors'
import type { ProviderId } from '@shared/wecom/ids'
import { linkDocId, links, type LinkRecord } from '../../store/collections/invitation'
import type { DocId } from '../../store/keys'
import { insert, type Write } from '../../store/store'
import type { Services } from '../services'

/** Hex SHA-256 of a link token: what the store holds of it. */
export const linkHash = (token: string): string => createHash('sha256').update(`link.${token}`).digest('hex')

/** First path segment per kind, so that a scanner can tell our links apart without asking. */
const SEGMENT: Readonly<Record<LinkRecord['kind'], string>> = {
  invitation: 'l',
  review: 'r',
  permission: 'p',
  owner: 'o',
}

/** The address people open, print and scan. */
export const linkUrl = (publicUrl: string, kind: LinkRecord['kind'], providerId: ProviderId, token: string): string =>
  `${publicUrl}/${SEGMENT[kind]}/${providerId}/${token}`

/** The write that makes a token lead to a target. */
export const linkWrite = (providerId: ProviderId, token: string, record: LinkRecord, expiresAt?: number): Write =>
  insert(links, linkDocId(providerId, linkHash(token)), record, expiresAt)

export const linkTokenPlace = (id: DocId) => ({ collection: 'invitation', id, field: 'linkToken' })

/**
 * What a token leads to. Absent, foreign and of another kind take the same path: one store read and the same error.
 * @throws AppError NOT_FOUND
 */
export async function resolveLink(
  deps: Pick<Services, 'store'>,
  providerId: ProviderId,
  token: string,
  kind: LinkRecord['kind'],
): Promise<string> {
  const found = await deps.store.get(links, linkDocId(providerId, linkHash(token)))
  if (!found || found.body.kind !== kind) {
    throw new AppError('NOT_FOUND', 'link token leads nowhere', {
      userMessage: '这个链接不完整或已失效，请向发给你的人要一个新的',
    })
  }
  return found.body.targetId
}
