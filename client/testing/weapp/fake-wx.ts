import { request as httpRequest } from 'node:http'

/** What WeCom gives a mini-program, as far as the app touches it; what WeCom lacks is left out (taro-toolchain "WeCom"). */

type Callbacks = {
  success?: (result: object) => void
  fail?: (fault: object) => void
  complete?: (result: object) => void
}
type Options = Callbacks & Record<string, unknown>

export interface FakeWxOptions {
  /** The member who holds the phone, and where the stand-in listens. Absent: no `wx.qy`, the app runs outside WeCom. */
  readonly holder?: { readonly wecomUrl: string; readonly corpId: string; readonly userId: string }
  /** Where the functions really listen: a build holds one address (`ACCORD_API`), tests use free ports. */
  readonly api?: string
  /** Answers of the scanner in turn; a used-up queue is a closed scanner. */
  readonly scans?: readonly string[]
  /** What was on the device before. */
  readonly storage?: Readonly<Record<string, unknown>>
}

/** The device behind a fake `wx`: what a person or the app left there. */
export interface Device {
  readonly scans: string[]
  readonly storage: Map<string, unknown>
  /** Pictures in the album, as written (base64). */
  readonly album: string[]
  clipboard: string
  title: string
  /** Requests under way. */
  open: number
}

export interface FakeWx {
  readonly wx: Record<string, unknown>
  readonly device: Device
}

/** Runs an asynchronous wx call: its result to `success`, its fault to `fail`, both to `complete`; later, never at once. */
const later = (options: Options, work: () => Promise<object> | object): void => {
  void Promise.resolve()
    .then(work)
    .then(
      (result) => {
        options.success?.(result)
        options.complete?.(result)
      },
      (fault: unknown) => {
        const words = { errMsg: fault instanceof Error ? fault.message : String(fault) }
        options.fail?.(words)
        options.complete?.(words)
      },
    )
}

/** @returns a `wx` and the device it acts on */
export function fakeWx(options: FakeWxOptions = {}): FakeWx {
  const device: Device = {
    scans: [...(options.scans ?? [])],
    storage: new Map(Object.entries(options.storage ?? {})),
    album: [],
    clipboard: '',
    title: '',
    open: 0,
  }
  const files = new Map<string, string>()
  const system = {
    platform: 'ios',
    system: 'iOS 16.0',
    SDKVersion: '2.19.4',
    version: '4.1.22',
    windowWidth: 375,
    windowHeight: 667,
    screenWidth: 375,
    screenHeight: 667,
    pixelRatio: 2,
    statusBarHeight: 20,
    language: 'zh_CN',
    ...(options.holder ? { environment: 'wxwork' } : {}),
  }
  const wx: Record<string, unknown> = {
    env: { USER_DATA_PATH: 'wxfile://usr' },
    canIUse: (name: string) => name in wx,
    getSystemInfoSync: () => system,
    getSystemInfo: (o: Options) => later(o, () => system),
    getAccountInfoSync: () => ({ miniProgram: { appId: 'wx0000000000000000', envVersion: 'release', version: '' } }),
    getLaunchOptionsSync: () => ({ path: 'pages/launch/index', query: {}, scene: 1001 }),
    getEnterOptionsSync: () => ({ path: 'pages/launch/index', query: {}, scene: 1001 }),
    getStorageSync: (key: string) => device.storage.get(key) ?? '',
    setStorageSync: (key: string, value: unknown) => void device.storage.set(key, value),
    removeStorageSync: (key: string) => void device.storage.delete(key),
    setNavigationBarTitle: (o: Options) => later(o, () => ((device.title = String(o.title)), {})),
    setClipboardData: (o: Options) => later(o, () => ((device.clipboard = String(o.data)), {})),
    request: (o: Options) => later(o, () => request(device, o, options.api)),
    scanCode: (o: Options) =>
      later(o, () => {
        const result = device.scans.shift()
        if (result === undefined) throw new Error('scanCode:fail cancel')
        return { result, scanType: 'QR_CODE', errMsg: 'scanCode:ok' }
      }),
    getFileSystemManager: () => ({
      writeFile: (o: Options) => later(o, () => (files.set(String(o.filePath), String(o.data)), {})),
    }),
    saveImageToPhotosAlbum: (o: Options) =>
      later(o, () => {
        const picture = files.get(String(o.filePath))
        if (picture === undefined) throw new Error('saveImageToPhotosAlbum:fail no such file')
        device.album.push(picture)
        return { errMsg: 'saveImageToPhotosAlbum:ok' }
      }),
    createSelectorQuery: selectorQuery,
    getUpdateManager: () => ({
      onUpdateReady: nothing,
      applyUpdate: nothing,
      onCheckForUpdate: nothing,
      onUpdateFailed: nothing,
    }),
    ...Object.fromEntries(
      ['onError', 'offError', 'onUnhandledRejection', 'onPageNotFound', 'onAppShow', 'onAppHide', 'showShareMenu'].map(
        (name) => [name, nothing],
      ),
    ),
  }
  const { holder } = options
  if (holder)
    wx.qy = {
      login: (o: Options) => later(o, () => miniProgramLogin(holder, o)),
      checkSession: (o: Options) => later(o, () => ({})),
    }
  return { wx, device }
}

const nothing = (): void => undefined

/** Taro asks for boxes at start; there are none to measure here. */
function selectorQuery(): object {
  const query: Record<string, unknown> = {}
  for (const name of [
    'in',
    'select',
    'selectAll',
    'selectViewport',
    'boundingClientRect',
    'scrollOffset',
    'fields',
    'node',
  ]) {
    query[name] = () => query
  }
  query.exec = (done?: (answers: unknown[]) => void) => setTimeout(() => done?.([null]), 0)
  return query
}

/** What a build talks to unless told otherwise. */
const BUILT_FOR = 'http://127.0.0.1:4680'

/** Real HTTP to the local server; a connection each, so that none outlives a test. */
async function request(device: Device, options: Options, api: string | undefined): Promise<object> {
  device.open += 1
  try {
    const url = api === undefined ? String(options.url) : String(options.url).replace(BUILT_FOR, api)
    const body = typeof options.data === 'string' ? options.data : JSON.stringify(options.data ?? {})
    const answer = await send(url, options.header as Record<string, string> | undefined, body)
    const isJson = (options.dataType ?? 'json') === 'json'
    return { ...answer, data: isJson ? (JSON.parse(answer.data) as unknown) : answer.data, errMsg: 'request:ok' }
  } catch (fault) {
    throw new Error(`request:fail ${fault instanceof Error ? fault.message : String(fault)}`, { cause: fault })
  } finally {
    device.open -= 1
  }
}

function send(
  url: string,
  headers: Record<string, string> | undefined,
  body: string,
): Promise<{ statusCode: number; header: object; data: string }> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest(url, { method: 'POST', agent: false, headers }, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.on('error', reject)
      answer.on('end', () =>
        resolve({
          statusCode: answer.statusCode ?? 0,
          header: answer.headers,
          data: Buffer.concat(chunks).toString('utf8'),
        }),
      )
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

/** `wx.qy.login` at the stand-in. */
async function miniProgramLogin(holder: NonNullable<FakeWxOptions['holder']>, options: Options): Promise<object> {
  const { wecomUrl, corpId, userId } = holder
  const { statusCode, data } = await send(
    `${wecomUrl}/platform/client.miniProgramLogin`,
    { 'content-type': 'application/json' },
    JSON.stringify({ corpId, userId, suiteId: options.suiteId }),
  )
  const body = JSON.parse(data) as { code?: string; error?: { message?: string } }
  if (body.code === undefined) throw new Error(`login:fail ${body.error?.message ?? String(statusCode)}`)
  return { code: body.code, errMsg: 'login:ok' }
}
