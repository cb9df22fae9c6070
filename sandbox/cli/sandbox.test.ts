import { readSandboxArgs } from './sandbox-args'
import { describeSandbox } from './sandbox-text'
import { SEED } from '../wecom/world/seed'

describe('npm run sandbox', () => {
  it('listens on 4681 unless told otherwise', () => {
    expect(readSandboxArgs([])).toMatchObject({ port: 4681, callback: undefined, keep: false, record: undefined })
    const line = '--port 0 --callback http://127.0.0.1:9/ --keep --record a.tape --corps 100 --members 1000'
    expect(readSandboxArgs(line.split(' '))).toEqual({
      port: 0,
      callback: 'http://127.0.0.1:9',
      keep: true,
      record: 'a.tape',
      replay: undefined,
      corps: 100,
      members: 1000,
    })
  })

  it('says what it does not understand', () => {
    expect(readSandboxArgs(['--port', 'x'])).toContain('端口')
    expect(readSandboxArgs(['--callback', 'nowhere'])).toContain('回调')
    expect(readSandboxArgs(['--corps', '-1'])).toContain('数量')
    expect(readSandboxArgs(['--replay'])).toContain('--replay')
    expect(readSandboxArgs(['--colour'])).toContain('--colour')
    expect(readSandboxArgs(['--help'])).toBe('help')
  })

  it('prints every seeded credential and a call to try', () => {
    const text = describeSandbox('http://127.0.0.1:4681', 'http://127.0.0.1:4680')
    for (const provider of SEED.providers) {
      expect(text).toContain(provider.providerSecret)
      for (const suite of provider.suites) expect(text).toContain(suite.encodingAesKey)
    }
    expect(text).toContain('curl -s http://127.0.0.1:4681/cgi-bin/service/get_provider_token')
  })
})
