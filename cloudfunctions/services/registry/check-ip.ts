import type { OutputOf } from '@shared/contract/define'
import type { checkIp as contract } from '@shared/contract/registry'
import type { CorpId, ProviderId, SuiteId } from '@shared/wecom/ids'
import { WeComError } from '../../wecom/wecom-error'
import { corpAuthDocId, corpAuths } from '../../store/collections/corp'
import { noSuite } from './change-suite'
import type { Services } from '../services'

type IpCheck = OutputOf<typeof contract>
type Deps = Pick<Services, 'wecom' | 'registry' | 'store'>

const NOT_ALLOWED = 60020

/** WeCom names the address it saw: `…, from ip: 1.2.3.4, …`. */
const ipIn = (errmsg: string): string | undefined => /from ip: ?([0-9A-Fa-f.:]{3,45})/.exec(errmsg)?.[1]

const PLACES = {
  provider: '服务商后台「服务商信息 → IP 白名单」',
  app: '服务商后台该代开发应用的「企业可信 IP」',
  providerOrApp: '服务商后台「服务商信息 → IP 白名单」或该代开发应用的「企业可信 IP」',
} as const

/**
 * One cheap call: with the provider's token, or (app given) with the corp's. WeCom never says which list refused, so after a refusal of an
 * app the provider's own call tells the two apart (WeCom 90455: 60020; a changed list counts after about a minute).
 * @throws AppError NOT_FOUND for an app that is not authorised
 */
export async function checkIp(
  deps: Deps,
  providerId: ProviderId,
  app: { readonly suiteId?: SuiteId | undefined; readonly corpId?: CorpId | undefined },
): Promise<IpCheck> {
  const { suiteId, corpId } = app
  const provider = await deps.registry.provider(providerId)
  if (!provider) throw noSuite()
  const ofProvider = () => deps.wecom.convertCorpId(providerId, provider.corpId)
  if (suiteId === undefined || corpId === undefined) return outcome(await refusalOf(ofProvider), 'provider')
  const ref = { providerId, suiteId, authCorpId: corpId }
  if (!(await deps.store.get(corpAuths, corpAuthDocId(ref)))) throw noSuite()
  const first = await refusalOf(() => deps.wecom.readAgent(ref))
  if (first?.errcode !== NOT_ALLOWED) return outcome(first, 'app')
  const second = await refusalOf(ofProvider)
  if (second?.errcode === NOT_ALLOWED) return outcome(first, 'provider')
  return outcome(first, second !== undefined && second.errcode === undefined ? 'providerOrApp' : 'app')
}

async function refusalOf(call: () => Promise<unknown>): Promise<WeComError | undefined> {
  try {
    await call()
    return undefined
  } catch (error) {
    if (error instanceof WeComError) return error
    throw error
  }
}

function outcome(error: WeComError | undefined, list: keyof typeof PLACES): IpCheck {
  if (error?.errcode === NOT_ALLOWED) {
    const ip = ipIn(error.errmsg)
    return {
      result: 'refused',
      list,
      errcode: NOT_ALLOWED,
      ...(ip === undefined ? {} : { ip }),
      text: `企业微信拒绝了我们的服务器地址${ip === undefined ? '' : ` ${ip}`}：请把它加进${PLACES[list]}，约 1 分钟后生效`,
    }
  }
  // Any other errcode was given after the address had been let through.
  if (error?.errcode !== undefined && error.errcode > 0) {
    return { result: 'allowed', errcode: error.errcode, text: '服务器地址可以调用企业微信，没有被白名单拦截' }
  }
  if (error) return { result: 'unknown', text: '企业微信暂时没有应答，请稍后再查一次' }
  return { result: 'allowed', text: '服务器地址可以调用企业微信，没有被白名单拦截' }
}
