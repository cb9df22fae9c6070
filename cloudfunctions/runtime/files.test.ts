import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startCloudBaseSandbox } from '@sandbox/cloudbase/server'
import type { FilePath } from '../store/files'
import { sampleFile } from '../store/files-samples'
import { manualClock } from './clock'
import { addressKey, openFiles } from './files'

const base = { publicUrl: 'https://accord.example', sessionKey: new Uint8Array(32).fill(7) }

describe('the files of a deployment', () => {
  it('lie in the configured folder of a single machine, which is made by the first file', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'accord-files-'))
    const filesDir = join(dir, 'files')
    const files = openFiles({ ...base, store: { kind: 'embedded', dir, filesDir } }, manualClock())
    expect(existsSync(filesDir)).toBe(false)
    const { path } = await files.put(['p1'], sampleFile('png'))
    expect(existsSync(join(filesDir, path))).toBe(true)
    expect(await files.url(['p1'], path, 60)).toMatch(
      /^https:\/\/accord\.example\/files\/p1\/-\/[0-9a-f]{40}\.png\?until=/,
    )
    await rm(dir, { recursive: true })
  })

  it('lie in CloudBase’s storage where the store does, and their addresses do not lead to us', async () => {
    const sandbox = await startCloudBaseSandbox({ port: 0 })
    const credentials = { secretId: 'i', secretKey: 'k' }
    const store = { kind: 'cloudbase', envId: sandbox.env, serviceUrl: sandbox.url, credentials } as const
    const files = openFiles({ ...base, store }, manualClock())
    const { path } = await files.put(['p1'], sampleFile('png'))
    expect(await files.get(['p1'], path)).toEqual(new Uint8Array(sampleFile('png')))
    expect(files.serve).toBeUndefined()
    expect(sandbox.refused).toEqual([])
    await sandbox.close()
  })

  it('are asked for again after an opening that failed', async () => {
    // Without credentials the adapter refuses to open.
    const files = openFiles({ ...base, store: { kind: 'cloudbase', envId: 'env' } }, manualClock())
    const get = () => files.get(['p1'], 'p1/-/x.png' as FilePath)
    await expect(get()).rejects.toMatchObject({ code: 'INTERNAL' })
    await expect(get()).rejects.toMatchObject({ code: 'INTERNAL' })
  })

  it('have addresses signed by a key of their own', () => {
    const key = addressKey(base.sessionKey)
    expect(key).toHaveLength(32)
    expect(key).not.toEqual(base.sessionKey)
    expect(addressKey(base.sessionKey)).toEqual(key)
    expect(addressKey(new Uint8Array(32))).not.toEqual(key)
  })
})
