import { connectPlatform, messageOf, type Fetch } from './platform'

interface Sent {
  url: string
  body: string
}

function aFetch(status: number, text: string, sent: Sent[] = []): Fetch {
  return async (url, init) => {
    sent.push({ url, body: init.body })
    return { ok: status < 400, status, text: async () => text }
  }
}

describe('the platform client of the desk', () => {
  it('posts the input to the endpoint of that name and returns its answer', async () => {
    const sent: Sent[] = []
    const platform = connectPlatform('http://127.0.0.1:4681', aFetch(200, '{"now":5,"speed":1}', sent))
    await expect(platform('clock.advance', { ms: 600_000 })).resolves.toEqual({ now: 5, speed: 1 })
    expect(sent).toEqual([{ url: 'http://127.0.0.1:4681/platform/clock.advance', body: '{"ms":600000}' }])
  })

  it("passes on the stand-in's own words when it refuses", async () => {
    const platform = connectPlatform('http://x', aFetch(400, '{"error":{"code":"notAdmin","message":"她不是管理员"}}'))
    const failure = await platform('clock.get', {}).catch((cause: unknown) => cause)
    expect(failure).toMatchObject({ code: 'WECOM_REJECTED' })
    expect(messageOf(failure)).toBe('她不是管理员')
  })

  it('says what to do when nothing answers', async () => {
    const platform = connectPlatform('http://x', () => Promise.reject(new TypeError('Failed to fetch')))
    const failure = await platform('clock.get', {}).catch((cause: unknown) => cause)
    expect(failure).toMatchObject({ code: 'WECOM_UNAVAILABLE' })
    expect(messageOf(failure)).toContain('npm start')
  })

  it('does not mistake a web page for an answer', async () => {
    const platform = connectPlatform('http://x', aFetch(200, '<html>'))
    await expect(platform('clock.get', {})).rejects.toMatchObject({ code: 'WECOM_UNAVAILABLE' })
  })
})
