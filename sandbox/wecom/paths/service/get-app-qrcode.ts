import { openHost } from '../../platform/hosts'
import { qrPng } from '../../platform/qr-png'
import { issueCode } from '../../world/issue'
import { refuse, text, type Route } from '../route'

/** The app QR of a suite: an image, or the URL in it (WeCom 95430). `state` comes back in get_permanent_code. */
export const getAppQrcode: Route = {
  method: 'POST',
  path: '/cgi-bin/service/get_app_qrcode',
  doc: '95430',
  token: 'suite',
  handle(stand, call, suite) {
    if (text(call, 'suite_id') !== suite.suiteId) refuse(48003, 'suite_id does not match suite_access_token')
    if (suite.kind === 'template') refuse(48002, 'api forbidden')
    const state = text(call, 'state')
    if (!/^[a-zA-Z0-9]{0,32}$/.test(state)) refuse(40058, 'invalid Request Parameter: state')
    const style = call.body['style'] ?? 0
    if (typeof style !== 'number' || ![0, 1, 2, 3, 4].includes(style)) refuse(40058, 'invalid Request Parameter: style')
    const token = issueCode(stand, { kind: 'appQr', suiteId: suite.suiteId, state })
    const url = `${openHost(stand)}/3rdapp/qrinstall?token=${token}`
    if (call.body['result_type'] === 2) return { qrcode: url }
    return qrPng(url, 3 + style)
  },
}
