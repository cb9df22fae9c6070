import { findBrowser, type Machine } from './find-browser'

const unpacked = { executablePath: '/unpacked/chromium', env: { LD_LIBRARY_PATH: '/unpacked/lib' } }

const aMachine = (over: Partial<Machine> & { has?: string[] }): Machine => ({
  platform: 'linux',
  arch: 'x64',
  env: { PATH: '/usr/local/bin:/usr/bin' },
  exists: (path) => over.has?.includes(path) ?? false,
  unpack: () => Promise.resolve(unpacked),
  ...over,
})

describe('finding a browser', () => {
  it('takes the one that CHROME_PATH names before any other', async () => {
    const machine = aMachine({ env: { CHROME_PATH: '/my/chrome' }, has: ['/my/chrome', '/usr/bin/chromium'] })
    expect((await findBrowser(machine)).executablePath).toBe('/my/chrome')
  })

  it('refuses a CHROME_PATH that points to nothing instead of using another browser', async () => {
    const machine = aMachine({ env: { CHROME_PATH: '/gone' }, has: ['/usr/bin/chromium'] })
    await expect(findBrowser(machine)).rejects.toMatchObject({
      code: 'ILLEGAL_STATE',
      userMessage: expect.stringContaining('/gone'),
    })
  })

  it.each<[string, Partial<Machine>, string]>([
    ['Linux', {}, '/usr/bin/google-chrome'],
    ['a Mac', { platform: 'darwin' }, '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'],
    [
      'Windows',
      { platform: 'win32', env: { PROGRAMFILES: 'C:\\Program Files' } },
      'C:\\Program Files\\Microsoft\\Edge\\Application\\msedge.exe',
    ],
  ])('finds an installed one on %s', async (_, over, path) => {
    expect(await findBrowser(aMachine({ ...over, has: [path] }))).toEqual({ executablePath: path, env: {} })
  })

  it('unpacks the one an npm package carries when Linux has none', async () => {
    expect(await findBrowser(aMachine({}))).toEqual(unpacked)
  })

  it.each<[string, Partial<Machine>]>([
    ['a Mac', { platform: 'darwin' }],
    ['Linux on arm', { arch: 'arm64' }],
  ])('says in one line what to install on %s without one', async (_, over) => {
    await expect(findBrowser(aMachine(over))).rejects.toMatchObject({
      userMessage: expect.stringMatching(/^[^\n]*CHROME_PATH[^\n]*$/),
    })
  })
})
