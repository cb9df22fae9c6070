import { readStored, writeStored, type KeyValue } from '../state/persisted'
import type { Seat } from '../state/seat'

/** One picture in a phone's 相册. */
export interface AlbumPicture {
  readonly id: string
  /** File name or where it came from, Chinese or as given by the page. */
  readonly name: string
  /** The picture itself as a `data:` URL. */
  readonly dataUrl: string
  /** Epoch ms, of the stand-in's clock. */
  readonly savedAt: number
}

/** Pictures a phone keeps; the oldest makes room. */
export const ALBUM_LIMIT = 24
/** Characters of one picture's data URL: a browser gives an origin about 5 MB, and the app stores there too. */
export const PICTURE_LIMIT = 400_000

/** Pictures of one phone, newest first. */
export function readAlbum(store: KeyValue, seat: Seat): readonly AlbumPicture[] {
  return readStored(store, albumKey(seat), asPictures, [])
}

/**
 * Puts a picture into a phone's album; the same picture saved again moves to the front instead of appearing twice.
 * @returns `saved`, `too-large` (over `PICTURE_LIMIT`), `not-a-picture`, or `full` when the browser's quota is used up
 */
export function saveToAlbum(
  store: KeyValue,
  seat: Seat,
  picture: Omit<AlbumPicture, 'id'>,
): 'saved' | 'too-large' | 'not-a-picture' | 'full' {
  if (!picture.dataUrl.startsWith('data:image/')) return 'not-a-picture'
  if (picture.dataUrl.length > PICTURE_LIMIT) return 'too-large'
  const before = readAlbum(store, seat)
  const others = before.filter((kept) => kept.dataUrl !== picture.dataUrl)
  const next = [{ ...picture, id: nextId(before) }, ...others].slice(0, ALBUM_LIMIT)
  return writeStored(store, albumKey(seat), next) ? 'saved' : 'full'
}

/** Takes one picture out; an unknown id changes nothing. */
export function removeFromAlbum(store: KeyValue, seat: Seat, id: string): void {
  const left = readAlbum(store, seat).filter((picture) => picture.id !== id)
  writeStored(store, albumKey(seat), left)
}

function albumKey(seat: Seat): string {
  return `album/${seat}`
}

function nextId(pictures: readonly AlbumPicture[]): string {
  const highest = pictures.reduce((top, picture) => Math.max(top, Number(picture.id.slice(1)) || 0), 0)
  return `p${highest + 1}`
}

function asPictures(raw: unknown): readonly AlbumPicture[] | undefined {
  return Array.isArray(raw) ? raw.filter(isPicture) : undefined
}

function isPicture(raw: unknown): raw is AlbumPicture {
  if (typeof raw !== 'object' || raw === null) return false
  const { id, name, dataUrl, savedAt } = raw as Readonly<Record<string, unknown>>
  return (
    typeof id === 'string' && typeof name === 'string' && typeof dataUrl === 'string' && typeof savedAt === 'number'
  )
}
