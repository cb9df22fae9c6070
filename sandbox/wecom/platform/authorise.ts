/** What happens in WeCom when an admin agrees to an app: agent, secret, range, auth code. */
import { pushAuthChange } from '../callbacks/events'
import { issueCode, revokeToken } from '../world/issue'
import { installKey, installOf } from '../world/queries'
import { opaque } from '../world/random'
import type { Stand } from '../world/stand'
import type { CustomApp, Install, Range, Suite } from '../world/state'
import type { Person } from './act'

const ROOT: Range = { users: [], parties: [1], tags: [] }

function newApp(stand: Stand, suite: Suite): CustomApp {
  const inherits = stand.switches.appUrlFromTemplate
  return {
    publish: 0,
    review: 'draft',
    reviewReasons: [],
    callbackUrl: inherits ? suite.callbackUrl : '',
    token: suite.token,
    encodingAesKey: suite.encodingAesKey,
    permissions: [],
    requests: [],
    whitelist: { ips: [], before: [], at: 0 },
  }
}

/** A code for get_permanent_code, bound to the secret of now. */
export const newAuthCode = (stand: Stand, install: Install): string =>
  issueCode(stand, {
    kind: 'auth',
    suiteId: install.suiteId,
    corpId: install.corpId,
    permanentCode: install.permanentCode,
  })

/**
 * Authorises a suite or template for the person's corp. A first or renewed authorisation gets a new agent and secret; an app that is
 * authorised already keeps both.
 * @param state what get_permanent_code returns as `state`
 * @param isTest authorised for a test (auth_type 1); in a test corp every authorisation is one
 */
export function authorise(stand: Stand, suite: Suite, person: Person, state: string, isTest: boolean): Install {
  const { corp, member } = person
  const known = installOf(stand.state, suite.suiteId, corp.corpId)
  if (known?.status === 'authorised') {
    known.authState = state
    stand.changed()
    return known
  }
  const isTemplate = suite.kind === 'template'
  const reach = isTemplate ? stand.switches.newAppRange : stand.switches.newSuiteRange
  const now = stand.clock.now()
  const install: Install = {
    suiteId: suite.suiteId,
    corpId: corp.corpId,
    agentId: corp.nextAgentId,
    name: suite.name,
    intro: suite.intro,
    homeUrl: '',
    permanentCode: opaque(stand.random, 86),
    status: 'authorised',
    disabled: false,
    authUserId: member.userId,
    authAt: now,
    firstAt: known?.firstAt ?? now,
    isTest: isTest || corp.isTest,
    authState: state,
    range: reach === 'root' ? structuredClone(ROOT) : { users: [member.userId], parties: [], tags: [] },
    ...(isTemplate ? { app: newApp(stand, suite) } : {}),
  }
  corp.nextAgentId += 1
  stand.state.installs[installKey(suite.suiteId, corp.corpId)] = install
  revokeToken(stand, { kind: 'corp', suiteId: suite.suiteId, corpId: corp.corpId })
  stand.changed()
  return install
}

/** Ends an authorisation: its secret and token are void, its open requests with it; cancel_auth is pushed. */
export function cancelInstall(stand: Stand, install: Install): void {
  install.status = 'cancelled'
  for (const request of install.app?.requests ?? []) if (request.status === 'open') request.status = 'replaced'
  revokeToken(stand, { kind: 'corp', suiteId: install.suiteId, corpId: install.corpId })
  stand.changed()
  void pushAuthChange(stand, install, 'cancel_auth')
}
