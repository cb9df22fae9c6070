/** What the console checks before it asks a callback URL to echo. */
import { fillUrl } from '../callbacks/events'
import type { Stand } from '../world/stand'
import { refuseAct } from './act'

const TOKEN_RULE = /^[a-zA-Z0-9]{1,32}$/
const KEY_RULE = /^[a-zA-Z0-9]{43}$/

/** @throws ActRefusal when token or key is not of WeCom's form (WeCom 91116) */
export function mustBeKeys(keys: { token: string; encodingAesKey: string }): void {
  if (!TOKEN_RULE.test(keys.token)) refuseAct('BAD_TOKEN', 'Token 须为 1-32 位英文或数字')
  if (!KEY_RULE.test(keys.encodingAesKey)) refuseAct('BAD_KEY', 'EncodingAESKey 须为 43 位英文或数字')
}

/** @throws ActRefusal for anything but http and https; the real console takes http only for system events (wecom-api §10) */
export function mustBeUrl(stand: Stand, url: string): void {
  const filled = fillUrl(stand, url, 'corp')
  if (!URL.canParse(filled) || !/^https?:$/.test(new URL(filled).protocol))
    refuseAct('40057', '回调 URL 不合法 (40057)')
}
