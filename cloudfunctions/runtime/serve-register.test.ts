import { AppError } from '@shared/kernel/errors'
import { parseRegistration } from './serve-register'

const KEY = 'k'.repeat(43)
const aSuite = (change: Record<string, unknown> = {}) => ({
  suiteId: 'ww0000000000000001',
  kind: 'suite',
  use: 'signIn',
  name: '服务台',
  reason: '登录与提醒',
  secret: 'suite-secret-1',
  callbackToken: 'token123',
  encodingAesKey: KEY,
  isLaunched: true,
  ...change,
})
const aFile = (change: Record<string, unknown> = {}) => ({
  id: 'yunqi',
  name: '云起科技',
  corpId: 'ww00000000000000aa',
  secret: 'provider-secret',
  miniProgramAppId: 'wx0123456789abcdef',
  signInSuiteId: 'ww0000000000000001',
  suites: [aSuite()],
  owner: { openUserId: 'woAAAA', name: '林一舟' },
  ...change,
})

function faultsOf(content: unknown): string[] {
  try {
    parseRegistration(typeof content === 'string' ? content : JSON.stringify(content))
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return (error.details?.['issues'] as { field: string }[]).map((issue) => issue.field)
  }
  return []
}

describe('the registration file', () => {
  it('names the first owner, and her alone', () => {
    const provider = parseRegistration(JSON.stringify(aFile()))
    expect(provider.staff).toEqual([{ openUserId: 'woAAAA', name: '林一舟', roles: ['owner'] }])
    expect(provider.suites).toHaveLength(1)
  })

  it('need not name her: then a one-time link is printed', () => {
    const { owner: _owner, ...rest } = aFile()
    expect(parseRegistration(JSON.stringify(rest)).staff).toEqual([])
  })

  it('may begin with the mark some editors write', () => {
    expect(parseRegistration(`\ufeff${JSON.stringify(aFile())}`).id).toBe('yunqi')
  })

  it('names every fault at once', () => {
    expect(
      faultsOf(
        aFile({
          id: 'X',
          secret: ' spaces ',
          nmae: 'x',
          owner: {},
          suites: [aSuite({ encodingAesKey: 'short', use: 'x' })],
        }),
      ),
    ).toEqual(
      expect.arrayContaining([
        'id',
        'secret',
        'nmae',
        'owner.openUserId',
        'owner.name',
        'suites.0.encodingAesKey',
        'suites.0.use',
      ]),
    )
  })

  it.each([
    ['a sign-in suite that is not listed', { signInSuiteId: 'ww0000000000000009' }, 'signInSuiteId'],
    ['a web-login suite that is none', { webLoginSuiteId: 'ww0000000000000001' }, 'webLoginSuiteId'],
    ['the same suite twice', { suites: [aSuite(), aSuite()] }, 'suites.1.suiteId'],
    [
      'a template without a dk id',
      { suites: [aSuite(), aSuite({ suiteId: 'ww2222', kind: 'template' })] },
      'suites.1.suiteId',
    ],
    ['no suites', { suites: [] }, 'suites'],
  ])('refuses %s', (_what, change, field) => {
    expect(faultsOf(aFile(change))).toContain(field)
  })

  it('repeats no value: the file holds secrets', () => {
    const broken = JSON.stringify(aFile()).replace('"provider-secret"', 'provider-secret')
    for (const content of [broken, JSON.stringify(aFile({ secret: 'a b-secret-c' }))]) {
      expect(() => parseRegistration(content)).toThrow(
        expect.objectContaining({ userMessage: expect.not.stringContaining('secret-') }),
      )
      expect(() => parseRegistration(content)).toThrow(
        expect.objectContaining({ message: expect.not.stringContaining('secret-') }),
      )
    }
  })
})
