import { connect } from 'node:net'
import { request as httpRequest } from 'node:http'
import { jsonAnswer, textAnswer, type EdgeRequest } from './edge'
import { createLog, silentLog } from './log'
import { createNodeServer, type NodeServer, type NodeServerOptions } from './node-server'

describe('the Node server', () => {
  const running: NodeServer[] = []
  const seen: EdgeRequest[] = []
  afterEach(async () => {
    await Promise.all(running.splice(0).map((server) => server.close(50)))
    seen.length = 0
  })

  /** Answers every path but /nowhere with what it saw. */
  const start = async (options: Partial<NodeServerOptions> = {}): Promise<string> => {
    const server = createNodeServer({
      routes: (path) =>
        path === '/nowhere'
          ? undefined
          : (request) => {
              seen.push(request)
              return Promise.resolve(jsonAnswer(200, { path: request.path }))
            },
      log: silentLog,
      ...options,
    })
    running.push(server)
    return `http://127.0.0.1:${await server.listen(0)}`
  }
  const raw = async (url: string, text: string): Promise<string> =>
    new Promise((resolve, reject) => {
      let answer = ''
      const socket = connect(Number(new URL(url).port), '127.0.0.1', () => socket.write(text))
      socket.on('data', (part: Buffer) => (answer += part.toString()))
      socket.on('error', reject)
      socket.on('close', () => resolve(answer))
    })

  it('hands over method, path, query, headers and body as plain data', async () => {
    const url = await start()
    const response = await fetch(`${url}/callback/%E5%90%88/x?echostr=a+b%2F%3D&a=1&a=2`, {
      method: 'POST',
      headers: { 'X-Test': 'Yes' },
      body: '合契',
    })
    expect(await response.json()).toEqual({ path: '/callback/%E5%90%88/x' })
    expect(response.headers.get('cache-control')).toBe('no-store')
    const [request] = seen
    expect(request).toMatchObject({ method: 'POST', query: { echostr: 'a+b/=', a: '2' }, ip: '127.0.0.1' })
    expect(request?.headers['x-test']).toBe('Yes')
    expect(Buffer.from(request?.body ?? []).toString()).toBe('合契')
    expect(request?.requestId).toMatch(/^[0-9a-f]{16}$/)
  })

  it('answers 404 where no edge lives, and for a target that is no path', async () => {
    const url = await start()
    expect((await fetch(`${url}/nowhere`)).status).toBe(404)
    expect(await raw(url, 'GET http://evil.example/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')).toMatch(
      /^HTTP\/1.1 404/,
    )
    expect(seen).toEqual([])
  })

  it('refuses a body over the cap, announced or not, before any edge sees it', async () => {
    const url = await start({ bodyCap: 1000 })
    const announced = await fetch(url, { method: 'POST', body: 'x'.repeat(1001) })
    expect(announced.status).toBe(413)
    const chunk = `400\r\n${'x'.repeat(1024)}\r\n`
    const unannounced = await raw(
      url,
      `POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n${chunk}${chunk}`,
    )
    expect(unannounced).toMatch(/^HTTP\/1.1 413/)
    expect(seen).toEqual([])
    expect((await fetch(url, { method: 'POST', body: 'x'.repeat(1000) })).status).toBe(200)
  })

  it('caps headers and gives up on a client that does not finish', async () => {
    const url = await start({ requestTimeoutMs: 200 })
    expect(await raw(url, `GET / HTTP/1.1\r\nHost: x\r\nX: ${'y'.repeat(20_000)}\r\n\r\n`)).toMatch(/^HTTP\/1.1 431/)
    expect(await raw(url, 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nhalf')).toMatch(/^HTTP\/1.1 408/)
    expect(seen).toEqual([])
  })

  it('survives an edge that throws, says so in the log and tells the client nothing', async () => {
    const lines: string[] = []
    const url = await start({
      routes: () => () => Promise.reject(new Error('inner detail')),
      log: createLog(
        (line) => lines.push(line),
        () => 0,
      ),
    })
    const response = await fetch(url)
    expect(response.status).toBe(500)
    expect(await response.text()).not.toContain('inner detail')
    expect(lines.join()).toContain('inner detail')
    expect((await fetch(url)).status).toBe(500)
  })

  it('sends no body for HEAD and 304, and bytes as bytes', async () => {
    const url = await start({
      routes: (path) => () =>
        Promise.resolve(
          path === '/304' ? textAnswer(304, '') : { status: 200, headers: {}, body: new Uint8Array([0, 255]) },
        ),
    })
    const head = await fetch(url, { method: 'HEAD' })
    expect([head.headers.get('content-length'), await head.text()]).toEqual(['2', ''])
    expect((await fetch(`${url}/304`)).status).toBe(304)
    expect([...new Uint8Array(await (await fetch(url)).arrayBuffer())]).toEqual([0, 255])
  })

  describe('the caller’s address', () => {
    const ipSeen = async (forwarded: string | undefined, trustedProxies?: string[]): Promise<string | undefined> => {
      const url = await start(trustedProxies ? { trustedProxies } : {})
      await fetch(url, forwarded === undefined ? {} : { headers: { 'x-forwarded-for': forwarded } })
      return seen.at(-1)?.ip
    }

    it('ignores x-forwarded-for unless a proxy is trusted', async () => {
      expect(await ipSeen('203.0.113.9')).toBe('127.0.0.1')
      expect(await ipSeen('203.0.113.9', ['10.0.0.1'])).toBe('127.0.0.1')
    })

    it('is the nearest one that is no trusted proxy, so that a client cannot choose it', async () => {
      expect(await ipSeen('203.0.113.9', ['127.0.0.1'])).toBe('203.0.113.9')
      expect(await ipSeen('1.1.1.1, 203.0.113.9', ['127.0.0.1'])).toBe('203.0.113.9')
      expect(await ipSeen('1.1.1.1, 203.0.113.9, 10.0.0.2', ['127.0.0.1', '10.0.0.2'])).toBe('203.0.113.9')
      expect(await ipSeen(undefined, ['127.0.0.1'])).toBe('127.0.0.1')
    })
  })

  it('stops gracefully: what is under way is answered, what comes later is refused', async () => {
    let release: () => void = () => undefined
    const held = new Promise<void>((resolve) => (release = resolve))
    const server = createNodeServer({ routes: () => () => held.then(() => textAnswer(200, 'done')), log: silentLog })
    const port = await server.listen(0)
    const answer = new Promise<number | undefined>((resolve, reject) => {
      const sent = httpRequest({ port, host: '127.0.0.1' }, (response) => {
        response.resume()
        resolve(response.statusCode)
      })
      sent.on('error', reject)
      sent.end()
    })
    await new Promise((resolve) => setTimeout(resolve, 50))
    const closed = server.close(5000)
    await expect(fetch(`http://127.0.0.1:${port}`)).rejects.toThrow()
    release()
    expect(await answer).toBe(200)
    await closed
    await server.close()
  })

  it('does not wait for ever when it stops', async () => {
    const server = createNodeServer({ routes: () => () => new Promise(() => undefined), log: silentLog })
    const port = await server.listen(0)
    const hanging = fetch(`http://127.0.0.1:${port}`).then(
      () => 'answered',
      () => 'cut off',
    )
    await new Promise((resolve) => setTimeout(resolve, 30))
    await server.close(30)
    expect(await hanging).toBe('cut off')
  })

  it('says which port is taken', async () => {
    const url = await start()
    const second = createNodeServer({ routes: () => undefined, log: silentLog })
    await expect(second.listen(Number(new URL(url).port))).rejects.toMatchObject({ code: 'EADDRINUSE' })
  })
})
