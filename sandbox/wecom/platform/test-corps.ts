/** Test corps of an app under development: at most 10 each, no licence trial, gone after 90 days (wecom-api §3.5, WeCom 95652). */
import type { Stand } from '../world/stand'
import type { Corp, Suite } from '../world/state'
import { cancelInstall } from './authorise'
import { isAuthorised } from './show'

const MOST_TEST_CORPS = 10
const TEST_MS = 90 * 24 * 3600_000

/** Whether one more test corp is one too many for this suite or template. @param isTest authorised with auth_type 1 */
export function isTestCorpTooMany(stand: Stand, suite: Suite, corp: Corp, isTest: boolean): boolean {
  if (!(isTest || corp.isTest) || isAuthorised(stand, suite.suiteId, corp.corpId)) return false
  const taken = Object.values(stand.state.installs).filter(
    (i) => i.suiteId === suite.suiteId && i.status === 'authorised' && i.isTest,
  )
  return taken.length >= MOST_TEST_CORPS
}

/** Removes test corps whose 90 days are over; cancel_auth tells the provider. */
export function removeOldTestCorps(stand: Stand): void {
  const now = stand.clock.now()
  for (const install of Object.values(stand.state.installs)) {
    if (install.isTest && install.status === 'authorised' && now - install.authAt >= TEST_MS)
      cancelInstall(stand, install)
  }
}
