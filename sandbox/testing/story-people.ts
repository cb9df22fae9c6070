/** What people do in the authorisation stories, in one line each. */
import * as corp from '@shared/contract/corp'
import * as invitation from '@shared/contract/invitation'
import type { CorpAppView } from '@shared/contract/corp'
import type { ProviderId, SuiteId } from '@shared/wecom/ids'
import { SEED } from '../wecom/world/seed'
import type { Actor, Stage } from '../stories/stage'

export const YUNQI = 'yunqi' as ProviderId
const suites = SEED.providers[0]?.suites ?? []
export const CRM = suites.filter((s) => s.kind === 'template')[0]?.suiteId as SuiteId
export const PATROL = suites.filter((s) => s.kind === 'template')[1]?.suiteId as SuiteId
export const SIGN_IN = suites.find((s) => s.kind === 'signIn')?.suiteId as SuiteId
export const [HUADONG = '', HAICHUAN = '', BEICHEN = ''] = SEED.corps.map((c) => c.corpId)

export interface StoryPeople {
  readonly manager: Actor
  /** Gives a phone to a member. */
  seat(seat: string, corpId: string, userId: string): Promise<void>
  /** A WeCom QR of one template, from a fresh invitation. */
  qr(suiteId?: SuiteId): Promise<string>
  /** Scans with WeCom's own scanner and agrees; nothing is worked on yet. */
  agree(seat: string, url: string): Promise<void>
  cancel(seat: string, suiteId?: SuiteId): Promise<void>
  /** Callbacks that are under way arrive, and jobs run. */
  settle(): Promise<void>
  /** Apps in corps, as staff see them. */
  apps(): Promise<readonly CorpAppView[]>
}

/** The people of a stage: a project manager and whoever holds a phone. */
export async function storyPeople(stage: Stage): Promise<StoryPeople> {
  const manager = await stage.staff('yunqi', 'suqing')
  const { wecom } = stage.laptop
  return {
    manager,
    async seat(seat, corpId, userId) {
      await wecom.control('seat.set', { seat, corpId, userId })
    },
    async qr(suiteId = CRM) {
      const made = await manager.call(invitation.create, { customerName: '客户', templates: [{ suiteId }] })
      const link = { provider: YUNQI, token: made.link.split('/').at(-1) ?? '' }
      return (await stage.nobody.call(invitation.authQr, link)).url
    },
    async agree(seat, url) {
      const scanned = await wecom.control('client.scan', { seat, text: url })
      await wecom.control('client.authorize', { seat, url: scanned.openUrl ?? '' })
    },
    async cancel(seat, suiteId = CRM) {
      await wecom.control('client.cancelAuth', { seat, suiteId })
    },
    async settle() {
      await wecom.settled()
      await stage.laptop.tick()
    },
    apps: async () => (await manager.call(corp.list, {})).items,
  }
}
