import { readFileSync } from 'node:fs'
import { COLLECTIONS } from '../store/collections'
import { FUNCTION_NAMES, type FunctionName } from './bundle'
import { cloudbaserc, planDeployment, type DeployPlan, type FunctionConfig } from './deploy-plan'
import { ROUTES } from './host'

const configs = Object.fromEntries(
  FUNCTION_NAMES.map((name) => [
    name,
    JSON.parse(readFileSync(`cloudfunctions/${name}/config.json`, 'utf8')) as unknown,
  ]),
) as Record<FunctionName, FunctionConfig>
const secrets = {
  ACCORD_SEAL_KEYS: 'k1:very-secret-seal-key',
  ACCORD_SESSION_KEY: 'very-secret-session-key',
  ACCORD_PUBLIC_URL: 'https://accord.example.com',
}
const plan = (env: Record<string, string> = secrets): DeployPlan =>
  planDeployment({ envId: 'env-1', collections: COLLECTIONS, configs, routes: ROUTES, env })

describe('the deployment plan', () => {
  it('holds the four functions with the limits of their own configuration, and the timer on jobs alone', () => {
    expect(plan().functions.map(({ name }) => name)).toEqual(['callback', 'web', 'api', 'jobs'])
    for (const planned of plan().functions) {
      expect(planned.handler).toBe('index.main')
      expect(planned.runtime).toMatch(/^Nodejs(18|20)\./)
      expect(Boolean(planned.triggers?.length)).toBe(planned.name === 'jobs')
    }
  })

  it('sends every path the single machine knows to the same function', () => {
    const { routes } = plan()
    const routeOf = (path: string): FunctionName | undefined =>
      [...routes]
        .sort((a, b) => b.path.length - a.path.length)
        .find((route) => route.path === '/' || path === route.path || path.startsWith(`${route.path}/`))?.name
    for (const { prefix, function: name } of ROUTES) {
      expect(routeOf(prefix.endsWith('/') ? `${prefix}x` : prefix.endsWith('_') ? `${prefix}a.txt` : prefix)).toBe(name)
    }
    expect(routes).toEqual([
      { path: '/callback', name: 'callback' },
      { path: '/', name: 'web' },
      { path: '/api', name: 'api' },
    ])
  })

  it('indexes what lists read and what the sweep reads, in every collection', () => {
    const { collections } = plan()
    expect(collections.map(({ name }) => name)).toEqual(COLLECTIONS.map(({ name }) => name))
    for (const [i, { indexes }] of collections.entries()) {
      const fields = Object.keys(COLLECTIONS[i]?.indexes ?? {}).map((name) => `x_${name}`)
      expect(indexes.map(({ field }) => field)).toEqual([...fields, 'exp'])
    }
    expect(plan().access).toBe('ADMINONLY')
  })

  it('stays within the limits of an environment', () => {
    expect(plan().warnings.join()).not.toMatch(/超过|最多/)
    const many = Array.from({ length: 101 }, () => COLLECTIONS[0]).flatMap((def) => (def ? [def] : []))
    const crowded = planDeployment({ envId: '', collections: many, configs, routes: ROUTES, env: secrets })
    expect(crowded.warnings.join()).toContain('超过环境上限')
    expect(plan({ ...secrets, ACCORD_VERIFY_FILES: 'x'.repeat(5000) }).warnings.join()).toContain('最多 4096')
  })

  it('warns about a missing fixed egress until there is a proxy', () => {
    expect(plan().warnings.join()).toContain('60020')
    expect(plan({ ...secrets, ACCORD_WECOM_PROXY: 'http://10.0.0.1:8080' }).warnings).toEqual([])
  })

  it('names what is missing, and no name that means nothing in a cloud function', () => {
    const { names, warnings } = plan({})
    expect(warnings[0]).toMatch(/ACCORD_SEAL_KEYS.*ACCORD_SESSION_KEY.*ACCORD_PUBLIC_URL/)
    expect(names.map(({ name }) => name)).not.toContain('ACCORD_DEV_SIGN_IN')
    expect(names.map(({ name }) => name)).not.toContain('ACCORD_STORE_DIR')
  })

  it('writes a cloudbaserc.json without any value of the environment', () => {
    const text = JSON.stringify(cloudbaserc(plan()))
    expect(text).not.toMatch(/very-secret|accord\.example/)
    expect(JSON.parse(text)).toMatchObject({
      envId: 'env-1',
      functionRoot: 'cloudfunctions',
      functions: [
        {
          name: 'callback',
          installDependency: false,
          envVariables: { ACCORD_SEAL_KEYS: '{{env.ACCORD_SEAL_KEYS}}' },
        },
        { name: 'web' },
        { name: 'api' },
        { name: 'jobs', triggers: [{ type: 'timer' }] },
      ],
    })
  })
})
