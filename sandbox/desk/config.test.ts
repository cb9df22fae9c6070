import { runInNewContext } from 'node:vm'
import { deskConfigScript, readDeskConfig } from './config'

describe('the desk configuration', () => {
  it('reaches the page through a script', () => {
    const page: { ACCORD_DESK?: unknown } = {}
    runInNewContext(deskConfigScript({ wecomBase: 'http://127.0.0.1:9001/', appBase: 'http://127.0.0.1:9000' }), {
      window: page,
    })
    expect(readDeskConfig(page.ACCORD_DESK, 'http://127.0.0.1:9000')).toEqual({
      wecomBase: 'http://127.0.0.1:9001',
      appBase: 'http://127.0.0.1:9000',
    })
  })

  it('cannot close the script element it may be written into', () => {
    expect(deskConfigScript({ wecomBase: '</script><b>', appBase: '' })).not.toContain('</script')
  })

  it('is brought to the name the desk was opened with, since one machine has several', () => {
    const given = { wecomBase: 'http://127.0.0.1:9001', appBase: 'http://127.0.0.1:9000' }
    expect(readDeskConfig(given, 'http://localhost:9000')).toEqual({
      wecomBase: 'http://localhost:9001',
      appBase: 'http://localhost:9000',
    })
  })

  it('assumes its own origin and the next port when nothing was injected', () => {
    expect(readDeskConfig(undefined, 'http://localhost:4680')).toEqual({
      wecomBase: 'http://localhost:4681',
      appBase: 'http://localhost:4680',
    })
  })
})
