/**
 * Installing a standard suite from the provider's own website (WeCom 90597): we send the browser to WeCom with a pre-auth code, and it comes back with an
 * auth code. No `create_auth` is pushed in this flow, or so the page says; when one comes too, the code is still exchanged once.
 */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { AppError } from '@shared/kernel/errors'
import type { SuiteRef } from '@shared/wecom/ids'
import { callbackDocId, callbacks, type CallbackRecord } from '../../store/collections/callback'
import { insert } from '../../store/store'
import { drainFor } from '../callback/drain'
import type { Services } from '../services'

/** A pre-auth code lives 20 minutes (WeCom 90601), the state as long. */
const STATE_MS = 20 * 60_000

const mac = (key: Uint8Array, ref: SuiteRef, expiry: number): string =>
  createHmac('sha256', key).update(`install.${ref.providerId}.${ref.suiteId}.${expiry}`).digest('hex').slice(0, 40)

/** Ten digits of expiry (epoch seconds) and a mac: 50 of 0-9a-f (WeCom allows 128 of a-zA-Z0-9). */
const makeState = (key: Uint8Array, ref: SuiteRef, now: number): string => {
  const expiry = Math.floor((now + STATE_MS) / 1000)
  return `${expiry}${mac(key, ref, expiry)}`
}

/** The expiry of a state that is ours, for this suite, and not over; else undefined. */
function readState(key: Uint8Array, ref: SuiteRef, state: string, now: number): number | undefined {
  if (!/^\d{10}[0-9a-f]{40}$/.test(state)) return undefined
  const expiry = Number(state.slice(0, 10))
  const isOurs = timingSafeEqual(Buffer.from(mac(key, ref, expiry)), Buffer.from(state.slice(10)))
  return isOurs && expiry * 1000 >= now ? expiry : undefined
}

/**
 * Where to send the browser.
 * @throws AppError NOT_FOUND for anything but a standard suite of the provider; WeComError when no pre-auth code can be had now
 */
export async function installAddress(
  deps: Pick<Services, 'registry' | 'wecom' | 'config' | 'clock'>,
  ref: SuiteRef,
): Promise<string> {
  const suite = await deps.registry.suite(ref)
  if (suite?.kind !== 'suite' || suite.use === 'webLogin') {
    throw new AppError('NOT_FOUND', 'not a standard suite of this provider', {
      userMessage: '没有这个应用，请核对链接',
    })
  }
  const code = await deps.wecom.createPreAuthCode(ref)
  const back = `${deps.config.publicUrl}/install/return/${ref.providerId}/${ref.suiteId}`
  const query = new URLSearchParams({
    suite_id: ref.suiteId,
    pre_auth_code: code,
    redirect_uri: back,
    state: makeState(deps.config.sessionKey, ref, deps.clock.now()),
  })
  return `${deps.config.wecom.open}/3rdapp/install?${query.toString()}`
}

export type Installed = 'done' | 'underWay' | 'failed'

/**
 * The browser is back. The code is kept like a `create_auth` before anything else is done with it, so that a crash or an outage loses nothing,
 * and worked on at once, since a person is waiting.
 * @throws AppError INVALID_INPUT for a code or state that is not ours, or too old
 */
export async function returnFromInstall(
  deps: Services,
  ref: SuiteRef,
  back: { readonly authCode: string; readonly state: string },
): Promise<Installed> {
  const now = deps.clock.now()
  const expiry = readState(deps.config.sessionKey, ref, back.state, now)
  if (expiry === undefined || !/^[\w.~-]{1,512}$/.test(back.authCode)) {
    throw new AppError('INVALID_INPUT', 'install state or code is not ours, or too old', {
      userMessage: '安装链接已过期或不是从这里打开的，请回到服务商网站重新安装',
    })
  }
  const hash = createHash('sha256').update(back.authCode).digest('hex').slice(0, 32)
  // From the state, not from now: reloading the page is the same return.
  const id = callbackDocId(ref, String(expiry), hash)
  const xml =
    `<xml><SuiteId><![CDATA[${ref.suiteId}]]></SuiteId><InfoType><![CDATA[create_auth]]></InfoType>` +
    `<TimeStamp>${Math.floor(now / 1000)}</TimeStamp><AuthCode><![CDATA[${back.authCode}]]></AuthCode></xml>`
  const record: CallbackRecord = {
    ...ref,
    kind: 'createAuth',
    receiveId: ref.suiteId,
    eventAt: Math.floor(now / 1000) * 1000,
    receivedAt: now,
    body: deps.sealer.seal(xml, { collection: 'callback', id, field: 'body' }),
    status: 'new',
    dueAt: now,
    tries: 0,
  }
  // A repeat finds it there.
  await deps.store.commit([insert(callbacks, id, record)])
  await drainFor(deps, ref.providerId, [ref.suiteId])
  const status = (await deps.store.get(callbacks, id))?.body.status
  return status === 'done' ? 'done' : status === 'failed' ? 'failed' : 'underWay'
}
