import type { InvitationView, list as listContract, OpenedInvitation } from '@shared/contract/invitation'
import type { InputOf, OutputOf } from '@shared/contract/define'
import { invitationPhase } from '@shared/domain/invitation/states'
import { AppError } from '@shared/kernel/errors'
import type { ProviderId } from '@shared/wecom/ids'
import { invitationDocId, invitations, type InvitationRecord } from '../../store/collections/invitation'
import { drainFor } from '../callback/drain'
import type { Services } from '../services'
import { noInvitation } from './change-invitation'
import { invitationView, loadInstalls, openedView, opensView, setUpSuites } from './invitation-view'

async function load(deps: Pick<Services, 'store'>, providerId: ProviderId, id: string): Promise<InvitationRecord> {
  const stored = await deps.store.get(invitations, invitationDocId(providerId, id))
  if (!stored) throw noInvitation()
  return stored.body
}

/** For staff, with what has just arrived taken in first, so that a person who is looking does not wait for the timer. */
export async function getInvitation(deps: Services, providerId: ProviderId, id: string): Promise<InvitationView> {
  let record = await load(deps, providerId, id)
  if (
    await drainFor(
      deps,
      providerId,
      record.items.map((item) => item.suiteId),
    )
  )
    record = await load(deps, providerId, id)
  const [installs] = await loadInstalls(deps, [record])
  return invitationView(deps, record, installs ?? new Map())
}

/** For whoever holds the link; a revoked one says so. */
export async function openInvitation(deps: Services, providerId: ProviderId, id: string): Promise<OpenedInvitation> {
  const provider = await deps.registry.provider(providerId)
  if (!provider) throw noInvitation()
  let record = await load(deps, providerId, id)
  if (record.revokedAt !== undefined) {
    throw new AppError('ILLEGAL_STATE', 'invitation is revoked', {
      userMessage: `${record.owner.name}已撤回这份邀请，请向对方要一份新的`,
      details: { reason: 'revoked' },
    })
  }
  if (
    await drainFor(
      deps,
      providerId,
      record.items.map((item) => item.suiteId),
    )
  )
    record = await load(deps, providerId, id)
  const [installs] = await loadInstalls(deps, [record])
  return openedView(provider, record, installs ?? new Map())
}

/** A page of 50, newest first: two store reads. */
export async function listInvitations(
  deps: Pick<Services, 'store'>,
  providerId: ProviderId,
  input: InputOf<typeof listContract>,
): Promise<OutputOf<typeof listContract>> {
  const page = await deps.store.list(invitations, 'recent', [providerId], {
    order: 'desc',
    ...(input.search ? { contains: input.search } : {}),
    ...(input.cursor ? { cursor: input.cursor } : {}),
  })
  const records = page.items.map((item) => item.body)
  const installs = await loadInstalls(deps, records)
  return {
    items: records.map((record, i) => {
      const done = setUpSuites(installs[i] ?? new Map())
      return {
        id: record.id,
        customerName: record.customerName,
        ownerName: record.owner.name,
        createdAt: record.createdAt,
        phase: invitationPhase(record, done),
        opens: opensView(record),
        apps: record.items.map((item) => ({
          name: item.name,
          isInstalled: item.install !== undefined,
          isDone: done.has(item.suiteId),
        })),
      }
    }),
    ...(page.cursor ? { cursor: page.cursor } : {}),
  }
}
