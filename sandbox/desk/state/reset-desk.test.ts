import type { Fetch, Platform } from './platform'
import { resetDesk } from './reset-desk'

const config = { appBase: 'http://app', wecomBase: 'http://wecom' }

function aRun(status: number) {
  const calls: string[] = []
  const platform = ((name: string) => {
    calls.push(name)
    return Promise.resolve({})
  }) as unknown as Platform
  const fetch: Fetch = async (url) => {
    calls.push(url)
    return { ok: status < 400, status, text: async () => '{}' }
  }
  return { calls, deps: { platform, fetch, config, store: { clear: () => void calls.push('clear') } } }
}

describe('starting anew', () => {
  it("resets WeCom's side, ours, and then the browser's", async () => {
    const { calls, deps } = aRun(200)
    await expect(resetDesk(deps)).resolves.toEqual({ ok: true })
    expect(calls).toEqual(['reset', 'http://app/desk/reset', 'clear'])
  })

  it('keeps what the browser has, and says the way out, when our side cannot be reset from here', async () => {
    const { calls, deps } = aRun(404)
    const outcome = await resetDesk(deps)
    expect(outcome.ok === false && outcome.reason).toContain('npm start -- --reset')
    expect(calls).not.toContain('clear')
  })
})
