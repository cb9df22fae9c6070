/** Turns invitations into what staff and customers may see. */
import type { InvitationView, ItemView, OpenedInvitation } from '@shared/contract/invitation'
import { isSetUp, type CorpAuth } from '@shared/domain/corp-auth/states'
import { invitationPhase, type Invitation } from '@shared/domain/invitation/states'
import type { AppRef, SuiteId } from '@shared/wecom/ids'
import { corpAuthDocId, corpAuths } from '../../store/collections/corp'
import { invitationDocId, type InvitationRecord } from '../../store/collections/invitation'
import type { ProviderRecord } from '../../store/collections/provider'
import type { Services } from '../services'
import { linkTokenPlace, linkUrl } from './link'

/** The authorisations that came through an invitation, by suite. */
export type Installs = ReadonlyMap<SuiteId, CorpAuth>

/** Reads the authorisations behind an invitation's items; one store read, none when nothing is installed. */
export async function loadInstalls(
  deps: Pick<Services, 'store'>,
  list: readonly Invitation[],
): Promise<readonly Installs[]> {
  const wanted = list.map((invitation) =>
    invitation.items.flatMap((item): AppRef[] =>
      item.install
        ? [{ providerId: invitation.providerId, suiteId: item.suiteId, authCorpId: item.install.authCorpId }]
        : [],
    ),
  )
  const ids = [...new Set(wanted.flat().map(corpAuthDocId))]
  if (ids.length === 0) return list.map(() => new Map())
  const found = await deps.store.getMany(corpAuths, ids)
  const byId = new Map(found.flatMap((stored) => (stored ? [[stored.id, stored.body] as const] : [])))
  return wanted.map(
    (apps) =>
      new Map(
        apps.flatMap((app) => {
          const auth = byId.get(corpAuthDocId(app))
          return auth ? [[app.suiteId, auth] as const] : []
        }),
      ),
  )
}

const itemViews = (invitation: Invitation, installs: Installs): ItemView[] =>
  invitation.items.map((item) => {
    const auth = item.install && installs.get(item.suiteId)
    return {
      suiteId: item.suiteId,
      kind: item.kind,
      name: item.name,
      reason: item.reason,
      ...(item.skippedAt === undefined ? {} : { skippedAt: item.skippedAt }),
      ...(auth
        ? {
            install: {
              corpName: auth.corpName,
              generation: auth.generation,
              status: auth.status,
              doneAt: { ...auth.setup.doneAt },
              ...(auth.setup.failure ? { failure: { ...auth.setup.failure } } : {}),
              ...(auth.publishStatus ? { publishStatus: { ...auth.publishStatus } } : {}),
            },
          }
        : {}),
    }
  })

/** Suites whose present install is done. */
export const setUpSuites = (installs: Installs): ReadonlySet<SuiteId> =>
  new Set([...installs].filter(([, auth]) => isSetUp(auth)).map(([suiteId]) => suiteId))

/** For staff: with the link. */
export function invitationView(
  deps: Pick<Services, 'sealer' | 'config'>,
  record: InvitationRecord,
  installs: Installs,
): InvitationView {
  const token = deps.sealer.open(record.linkToken, linkTokenPlace(invitationDocId(record.providerId, record.id)))
  return {
    id: record.id,
    customerName: record.customerName,
    ...(record.note ? { note: record.note } : {}),
    ownerName: record.owner.name,
    createdAt: record.createdAt,
    ...(record.revokedAt === undefined ? {} : { revokedAt: record.revokedAt }),
    phase: invitationPhase(record, setUpSuites(installs)),
    opens: opensView(record),
    link: linkUrl(deps.config.publicUrl, 'invitation', record.providerId, token),
    items: itemViews(record, installs),
    ...(record.authQr ? { authQr: { createdAt: record.authQr.createdAt, expiresAt: record.authQr.expiresAt } } : {}),
  }
}

/** For whoever holds the link. */
export const openedView = (provider: ProviderRecord, invitation: Invitation, installs: Installs): OpenedInvitation => ({
  provider: { id: provider.id, name: provider.name },
  customerName: invitation.customerName,
  ownerName: invitation.owner.name,
  ...(invitation.note ? { note: invitation.note } : {}),
  createdAt: invitation.createdAt,
  phase: invitationPhase(invitation, setUpSuites(installs)),
  items: itemViews(invitation, installs),
})

export const opensView = ({ opens }: Invitation) => ({
  count: opens.count,
  ...(opens.firstAt === undefined ? {} : { firstAt: opens.firstAt }),
  ...(opens.lastAt === undefined ? {} : { lastAt: opens.lastAt }),
})
