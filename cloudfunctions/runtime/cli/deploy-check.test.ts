import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { jsonAnswer, textAnswer, type EdgeAnswer } from '../edge'
import { silentLog } from '../log'
import { createNodeServer, type NodeServer } from '../node-server'
import { parseConfig, type Config } from '../config'
import { checkDeployment, checkSteps, seenIp } from './deploy-check'

const KEY = Buffer.alloc(32, 1).toString('base64url')

describe('checking a deployment', () => {
  const answers: Record<string, EdgeAnswer> = {
    '/healthz': textAnswer(200, 'ok'),
    '/readyz': textAnswer(200, 'ready'),
    '/callback/check/check': textAnswer(403, 'refused'),
    '/api/check.nothing': jsonAnswer(404, { ok: false }),
    '/WW_verify_a1.txt': textAnswer(200, 'a1'),
  }
  let broken: string | undefined
  let server: NodeServer
  let config: Config
  beforeAll(async () => {
    server = createNodeServer({
      log: silentLog,
      routes: (path) => {
        const answer = path === broken ? textAnswer(502, 'bad gateway') : answers[path]
        return answer && (() => Promise.resolve(answer))
      },
    })
    config = parseConfig({
      ACCORD_SEAL_KEYS: `k:${KEY}`,
      ACCORD_SESSION_KEY: KEY,
      ACCORD_PUBLIC_URL: `http://127.0.0.1:${await server.listen(0)}`,
      ACCORD_VERIFY_FILES: '{"WW_verify_a1.txt":"a1"}',
    })
  })
  afterAll(() => server.close(50))
  afterEach(() => (broken = undefined))

  it('passes when every function, the store and the domain proofs answer', async () => {
    const said: string[] = []
    expect(await checkDeployment(config, (line) => said.push(line))).toBe(0)
    expect(said.every((line) => line.startsWith('✓'))).toBe(true)
    expect(said.at(-1)).toContain('固定出口 IP')
  })

  it.each(Object.keys(answers))('names the step that fails (%s)', async (path) => {
    broken = path
    const failed = (await checkSteps(config)).filter((step) => !step.isOk)
    expect(failed).toHaveLength(1)
    expect(failed[0]?.note).toContain(`${path} 得到 502`)
  })

  it('says that nobody answers, in words', async () => {
    const nowhere = { ...config, publicUrl: 'http://127.0.0.1:9' }
    expect((await checkSteps(nowhere))[0]).toMatchObject({
      isOk: false,
      note: expect.stringContaining('no answer') as string,
    })
  })

  it('reads the address that WeCom saw from its refusal', async () => {
    const wecom: Server = createServer((_, response) => {
      response.end('{"errcode":40014,"errmsg":"invalid access_token, hint: [1], from ip: 203.0.113.7, more info"}')
    })
    await new Promise<void>((resolve) => wecom.listen(0, '127.0.0.1', resolve))
    const { port } = wecom.address() as AddressInfo
    expect(await seenIp(`http://127.0.0.1:${port}`)).toBe('203.0.113.7')
    wecom.closeAllConnections()
    wecom.close()
    expect(await seenIp('http://127.0.0.1:9')).toBeUndefined()
  })
})
