import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { manualClock } from '../../runtime/clock'
import { filesBattery } from '../files-conformance'
import { sampleFile } from '../files-samples'
import { openFolderFiles, type FolderFiles } from './folder-files'

const BASE = 'http://127.0.0.1/files/'
const clock = manualClock()
const openIn = (dir: string, key = 'k'.repeat(16)): FolderFiles =>
  openFolderFiles({ dir, clock, baseUrl: BASE, key: Buffer.from(key) })

async function load(files: FolderFiles, url: string): Promise<{ bytes: Uint8Array; type: string } | undefined> {
  const { pathname, searchParams } = new URL(url)
  const served = await files.serve(pathname.slice('/files/'.length), Object.fromEntries(searchParams))
  return served && { bytes: served.bytes, type: served.mime }
}

filesBattery('folder', async () => {
  const dir = await mkdtemp(path.join(tmpdir(), 'accord-files-'))
  const files = openIn(dir)
  return { files, clock, load: (url) => load(files, url), close: () => rm(dir, { recursive: true }) }
})

describe('folder files', () => {
  let dir: string
  beforeEach(async () => {
    dir = await mkdtemp(path.join(tmpdir(), 'accord-files-'))
  })
  afterEach(() => rm(dir, { recursive: true }))

  test('nothing half lies beside a stored file, and a folder belongs to its owner', async () => {
    const { path: name } = await openIn(dir).put(['p1', '合契'], sampleFile('png'))
    expect(await readdir(path.join(dir, 'p1', '~e5~90~88~e5~a5~91'))).toEqual([name.split('/').pop()])
  })

  test('an address signed with another key, for longer, or without a signature is refused', async () => {
    const files = openIn(dir)
    const { path: name } = await files.put(['p1'], sampleFile('pdf'))
    const url = (await files.url(['p1'], name, 60)) ?? ''
    expect((await load(files, url))?.type).toBe('application/pdf')
    expect(await load(openIn(dir, 'x'.repeat(16)), url)).toBeUndefined()
    const until = new URL(url).searchParams.get('until') ?? ''
    expect(await load(files, url.replace(until, String(Number(until) + 1)))).toBeUndefined()
    expect(await load(files, url.replace(until, 'Infinity'))).toBeUndefined()
    expect(await load(files, url.slice(0, url.indexOf('&')))).toBeUndefined()
    expect(await files.serve('../../etc/passwd', { until, sign: 'x' })).toBeUndefined()
  })
})
