import { corpByOpenId } from '../../world/ids'
import { installOf, TRIAL_MS } from '../../world/queries'
import { need, refuse, type Route } from '../route'

const SPENT_MS = 91 * 24 * 3600_000

/** Trial and licence of an installed app (WeCom 95844 via wecom-api §7.5); only while it is installed. */
export const getAppLicenseInfo: Route = {
  method: 'POST',
  path: '/cgi-bin/license/get_app_license_info',
  doc: '97194',
  token: 'provider',
  handle(stand, call, provider) {
    const corp = corpByOpenId(stand.state, stand.switches, provider.providerId, need(call, 'corpid', 41002))
    if (!corp) refuse(40013, 'invalid corpid')
    const suite = stand.state.suites[need(call, 'suite_id', 41021)]
    if (!suite || suite.providerId !== provider.providerId) refuse(40083, 'invalid suite_id')
    const install = installOf(stand.state, suite.suiteId, corp.corpId)
    if (!install || install.status === 'cancelled') refuse(701015, 'corp has not authorised the app')
    // A corp without licences has spent its trial; test corps get none (WeCom 95652).
    const startAt = corp.licensed ? install.firstAt : install.firstAt - SPENT_MS
    const seconds = (ms: number) => Math.floor(ms / 1000)
    const now = stand.clock.now()
    const inTrial = !install.isTest && now < startAt + TRIAL_MS
    return {
      // The numbers' meaning is not in the reference: here 0 trial, 1 licensed, 2 neither. Read trail_info, not this.
      license_status: inTrial ? 0 : corp.licensed ? 1 : 2,
      ...(install.isTest
        ? {}
        : { trail_info: { start_time: seconds(startAt), end_time: seconds(startAt + TRIAL_MS) } }),
      license_check_time: seconds(startAt + TRIAL_MS),
    }
  },
}
