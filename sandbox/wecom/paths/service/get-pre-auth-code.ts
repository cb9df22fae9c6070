import { CODE_MS, issueCode } from '../../world/issue'
import { refuse, type Route } from '../route'

/** pre_auth_code for the install link of a standard suite (WeCom 90601); a template gets 48002. */
export const getPreAuthCode: Route = {
  method: 'GET',
  path: '/cgi-bin/service/get_pre_auth_code',
  doc: '90601',
  token: 'suite',
  handle(stand, _call, suite) {
    if (suite.kind === 'template') refuse(48002, 'api forbidden')
    const code = issueCode(stand, { kind: 'preAuth', suiteId: suite.suiteId, authType: 0 })
    return { pre_auth_code: code, expires_in: CODE_MS.preAuth / 1000 }
  },
}
