import { createServer } from 'node:http'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import qrcode from 'qrcode-generator'
import { buildDesk, DESK_FILES } from '../build'
import { deskConfigScript } from '../config'

/** The desk served for a test, with plain pages where the app would be. */
export interface DeskHost {
  readonly url: string
  /** Puts a page under a path; the address of another page, or any text, as its QR code. */
  page(path: string, page: { readonly title: string; readonly code?: string }): void
  /** How often 全部重来 asked for a reset. */
  resets(): number
  close(): Promise<void>
}

const TYPES: Readonly<Record<string, string>> = { html: 'text/html', js: 'text/javascript', css: 'text/css' }

/** @param wecomBase base URL of the stand-in the desk talks to */
export async function startDeskHost(wecomBase: string): Promise<DeskHost> {
  const folder = await mkdtemp(join(tmpdir(), 'accord-desk-'))
  await buildDesk(folder)
  const files = new Map<string, string>()
  for (const name of DESK_FILES) files.set(`/desk/${name}`, await readFile(join(folder, name), 'utf8'))
  files.set('/', files.get('/desk/index.html') ?? '')
  files.set('/app/', appPage('工作台', undefined))
  let resets = 0
  let url = ''
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://desk').pathname
    if (path === '/desk/config.js') return void response.end(deskConfigScript({ wecomBase, appBase: url }))
    if (path === '/desk/reset') resets += 1
    const body = path === '/desk/reset' ? '{}' : files.get(path)
    const type = TYPES[path.split('.')[1] ?? 'html'] ?? 'text/plain'
    response.writeHead(body === undefined ? 404 : 200, { 'content-type': `${type}; charset=utf-8` })
    response.end(body)
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url,
    page: (path, { title, code }) => void files.set(path, appPage(title, code)),
    resets: () => resets,
    async close() {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function appPage(title: string, code: string | undefined): string {
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>${title}</title><link rel="icon" href="data:,">
<style>body{font:16px sans-serif;padding:16px}</style></head><body><h1>${title}</h1><p id="seat"></p>
${code === undefined ? '' : `<img alt="二维码" width="200" src="${picture(code)}"><p><a download="下载的图.png" href="${picture(code)}">保存到手机</a></p>`}
<script>document.getElementById('seat').textContent = window.name + location.hash</script></body></html>`
}

function picture(text: string): string {
  const code = qrcode(0, 'M')
  code.addData(text)
  code.make()
  return code.createDataURL(4)
}
