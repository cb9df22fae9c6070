import { openCorpId } from '../../world/ids'
import { need, refuse, type Route } from '../route'

/** Plain corp id → the provider's; only for corps that authorised one of its apps (WeCom 97105). Plain ids are not case-sensitive. */
export const corpidToOpencorpid: Route = {
  method: 'POST',
  path: '/cgi-bin/service/corpid_to_opencorpid',
  doc: '97105',
  token: 'provider',
  handle(stand, call, provider) {
    const corp = stand.state.corps[need(call, 'corpid', 41002).toLowerCase()] ?? refuse(40013, 'invalid corpid')
    const isAuthorised = Object.values(stand.state.installs).some(
      (i) =>
        i.corpId === corp.corpId &&
        i.status === 'authorised' &&
        stand.state.suites[i.suiteId]?.providerId === provider.providerId,
    )
    if (!isAuthorised && corp.providerId !== provider.providerId) refuse(48001, 'api unauthorized')
    return { open_corpid: openCorpId(stand.state, stand.switches, provider.providerId, corp) }
  },
}
