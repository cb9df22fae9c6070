import { openHost } from '../../platform/hosts'
import { CODE_MS, issueCode } from '../../world/issue'
import { refuse, text, textList, type Route } from '../route'

const MOST_TEMPLATES = 9

/** The text of a parameter QR for 1-9 launched templates, good for 10 days (WeCom 98744). */
export const getCustomizedAuthUrl: Route = {
  method: 'POST',
  path: '/cgi-bin/service/get_customized_auth_url',
  doc: '98744',
  token: 'provider',
  handle(stand, call, provider) {
    const state = text(call, 'state')
    if (!/^[a-zA-Z0-9]{0,32}$/.test(state)) refuse(40058, 'invalid Request Parameter: state')
    const suiteIds = textList(call, 'templateid_list')
    if (suiteIds.length === 0) refuse(84019, 'missing templateid')
    if (suiteIds.length > MOST_TEMPLATES || new Set(suiteIds).size !== suiteIds.length) {
      refuse(40058, 'invalid Request Parameter: templateid_list')
    }
    for (const suiteId of suiteIds) {
      const suite = stand.state.suites[suiteId]
      const isUsable =
        suite?.kind === 'template' && suite.providerId === provider.providerId && suite.review === 'launched'
      if (!isUsable) refuse(stand.switches.unlaunchedTemplateErrcode, 'invalid templateid')
    }
    const token = issueCode(stand, { kind: 'authUrl', providerId: provider.providerId, suiteIds, state })
    return {
      qrcode_url: `${openHost(stand)}/wwopen/customApp/authorize?token=${token}`,
      expires_in: CODE_MS.authUrl / 1000,
    }
  },
}
