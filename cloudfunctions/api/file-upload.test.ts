/** Uploads through HTTP on the whole laptop: what is taken, what is refused, and that a refusal leaves nothing behind. */
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Role } from '@shared/contract/define'
import { upload, MAX_PARTS, PART_BYTES } from '@shared/contract/file'
import { openStage, type Stage } from '@sandbox/stories/stage'
import type { ProviderId } from '@shared/wecom/ids'
import { FILE_TYPES, type FilePath } from '../store/files'
import { sampleFile } from '../store/files-samples'
import { formBody, sendUpload, tokenOf, uploadForm, type Sent } from './testing/upload-form'

let stage: Stage
let dir: string
let owner: string
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'accord-upload-'))
  stage = await openStage({ dir })
  owner = await tokenOf(services(), 'owner')
})
afterAll(async () => {
  await stage.close()
  await rm(dir, { recursive: true })
})

const services = () => stage.laptop.services()
const counters = () => ({ ...services().store.counters })
const sha = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const filesKept = async (): Promise<number> => {
  const folder = join(dir, 'files')
  if (!existsSync(folder)) return 0
  return (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).length
}

let made = 0
const newUpload = () => `upload-${String(++made).padStart(12, '0')}`
const fieldsOf = (part = 1, parts = 1, id = newUpload()) => ({
  upload: id,
  part: String(part),
  parts: String(parts),
  name: '门店经营.png',
})
const send = (fields: Record<string, string>, file?: Uint8Array, token: string | undefined = owner) =>
  sendUpload(stage.laptop.url, token, formBody(uploadForm(fields, file)))

/** A document of this size, cut as a client cuts it. */
function documentOf(bytes: number, seed = 1): { whole: Buffer; parts: Buffer[] } {
  const whole = Buffer.alloc(bytes, `${seed}-合契-`)
  sampleFile('pdf').copy(whole)
  const parts = []
  for (let at = 0; at < bytes; at += PART_BYTES) parts.push(whole.subarray(at, at + PART_BYTES))
  return { whole, parts }
}

/** Refused, and neither the store nor the folder knows of it. */
async function expectRefused(sending: () => Promise<Sent>, code: string, field?: string): Promise<Sent> {
  const [before, kept] = [counters(), await filesKept()]
  const answer = await sending()
  expect([answer.outcome, counters().writes - before.writes, (await filesKept()) - kept]).toEqual([code, 0, 0])
  if (field !== undefined) expect(answer.fields).toContain(field)
  return answer
}

describe('a file in one part', () => {
  it.each(['png', 'jpg', 'pdf', 'pptx', 'docx', 'xlsx'] as const)('is stored and shown: %s', async (type) => {
    const bytes = sampleFile(type)
    const before = counters()
    const { outcome, file } = await send(fieldsOf(), bytes)
    expect([outcome, file?.type, file?.bytes, file?.sha256]).toEqual(['done', type, bytes.length, sha(bytes)])
    // Session, twice the upload's record, and once more to name the file in it; two writes of the record.
    expect([counters().reads - before.reads, counters().writes - before.writes]).toEqual([4, 2])
    const loaded = await fetch(file?.url ?? '')
    expect(loaded.headers.get('content-type')).toBe(FILE_TYPES[type].mime)
    expect(sha(new Uint8Array(await loaded.arrayBuffer()))).toBe(sha(bytes))
  })

  it('is what its bytes say: a renamed GIF, a page and a truncated zip are refused by name, and nothing is kept', async () => {
    for (const bytes of [
      Buffer.from('GIF89a…'),
      Buffer.from('<html>'),
      sampleFile('docx').subarray(0, 60),
      Buffer.alloc(0),
    ]) {
      const { status, userMessage } = await expectRefused(() => send(fieldsOf(), bytes), 'INVALID_INPUT', 'file')
      expect(status).toBe(400)
      expect(userMessage).toMatch(/文件/)
    }
  })

  it('may be a picture of 2 MB and a document of 4 MB, and not a byte more', async () => {
    const picture = (bytes: number) => Buffer.concat([sampleFile('png'), Buffer.alloc(bytes)]).subarray(0, bytes)
    expect((await send(fieldsOf(), picture(2 * 1024 * 1024))).outcome).toBe('done')
    await expectRefused(() => send(fieldsOf(), picture(2 * 1024 * 1024 + 1)), 'LIMIT_EXCEEDED')
    expect((await send(fieldsOf(), documentOf(PART_BYTES).whole)).outcome).toBe('done')
    await expectRefused(() => send(fieldsOf(), documentOf(PART_BYTES + 1).whole), 'LIMIT_EXCEEDED')
    // Over the body's own cap nothing is read any more.
    const { status, outcome } = await expectRefused(() => send(fieldsOf(), documentOf(5_000_000).whole), 'too large')
    expect([status, outcome]).toEqual([413, 'too large'])
  })

  it('sent again gets the same answer; other bytes under the same name are refused', async () => {
    const fields = fieldsOf()
    const first = await send(fields, sampleFile('png'))
    const kept = await filesKept()
    const again = await send(fields, sampleFile('png'))
    expect(again.file).toEqual(first.file)
    expect(await filesKept()).toBe(kept)
    await expectRefused(() => send(fields, sampleFile('jpg')), 'INVALID_INPUT', 'file')
  })

  it('may come fifty times at once, as fifty files', async () => {
    const files = Array.from({ length: 50 }, (_, n) => Buffer.concat([sampleFile('png'), Buffer.from(`fifty ${n}`)]))
    const answers = await Promise.all(files.map((bytes) => send(fieldsOf(), bytes)))
    expect(answers.map(({ file }) => file?.sha256)).toEqual(files.map(sha))
    expect(new Set(answers.map(({ file }) => file?.path)).size).toBe(50)
  })

  it('sent ten times at once is one file', async () => {
    const fields = fieldsOf()
    const bytes = Buffer.concat([sampleFile('png'), Buffer.from('ten at once')])
    const kept = await filesKept()
    const answers = await Promise.all(Array.from({ length: 10 }, () => send(fields, bytes)))
    expect(new Set(answers.map(({ file }) => file?.path))).toEqual(new Set([answers[0]?.file?.path]))
    expect((await filesKept()) - kept).toBe(1)
  })
})

describe('a document in parts', () => {
  it('of 20 MB comes together in any order, parts repeated on the way', async () => {
    const { whole, parts } = documentOf(20 * 1024 * 1024)
    const id = newUpload()
    const part = (n: number) => send(fieldsOf(n, 5, id), parts[n - 1])
    const answers = []
    for (const n of [5, 2, 2, 1, 4]) answers.push(await part(n))
    expect(answers.map(({ outcome, received }) => [outcome, received])).toEqual([
      ['waiting', [5]],
      ['waiting', [2, 5]],
      ['waiting', [2, 5]],
      ['waiting', [1, 2, 5]],
      ['waiting', [1, 2, 4, 5]],
    ])
    const last = await part(3)
    expect([last.outcome, last.file?.type, last.file?.bytes, last.file?.sha256]).toEqual([
      'done',
      'pdf',
      whole.length,
      sha(whole),
    ])
    expect((await part(1)).file?.path).toBe(last.file?.path)
    const loaded = await fetch(last.file?.url ?? '')
    expect(sha(new Uint8Array(await loaded.arrayBuffer()))).toBe(sha(whole))
  }, 60_000)

  it('comes together when all its parts arrive at once, each of them twice', async () => {
    const { whole, parts } = documentOf(9_000_000, 2)
    const id = newUpload()
    const sending = [...parts, ...parts].map((bytes, i) =>
      send(fieldsOf((i % parts.length) + 1, parts.length, id), bytes),
    )
    const answers = await Promise.all(sending)
    expect(answers.map(({ outcome }) => outcome)).toEqual(answers.map(() => expect.stringMatching(/^(done|waiting)$/)))
    const files = answers.flatMap(({ file }) => file?.sha256 ?? [])
    expect(files.length).toBeGreaterThan(0)
    expect(new Set(files)).toEqual(new Set([sha(whole)]))
  }, 60_000)

  it('with a part missing waits for it an hour, and is then forgotten', async () => {
    const { parts } = documentOf(5_000_000, 3)
    const id = newUpload()
    expect(await send(fieldsOf(1, 2, id), parts[0])).toMatchObject({ outcome: 'waiting', received: [1] })
    stage.clock.advance(3_600_000)
    const later = await tokenOf(services(), 'owner')
    expect(await send(fieldsOf(2, 2, id), parts[1], later)).toMatchObject({ outcome: 'waiting', received: [2] })
    owner = later
  })

  it('is refused as a whole when it is not what its start promised, and nothing of it stays', async () => {
    const id = newUpload()
    const zip = Buffer.concat([sampleFile('docx').subarray(0, 30), Buffer.alloc(100_000)])
    await send(fieldsOf(1, 2, id), zip)
    const kept = await filesKept()
    expect(await send(fieldsOf(2, 2, id), Buffer.from('no directory'))).toMatchObject({
      outcome: 'INVALID_INPUT',
      fields: ['file'],
    })
    expect(await filesKept()).toBe(kept)
    // Forgotten: the same name starts anew.
    expect(await send(fieldsOf(2, 2, id), Buffer.from('no directory'))).toMatchObject({ received: [2] })
  })

  it('is refused at its first part when it is a picture or nothing we take', async () => {
    await expectRefused(() => send(fieldsOf(1, 2), sampleFile('png')), 'INVALID_INPUT', 'parts')
    await expectRefused(() => send(fieldsOf(1, 2), Buffer.from('MZ…')), 'INVALID_INPUT', 'file')
  })

  it('keeps to the number of parts and the bytes it began with', async () => {
    const id = newUpload()
    await send(fieldsOf(1, 3, id), sampleFile('pdf'))
    await expectRefused(() => send(fieldsOf(2, 4, id), Buffer.from('x')), 'INVALID_INPUT', 'parts')
    await expectRefused(() => send(fieldsOf(1, 3, id), documentOf(300, 4).whole), 'INVALID_INPUT', 'file')
    await expectRefused(() => send(fieldsOf(2, 3, id), Buffer.alloc(0)), 'INVALID_INPUT', 'file')
  })
})

describe('an upload', () => {
  it('is taken from owners, project managers and solution editors, and from nobody else', async () => {
    const roles: Role[] = [
      'owner',
      'projectManager',
      'solutionEditor',
      'support',
      'viewer',
      'operator',
      'appAdmin',
      'member',
    ]
    for (const role of roles) {
      const token = await tokenOf(services(), role)
      if (upload.access.roles.includes(role)) {
        expect([role, (await send(fieldsOf(), sampleFile('png'), token)).outcome]).toEqual([role, 'done'])
      } else await expectRefused(() => send(fieldsOf(), sampleFile('png'), token), 'FORBIDDEN')
    }
    await expectRefused(() => send(fieldsOf(), sampleFile('png'), 'x'), 'UNAUTHENTICATED')
    const body = formBody(uploadForm(fieldsOf(), sampleFile('png')))
    await expectRefused(() => sendUpload(stage.laptop.url, undefined, body), 'UNAUTHENTICATED')
    // Strangers are refused before anything of theirs is read.
    await expectRefused(() => sendUpload(stage.laptop.url, undefined, Buffer.from('?')), 'UNAUTHENTICATED')
  })

  it('belongs to its maker: the same name of a colleague or of another provider is another upload', async () => {
    const [first, second] = [sampleFile('pdf'), Buffer.from('rest')]
    const id = newUpload()
    await send(fieldsOf(1, 2, id), first)
    for (const token of [
      await tokenOf(services(), 'owner', 'yunqi', 'woANOTHER'),
      await tokenOf(services(), 'owner', 'qinghe'),
    ]) {
      expect(await send(fieldsOf(2, 2, id), second, token)).toMatchObject({ outcome: 'waiting', received: [2] })
    }
    const { file } = await send(fieldsOf(2, 2, id), second)
    const path = file?.path as FilePath
    expect(path).toMatch(/^yunqi\/-\//)
    for (const method of ['get', 'remove'] as const) {
      await expect(services().files[method](['qinghe'], path)).rejects.toMatchObject({ code: 'INVALID_INPUT' })
    }
    await expect(services().files.url(['qinghe'], path, 60)).rejects.toMatchObject({ code: 'INVALID_INPUT' })
    // The folder of the other provider does not know the file either.
    expect(await services().files.get(['qinghe'], path.replace('yunqi', 'qinghe') as FilePath)).toBeUndefined()
    expect((await services().registry.provider('qinghe' as ProviderId))?.id).toBe('qinghe')
  })

  it.each<[string, string, string]>([
    ['upload', 'short', 'upload'],
    ['upload', '../../../../etc/passwd', 'upload'],
    ['upload', 'x'.repeat(65), 'upload'],
    ['part', '0', 'part'],
    ['part', '2', 'part'],
    ['part', '1.0', 'part'],
    ['part', '', 'part'],
    ['parts', String(MAX_PARTS + 1), 'parts'],
    ['parts', '-1', 'parts'],
    ['name', '', 'name'],
    ['name', 'a\u202egnp', 'name'],
    ['name', '名'.repeat(201), 'name'],
    ['name', 'x'.repeat(3_000), 'name'],
  ])('is refused by name for %s = %p', async (name, value, field) => {
    await expectRefused(() => send({ ...fieldsOf(), [name]: value }, sampleFile('png')), 'INVALID_INPUT', field)
  })

  it('names every field that is missing', async () => {
    const answer = await expectRefused(() => send({}, sampleFile('png')), 'INVALID_INPUT', 'upload')
    expect(answer.fields).toEqual(['upload', 'part', 'parts', 'name'])
    await expectRefused(() => send(fieldsOf()), 'INVALID_INPUT', 'file')
  })

  it('in a form that is garbled, cut short or overfull is refused', async () => {
    const good = formBody(uploadForm(fieldsOf(), sampleFile('png')))
    const file = { name: 'file', value: sampleFile('png'), fileName: 'a.png' }
    const bodies = [
      Buffer.alloc(0),
      Buffer.from('{}'),
      good.subarray(0, 20),
      good.subarray(0, good.length - 30),
      good.subarray(40),
      Buffer.from(good.toString('latin1').replaceAll('accord-boundary', 'another'), 'latin1'),
      Buffer.from(good.toString('latin1').replaceAll('\r\n', '\n'), 'latin1'),
      formBody([...uploadForm(fieldsOf(), sampleFile('png')), file]),
      formBody([...uploadForm(fieldsOf()), { ...file, name: 'picture' }]),
      formBody([...uploadForm(fieldsOf(), sampleFile('png')), { name: 'part', value: '1' }]),
      formBody([
        ...uploadForm(fieldsOf(), sampleFile('png')),
        ...Array.from({ length: 20 }, (_, n) => ({ name: `more${n}`, value: 'x' })),
      ]),
    ]
    for (const body of bodies) await expectRefused(() => sendUpload(stage.laptop.url, owner, body), 'INVALID_INPUT')
    for (const type of ['application/json', 'text/plain', 'multipart/form-data', 'multipart/mixed; boundary=x', '']) {
      await expectRefused(() => sendUpload(stage.laptop.url, owner, good, type), 'INVALID_INPUT')
    }
  })

  it('may carry a field that we do not know, whatever its name', async () => {
    const more = [
      { name: '__proto__', value: 'x' },
      { name: 'constructor', value: 'x' },
      { name: 'x'.repeat(3_000), value: 'x' },
    ]
    const body = formBody([...uploadForm(fieldsOf(), sampleFile('png')), ...more])
    expect((await sendUpload(stage.laptop.url, owner, body)).outcome).toBe('done')
  })

  it('has a cap of its own; every other body keeps to 1 MB', async () => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${owner}` }
    const body = JSON.stringify({ input: {}, client: '0.1.0', filler: 'x'.repeat(1_100_000) })
    for (const path of ['/api/solution.list', '/api/file.upload/', '/api/file.uploads', '/api//file.upload']) {
      const answer = await fetch(`${stage.laptop.url}${path}`, { method: 'POST', headers, body }).catch(() => undefined)
      // The server ends the connection with its answer; a client still writing may see either.
      expect([path, answer?.status ?? 413]).toEqual([path, 413])
    }
  })
})
