import { Buffer } from 'node:buffer'
import { readEvent, toReply, type FunctionEvent, type HttpEvent } from './cloudbase-event'
import { BODY_CAP_BYTES, jsonAnswer, UPLOAD_CAP_BYTES } from './edge'

/** As the HTTP access service hands it over. */
const httpEvent = (more: Record<string, unknown> = {}): Record<string, unknown> => ({
  path: '/callback/yunqi/ww1',
  httpMethod: 'POST',
  headers: { 'Content-Type': 'text/xml', 'x-real-ip': '10.0.0.9' },
  queryStringParameters: { msg_signature: 's', echostr: 'a+b/c==' },
  requestContext: { requestId: 'from-event', envId: 'env-1' },
  body: '<xml/>',
  isBase64Encoded: false,
  ...more,
})
const timerEvent = { Type: 'Timer', TriggerName: 'tick', Time: '2026-01-05T02:00:00Z', Message: '' }
const env = { TCB_SOURCE: 'wx_http', TCB_SOURCE_IP: '203.0.113.7' }
const context = { request_id: 'from-context' }

const http = (event: unknown): HttpEvent['request'] => {
  const read = readEvent(event, env, context)
  if (read.kind !== 'http') throw new Error(`read as ${read.kind}`)
  return read.request
}
const reasonOf = (event: FunctionEvent): string => (event.kind === 'refused' ? event.reason : event.kind)

describe('CloudBase events', () => {
  it('become requests: header names in lower case, the body as bytes, the address as the platform saw it', () => {
    expect(http(httpEvent())).toEqual({
      method: 'POST',
      path: '/callback/yunqi/ww1',
      query: { msg_signature: 's', echostr: 'a+b/c==' },
      headers: { 'content-type': 'text/xml', 'x-real-ip': '10.0.0.9' },
      body: Buffer.from('<xml/>'),
      ip: '203.0.113.7',
      requestId: 'from-context',
    })
  })

  it('give up their base64 before anything checks a signature', () => {
    const bytes = Buffer.from([0, 255, 10, 13])
    const request = http(httpEvent({ body: bytes.toString('base64'), isBase64Encoded: true, httpMethod: 'post' }))
    expect(Buffer.from(request.body).equals(bytes)).toBe(true)
    expect(request.method).toBe('POST')
  })

  it('may lack almost everything', () => {
    const bare = readEvent({ httpMethod: 'GET', requestContext: { requestId: 'r' } }, {})
    expect(bare).toEqual({
      kind: 'http',
      request: { method: 'GET', path: '/', query: {}, headers: {}, body: new Uint8Array(0), ip: '', requestId: 'r' },
    })
    expect(http(httpEvent({ queryStringParameters: 'a=b+c&a=d%2F' })).query).toEqual({ a: 'd/' })
    expect(
      http(httpEvent({ headers: { X: ['1', '2'], Y: 3 }, queryStringParameters: { q: ['1', '2'] } })),
    ).toMatchObject({
      headers: { x: '2' },
      query: { q: '2' },
    })
  })

  it.each(['wx_client', 'wx_devtools', 'scf', 'wx_client,wx_http', 'something_new'])(
    'are refused from %s, whatever shape the caller gave them',
    (source) => {
      for (const event of [httpEvent(), timerEvent]) {
        expect(reasonOf(readEvent(event, { TCB_SOURCE: source }, context))).toBe('forged')
      }
    },
  )

  it('are refused when a timer comes by HTTP or a request by the timer', () => {
    expect(reasonOf(readEvent(timerEvent, { TCB_SOURCE: 'wx_http' }))).toBe('forged')
    expect(reasonOf(readEvent(httpEvent(), { TCB_SOURCE: 'wx_trigger' }))).toBe('forged')
  })

  it('are a timer only with the platform as their source', () => {
    expect(readEvent(timerEvent, { TCB_SOURCE: 'wx_trigger' }, context)).toEqual({
      kind: 'timer',
      name: 'tick',
      requestId: 'from-context',
    })
  })

  it.each([[undefined], [null], ['text'], [{}], [{ httpMethod: 'GET' }], [{ httpMethod: 1, requestContext: {} }]])(
    'that are %p are refused',
    (event) => {
      const read = readEvent(event, env)
      expect(read).toMatchObject({ kind: 'refused', reason: 'unknown', reply: { statusCode: 400 } })
    },
  )

  it('get back the route that the access service may have cut off their path', () => {
    const pathIn = (path: string): string => {
      const read = readEvent(httpEvent({ path }), env, context, '/callback')
      return read.kind === 'http' ? read.request.path : read.kind
    }
    expect(pathIn('/callback/yunqi/ww1')).toBe('/callback/yunqi/ww1')
    expect(pathIn('/yunqi/ww1')).toBe('/callback/yunqi/ww1')
    expect(pathIn('/callbacks')).toBe('/callback/callbacks')
    expect(http(httpEvent({ path: '/healthz' })).path).toBe('/healthz')
  })

  it('over the body cap are refused before decoding', () => {
    const read = readEvent(httpEvent({ body: 'x'.repeat(BODY_CAP_BYTES + 1) }), env)
    expect(read).toMatchObject({ kind: 'refused', reason: 'tooLarge', reply: { statusCode: 413 } })
    expect(http(httpEvent({ body: 'x'.repeat(BODY_CAP_BYTES) })).body).toHaveLength(BODY_CAP_BYTES)
  })

  it('may be larger at the path of uploads, whether the service has cut its prefix off or not, and nowhere else', () => {
    const upload = (path: string, bytes: number) =>
      readEvent(
        httpEvent({ path, body: Buffer.alloc(bytes).toString('base64'), isBase64Encoded: true }),
        env,
        context,
        '/api',
      )
    for (const path of ['/api/file.upload', '/file.upload']) {
      expect(upload(path, UPLOAD_CAP_BYTES).kind).toBe('http')
      expect(reasonOf(upload(path, UPLOAD_CAP_BYTES + 1))).toBe('tooLarge')
    }
    expect(reasonOf(upload('/api/solution.save', BODY_CAP_BYTES + 1))).toBe('tooLarge')
  })
})

describe('replies', () => {
  it('carry text as text and bytes as base64, always with a content type', () => {
    expect(toReply(jsonAnswer(200, { 好: 1 }))).toMatchObject({
      statusCode: 200,
      body: '{"好":1}',
      isBase64Encoded: false,
      headers: { 'content-type': 'application/json; charset=utf-8' },
    })
    const image = toReply({ status: 200, headers: { 'content-type': 'image/png' }, body: new Uint8Array([1, 2]) })
    expect(image).toMatchObject({ body: 'AQI=', isBase64Encoded: true })
  })
})
