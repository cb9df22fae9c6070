/** `GET /files/…` on the single machine: uploaded files, at addresses that are signed and run out. */
import type { Files } from '../store/files'
import { textAnswer, type EdgeAnswer, type EdgeRequest } from './edge'
import { FILES_PREFIX } from './files'

/** Seconds a browser may keep a file; its address does not live much longer. */
const KEEP_SECONDS = 300

/**
 * Answers a file's address. What people uploaded never acts as a page of ours: pictures are shown, everything else is downloaded
 * and, where a browser shows it all the same, in a sandbox without an origin.
 */
export async function filesRoute(request: EdgeRequest, serve: NonNullable<Files['serve']>): Promise<EdgeAnswer> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return textAnswer(405, 'GET only')
  const path = request.path.slice(FILES_PREFIX.length)
  const file = await serve(path, request.query)
  if (!file) return textAnswer(404, 'not found')
  const isImage = file.mime.startsWith('image/')
  // Only signed paths come this far, and their names are a hash and a type: nothing to quote.
  const name = path.slice(path.lastIndexOf('/') + 1)
  return {
    status: 200,
    headers: {
      'content-type': file.mime,
      'content-disposition': `${isImage ? 'inline' : 'attachment'}; filename="${name}"`,
      'content-security-policy': isImage ? "default-src 'none'" : "default-src 'none'; sandbox",
      'cache-control': `private, max-age=${KEEP_SECONDS}`,
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    },
    body: file.bytes,
  }
}
