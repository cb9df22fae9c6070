import { AppError, type FieldIssue } from '@shared/kernel/errors'
import { CONFIG_NAMES, parseConfig, type Environment } from './config'

const KEY_A = Buffer.alloc(32, 7).toString('base64url')
const KEY_B = Buffer.alloc(32, 9).toString('base64url')
const good: Environment = {
  ACCORD_SEAL_KEYS: `k2:${KEY_A},k1:${KEY_B}`,
  ACCORD_SESSION_KEY: KEY_B,
  ACCORD_PUBLIC_URL: 'https://accord.example.com/',
}
const standIn: Environment = {
  ACCORD_WECOM_API: 'http://127.0.0.1:4681',
  ACCORD_WECOM_OPEN: 'http://127.0.0.1:4681',
  ACCORD_WECOM_LOGIN: 'http://127.0.0.1:4681',
  ACCORD_WECOM_OAUTH: 'http://localhost:4681/',
}

function faults(env: Environment): Record<string, string> {
  try {
    parseConfig(env)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    expect(error.code).toBe('INVALID_INPUT')
    const issues = error.details?.['issues'] as FieldIssue[]
    for (const issue of issues) expect(error.userMessage).toContain(issue.field)
    return Object.fromEntries(issues.map((issue) => [issue.field, issue.message]))
  }
  return {}
}

describe('configuration', () => {
  it('fills in the real WeCom and the embedded store when only the secrets and the address are given', () => {
    const config = parseConfig(good)
    expect(config.publicUrl).toBe('https://accord.example.com')
    expect(config.sealKeys.map((k) => k.id)).toEqual(['k2', 'k1'])
    expect(Buffer.from(config.sealKeys[0].key).equals(Buffer.alloc(32, 7))).toBe(true)
    expect(config.store).toEqual({ kind: 'embedded', dir: '.accord/store', filesDir: '.accord/files' })
    expect(config.wecom).toEqual({
      api: 'https://qyapi.weixin.qq.com',
      open: 'https://open.work.weixin.qq.com',
      login: 'https://login.work.weixin.qq.com',
      oauth: 'https://open.weixin.qq.com',
      isStandIn: false,
    })
    expect(config).toMatchObject({ port: 4680, host: '127.0.0.1', devSignIn: false, verifyFiles: {}, logLevel: 'info' })
    expect(config.trustedProxies).toEqual([])
  })

  it('names every fault at once, each with a way out', () => {
    const found = faults({
      ACCORD_SEAL_KEYS: 'k1:short',
      ACCORD_PUBLIC_URL: 'http://accord.example.com',
      ACCORD_STORE: 'redis',
      PORT: '99999',
      ACCORD_VERIFY_FILES: '{"../etc/passwd":"x"}',
      ACCORD_LOG: 'loud',
    })
    expect(Object.keys(found).sort()).toEqual([
      'ACCORD_LOG',
      'ACCORD_PUBLIC_URL',
      'ACCORD_SEAL_KEYS',
      'ACCORD_SESSION_KEY',
      'ACCORD_STORE',
      'ACCORD_VERIFY_FILES',
      'PORT',
    ])
    expect(found['ACCORD_SESSION_KEY']).toContain('randomBytes')
  })

  it('never repeats a secret in a fault', () => {
    const error = (() => {
      try {
        parseConfig({ ...good, ACCORD_SEAL_KEYS: 'k1:hunter2', ACCORD_SESSION_KEY: 'hunter3' })
      } catch (thrown) {
        return thrown as AppError
      }
      return undefined
    })()
    expect(error).toBeInstanceOf(AppError)
    expect(JSON.stringify([error?.message, error?.userMessage, error?.details])).not.toMatch(/hunter/)
  })

  it('treats an empty value as absent', () => {
    expect(parseConfig({ ...good, ACCORD_STORE: '', PORT: ' ' }).port).toBe(4680)
    expect(Object.keys(faults({ ...good, ACCORD_SESSION_KEY: '' }))).toEqual(['ACCORD_SESSION_KEY'])
  })

  it('refuses two seal keys under one id', () => {
    expect(faults({ ...good, ACCORD_SEAL_KEYS: `k1:${KEY_A},k1:${KEY_B}` })).toHaveProperty('ACCORD_SEAL_KEYS')
  })

  it('asks for the environment and the key pair when CloudBase is used outside a cloud function', () => {
    expect(Object.keys(faults({ ...good, ACCORD_STORE: 'cloudbase' })).sort()).toEqual([
      'ACCORD_CLOUDBASE_ENV',
      'ACCORD_CLOUDBASE_SECRET_ID',
      'ACCORD_CLOUDBASE_SECRET_KEY',
    ])
  })

  it('uses CloudBase and the rotating platform credentials inside a cloud function', () => {
    const config = parseConfig({ ...good, TENCENTCLOUD_RUNENV: 'SCF', TCB_ENV: 'accord-1a2b' })
    expect(config.store).toEqual({ kind: 'cloudbase', envId: 'accord-1a2b' })
  })

  it('lets "sign in as" be switched on only when every WeCom address is this machine', () => {
    expect(parseConfig({ ...good, ...standIn, ACCORD_DEV_SIGN_IN: '1' })).toMatchObject({
      devSignIn: true,
      wecom: { isStandIn: true, oauth: 'http://localhost:4681' },
    })
    expect(faults({ ...good, ACCORD_DEV_SIGN_IN: '1' })).toHaveProperty('ACCORD_DEV_SIGN_IN')
    const oneIsReal = { ...standIn, ACCORD_WECOM_API: undefined }
    expect(faults({ ...good, ...oneIsReal, ACCORD_DEV_SIGN_IN: 'true' })).toHaveProperty('ACCORD_DEV_SIGN_IN')
  })

  it('refuses a CloudBase address that is not the stand-in on this machine', () => {
    const cloud = {
      ...good,
      ACCORD_STORE: 'cloudbase',
      ACCORD_CLOUDBASE_ENV: 'env-1',
      ACCORD_CLOUDBASE_SECRET_ID: 'id',
      ACCORD_CLOUDBASE_SECRET_KEY: 'key',
    }
    expect(faults({ ...cloud, ACCORD_CLOUDBASE_URL: 'https://elsewhere.example.com/admin' })).toHaveProperty(
      'ACCORD_CLOUDBASE_URL',
    )
    expect(parseConfig({ ...cloud, ACCORD_CLOUDBASE_URL: 'http://127.0.0.1:9/admin' }).store).toEqual({
      kind: 'cloudbase',
      envId: 'env-1',
      serviceUrl: 'http://127.0.0.1:9/admin',
      credentials: { secretId: 'id', secretKey: 'key' },
    })
  })

  it('reads domain proofs and trusted proxies', () => {
    const config = parseConfig({
      ...good,
      ACCORD_VERIFY_FILES: '{"WW_verify_abc123.txt":"abc123"}',
      ACCORD_TRUSTED_PROXIES: '127.0.0.1, ::1',
    })
    expect(config.verifyFiles).toEqual({ 'WW_verify_abc123.txt': 'abc123' })
    expect(config.trustedProxies).toEqual(['127.0.0.1', '::1'])
    expect(faults({ ...good, ACCORD_TRUSTED_PROXIES: 'everyone' })).toHaveProperty('ACCORD_TRUSTED_PROXIES')
  })

  it('lists all its names for the deployment plan', () => {
    expect(CONFIG_NAMES).toContain('ACCORD_SEAL_KEYS')
    expect(CONFIG_NAMES).toContain('ACCORD_WECOM_PROXY')
    expect(new Set(CONFIG_NAMES).size).toBe(CONFIG_NAMES.length)
  })
})
