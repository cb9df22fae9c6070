import { issueToken } from '../../world/issue'
import { refuse, type Route } from '../route'
import { installByCode } from './auth-shape'

/** Corp access token of a standard suite (WeCom 90605); a customised app must use gettoken and gets 48002. */
export const getCorpToken: Route = {
  method: 'POST',
  path: '/cgi-bin/service/get_corp_token',
  doc: '90605',
  token: 'suite',
  bare: true,
  handle(stand, call, suite) {
    if (suite.kind === 'template') refuse(48002, 'api forbidden')
    const install = installByCode(stand, call, suite)
    const { token, expiresIn } = issueToken(stand, { kind: 'corp', suiteId: install.suiteId, corpId: install.corpId })
    return { access_token: token, expires_in: expiresIn }
  },
}
