import type { Fetch } from './platform'
import { resetDesk } from './reset-desk'

const config = { appBase: 'http://app', wecomBase: 'http://wecom' }

function aRun(status: number) {
  const calls: string[] = []
  const fetch: Fetch = async (url, init) => {
    calls.push(`${init.method} ${url} ${init.headers['content-type']}`)
    return { ok: status < 400, status, text: async () => '{}' }
  }
  const store = (name: string) => ({ clear: () => void calls.push(name) })
  return { calls, deps: { fetch, config, stores: [store('local'), store('session')] } }
}

describe('starting anew', () => {
  it("resets our side and WeCom's, and then the browser's", async () => {
    const { calls, deps } = aRun(200)
    await expect(resetDesk(deps)).resolves.toEqual({ ok: true })
    expect(calls).toEqual(['POST http://app/desk/reset application/json', 'local', 'session'])
  })

  it('keeps what the browser has, and says the way out, when it cannot be reset from here', async () => {
    const { calls, deps } = aRun(404)
    const outcome = await resetDesk(deps)
    expect(outcome.ok === false && outcome.reason).toContain('npm start -- --reset')
    expect(calls).not.toContain('local')
  })

  it('says so when nothing answers', async () => {
    const { calls, deps } = aRun(200)
    const outcome = await resetDesk({ ...deps, fetch: () => Promise.reject(new TypeError('Failed to fetch')) })
    expect(outcome.ok).toBe(false)
    expect(calls).toEqual([])
  })
})
