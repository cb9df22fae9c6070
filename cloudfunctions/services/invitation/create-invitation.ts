import type { InputOf } from '@shared/contract/define'
import type { create as contract, InvitationView } from '@shared/contract/invitation'
import type { Invitation } from '@shared/domain/invitation/states'
import { invalidInput } from '@shared/kernel/errors'
import { newId, newToken } from '../../runtime/random'
import type { SessionRecord } from '../../store/collections/corp'
import { invitationDocId, invitations, type InvitationRecord } from '../../store/collections/invitation'
import { suiteDocId, suites } from '../../store/collections/provider'
import { insert } from '../../store/store'
import { AppError } from '@shared/kernel/errors'
import { historyWrites } from '../history/history-writes'
import type { Services } from '../services'
import { invitationView } from './invitation-view'
import { linkTokenPlace, linkWrite } from './link'

const SIGN_IN_REASON = '让你在企业微信里打开本应用、收到提醒，并确认你是管理员。只需把你自己设为可见即可'

/**
 * Makes an invitation and its link (S2-17). Item 0 is the sign-in suite: without it there is no workbench entry and no message.
 * @throws AppError INVALID_INPUT naming each template that is unknown or not launched (S2-12)
 */
export async function createInvitation(
  deps: Pick<Services, 'store' | 'registry' | 'sealer' | 'clock' | 'random' | 'config'>,
  staff: SessionRecord,
  input: InputOf<typeof contract>,
): Promise<InvitationView> {
  const { providerId } = staff.person
  const provider = await deps.registry.provider(providerId)
  if (!provider) throw new AppError('NOT_FOUND', 'provider of the session is gone')
  const ids = [provider.signInSuiteId, ...input.templates.map((t) => t.suiteId)]
  const found = await deps.store.getMany(
    suites,
    ids.map((suiteId) => suiteDocId({ providerId, suiteId })),
  )
  const issues = input.templates.flatMap((template, i) => {
    const suite = found[i + 1]?.body
    const field = `templates.${i}.suiteId`
    if (!suite || suite.kind !== 'template') return [{ field, message: '没有找到这个应用模板，请刷新后重选' }]
    if (!suite.launched.value) return [{ field, message: `「${suite.name}」还没有上线，上线后才能邀请客户授权` }]
    return []
  })
  if (issues.length > 0) throw invalidInput(issues)

  const now = deps.clock.now()
  const id = newId(deps.random)
  const token = newToken(deps.random)
  const invitation: Invitation = {
    providerId,
    id,
    state: newToken(deps.random),
    customerName: input.customerName,
    ...(input.note ? { note: input.note } : {}),
    owner: { openUserId: staff.person.openUserId, name: staff.name ?? provider.name },
    items: [
      {
        suiteId: provider.signInSuiteId,
        kind: 'suite',
        name: found[0]?.body.name ?? provider.name,
        reason: SIGN_IN_REASON,
      },
      ...input.templates.map((template, i) => ({
        suiteId: template.suiteId,
        kind: 'template' as const,
        name: found[i + 1]?.body.name ?? '',
        reason: template.reason || found[i + 1]?.body.reason || '',
      })),
    ],
    createdAt: now,
    opens: { count: 0 },
  }
  const docId = invitationDocId(providerId, id)
  const record: InvitationRecord = { ...invitation, linkToken: deps.sealer.seal(token, linkTokenPlace(docId)) }
  const answer = await deps.store.commit([
    insert(invitations, docId, record),
    linkWrite(providerId, token, { kind: 'invitation', targetId: id }),
    ...historyWrites({ providerId, kind: 'invitation', id, version: 1 }, ['created'], now, staff.person),
  ])
  if (!answer.ok) throw new AppError('CONFLICT', 'a fresh random id was taken')
  return invitationView(deps, record, new Map())
}
