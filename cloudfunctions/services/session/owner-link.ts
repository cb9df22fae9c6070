/**
 * The first owner of a provider. Nobody knows her open_userid before she has signed in once, so a one-time link makes whoever
 * opens it and signs in as staff of that provider its owner. Printed once by `npm run serve -- --register`.
 */
import { AppError } from '@shared/kernel/errors'
import type { Role } from '@shared/contract/define'
import type { PersonRef, ProviderId } from '@shared/wecom/ids'
import { newToken } from '../../runtime/random'
import { people, personDocId } from '../../store/collections/corp'
import { linkDocId, links } from '../../store/collections/invitation'
import { put, remove } from '../../store/store'
import { linkHash, linkUrl, linkWrite } from '../invitation/link'
import type { Services } from '../services'

/** Long enough to hand it over, short enough to be forgotten safely. */
const OWNER_LINK_MS = 7 * 24 * 3_600_000
const FIRST_OWNER: readonly Role[] = ['owner', 'operator']

/** Makes a one-time owner link of a provider; it works for seven days. @returns its address */
export async function makeOwnerLink(
  deps: Pick<Services, 'store' | 'random' | 'clock' | 'config'>,
  providerId: ProviderId,
): Promise<string> {
  const token = newToken(deps.random)
  const record = { kind: 'owner', targetId: 'first-owner' } as const
  const answer = await deps.store.commit([linkWrite(providerId, token, record, deps.clock.now() + OWNER_LINK_MS)])
  if (!answer.ok) throw new AppError('CONFLICT', 'a fresh random token was taken')
  return linkUrl(deps.config.publicUrl, 'owner', providerId, token)
}

/**
 * Spends the link: the person becomes owner, the link is gone, in one commit.
 * @throws AppError NOT_FOUND for a link that was used, has run out or is another provider's
 */
export async function takeOwnerLink(deps: Pick<Services, 'store'>, person: PersonRef, token: string): Promise<void> {
  const link = await deps.store.get(links, linkDocId(person.providerId, linkHash(token)))
  const stored = await deps.store.get(people, personDocId(person))
  const spent = () =>
    new AppError('NOT_FOUND', 'owner link is spent, expired or foreign', {
      userMessage: '负责人链接已用过、已过期或不完整，请运行 npm run serve -- --owner-link 再生成一个',
    })
  if (link?.body.kind !== 'owner') throw spent()
  const before = stored?.body ?? { openUserId: person.openUserId, roles: [] }
  const answer = await deps.store.commit([
    remove(links, link),
    put(people, personDocId(person), stored, { ...before, roles: [...new Set([...before.roles, ...FIRST_OWNER])] }),
  ])
  if (!answer.ok) throw spent()
}
