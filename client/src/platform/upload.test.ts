import Taro from '@tarojs/taro'
import { PART_BYTES } from '@shared/contract/file'
import { clearSession, keepSession } from './session'
import { uploadFile } from './upload'

const FILE = {
  path: 'p1/-/1.png',
  type: 'png',
  bytes: 3,
  sha256: 'a'.repeat(64),
  url: 'https://accord.example/files/p1/-/1.png',
}
const done = { ok: true, data: { done: true, file: FILE }, now: 1 }
const waiting = { ok: true, data: { done: false, received: [1] }, now: 1 }
const refused = { ok: false, error: { code: 'LIMIT_EXCEEDED', userMessage: '文件太大', requestId: 'r' }, now: 1 }

/** How the next request ends: with an answer, or without one. */
type Ending = { readonly status: number; readonly text: string } | 'lost'
const answers = (body: object, status = 200): Ending => ({ status, text: JSON.stringify(body) })

let endings: Ending[] = []
let sent: { url: string; headers: Record<string, string>; form: FormData }[] = []

class PlayedRequest {
  status = 0
  responseText = ''
  upload: { onprogress?: (event: { loaded: number }) => void } = {}
  onload?: () => void
  onerror?: () => void
  private url = ''
  private readonly headers: Record<string, string> = {}
  open(method: string, url: string) {
    this.url = `${method} ${url}`
  }
  setRequestHeader(name: string, value: string) {
    this.headers[name] = value
  }
  send(form: FormData) {
    sent.push({ url: this.url, headers: this.headers, form })
    const ending = endings.shift()
    if (ending === undefined) throw new Error('no answer was prepared')
    const { size } = form.get('file') as File
    queueMicrotask(() => {
      this.upload.onprogress?.({ loaded: Math.floor(size / 2) })
      // With the form around it, more has left than the file holds.
      this.upload.onprogress?.({ loaded: size + 500 })
      if (ending === 'lost') return this.onerror?.()
      this.status = ending.status
      this.responseText = ending.text
      this.onload?.()
    })
  }
}

const browsersRequest = globalThis.XMLHttpRequest
beforeEach(() => {
  endings = []
  sent = []
  Object.assign(globalThis, { XMLHttpRequest: PlayedRequest })
  clearSession()
})
afterEach(() => {
  // A prepared answer that nobody asked for.
  expect(endings).toEqual([])
  Object.assign(globalThis, { XMLHttpRequest: browsersRequest })
  Object.assign(process.env, { TARO_ENV: 'h5' })
})

const field = (at: number, name: string) => sent[at]?.form.get(name)

describe('uploading in a browser', () => {
  it('sends a small file as one form, with the session as bearer, and answers where it lies', async () => {
    keepSession('token-1')
    endings = [answers(done)]
    expect(await uploadFile({ name: '封面.png', bytes: new Uint8Array([1, 2, 3]) })).toEqual(FILE)
    expect(sent[0]).toMatchObject({
      url: `POST ${window.location.origin}/api/file.upload`,
      headers: { authorization: 'Bearer token-1' },
    })
    expect(['part', 'parts', 'name'].map((name) => field(0, name))).toEqual(['1', '1', '封面.png'])
    expect(field(0, 'upload')).toMatch(/^[a-z0-9]{24}$/)
    const file = field(0, 'file') as File
    expect([file.name, file.size]).toEqual(['封面.png', 3])
  })

  it('cuts a large one into parts under one name and tells how far it is', async () => {
    endings = [answers(waiting), answers(waiting), answers(done)]
    const shares: number[] = []
    const bytes = new Uint8Array(2 * PART_BYTES + 100)
    await uploadFile({ name: '方案.pdf', bytes }, (share) => shares.push(share))
    expect(sent.map(({ form }) => [form.get('part'), form.get('parts'), (form.get('file') as File).size])).toEqual([
      ['1', '3', PART_BYTES],
      ['2', '3', PART_BYTES],
      ['3', '3', 100],
    ])
    expect(new Set(sent.map(({ form }) => form.get('upload'))).size).toBe(1)
    expect(shares).toEqual([...shares].sort((a, b) => a - b))
    expect([shares[0], shares.at(-1)]).toEqual([0, 1])
  })

  it('sends a part whose answer was lost once more, under the same name, and gives up after that', async () => {
    endings = ['lost', answers(done), 'lost', 'lost']
    const file = { name: 'a.png', bytes: new Uint8Array(3) }
    await uploadFile(file)
    expect([field(1, 'upload'), field(1, 'part')]).toEqual([field(0, 'upload'), field(0, 'part')])
    await expect(uploadFile(file)).rejects.toMatchObject({ details: { offline: true } })
  })

  it('stops at a refusal, in the server’s words', async () => {
    endings = [answers(refused, 429)]
    const file = { name: 'a.png', bytes: new Uint8Array(2 * PART_BYTES) }
    await expect(uploadFile(file)).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED', userMessage: '文件太大' })
    expect(sent).toHaveLength(1)
  })

  it('does not take a page of somebody between us for an answer', async () => {
    const page: Ending = { status: 200, text: '<html>登录 WiFi</html>' }
    endings = [page, page]
    const lost = uploadFile({ name: 'a.png', bytes: new Uint8Array(3) })
    await expect(lost).rejects.toMatchObject({ details: { offline: true } })
  })

  it('sends nothing of a file that is empty or too large', async () => {
    const [empty, large] = [new Uint8Array(0), new Uint8Array(5 * PART_BYTES + 1)]
    await expect(uploadFile({ name: 'a.png', bytes: empty })).rejects.toMatchObject({ code: 'INVALID_INPUT' })
    await expect(uploadFile({ name: 'a.pdf', bytes: large })).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED' })
    expect(sent).toEqual([])
  })
})

describe('uploading in a mini-program', () => {
  const play = (ending: 'done' | 'lost') => {
    Object.assign(process.env, { TARO_ENV: 'weapp' })
    jest.mocked(Taro.uploadFile).mockImplementation(() => {
      const end =
        ending === 'done'
          ? Promise.resolve({ statusCode: 200, data: JSON.stringify(done), errMsg: 'uploadFile:ok' })
          : Promise.reject(new Error('uploadFile:fail'))
      const progress = (tell: (at: { totalBytesSent: number }) => void) => tell({ totalBytesSent: 2 })
      return Object.assign(end, { progress }) as never
    })
  }
  const photo = { name: '封面.png', filePath: 'wxfile://tmp/1.png', size: 4 }

  it('hands the device’s file over with the same fields', async () => {
    play('done')
    keepSession('token-1')
    const shares: number[] = []
    expect(await uploadFile(photo, (share) => shares.push(share))).toEqual(FILE)
    const [options] = jest.mocked(Taro.uploadFile).mock.calls[0] ?? []
    expect(options).toMatchObject({
      url: expect.stringMatching(/\/api\/file\.upload$/) as string,
      filePath: photo.filePath,
      name: 'file',
      formData: { part: '1', parts: '1', name: '封面.png' },
      header: { authorization: 'Bearer token-1' },
    })
    expect(shares).toEqual([0, 0.5, 1])
  })

  it('calls a lost network by its name', async () => {
    play('lost')
    await expect(uploadFile(photo)).rejects.toMatchObject({ details: { offline: true } })
    expect(Taro.uploadFile).toHaveBeenCalledTimes(2)
  })

  it('leaves large documents to the desktop', async () => {
    play('done')
    await expect(uploadFile({ ...photo, size: PART_BYTES + 1 })).rejects.toMatchObject({
      code: 'LIMIT_EXCEEDED',
      userMessage: expect.stringContaining('电脑') as string,
    })
    expect(Taro.uploadFile).not.toHaveBeenCalled()
  })
})
