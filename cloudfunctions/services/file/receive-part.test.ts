/** Uploads in parts where the whole laptop would only be in the way: on CloudBase, and when something breaks half-way. */
import { createHash } from 'node:crypto'
import { startCloudBaseSandbox } from '@sandbox/cloudbase/server'
import { openTestServices } from '@sandbox/testing/test-services'
import type { CorpId, OpenUserId, PersonRef, ProviderId } from '@shared/wecom/ids'
import { manualClock } from '../../runtime/clock'
import { openCloudBaseFiles } from '../../store/cloudbase/open-files'
import { openCloudBaseStore } from '../../store/cloudbase/open-store'
import { COLLECTIONS } from '../../store/collections'
import { uploadPieces, uploads } from '../../store/collections/upload'
import type { Files } from '../../store/files'
import { sampleFile } from '../../store/files-samples'
import type { Services } from '../services'
import { receivePart } from './receive-part'

const person: PersonRef = {
  providerId: 'yunqi' as ProviderId,
  corpId: 'wwcorp' as CorpId,
  openUserId: 'woOWNER' as OpenUserId,
}
const documentOf = (bytes: number) => Buffer.concat([sampleFile('pdf'), Buffer.alloc(bytes, '合契')]).subarray(0, bytes)
const halves = (whole: Buffer) => [whole.subarray(0, whole.length / 2), whole.subarray(whole.length / 2)] as const
const part = (n: number, bytes: Uint8Array, parts = 2) => ({
  upload: 'upload-0000000001',
  part: n,
  parts,
  name: '方案.pdf',
  bytes,
})
const sha = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

describe('an upload on CloudBase', () => {
  it('comes together from documents of the database into a file of the storage, and its pieces are gone', async () => {
    const clock = manualClock()
    const sandbox = await startCloudBaseSandbox({ port: 0, clock })
    const access = { envId: sandbox.env, serviceUrl: sandbox.url, secretId: 'i', secretKey: 'k' }
    const store = openCloudBaseStore({ ...access, clock })
    await store.provision(COLLECTIONS)
    const deps = { store, files: openCloudBaseFiles(access), clock }
    const whole = documentOf(6_000_000)
    const [first, second] = halves(whole)
    expect(await receivePart(deps, person, part(2, second))).toEqual({ done: false, received: [2] })
    const answer = await receivePart(deps, person, part(1, first))
    expect(answer).toMatchObject({ done: true, file: { type: 'pdf', bytes: whole.length, sha256: sha(whole) } })
    const url = answer.done ? answer.file.url : ''
    expect(sha(new Uint8Array(await (await fetch(url)).arrayBuffer()))).toBe(sha(whole))
    // A removed document waits for the sweep a while.
    clock.advance(400_000)
    expect(await store.sweepExpired([uploadPieces as never], 200)).toBe(12)
    expect(sandbox.refused).toEqual([])
    await sandbox.close()
  }, 60_000)
})

describe('an upload that breaks half-way', () => {
  let services: Services
  let close: () => Promise<void>
  beforeEach(async () => {
    const opened = await openTestServices()
    services = opened.services
    close = opened.close
  })
  afterEach(() => close())

  it('goes on where it stopped when its last part comes again', async () => {
    const [first, second] = halves(documentOf(2_000_000))
    let isBroken = true
    const files: Files = {
      ...services.files,
      put: (owner, bytes) => (isBroken ? Promise.reject(new Error('disk full')) : services.files.put(owner, bytes)),
    }
    const deps = { ...services, files }
    await receivePart(deps, person, part(1, first))
    await expect(receivePart(deps, person, part(2, second))).rejects.toThrow('disk full')
    isBroken = false
    expect(await receivePart(deps, person, part(2, second))).toMatchObject({ done: true })
  })

  it('goes on when pieces of a part were kept, but not that the part has arrived', async () => {
    const [first, second] = halves(documentOf(2_000_000))
    let isBroken = true
    const store: Services['store'] = {
      ...services.store,
      commit: (writes) =>
        isBroken && writes.some((write) => write.in.name === uploads.name)
          ? Promise.reject(new Error('cut off'))
          : services.store.commit(writes),
    }
    const deps = { ...services, store }
    await expect(receivePart(deps, person, part(1, first))).rejects.toThrow('cut off')
    isBroken = false
    expect(await receivePart(deps, person, part(1, first))).toEqual({ done: false, received: [1] })
    expect(await receivePart(deps, person, part(2, second))).toMatchObject({ done: true })
  })

  it('says so when its pieces are gone', async () => {
    const [first, second] = halves(documentOf(100_000))
    await receivePart(services, person, part(1, first))
    const store: Services['store'] = {
      ...services.store,
      getMany: (from, ids) =>
        from.name === uploadPieces.name ? Promise.resolve(ids.map(() => undefined)) : services.store.getMany(from, ids),
    }
    await expect(receivePart({ ...services, store }, person, part(2, second))).rejects.toMatchObject({
      code: 'CONFLICT',
      userMessage: '上传没有完成，请重新上传',
    })
  })

  it('never grows over 20 MB', async () => {
    const four = Buffer.alloc(4 * 1024 * 1024, 'x')
    await receivePart(services, person, part(1, documentOf(four.length), 5))
    for (const n of [2, 3, 4]) await receivePart(services, person, part(n, Buffer.from(four), 5))
    const more = Buffer.alloc(four.length + 1, 'x')
    await expect(receivePart(services, person, part(5, more, 5))).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED' })
    expect(await receivePart(services, person, part(5, four, 5))).toMatchObject({ done: true })
  })

  it('points at no file that was removed since', async () => {
    const answer = await receivePart(services, person, part(1, sampleFile('png'), 1))
    if (answer.done) await services.files.remove(['yunqi'], answer.file.path as never)
    await expect(receivePart(services, person, part(1, sampleFile('png'), 1))).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
  })
})
