/** The built mini-program in Node: its bundles in a context that has what WeCom gives them and nothing of a browser. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import vm from 'node:vm'
import { fakeWx, type Device, type FakeWx } from './fake-wx'
import { htmlOf } from './html'
import { asText, drawScreen, findAll, listenerOf, textOf, type Element, type Wanted } from './screen'
import { applyPatch } from './set-data'
import { compileTemplates, type Draw } from './templates'

type Definition = Record<string, unknown> & { data?: Record<string, unknown> }
type Handler = (...args: unknown[]) => unknown

interface PageInstance extends Definition {
  route: string
  data: Record<string, unknown>
}

export interface LaunchOptions {
  /** Folder of the build. */
  readonly dist: string
  readonly fake?: FakeWx
  /** First page and what it is told; the app's first page by default. */
  readonly path?: string
  readonly query?: Readonly<Record<string, string>>
}

/** How long to look for something before saying what is there instead. */
const PATIENCE_MS = 15_000
const LOOK_MS = 20

/** Starts the app and opens its first page. Call `closeWeapps` afterwards, or a polling page keeps the process alive. */
export async function launchWeapp(options: LaunchOptions): Promise<WeappSession> {
  const session = new WeappSession(options)
  running.add(session)
  await session.start()
  return session
}

const running = new Set<WeappSession>()

/** Ends every app that was launched: `afterEach(closeWeapps)` works even where the test failed before it had one. */
export function closeWeapps(): void {
  running.forEach((session) => session.close())
  running.clear()
}

const templates = new Map<string, { draw: Draw; complaints: string[] }>()

/** Compiled once per build and process. */
function templatesOf(dist: string) {
  const known = templates.get(dist)
  if (known) return known
  const complaints: string[] = []
  const made = { draw: compileTemplates(dist, (words) => complaints.push(words)), complaints }
  templates.set(dist, made)
  return made
}

export class WeappSession {
  readonly device: Device
  /** Bytes of every `setData`, in order (P10). */
  readonly payloads: { route: string; bytes: number }[] = []
  private readonly complaints: string[]
  private readonly draw: Draw
  private readonly stack: PageInstance[] = []
  private readonly definitions = new Map<string, Definition>()
  private readonly modules = new Map<string, { exports: unknown }>()
  private readonly timers = new Set<ReturnType<typeof setTimeout>>()
  private readonly context: vm.Context
  private app: Definition = {}
  private loading = ''
  private isClosed = false

  constructor(private readonly options: LaunchOptions) {
    const { draw, complaints } = templatesOf(options.dist)
    this.draw = draw
    this.complaints = complaints
    complaints.length = 0
    const { wx, device } = options.fake ?? fakeWx()
    this.device = device
    Object.assign(wx, this.navigation())
    this.context = vm.createContext({ wx, ...this.globals() })
  }

  /** Runs app.js and opens the first page. */
  async start(): Promise<void> {
    const { pages } = JSON.parse(readFileSync(path.join(this.options.dist, 'app.json'), 'utf8')) as { pages: string[] }
    this.require('app.js')
    const first = this.options.path?.replace(/^\//, '') ?? pages[0] ?? ''
    const entry = { path: first, query: { ...this.options.query }, scene: 1001 }
    await this.run(this.app.onLaunch, this.app, entry)
    await this.run(this.app.onShow, this.app, entry)
    await this.open(`/${first}${queryOf(this.options.query)}`)
  }

  /** Route of the page on top, e.g. `pages/scan/index`. */
  get route(): string {
    return this.top().route
  }

  /** The page on top, drawn by the real templates. @throws Error when they complained */
  screen(): Element {
    const page = this.top()
    const drawn = drawScreen(this.draw, page.route, page.data)
    if (this.complaints.length > 0) throw new Error(`the mini-program complained: ${this.complaints.join('\n')}`)
    return drawn
  }

  /** Everything the page says. */
  text(): string {
    return textOf(this.screen())
  }

  /** The page as HTML, for a screenshot. */
  html(): string {
    return htmlOf(this.options.dist, this.screen())
  }

  findAll(wanted: Wanted): Element[] {
    return findAll(this.screen(), wanted)
  }

  /** Waits until something is there. @throws Error with what the page says instead */
  async find(wanted: Wanted): Promise<Element> {
    await this.until(() => this.findAll(wanted).length > 0, `element ${describe(wanted)}`)
    const [element] = this.findAll(wanted)
    if (!element) throw new Error(`gone again: ${describe(wanted)}`)
    return element
  }

  /** Taps as a finger does: the nearest element that listens takes it. */
  async tap(wanted: Wanted): Promise<void> {
    await this.fire(await this.find(wanted), 'tap', {})
  }

  /** Types into a field. */
  async input(wanted: Wanted, value: string): Promise<void> {
    await this.fire(await this.find(wanted), 'input', { value, cursor: value.length })
  }

  /** Waits for a condition. @throws Error naming what did not come, and the page's words */
  async until(isSo: () => boolean, what: string): Promise<void> {
    const end = performance.now() + PATIENCE_MS
    while (!isSo()) {
      if (performance.now() > end) throw new Error(`no ${what} on ${this.route}; it says: ${this.text()}`)
      await wait(LOOK_MS)
    }
  }

  /** Waits until the page says it. */
  async says(words: string | RegExp): Promise<void> {
    const isSaid = () => (typeof words === 'string' ? this.text().includes(words) : words.test(this.text()))
    await this.until(isSaid, `text ${String(words)}`)
  }

  /** Bytes handed to `setData` since the last call. */
  takePayloads(): number[] {
    return this.payloads.splice(0).map(({ bytes }) => bytes)
  }

  /** Opens a page on top, as a message or another page would. */
  async goTo(url: string): Promise<void> {
    await this.run(this.top().onHide, this.top())
    await this.open(url)
  }

  /** The phone's own way back. */
  async goBack(): Promise<void> {
    await this.leave(1)
    await this.run(this.top().onShow, this.top())
  }

  /** What the page hands to a chat when she forwards it; undefined when it cannot be forwarded. */
  async share(): Promise<unknown> {
    const page = this.top()
    if (typeof page.onShareAppMessage !== 'function') return undefined
    return (page.onShareAppMessage as Handler).call(page, { from: 'menu' })
  }

  /** Ends every timer the app started. */
  close(): void {
    this.isClosed = true
    this.timers.forEach((timer) => clearTimeout(timer))
    this.timers.clear()
  }

  private async fire(element: Element, type: string, detail: object): Promise<void> {
    const listener = listenerOf(element, type)
    if (!listener) throw new Error(`nothing listens to ${type} on "${textOf(element)}"`)
    if (listener.element.attr.disabled === true) throw new Error(`"${textOf(element)}" is disabled`)
    const target = { id: asText(listener.element.attr.id), dataset: { sid: asText(listener.element.attr['data-sid']) } }
    const page = this.top()
    const event = { type, detail, target, currentTarget: target, timeStamp: Math.round(performance.now()), mark: {} }
    await this.run(page[listener.handler], page, event)
    await wait(30)
  }

  private async open(url: string): Promise<void> {
    const [route = '', search = ''] = url.replace(/^\//, '').split('?')
    const page = { ...this.definition(route), route } as unknown as PageInstance
    page.data = structuredClone(page.data)
    page.setData = (patch: Record<string, unknown>, done?: () => void) => {
      const text = JSON.stringify(patch)
      this.payloads.push({ route, bytes: Buffer.byteLength(text) })
      applyPatch(page.data, JSON.parse(text) as Record<string, unknown>)
      if (done) this.timer(done, 0)
    }
    this.stack.push(page)
    await this.run(page.onLoad, page, parseQuery(search))
    await this.run(page.onShow, page)
    await this.run(page.onReady, page)
    await wait(30)
  }

  private async leave(count: number): Promise<void> {
    for (const page of this.stack.splice(Math.max(0, this.stack.length - count))) await this.run(page.onUnload, page)
  }

  private definition(route: string): Definition {
    if (!this.definitions.has(route)) {
      this.loading = route
      this.require(`${route}.js`)
    }
    const found = this.definitions.get(route)
    if (!found) throw new Error(`no page ${route}`)
    return found
  }

  private top(): PageInstance {
    const page = this.stack[this.stack.length - 1]
    if (!page) throw new Error('no page is open')
    return page
  }

  private async run(handler: unknown, self: unknown, ...args: unknown[]): Promise<void> {
    if (typeof handler === 'function') await (handler as Handler).apply(self, args)
  }

  /** The calls that move between pages, later as on a phone. */
  private navigation(): Record<string, unknown> {
    const moving =
      (move: (url: string) => Promise<void>) => (options: { url?: string; success?: Handler; fail?: Handler }) =>
        void this.timer(() => {
          move(options.url ?? '').then(
            () => options.success?.({ errMsg: 'ok' }),
            (fault: unknown) => options.fail?.({ errMsg: String(fault) }),
          )
        }, 0)
    return {
      navigateTo: moving((url) => this.goTo(url)),
      redirectTo: moving(async (url) => {
        await this.leave(1)
        await this.open(url)
      }),
      reLaunch: moving(async (url) => {
        await this.leave(this.stack.length)
        await this.open(url)
      }),
      navigateBack: moving(() => this.goBack()),
    }
  }

  private globals(): Record<string, unknown> {
    const complain = (...parts: unknown[]) => void this.complaints.push(parts.map(String).join(' '))
    return {
      console: { log: noop, info: noop, debug: noop, warn: complain, error: complain },
      setTimeout: (run: Handler, ms = 0, ...args: unknown[]) => this.timer(() => run(...args), ms),
      setInterval: (run: Handler, ms = 0, ...args: unknown[]) => this.interval(() => run(...args), ms),
      clearTimeout: (timer: ReturnType<typeof setTimeout>) => this.stop(timer),
      clearInterval: (timer: ReturnType<typeof setTimeout>) => this.stop(timer),
      App: (definition: Definition) => void (this.app = definition),
      Page: (definition: Definition) => void this.definitions.set(this.loading, definition),
      Component: noop,
      Behavior: (definition: unknown) => definition,
      getApp: () => this.app,
      getCurrentPages: () => this.stack,
    }
  }

  private timer(run: () => unknown, ms: number) {
    if (this.isClosed) return undefined
    const timer = setTimeout(() => {
      this.timers.delete(timer)
      run()
    }, ms)
    this.timers.add(timer)
    return timer
  }

  private interval(run: () => unknown, ms: number) {
    if (this.isClosed) return undefined
    const timer = setInterval(run, ms)
    this.timers.add(timer)
    return timer
  }

  private stop(timer: ReturnType<typeof setTimeout> | undefined): void {
    clearTimeout(timer)
    if (timer) this.timers.delete(timer)
  }

  /** CommonJS as a mini-program has it: relative files, each run once. */
  private require(file: string): unknown {
    const name = path.posix.normalize(file.endsWith('.js') ? file : `${file}.js`)
    const known = this.modules.get(name)
    if (known) return known.exports
    const module = { exports: {} as unknown }
    this.modules.set(name, module)
    const code = readFileSync(path.join(this.options.dist, name), 'utf8')
    const wrapped = vm.runInContext(`(function(require,module,exports){${code}\n})`, this.context, {
      filename: path.join(this.options.dist, name),
    }) as Handler
    const near = (wanted: string) => this.require(path.posix.join(path.posix.dirname(name), wanted))
    wrapped(near, module, module.exports)
    return module.exports
  }
}

const noop = (): void => undefined
const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
const describe = (wanted: Wanted): string =>
  Object.entries(wanted)
    .map(([name, value]) => `${name}=${String(value)}`)
    .join(' ')

function queryOf(query: LaunchOptions['query'] = {}): string {
  const parts = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
  return parts.length === 0 ? '' : `?${parts.join('&')}`
}

/** Values as they stand: a phone does not decode them. */
const parseQuery = (search: string): Record<string, string> =>
  Object.fromEntries(
    search
      .split('&')
      .filter(Boolean)
      .map((part) => {
        const [name = '', ...rest] = part.split('=')
        return [name, rest.join('=')]
      }),
  )
