import { observed, type Known } from '@shared/domain/basis'
import type { CorpId, ProviderId } from '@shared/wecom/ids'
import { WeComError } from '../../wecom/wecom-error'
import type { Services } from '../services'

/**
 * The provider-scoped id of a plain corp id, as WeCom converts it; undefined while the corp has not authorised this provider
 * (48001) or WeCom cannot be asked: then the typed id stays unverified. A wrong id is refused by WeCom (40013).
 */
export async function convertCorp(
  deps: Pick<Services, 'wecom' | 'clock' | 'log'>,
  providerId: ProviderId,
  plainCorpId: string,
): Promise<Known<CorpId> | undefined> {
  try {
    return observed(await deps.wecom.convertCorpId(providerId, plainCorpId), deps.clock.now())
  } catch (error) {
    if (!(error instanceof WeComError)) throw error
    deps.log.info('review.corp.not.converted', { errcode: error.errcode })
    return undefined
  }
}
