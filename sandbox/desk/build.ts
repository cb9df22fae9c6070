import { build } from 'esbuild'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** File names `buildDesk` leaves in its output folder; all are served under `/desk/`, the first also as `/`. */
export const DESK_FILES = ['index.html', 'desk.js', 'desk.css'] as const

// Every command runs in the checkout's root, bundled or not: a path beside this file would not survive bundling.
const ENTRY = join(process.cwd(), 'sandbox/desk/main.tsx')

/**
 * Bundles the desk page. Needs no network; the page loads nothing but its own three files and `/desk/config.js`.
 * @param outDir folder that receives `index.html`, `desk.js` and `desk.css`; made when missing
 * @throws when the page does not compile
 */
export async function buildDesk(outDir: string): Promise<void> {
  await mkdir(outDir, { recursive: true })
  await build({
    entryPoints: { desk: ENTRY },
    outdir: outDir,
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2020',
    jsx: 'automatic',
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'silent',
    define: { 'process.env.NODE_ENV': '"production"' },
  })
  await writeFile(join(outDir, 'index.html'), PAGE)
}

// `/desk/icon.svg` would be a fourth file for one glyph: the icon rides inside the page.
const ICON =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E%3Crect width='32' height='32' rx='8' fill='%232468f2'/%3E%3Cpath d='M9 11h6v10H9zM17 11h6v10h-6z' fill='%23fff'/%3E%3C/svg%3E"

const PAGE = `<!doctype html>
<html lang="zh-CN">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>合契 Accord · 桌面</title>
    <link rel="icon" href="${ICON}">
    <link rel="stylesheet" href="/desk/desk.css">
  </head>
  <body>
    <div id="desk"></div>
    <script src="/desk/config.js"></script>
    <script src="/desk/desk.js"></script>
  </body>
</html>
`
