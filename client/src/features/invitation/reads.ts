import * as invitation from '@shared/contract/invitation'
import type { InvitationView, OpenedInvitation } from '@shared/contract/invitation'
import type { ProviderId } from '@shared/wecom/ids'
import { useAct, useRead, useReadUntil } from '../../platform/query'

/** What opens a link of ours. */
export interface LinkKey {
  readonly provider: ProviderId
  readonly token: string
}

const isOpen = (data: InvitationView | OpenedInvitation | undefined): boolean =>
  data !== undefined && data.phase !== 'done' && data.phase !== 'revoked'

/** What a customer sees behind the link, kept fresh until it is done. */
export const useOpenedInvitation = (link: LinkKey) => useReadUntil(invitation.open, link, isOpen)

/** WeCom's QR behind the link; the server renews it, so an hour-old one is still good. */
export const useAuthQr = (link: LinkKey, enabled: boolean) =>
  useRead(invitation.authQr, link, { enabled, freshForMs: 3_600_000 })

/** The picture that installs the sign-in suite. */
export const useSignInSuiteQr = (link: LinkKey, enabled: boolean) =>
  useRead(invitation.signInSuiteQr, link, { enabled, freshForMs: 3_600_000 })

export const useRecordOpen = () => useAct(invitation.recordOpen)
export const useSkipSignInSuite = () => useAct(invitation.skipSignInSuite, ['invitation'])

/** One invitation for staff, kept fresh until it is done. */
export const useInvitation = (id: string) => useReadUntil(invitation.get, { id }, isOpen)

/** A page of invitations, newest first; looked at again while one of them is being connected. */
export const useInvitations = (search: string, cursor: string | undefined) =>
  useReadUntil(
    invitation.list,
    {
      ...(search === '' ? {} : { search }),
      ...(cursor === undefined || cursor === '' ? {} : { cursor }),
    },
    (page) => page?.items.some((row) => row.phase === 'installing') ?? false,
  )

export const useCreateInvitation = () => useAct(invitation.create, ['invitation'])
export const useRevokeInvitation = () => useAct(invitation.revoke, ['invitation'])
