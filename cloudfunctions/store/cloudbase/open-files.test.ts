import { startCloudBaseSandbox, type CloudBaseSandbox } from '@sandbox/cloudbase/server'
import { manualClock } from '../../runtime/clock'
import type { Files } from '../files'
import { filesBattery } from '../files-conformance'
import { sampleFile } from '../files-samples'
import { openCloudBaseFiles } from './open-files'

const openIn = (sandbox: CloudBaseSandbox): Files =>
  openCloudBaseFiles({ envId: sandbox.env, serviceUrl: sandbox.url, secretId: 'i', secretKey: 'k', timeoutMs: 200 })

async function load(url: string): Promise<{ bytes: Uint8Array; type: string } | undefined> {
  const response = await fetch(url)
  if (!response.ok) return undefined
  return { bytes: new Uint8Array(await response.arrayBuffer()), type: response.headers.get('content-type') ?? '' }
}

filesBattery('CloudBase', async () => {
  const clock = manualClock()
  const sandbox = await startCloudBaseSandbox({ port: 0, clock })
  return {
    files: openIn(sandbox),
    clock,
    load,
    close: async () => {
      expect(sandbox.refused).toEqual([])
      await sandbox.close()
    },
  }
})

describe('CloudBase files', () => {
  let sandbox: CloudBaseSandbox
  let files: Files
  const owner = ['p1', 'c1'] as const
  beforeAll(async () => {
    sandbox = await startCloudBaseSandbox({ port: 0 })
  })
  afterAll(() => sandbox.close())
  beforeEach(() => {
    sandbox.reset()
    files = openIn(sandbox)
  })

  it.each(['html-502', 'empty', 'hang', 'reset', 'json-503'] as const)(
    'are asked for again after %s',
    async (answer) => {
      sandbox.faults.add({ answer, action: 'storage.getUploadMetadata' })
      const { path } = await files.put(owner, sampleFile('png'))
      sandbox.faults.add({ answer, action: 'storage.batchGetDownloadUrl' })
      expect(await files.get(owner, path)).toBeDefined()
      sandbox.faults.add({ answer, action: 'storage.batchDeleteFile', applied: true })
      await files.remove(owner, path)
      expect(await files.get(owner, path)).toBeUndefined()
      expect(sandbox.faults.pending()).toBe(0)
    },
  )

  it('say so in words when the service stays away', async () => {
    sandbox.faults.add({ answer: 'json-503', times: 3 })
    await expect(files.put(owner, sampleFile('png'))).rejects.toMatchObject({
      code: 'INTERNAL',
      userMessage: expect.stringContaining('请稍后重试') as string,
      cause: expect.objectContaining({ code: 503 }) as unknown,
    })
  })

  it('are found by an instance that has stored nothing yet', async () => {
    const { path } = await files.put(owner, sampleFile('pdf'))
    const other = openIn(sandbox)
    expect(await other.get(owner, path)).toEqual(await files.get(owner, path))
    await other.remove(owner, path)
    expect(await files.url(owner, path, 60)).toBeUndefined()
  })
})
