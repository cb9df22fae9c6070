/** A stage on which a customer has authorised apps through an invitation, for tests that begin after that. */
import { inflateSync } from 'node:zlib'
import jsQR from 'jsqr'
import * as invitation from '@shared/contract/invitation'
import type { CorpId, ProviderId, SuiteId } from '@shared/wecom/ids'
import type { Actor, Stage } from '@sandbox/stories/stage'
import { SEED, type SeedSuite } from '@sandbox/wecom/world/seed'

export const YUNQI = 'yunqi' as ProviderId
export const HUADONG = SEED.corps[0]?.corpId ?? ''
export const SEAT = 'seat-a'

const suiteOf = (kind: SeedSuite['kind']): SuiteId => {
  const suite = SEED.providers[0]?.suites.find((candidate) => candidate.kind === kind)
  if (!suite) throw new Error(`the seed has no ${kind}`)
  return suite.suiteId as SuiteId
}
export const CRM = suiteOf('template')
export const SIGN_IN = suiteOf('signIn')

/** An invitation for one template, by a project manager. */
export async function invite(stage: Stage): Promise<{ provider: ProviderId; token: string }> {
  const manager: Actor = await stage.staff('yunqi', 'suqing')
  const made = await manager.call(invitation.create, { customerName: '华东零售', templates: [{ suiteId: CRM }] })
  return { provider: YUNQI, token: made.link.slice(-26) }
}

/** 李想 of 华东零售 scans what WeCom's own scanner opens and presses 同意授权. What WeCom pushes is received, not worked on. */
export async function authorise(stage: Stage, text: string): Promise<void> {
  const { wecom } = stage.laptop
  await wecom.control('seat.set', { seat: SEAT, corpId: HUADONG, userId: 'lixiang' })
  const { openUrl = '' } = await wecom.control('client.scan', { seat: SEAT, text })
  await wecom.control('client.authorize', { seat: SEAT, url: openUrl })
  await wecom.settled()
}

/** The template is authorised; its `create_auth` waits to be drained. */
export async function authoriseTemplate(stage: Stage): Promise<void> {
  const { url } = await stage.nobody.call(invitation.authQr, await invite(stage))
  await authorise(stage, url)
}

/** The sign-in suite is installed by the picture of its QR, and set up. */
export async function installSignInSuite(stage: Stage): Promise<void> {
  const { picture } = await stage.nobody.call(invitation.signInSuiteQr, await invite(stage))
  await authorise(stage, readQr(Buffer.from(picture.slice(picture.indexOf(',') + 1), 'base64')))
  await stage.laptop.tick()
}

/** The corp as the provider sees it. */
export async function corpIdOf(stage: Stage): Promise<CorpId> {
  const { services } = stage.laptop
  const { corpAuths } = await import('../../store/collections/corp')
  const page = await services().store.list(corpAuths, 'fleet', [YUNQI], { limit: 1 })
  const [first] = page.items
  if (!first) throw new Error('nobody has authorised anything')
  return first.body.authCorpId
}

/** The text of a QR in a grey PNG without filters, which is what the stand-in draws. */
function readQr(png: Buffer): string {
  const width = png.readUInt32BE(16)
  const data: Buffer[] = []
  for (let at = 8; at < png.length; at += png.readUInt32BE(at) + 12) {
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT')
      data.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)))
  }
  const rows = inflateSync(Buffer.concat(data))
  const rgba = new Uint8ClampedArray(width * width * 4).fill(255)
  for (let y = 0; y < width; y++) {
    for (let x = 0; x < width; x++)
      rgba.fill(rows[y * (width + 1) + 1 + x] ?? 0, (y * width + x) * 4, (y * width + x) * 4 + 3)
  }
  const found = jsQR(rgba, width, width)
  if (!found) throw new Error('there is no QR in the picture')
  return found.data
}
