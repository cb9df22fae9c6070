import { onThisDesk, scanOutcome } from './scan-outcome'

const CONFIG = { appBase: 'http://localhost:4680', wecomBase: 'http://localhost:4681' }

describe("the outcome of WeCom's scanner", () => {
  it('opens our link in the browser of the phone', () => {
    const text = 'http://localhost:4680/l/yunqi/abc'
    expect(scanOutcome({ kind: 'link', openUrl: text, text }, CONFIG)).toEqual({ kind: 'open', url: text })
  })

  it("opens WeCom's authorisation sheet on the stand-in", () => {
    const openUrl = 'http://localhost:4681/wwopen/customApp/authorize?code=1'
    expect(scanOutcome({ kind: 'authorize', openUrl, text: 'https://open.work.weixin.qq.com/x' }, CONFIG)).toEqual({
      kind: 'open',
      url: openUrl,
    })
  })

  it('opens an address of this machine under the host the desk was opened with', () => {
    const text = 'http://127.0.0.1:4680/l/yunqi/abc?x=1#/a'
    expect(scanOutcome({ kind: 'link', openUrl: text, text }, CONFIG)).toEqual({
      kind: 'open',
      url: 'http://localhost:4680/l/yunqi/abc?x=1#/a',
    })
  })

  it.each(['https://example.com/', 'http://localhost:9999/', 'https://localhost:4680/', 'javascript:alert(1)', 'text'])(
    'never opens %s',
    (text) => {
      expect(scanOutcome({ kind: 'link', text }, CONFIG)).toMatchObject({ kind: 'notice' })
      expect(onThisDesk(text, CONFIG)).toBeUndefined()
    },
  )

  it('says that a foreign code is not known, with its text', () => {
    const outcome = scanOutcome({ kind: 'foreign', text: 'WIFI:S:office;;' }, CONFIG)
    expect(outcome).toMatchObject({ kind: 'notice', title: '已停止访问' })
    expect(outcome.kind === 'notice' && outcome.text).toContain('WIFI:S:office;;')
  })
})
