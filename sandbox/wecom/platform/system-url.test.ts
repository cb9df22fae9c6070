import { SYSTEM_EVENTS } from '../callbacks/system-events'
import { xmlText } from '../callbacks/xml'
import { type Bench, HUADONG, startBench, YUNQI } from '../testing/provider'

const KEYS = { token: 'systemToken', encodingAesKey: 'q'.repeat(43) }
const SAVED = { providerId: 'yunqi', callbackUrl: '{base}/callback/yunqi/system', ...KEYS }

describe('the system-event URL of a provider', () => {
  let bench: Bench
  beforeEach(async () => {
    bench = await startBench()
    bench.backend.keys.set('system', { ...KEYS })
  })
  afterEach(() => bench.close())

  const push = (kind: (typeof SYSTEM_EVENTS)[number], extra = {}) =>
    bench.stand.control('platform.pushEvent', { providerId: 'yunqi', corpId: HUADONG.corpId, kind, ...extra })

  it('is saved only when it echoes, with keys of its own', async () => {
    await expect(push('license_refund')).rejects.toThrow('系统事件接收URL')
    const { systemUrl: before } = (await bench.stand.control('world.get', {})).providers[0] ?? {}
    expect(before).toBe('')
    const wrong = { ...SAVED, token: 'another' }
    expect(await bench.stand.control('console.saveSystemUrl', wrong)).toMatchObject({ ok: false })
    await expect(bench.stand.control('console.saveSystemUrl', { ...SAVED, token: '' })).rejects.toThrow('Token')
    expect(await bench.stand.control('console.saveSystemUrl', SAVED)).toEqual({ ok: true, note: '' })
    const { systemUrl } = (await bench.stand.control('world.get', {})).providers[0] ?? {}
    expect(systemUrl).toBe(SAVED.callbackUrl)
  })

  it('pushes each event of licences and registration with the ServiceCorpId', async () => {
    await bench.stand.control('console.saveSystemUrl', SAVED)
    const sent: Record<string, string> = {}
    for (const kind of SYSTEM_EVENTS) {
      expect(await push(kind, { orderId: 'OI1', userIds: ['zhoumin', 'chenchen'], state: 's1' })).toMatchObject({
        delivered: true,
      })
      const event = await bench.backend.next(kind)
      expect(event).toMatchObject({ receiveId: YUNQI.corpId, toUserName: YUNQI.corpId, path: '/callback/yunqi/system' })
      expect(xmlText(event.xml, 'ServiceCorpId')).toBe(YUNQI.corpId)
      expect(xmlText(event.xml, 'AuthCorpId')).toMatch(/^wp/)
      expect(event.xml).not.toContain('SuiteId')
      sent[kind] = event.xml
    }
    expect(sent['license_pay_success']).toMatch(/<OrderId><!\[CDATA\[OI1]]>.*<BuyerUserId><!\[CDATA\[\w+]]>/)
    expect(sent['license_refund']).toContain('<OrderStatus>5</OrderStatus>')
    expect(sent['auto_activate']?.match(/<AccountList><ActiveCode>/g)).toHaveLength(2)
    expect(sent['register_corp']).toContain('<ExpiresIn>1800</ExpiresIn>')
    expect(sent['enter_register_package']).not.toContain('ContactSync')
    expect(xmlText(sent['enter_register_package'] ?? '', 'UserId')).toMatch(/^wo/)
  })

  it('tries again three times when the backend is away', async () => {
    await bench.stand.control('console.saveSystemUrl', SAVED)
    bench.backend.answer = () => ({ status: 500, body: '' })
    expect(await push('license_refund')).toEqual({ delivered: false, note: 'status 500' })
    expect(bench.backend.received.filter((r) => r.name === 'license_refund')).toHaveLength(4)
  })

  it('refuses kinds WeCom does not know', async () => {
    const body = JSON.stringify({ providerId: 'yunqi', corpId: HUADONG.corpId, kind: 'license_gift' })
    const response = await fetch(`${bench.stand.url}/platform/platform.pushEvent`, { method: 'POST', body })
    expect(response.status).toBe(400)
  })
})
