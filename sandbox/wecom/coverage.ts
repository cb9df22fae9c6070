/**
 * What the stand-in plays: every API path and every event, with the limits and errors it implements and the test that proves it.
 * coverage.test.ts fails when a route or an event is missing here, when a test is gone, or when the product uses a path not listed.
 */

export interface PathRow {
  readonly path: string
  readonly doc: string
  /** Documented limits that are enforced. */
  readonly limits: string
  /** errcodes the path itself answers; tokens (41001, 41022, 40014, 40082, 42001, 42009), 45009, 45033 and 60020 come on top. */
  readonly errors: readonly number[]
  /** `file › title` below sandbox/wecom. */
  readonly test: string
}

export interface EventRow {
  /** InfoType, or `event:<Event>`. */
  readonly event: string
  readonly doc: string
  /** Which URL it goes to, with which receiveId. */
  readonly goesTo: string
  readonly test: string
}

const row = (path: string, doc: string, limits: string, errors: readonly number[], test: string): PathRow => ({
  path: `/cgi-bin/${path}`,
  doc,
  limits,
  errors,
  test,
})

const TOKENS = 'tokens.test.ts › '
const FIRST = 'first-day.test.ts › '
const SECOND = 'permissions.test.ts › '
const KEEPS_APART = 'keeps suite, provider and corp tokens apart'
const FORBIDDEN = 'refuses templates where only standard suites may go, and the other way round'

export const PATHS: readonly PathRow[] = [
  row(
    'service/get_suite_token',
    '90600',
    'ticket 30 min; same token for 7200 s; no errcode on success',
    [41021, 41023, 41024, 40080, 40083, 40085],
    `${TOKENS}pushes a new ticket every ten minutes and lets each count for thirty`,
  ),
  row(
    'service/get_provider_token',
    '91200',
    'same token for 7200 s; no errcode on success',
    [41002, 41004, 40001, 40013],
    `${TOKENS}gives the same token while it is valid and a new one afterwards; the old one is expired, not unknown`,
  ),
  row(
    'service/get_pre_auth_code',
    '90601',
    '1200 s',
    [48002],
    `${TOKENS}lets sign-in codes die after five minutes and pre-auth codes after twenty`,
  ),
  row(
    'service/set_session_info',
    '90602',
    'auth_type 0 or 1',
    [40058, 40077, 40086, 42007],
    `${TOKENS}lets sign-in codes die after five minutes and pre-auth codes after twenty`,
  ),
  row(
    'service/get_app_qrcode',
    '95430',
    'state ≤ 32 of a-zA-Z0-9; style 0-4; image or url',
    [40058, 48002, 48003],
    `${TOKENS}installs through the app QR with create_auth and gives its state back`,
  ),
  row(
    'service/get_customized_auth_url',
    '98744',
    '1-9 launched templates of the provider; state ≤ 32; 864000 s',
    [40058, 40083, 84019],
    `${TOKENS}limits the parameter QR: launched templates of this provider, 1-9, each once, state of 32 letters and digits`,
  ),
  row(
    'service/get_permanent_code',
    '90603',
    'auth_code once, 10 min; no access_token for dk',
    [40078, 41008, 42003],
    `${FIRST}authorises two templates by one parameter QR: an event each, code, app without a token, probe`,
  ),
  row(
    'service/v2/get_permanent_code',
    '100776',
    'auth_code once, 10 min; no agents',
    [40078, 41008, 42003],
    `${FIRST}spends an auth code once and lets it die after ten minutes`,
  ),
  row(
    'service/get_auth_info',
    '90604',
    'exactly one agent',
    [40013, 40084, 41002, 41025, 48004],
    `${SECOND}drops the token and secret on cancel, and gives new ones on the next authorisation`,
  ),
  row(
    'service/v2/get_auth_info',
    '100795',
    'exactly one agent',
    [40013, 40084, 41002, 41025, 48004],
    `${SECOND}tells each member who enters or leaves the range to the app URL, with the corp as receiveId`,
  ),
  row(
    'service/get_corp_token',
    '90605',
    'same token for 7200 s; suites only',
    [40013, 40084, 48002, 48004],
    `${TOKENS}${FORBIDDEN}`,
  ),
  row(
    'gettoken',
    '97164',
    'same token for 7200 s; customised apps only',
    [40001, 40013, 40091, 41002, 41004],
    `${TOKENS}tells wrong corp ids, secrets and foreign codes apart in gettoken and get_auth_info`,
  ),
  row(
    'agent/get',
    '96448',
    'own app only; publish status 0-3, close',
    [40056, 41011, 301002],
    `${SECOND}moves the publish status 0 → 1 → 2 → 3 only by the console, without any event`,
  ),
  row(
    'agent/list',
    '90227',
    'own app only',
    [50003],
    `${SECOND}shows a disabled app as close=1, refuses its other calls, and brings it back`,
  ),
  row(
    'agent/get_admin_list',
    '100072',
    'no names, no super-admin flag',
    [],
    `${FIRST}installs the sign-in suite by link without any create_auth and signs its member in`,
  ),
  row(
    'service/get_admin_list',
    '90606',
    'own suite only; with open_userid',
    [40013, 40056, 41002, 41011, 48004],
    'paths/service/get-admin-list.test.ts › gives the admins of the installed app with open_userid',
  ),
  row(
    'agent/get_permissions',
    '99052',
    'the set in force',
    [],
    `${SECOND}asks the admins on their phones, takes the set whole, and change_auth does not say why`,
  ),
  row(
    'service/miniprogram/jscode2session',
    '92423',
    'code once, 5 min, of the linked suite',
    [40029, 40058, 42003],
    `${FIRST}installs the sign-in suite by link without any create_auth and signs its member in`,
  ),
  row(
    'miniprogram/jscode2session',
    '96959',
    'code once, 5 min; real corp of the member',
    [40029, 40058, 42003],
    'coverage.test.ts › signs a member of a mini-program linked to a customised app in, cross-corp included',
  ),
  row(
    'service/auth/getuserinfo3rd',
    '91121',
    'code once, 5 min; no names',
    [40029, 42003],
    `${FIRST}signs staff in on the web with the login suite, under their own corp`,
  ),
  row(
    'service/auth/getuserdetail3rd',
    '91122',
    'ticket 7200 s; fields only by consent; name = userid',
    [84014, 84015],
    'user-detail.test.ts › gives a suite only what the member ticked, and her userid for a name',
  ),
  row(
    'auth/getuserdetail',
    '96443',
    'ticket 7200 s; fields by permission and consent both',
    [48002, 84014, 84015, 92002],
    'user-detail.test.ts › gives a customised app what the corp granted and the member agreed to, both',
  ),
  row(
    'auth/getuserinfo',
    '98177',
    'customised apps; own corp only',
    [40029, 42003, 48002, 92002],
    `${TOKENS}signs members of a customised app in by OAuth, only in their own corp`,
  ),
  row(
    'service/get_login_info',
    '91125',
    'code once, 5 min; usertype',
    [40013, 40029, 41008, 42003],
    `${TOKENS}gives usertype and managed apps by the legacy web sign-in`,
  ),
  row(
    'service/corpid_to_opencorpid',
    '97105',
    'authorised corps only',
    [40013, 41002, 48001],
    `${FIRST}converts a plain corp id only for a corp that authorised`,
  ),
  row(
    'batch/userid_to_openuserid',
    '95884',
    '≤ 1000, visible range; locked for a day after many wrong ids',
    [40032, 40058, 40063, 45009],
    `${TOKENS}converts member ids inside the range only`,
  ),
  row(
    'message/send',
    '90236',
    '≤ 1000 users, ≤ 100 parties; 30 a minute to a member; cap × 200 a day; five types',
    [
      40008, 40032, 40035, 40056, 40058, 41010, 41011, 41016, 42027, 42029, 44004, 45008, 45009, 81013, 82001, 90200,
      90201, 90202, 90203, 90204, 90206, 90207, 90208, 301002,
    ],
    'messages.test.ts › drops more than thirty a minute to one member in silence, and honours the duplicate check',
  ),
  row(
    'license/get_app_license_info',
    '97194',
    'while installed; 90-day trial; none for test corps (at most 10 an app, removed after 90 days)',
    [40013, 40083, 41002, 41021, 701015],
    `${TOKENS}tells trial and licence of an installed app, and shuts unlicensed members out`,
  ),
  row(
    'get_jsapi_ticket',
    '90506',
    'same ticket for 7200 s; per hour 100 an app, 400 a corp',
    [],
    'paths/js-tickets.test.ts › allows a hundred tickets an hour to an app and four hundred to a corp',
  ),
  row(
    'ticket/get',
    '94313',
    'type agent_config; same ticket for 7200 s; per hour 100 an app, 400 a corp',
    [40058],
    'paths/js-tickets.test.ts › gives the same ticket while it is valid, another for agentConfig, and a new one afterwards',
  ),
  row(
    'getcallbackip',
    '91116',
    '',
    [],
    `${TOKENS}tells trial and licence of an installed app, and shuts unlicensed members out`,
  ),
  row('get_api_domain_ip', '92520', '', [], `${TOKENS}${KEEPS_APART}`),
]

const TEMPLATE_URL = 'command or template URL, receiveId = suite_id, success < 1 s, cut 5 s, 3 retries'
const APP_URL = 'data or app URL, receiveId = corp id, cut 5 s, 3 retries'

const SYSTEM_URL = "system-event URL, ServiceCorpId, receiveId = provider's corp id, success, cut 5 s, 3 retries"
const systemEvent = (event: string, doc: string): EventRow => ({
  event,
  doc,
  goesTo: SYSTEM_URL,
  test: 'platform/system-url.test.ts › pushes each event of licences and registration with the ServiceCorpId',
})

export const EVENTS: readonly EventRow[] = [
  systemEvent('license_pay_success', '95804'),
  systemEvent('license_refund', '95805'),
  systemEvent('auto_activate', '95994'),
  systemEvent('register_corp', '90585'),
  systemEvent('enter_register_package', '98071'),
  {
    event: 'suite_ticket',
    doc: '90628',
    goesTo: 'command or template URL, receiveId = suite_id, success; every 10 min, again until answered',
    test: `${FIRST}pushes an encrypted suite_ticket to every suite and template at the start`,
  },
  {
    event: 'create_auth',
    doc: '90642',
    goesTo: TEMPLATE_URL,
    test: `${FIRST}does not put the state or a reason into events`,
  },
  {
    event: 'change_auth',
    doc: '90642',
    goesTo: TEMPLATE_URL,
    test: `${SECOND}asks the admins on their phones, takes the set whole, and change_auth does not say why`,
  },
  {
    event: 'cancel_auth',
    doc: '90642',
    goesTo: TEMPLATE_URL,
    test: `${SECOND}drops the token and secret on cancel, and gives new ones on the next authorisation`,
  },
  {
    event: 'reset_permanent_code',
    doc: '97175',
    goesTo: TEMPLATE_URL,
    test: `${SECOND}resets a secret by reset_permanent_code with a new auth code`,
  },
  {
    event: 'event:subscribe',
    doc: '90376',
    goesTo: APP_URL,
    test: `${SECOND}tells each member who enters or leaves the range to the app URL, with the corp as receiveId`,
  },
  {
    event: 'event:unsubscribe',
    doc: '90376',
    goesTo: APP_URL,
    test: `${SECOND}tells each member who enters or leaves the range to the app URL, with the corp as receiveId`,
  },
  {
    event: 'event:enter_agent',
    doc: '90376',
    goesTo: APP_URL,
    test: 'coverage.test.ts › pushes app events to data URLs with the corp id in place of $CORPID$',
  },
  {
    event: 'event:change_app_admin',
    doc: '95038',
    goesTo: APP_URL,
    test: 'coverage.test.ts › pushes app events to data URLs with the corp id in place of $CORPID$',
  },
  {
    event: 'event:unlicensed_notify',
    doc: '95716',
    goesTo: APP_URL,
    test: 'coverage.test.ts › tells the app of a member who came without a licence',
  },
]
