/** Addresses of files as a browser meets them, through the whole laptop. */
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStage, type Stage } from '@sandbox/stories/stage'
import type { FilePath } from '../store/files'
import { sampleFile } from '../store/files-samples'

const OWNER = ['yunqi'] as const
let stage: Stage
let dir: string
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'accord-files-route-'))
  stage = await openStage({ dir })
})
afterAll(async () => {
  await stage.close()
  await rm(dir, { recursive: true })
})

const files = () => stage.laptop.services().files

interface Loaded {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: Buffer
}

/** As sent: `fetch` would tidy the path first. */
function load(target: string, method = 'GET'): Promise<Loaded> {
  const { port } = new URL(stage.laptop.url)
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path: target, method }, (answer) => {
      const parts: Buffer[] = []
      answer.on('data', (part: Buffer) => parts.push(part))
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(parts) }),
      )
    })
    sent.on('error', reject)
    sent.end()
  })
}

async function stored(type: 'png' | 'pdf', seconds = 60): Promise<{ path: FilePath; target: string }> {
  const { path } = await files().put(OWNER, sampleFile(type))
  const url = (await files().url(OWNER, path, seconds)) ?? ''
  expect(url.startsWith(`${stage.laptop.url}/files/yunqi/-/`)).toBe(true)
  return { path, target: url.slice(stage.laptop.url.length) }
}

describe('a file’s address', () => {
  it('shows a picture, which nothing may take for a page', async () => {
    const { path, target } = await stored('png')
    const { status, headers, body } = await load(target)
    expect([status, body.equals(sampleFile('png'))]).toEqual([200, true])
    expect(headers).toMatchObject({
      'content-type': 'image/png',
      'content-disposition': `inline; filename="${path.split('/').pop()}"`,
      'content-security-policy': "default-src 'none'",
      'cache-control': 'private, max-age=300',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    })
    expect((await load(target, 'HEAD')).body).toHaveLength(0)
  })

  it('has anything else downloaded, in a sandbox', async () => {
    const { path, target } = await stored('pdf')
    expect((await load(target)).headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="${path.split('/').pop()}"`,
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
    })
  })

  it('ends with its time', async () => {
    const { target } = await stored('png')
    stage.clock.advance(59_999)
    expect((await load(target)).status).toBe(200)
    stage.clock.advance(1)
    expect((await load(target)).status).toBe(404)
  })

  it('is worth nothing unsigned, changed, for another file, or climbing out', async () => {
    const { path, target } = await stored('png')
    const pdf = await stored('pdf')
    const foreign = await files().put(['qinghe'], sampleFile('png'))
    const [place = '', query = ''] = target.split('?')
    const wrong = [
      place,
      `${place}?${query.replace(/.$/, '~')}`,
      target.replace(/until=\d/, 'until=9'),
      target.replace(path, pdf.path),
      target.replace(path, foreign.path),
      `${target}&sign=x`,
      `/files/?${query}`,
      `/files/../store/data.mdb?${query}`,
      `/files/..%2fstore%2fdata.mdb?${query}`,
      `/files/yunqi/-/../../../store/data.mdb?${query}`,
      `/files//etc/passwd?${query}`,
      `/files/%00?${query}`,
      `/files/${'a/'.repeat(2000)}?${query}`,
    ]
    for (const one of wrong) {
      const { status, body } = await load(one)
      expect([one, status, body.toString()]).toEqual([one, 404, 'not found'])
    }
    expect((await load(target, 'POST')).status).toBe(405)
  })

  it('leads to nothing once the file is removed, and a reset removes all', async () => {
    const { path, target } = await stored('png', 9_999)
    await files().remove(OWNER, path)
    expect((await load(target)).status).toBe(404)
    await stored('png')
    expect(existsSync(join(dir, 'files', 'yunqi'))).toBe(true)
    await stage.laptop.reset()
    expect(existsSync(join(dir, 'files'))).toBe(false)
  })
})
