import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Backend, startBackend } from '../testing/backend'
import { CRM, startBench } from '../testing/provider'
import { type Replay, startReplay } from './replay'

describe('record and replay', () => {
  let dir = ''
  let file = ''
  let backend: Backend
  let replay: Replay
  let tokens: string[] = []
  let codes: string[] = []
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'tape-'))
    file = join(dir, 'story.tape')
    const bench = await startBench({ record: file })
    await bench.sit()
    tokens = [await bench.providerToken()]
    codes = await bench.scanTemplates([CRM])
    await bench.post(
      'service/v2/get_permanent_code',
      { suite_access_token: await bench.suiteToken(CRM) },
      { auth_code: codes[0] },
    )
    await bench.close()
  })
  beforeEach(async () => {
    backend = await startBackend()
    replay = await startReplay({ file, port: 0, callbackBase: backend.base })
  })
  afterEach(async () => {
    await replay.close()
    await backend.close()
  })
  afterAll(() => rm(dir, { recursive: true }))

  const post = async (path: string, body: unknown) =>
    (await (
      await fetch(`${replay.url}/cgi-bin/${path}`, { method: 'POST', body: JSON.stringify(body) })
    ).json()) as Record<string, unknown>

  it('pushes what came first by itself and answers as recorded, in order', async () => {
    await backend.next('suite_ticket')
    expect(backend.received.some((r) => r.name === 'create_auth')).toBe(false)
    const token = await post('service/get_provider_token', {})
    expect(token['provider_access_token']).toBe(tokens[0])
    await post('service/get_provider_token', {})
    await post('service/get_customized_auth_url', {})
    const created = await backend.next('create_auth')
    expect(created.xml).toContain(codes[0])
    await post('service/get_suite_token', {})
    expect(await post('service/v2/get_permanent_code', {})).toHaveProperty('permanent_code')
    expect(replay.left()).toBe(0)
    expect(replay.differences).toContain('asked differently: POST /cgi-bin/service/v2/get_permanent_code')
  })

  it('says what is not on the tape', async () => {
    expect(await post('agent/get', {})).toMatchObject({ errcode: -1 })
    expect(replay.differences).toEqual(['not on the tape: POST /cgi-bin/agent/get'])
  })
})
