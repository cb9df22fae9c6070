import * as http from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import * as net from 'node:net'
import { createHttp, NoAnswer, type HttpClient, type HttpOptions } from './http'

type Listener = (request: http.IncomingMessage, response: http.ServerResponse) => void

const open: { close(): unknown }[] = []
afterEach(async () => {
  for (const thing of open.splice(0)) await thing.close()
})

/** A real server on a free port. */
async function serve(listener: Listener): Promise<{ url: string; port: number; connections: () => number }> {
  let connections = 0
  const sockets = new Set<Socket>()
  const server = http.createServer(listener)
  server.on('connection', (socket) => {
    connections += 1
    sockets.add(socket)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  open.push({
    close: () =>
      new Promise<void>((resolve) => {
        for (const socket of sockets) socket.destroy()
        server.close(() => resolve())
      }),
  })
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}`, port, connections: () => connections }
}

function client(baseUrl: string, more: Partial<HttpOptions> = {}): HttpClient {
  const made = createHttp({ baseUrl, ...more })
  open.push(made)
  return made
}

async function failureOf(promise: Promise<unknown>): Promise<NoAnswer> {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!(error instanceof NoAnswer)) throw new Error(`expected NoAnswer, got ${String(error)}`)
  return error
}

const echo: Listener = (request, response) => {
  const parts: Buffer[] = []
  request.on('data', (part: Buffer) => parts.push(part))
  request.on('end', () => {
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ method: request.method, url: request.url, body: Buffer.concat(parts).toString() }))
  })
}

describe('sending', () => {
  test('method, encoded query and UTF-8 JSON body arrive', async () => {
    const { url } = await serve(echo)
    const answer = await client(url).send({
      method: 'POST',
      path: '/cgi-bin/x',
      query: { a: '1+/=&' },
      body: { 名: '值' },
    })
    expect(answer.status).toBe(200)
    expect(answer.contentType).toContain('json')
    expect(JSON.parse(answer.body.toString())).toEqual({
      method: 'POST',
      url: '/cgi-bin/x?a=1%2B%2F%3D%26',
      body: '{"名":"值"}',
    })
  })

  test('a base with a path keeps it', async () => {
    const { url } = await serve(echo)
    const answer = await client(`${url}/wecom/`).send({ method: 'GET', path: '/cgi-bin/x', query: {} })
    expect(JSON.parse(answer.body.toString())).toMatchObject({ method: 'GET', url: '/wecom/cgi-bin/x', body: '' })
  })

  test('calls one after another share one connection', async () => {
    const server = await serve(echo)
    const wecom = client(server.url)
    for (let i = 0; i < 5; i++) await wecom.send({ method: 'GET', path: '/', query: {} })
    expect(server.connections()).toBe(1)
  })
})

describe('no answer', () => {
  test('a refused connection cannot have taken effect', async () => {
    const { port } = await serve(echo)
    await open.pop()?.close()
    const error = await failureOf(client(`http://127.0.0.1:${port}`).send({ method: 'GET', path: '/', query: {} }))
    expect(error).toMatchObject({ reason: 'connect', mayHaveTakenEffect: false })
  })

  test('a host that never accepts ends at the connect timeout', async () => {
    // A full backlog cannot be made portably; a proxy that never answers CONNECT waits in the same phase.
    const silent = net.createServer(() => undefined)
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
    open.push(silent)
    const proxy = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`
    const wecom = client('http://127.0.0.1:9', { proxy, connectTimeoutMs: 80 })
    expect(await failureOf(wecom.send({ method: 'GET', path: '/', query: {} }))).toMatchObject({
      reason: 'connect',
      mayHaveTakenEffect: false,
    })
  })

  test('a TLS handshake that never ends is the same', async () => {
    const silent = net.createServer(() => undefined)
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
    open.push(silent)
    const wecom = client(`https://127.0.0.1:${(silent.address() as AddressInfo).port}`, { connectTimeoutMs: 80 })
    expect(await failureOf(wecom.send({ method: 'GET', path: '/', query: {} }))).toMatchObject({
      reason: 'connect',
      mayHaveTakenEffect: false,
    })
  })

  test('a server that accepts and stays silent may have done the work', async () => {
    const { url } = await serve(() => undefined)
    const error = await failureOf(
      client(url, { readTimeoutMs: 80 }).send({ method: 'POST', path: '/', query: {}, body: {} }),
    )
    expect(error).toMatchObject({ reason: 'timeout', mayHaveTakenEffect: true })
  })

  test('an answer that trickles is cut at the read timeout', async () => {
    const { url } = await serve((_request, response) => {
      const timer = setInterval(() => response.write(' '), 20)
      response.on('close', () => clearInterval(timer))
    })
    const error = await failureOf(client(url, { readTimeoutMs: 120 }).send({ method: 'GET', path: '/', query: {} }))
    expect(error.reason).toBe('timeout')
  })

  test('a connection cut in the middle of an answer is a reset', async () => {
    const { url } = await serve((_request, response) => {
      response.writeHead(200, { 'content-length': '100' })
      response.write('half')
      setTimeout(() => response.destroy(), 10)
    })
    const error = await failureOf(client(url).send({ method: 'GET', path: '/', query: {} }))
    expect(error).toMatchObject({ reason: 'reset', mayHaveTakenEffect: true })
  })

  test('an answer over the cap is dropped', async () => {
    const { url } = await serve((_request, response) => response.end('a'.repeat(5000)))
    const error = await failureOf(client(url, { maxBytes: 1000 }).send({ method: 'GET', path: '/', query: {} }))
    expect(error.reason).toBe('tooBig')
  })

  test('nothing of the query stands in the error', async () => {
    const { url } = await serve((_request, response) => response.destroy())
    const error = await failureOf(client(url).send({ method: 'GET', path: '/', query: { access_token: 'TOPSECRET' } }))
    expect(JSON.stringify({ ...error, message: error.message, stack: error.stack })).not.toContain('TOPSECRET')
  })
})

describe('the egress proxy', () => {
  /** A CONNECT proxy that records what it was asked. */
  async function aProxy(status = 200): Promise<{ url: string; asked: { target: string; auth: string | undefined }[] }> {
    const asked: { target: string; auth: string | undefined }[] = []
    const server = http.createServer()
    server.on('connect', (request, socket, head) => {
      asked.push({ target: request.url ?? '', auth: request.headers['proxy-authorization'] })
      if (status !== 200) {
        socket.end(`HTTP/1.1 ${status} No\r\n\r\n`)
        return
      }
      const [host, port] = (request.url ?? '').split(':')
      const up = net.connect(Number(port), host, () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n')
        up.write(head)
        up.pipe(socket).pipe(up)
      })
      up.on('error', () => socket.destroy())
      socket.on('error', () => up.destroy())
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    open.push({
      close: () => {
        server.closeAllConnections()
        server.close()
      },
    })
    return { url: `http://me:p%40ss@127.0.0.1:${(server.address() as AddressInfo).port}`, asked }
  }

  test('is asked once for a kept connection, with its credentials', async () => {
    const server = await serve(echo)
    const proxy = await aProxy()
    const wecom = client(server.url, { proxy: proxy.url })
    for (let i = 0; i < 3; i++) {
      const answer = await wecom.send({ method: 'GET', path: '/cgi-bin/y', query: {} })
      expect(JSON.parse(answer.body.toString())).toMatchObject({ url: '/cgi-bin/y' })
    }
    expect(proxy.asked).toEqual([
      { target: `127.0.0.1:${server.port}`, auth: `Basic ${Buffer.from('me:p@ss').toString('base64')}` },
    ])
  })

  test('that refuses counts as not connected', async () => {
    const server = await serve(echo)
    const proxy = await aProxy(403)
    const error = await failureOf(
      client(server.url, { proxy: proxy.url }).send({ method: 'GET', path: '/', query: {} }),
    )
    expect(error).toMatchObject({ reason: 'connect', mayHaveTakenEffect: false })
    expect(server.connections()).toBe(0)
  })
})
