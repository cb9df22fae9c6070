import { applyPlan, loadManager, type ApplyDeps, type Manager } from './deploy-plan-apply'
import type { DeployPlan } from './deploy-plan'

const plan: DeployPlan = {
  envId: 'env-1',
  functions: [
    { name: 'callback', handler: 'index.main', runtime: 'Nodejs20.19', timeout: 10, memorySize: 256 },
    {
      name: 'jobs',
      handler: 'index.main',
      runtime: 'Nodejs20.19',
      timeout: 60,
      memorySize: 512,
      triggers: [{ name: 'tick', type: 'timer', config: '0 * * * * * *' }],
    },
  ],
  routes: [
    { path: '/callback', name: 'callback' },
    { path: '/', name: 'web' },
  ],
  collections: [
    {
      name: 'provider',
      about: '',
      indexes: [
        { name: 'x_all_1', field: 'x_all' },
        { name: 'exp_1', field: 'exp' },
      ],
    },
    { name: 'suite', about: '', indexes: [{ name: 'exp_1', field: 'exp' }] },
  ],
  access: 'ADMINONLY',
  hosting: { folder: 'dist/h5', path: '/app' },
  names: [
    { name: 'ACCORD_SEAL_KEYS', isRequired: true, isSet: true },
    { name: 'ACCORD_WECOM_PROXY', isRequired: false, isSet: false },
  ],
  warnings: [],
}

/** A management API that remembers what it was asked; `suite` and the route `/` are there already. */
function recorder(): { manager: Manager; asked: string[] } {
  const asked: string[] = []
  const note = (what: string, ...parts: unknown[]): Promise<unknown> => {
    asked.push([what, ...parts.map((part) => JSON.stringify(part))].join(' '))
    return Promise.resolve({})
  }
  const manager: Manager = {
    database: {
      createCollectionIfNotExists: (name) => note('collection', name),
      describeCollection: (name) =>
        Promise.resolve({ Indexes: name === 'suite' ? [{ Name: 'exp_1' }] : [{ Name: '_id_' }] }),
      updateCollection: (name, change) => note('indexes', name, change),
    },
    functions: { createFunction: (options) => note('function', options) },
    access: {
      getAccessList: () => Promise.resolve({ APISet: [{ Path: '/', Name: 'old' }] }),
      createAccess: (options) => note('route', options),
    },
    hosting: { uploadFiles: (options) => note('hosting', options) },
    commonService: () => ({ call: (request) => note('rule', request) }),
  }
  return { manager, asked }
}

describe('applying a plan', () => {
  const run = async (more: Partial<ApplyDeps> = {}): Promise<{ asked: string[]; said: string[] }> => {
    const { manager, asked } = recorder()
    const said: string[] = []
    await applyPlan(plan, {
      manager,
      env: { ACCORD_SEAL_KEYS: 'k1:x', HOME: '/home/somebody' },
      bundleOf: (name) => `/build/${name}/index.js`,
      proveKeys: () => {
        asked.push('keys')
        return Promise.resolve()
      },
      say: (line) => said.push(line),
      ...more,
    })
    return { asked, said }
  }

  it('makes collections, missing indexes and rules, proves the keys, then brings code, routes and pages', async () => {
    const { asked } = await run()
    expect(asked.map((line) => line.split(' ')[0])).toEqual([
      ...['collection', 'indexes', 'rule', 'collection', 'rule'],
      'keys',
      ...['function', 'function', 'route', 'hosting'],
    ])
    expect(asked[1]).toContain('"Name":"x_all","Direction":"1"')
    expect(asked[1]).toContain('exp_1')
    expect(asked[2]).toContain('"AclTag":"ADMINONLY"')
    expect(asked).toContain('route {"path":"/callback","name":"callback","type":1}')
    expect(asked).toContain('hosting {"localPath":"dist/h5","cloudPath":"app"}')
  })

  it('gives functions the planned names only, and says when a path leads elsewhere', async () => {
    const { asked, said } = await run()
    const jobs = asked.find((line) => line.includes('"name":"jobs"')) ?? ''
    expect(jobs).toContain('"envVariables":{"ACCORD_SEAL_KEYS":"k1:x"}')
    expect(jobs).toContain('"functionPath":"/build/jobs"')
    expect(jobs).toContain('"type":"timer"')
    expect(asked.join()).not.toContain('HOME')
    expect(said.join()).toMatch(/\/ 已指向 old.*改为 web/)
  })

  it('brings no code when the keys do not fit', async () => {
    const { manager, asked } = recorder()
    const proveKeys = (): Promise<void> => Promise.reject(new Error('wrong key'))
    const deps: ApplyDeps = { manager, env: {}, bundleOf: (name) => name, proveKeys, say: () => undefined }
    await expect(applyPlan(plan, deps)).rejects.toThrow('wrong key')
    expect(asked.join()).not.toContain('function')
  })

  it('is not possible without the management API, which nobody has to install', () => {
    const options = { envId: 'e', secretId: 'i', secretKey: 'k' }
    const missing = (): never => {
      throw Object.assign(new Error('Cannot find module'), { code: 'MODULE_NOT_FOUND' })
    }
    expect(loadManager(missing, options)).toBeUndefined()
    const broken = (): never => {
      throw new Error('syntax')
    }
    expect(() => loadManager(broken, options)).toThrow('syntax')
    class Fake {
      constructor(readonly given: unknown) {}
    }
    expect(loadManager(() => ({ default: Fake }), options)).toMatchObject({ given: options })
  })
})
