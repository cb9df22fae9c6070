/** Files of a folder as a route: the h5 build beside the API, on one origin. */
import { createHash } from 'node:crypto'
import { readFile, realpath } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'
import { textAnswer, type EdgeAnswer, type EdgeRequest } from './edge'
import type { Route } from './host'

export interface StaticFilesOptions {
  /** The folder that is served, and nothing outside it. */
  readonly folder: string
  /** The path it is served under, with its slash at the end: `/app/`. */
  readonly prefix: string
  /** Extra headers of HTML pages, e.g. a content security policy. */
  readonly pageHeaders?: Readonly<Record<string, string>>
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
}
/** Taro's builds put a hash into the name: such a file never changes. */
const HASHED = /[.-][0-9a-f]{8,}\.[a-z0-9]+$/
const NOT_FOUND = textAnswer(404, 'not found')

/**
 * A route for GET and HEAD. A path that names no file but looks like a page (no extension) gets `index.html`, so that
 * links into a single-page app work. Absent, foreign and forbidden files answer alike.
 */
export function staticFiles(options: StaticFilesOptions): Route {
  const { folder, prefix, pageHeaders = {} } = options
  return async (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return textAnswer(405, 'method not allowed')
    const name = nameOf(request.path, prefix)
    if (name === undefined) return NOT_FOUND
    const isPage = extname(name) === ''
    const found = await readInside(folder, isPage ? 'index.html' : name)
    if (!found) return NOT_FOUND
    return answerFile(request, isPage ? 'index.html' : name, found, pageHeaders)
  }
}

/** The file a path names, or undefined for a path that tries to leave the folder or is not valid. */
function nameOf(path: string, prefix: string): string | undefined {
  if (!path.startsWith(prefix)) return undefined
  let name: string
  try {
    name = decodeURIComponent(path.slice(prefix.length))
  } catch (error) {
    if (error instanceof URIError) return undefined
    throw error
  }
  const isOdd = /[\0\\]/.test(name) || name.split('/').some((part) => part.startsWith('.'))
  return isOdd ? undefined : name
}

// Links inside the folder may point out of it: the real place decides.
async function readInside(folder: string, name: string): Promise<Buffer | undefined> {
  try {
    const root = await realpath(folder)
    const file = await realpath(join(root, name))
    return file.startsWith(root + sep) ? await readFile(file) : undefined
  } catch (error) {
    if (isMissing(error)) return undefined
    throw error
  }
}

const MISSING: readonly unknown[] = ['ENOENT', 'ENOTDIR', 'EISDIR', 'ENAMETOOLONG']
const isMissing = (error: unknown): boolean => MISSING.includes((error as { code?: unknown }).code)

function answerFile(
  request: EdgeRequest,
  name: string,
  bytes: Buffer,
  pageHeaders: Readonly<Record<string, string>>,
): EdgeAnswer {
  const extension = extname(name).toLowerCase()
  const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`
  const headers = {
    'content-type': TYPES[extension] ?? 'application/octet-stream',
    'cache-control': HASHED.test(name) ? 'public, max-age=31536000, immutable' : 'no-cache',
    'x-content-type-options': 'nosniff',
    etag,
    ...(extension === '.html' ? pageHeaders : {}),
  }
  if (request.headers['if-none-match'] === etag) return { status: 304, headers, body: '' }
  return { status: 200, headers, body: bytes }
}
