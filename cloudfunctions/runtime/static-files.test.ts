import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { EdgeAnswer } from './edge'
import { staticFiles } from './static-files'

describe('static files', () => {
  let base: string
  let get: (path: string, more?: { method?: string; headers?: Record<string, string> }) => Promise<EdgeAnswer>
  beforeAll(async () => {
    base = await mkdtemp(join(tmpdir(), 'accord-static-'))
    await mkdir(join(base, 'h5/js'), { recursive: true })
    await writeFile(join(base, 'secret.txt'), 'secret')
    await writeFile(join(base, 'h5/index.html'), '<title>合契</title>')
    await writeFile(join(base, 'h5/js/app.1a2b3c4d.js'), 'let a')
    await writeFile(join(base, 'h5/plain.css'), 'a{}')
    await writeFile(join(base, 'h5/.env'), 'KEY=1')
    await symlink(join(base, 'secret.txt'), join(base, 'h5/link.txt'))
    const route = staticFiles({ folder: join(base, 'h5'), prefix: '/app/', pageHeaders: { 'x-page': '1' } })
    get = (path, more = {}) =>
      route({ method: 'GET', path, query: {}, headers: {}, body: new Uint8Array(0), ip: '', requestId: 'r', ...more })
  })
  afterAll(() => rm(base, { recursive: true }))

  it('go out with their type, and with a lifetime that fits their name', async () => {
    const script = await get('/app/js/app.1a2b3c4d.js')
    expect(script).toMatchObject({ status: 200, headers: { 'content-type': 'text/javascript; charset=utf-8' } })
    expect(script.headers['cache-control']).toContain('immutable')
    const style = await get('/app/plain.css')
    expect(style.headers).toMatchObject({ 'content-type': 'text/css; charset=utf-8', 'cache-control': 'no-cache' })
    expect(style.headers['x-page']).toBeUndefined()
  })

  it('answer the page for the root and for anything that looks like a page', async () => {
    for (const path of ['/app/', '/app/pages/sign-in/index', '/app/console']) {
      const page = await get(path)
      expect(page).toMatchObject({
        status: 200,
        headers: { 'content-type': 'text/html; charset=utf-8', 'x-page': '1' },
      })
    }
  })

  it.each([
    '/app/../secret.txt',
    '/app/%2e%2e/secret.txt',
    '/app/..%2fsecret.txt',
    '/app/js/..%2f..%2f..%2fsecret.txt',
    '/app/..%5csecret.txt',
    '/app/%00.txt',
    '/app/link.txt',
    '/app/.env',
    '/app/%zz.txt',
    '/app/missing.js',
    '/app/js/app.1a2b3c4d.js/x.js',
    '/other/index.html',
  ])('never leave their folder (%s)', async (path) => {
    expect(await get(path)).toMatchObject({ status: 404, body: 'not found' })
  })

  it('are not sent again when they have not changed', async () => {
    const first = await get('/app/plain.css')
    const again = await get('/app/plain.css', { headers: { 'if-none-match': first.headers['etag'] ?? '' } })
    expect(again).toMatchObject({ status: 304, body: '' })
    expect(await get('/app/plain.css', { method: 'POST' })).toMatchObject({ status: 405 })
  })
})
