/**
 * Every behaviour the reference marks unverified, as a named switch. The default is the reading that is hardest on a client, so that
 * what works here does not work by luck. Tests and the desk may turn one; nothing else decides such a thing in passing.
 */
export interface Switches {
  /** get_suite_token, get_provider_token, get_corp_token and v1 get_permanent_code leave `errcode` out on success (WeCom 97162, 96237). */
  bareTokenAnswers: boolean
  /** create_auth of a parameter QR carries `State`. Listed in WeCom 90642, reported missing in the field: absent by default. */
  stateInCreateAuth: boolean
  /** Only the newest suite_ticket is accepted. WeCom 97162 says 30 minutes for each, so the older ones count too by default. */
  onlyNewestTicketCounts: boolean
  /** errcode of get_customized_auth_url for a template that is not launched or not the provider's own (undocumented). */
  unlaunchedTemplateErrcode: 40083 | 84020
  /** `auth_user_info` of get_permanent_code may be missing (WeCom 90603). */
  authUserInfo: 'full' | 'empty' | 'absent'
  /** Who sees a customised app right after the scan: undocumented, the admin sets the range after the launch message. */
  newAppRange: 'authoriser' | 'root'
  /** Who sees a standard suite right after the install: the sheet offers the whole corp. */
  newSuiteRange: 'authoriser' | 'root'
  /** A provider sees its own corp and staff under their plain ids (not described for own corps). */
  ownCorpPlain: boolean
  /** A decline of a permission request pushes nothing (WeCom 97165 describes only the agreement). */
  declinePushes: boolean
  /** A launch pushes change_auth. No event is documented for it (wecom-api §3.3 step 12): off. */
  launchPushes: boolean
  /** The URL of a new customised app is prefilled from its template's, so that URL also gets app events (WeCom 97201). */
  appUrlFromTemplate: boolean
  /** What openAppManage and the sheet say about an app that is already authorised: skip it, or authorise it anew with a new code. */
  authorisedAgain: 'skip' | 'anew'
  /** errcode of an invalid provider_access_token (40014 in one SDK, undocumented in the pages). */
  badProviderTokenErrcode: 40014 | 40082
  /** Waiting times before the three retries of a callback, ms of real time (spacing undocumented, WeCom 91116). */
  retryDelaysMs: readonly number[]
  /** The host in qrcode_url and app QR codes: WeCom's own, or the stand-in's. */
  qrHost: 'wecom' | 'self'
  /** Wrong secrets from one IP before it is banned for an hour (the number is undocumented). */
  wrongSecretsToBan: number
  /** errcode that a banned IP gets (undocumented). */
  bannedErrcode: 45009 | 60020
  /** Unknown ids that an app may send to userid_to_openuserid within a day before it is locked for a day (number undocumented, WeCom 90312). */
  wrongUserIdsToLock: number
  /** Calls of one address under way at once before more get 45033 (number undocumented). */
  mostAtOnce: number
  /** Login of a member without a base account once the trial is over shows a prompt instead of a code (WeCom 95652). */
  unlicensedCannotLogin: boolean
}

/** The hard reading of everything. */
export const DEFAULT_SWITCHES: Switches = {
  bareTokenAnswers: true,
  stateInCreateAuth: false,
  onlyNewestTicketCounts: false,
  unlaunchedTemplateErrcode: 40083,
  authUserInfo: 'full',
  newAppRange: 'authoriser',
  newSuiteRange: 'root',
  ownCorpPlain: true,
  declinePushes: false,
  launchPushes: false,
  appUrlFromTemplate: true,
  authorisedAgain: 'skip',
  badProviderTokenErrcode: 40014,
  retryDelaysMs: [1000, 2000, 4000],
  qrHost: 'wecom',
  wrongSecretsToBan: 100,
  bannedErrcode: 45009,
  wrongUserIdsToLock: 10_000,
  mostAtOnce: 500,
  unlicensedCannotLogin: true,
}
