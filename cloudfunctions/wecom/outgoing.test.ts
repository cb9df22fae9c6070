import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { isInsideAddress, isOutside, postOut } from './outgoing'

describe('calls to addresses that staff typed in', () => {
  it.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.20.0.1',
    '192.168.1.1',
    '169.254.0.23',
    '100.64.0.1',
    '::1',
    'fd00::1',
    'fe80::1',
  ])('counts %s as inside, also inside IPv6', (address) => {
    expect(isInsideAddress(address)).toBe(true)
    if (!address.includes(':')) expect(isInsideAddress(`::ffff:${address}`)).toBe(true)
  })

  it('takes public https only, and loopback only beside the stand-in', () => {
    expect(isOutside('https://crm.example.com/in?a=1', false)).toBe(true)
    expect(isOutside('https://8.8.8.8/in', false)).toBe(true)
    for (const bad of [
      'http://crm.example.com/',
      'https://10.0.0.1/',
      'https://[::1]/',
      'https://intranet/',
      'https://a:b@crm.example.com/',
      'ftp://crm.example.com/',
      'http://127.0.0.1:80/',
      'nonsense',
    ]) {
      expect([bad, isOutside(bad, false)]).toEqual([bad, false])
    }
    expect(isOutside('http://127.0.0.1:4999/in', true)).toBe(true)
    expect(isOutside('http://10.0.0.1:4999/in', true)).toBe(false)
  })

  describe('against a target', () => {
    let server: Server
    let url: string
    let seen: { method: string | undefined; url: string | undefined; body: string }[]
    beforeEach(async () => {
      seen = []
      server = createServer((request, response) => {
        const parts: Buffer[] = []
        request.on('data', (part: Buffer) => parts.push(part))
        request.on('end', () => {
          seen.push({ method: request.method, url: request.url, body: Buffer.concat(parts).toString() })
          if (request.url === '/slow') return
          if (request.url === '/long') return void response.end(Buffer.alloc(200_000))
          if (request.url === '/away') return void response.writeHead(302, { location: '/other' }).end()
          response.end('success')
        })
      })
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
      url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    })
    afterEach(async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    })
    const post = (path: string, allowsLoopback = true) =>
      postOut({ url: url + path, headers: {}, body: Buffer.from('<xml/>'), timeoutMs: 300, allowsLoopback })

    it('sends the bytes once and says the status', async () => {
      expect(await post('/in?a=b%2B')).toEqual({ status: 200, note: 'answered 200' })
      expect(seen).toEqual([{ method: 'POST', url: '/in?a=b%2B', body: '<xml/>' }])
    })

    it('follows nothing, waits for nobody and reads no flood', async () => {
      expect(await post('/away')).toMatchObject({ status: 302 })
      expect(await post('/slow')).toEqual({ status: 0, note: 'no answer within 300 ms' })
      expect(await post('/long')).toMatchObject({ status: 0 })
      expect(seen).toHaveLength(3)
    })

    it('does not call loopback where no stand-in is', async () => {
      expect(await post('/in', false)).toEqual({ status: 0, note: 'address is not outside' })
      expect(seen).toEqual([])
    })
  })
})
