import { decideInvitation, type InvitationCommand, type InvitationRefusal } from '@shared/domain/invitation/decide'
import { AppError } from '@shared/kernel/errors'
import type { PersonRef, ProviderId } from '@shared/wecom/ids'
import { change } from '../../store/change'
import { invitationDocId, invitations, type InvitationRecord } from '../../store/collections/invitation'
import { replace, type Write } from '../../store/store'
import { historyWrites } from '../history/history-writes'
import type { Services } from '../services'

const REFUSED: Readonly<Record<InvitationRefusal, string>> = {
  revoked: '这份邀请已被撤回，请向发给你的人要一份新的',
  unknownItem: '这份邀请里没有这个应用',
  notSkippable: '这个应用已经安装，不需要跳过',
}

/** An invitation that is not there. */
export const noInvitation = () =>
  new AppError('NOT_FOUND', 'no such invitation', { userMessage: '没有找到这份邀请，可能已被删除' })

/**
 * Loads, decides, commits with history.
 * @throws AppError NOT_FOUND, ILLEGAL_STATE with what to do
 */
export async function changeInvitation(
  deps: Pick<Services, 'store' | 'clock'>,
  at: { readonly providerId: ProviderId; readonly id: string },
  command: InvitationCommand,
  by?: PersonRef,
): Promise<InvitationRecord> {
  return change(deps, async () => {
    const stored = await deps.store.get(invitations, invitationDocId(at.providerId, at.id))
    if (!stored) throw noInvitation()
    const decision = decideInvitation(stored.body, command, deps.clock.now())
    if (!decision.ok) {
      throw new AppError('ILLEGAL_STATE', `invitation: ${command.type} refused: ${decision.reason}`, {
        userMessage: REFUSED[decision.reason],
        details: { reason: decision.reason },
      })
    }
    const { linkToken } = stored.body
    const result: InvitationRecord = { ...decision.next, linkToken }
    const writes: Write[] =
      decision.next === stored.body
        ? []
        : [
            replace(invitations, stored, result),
            ...historyWrites(
              { providerId: at.providerId, kind: 'invitation', id: at.id, version: stored.version + 1 },
              decision.history,
              deps.clock.now(),
              by,
            ),
          ]
    return { writes, result }
  })
}
