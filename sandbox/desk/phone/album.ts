import { readStored, writeStored, type KeyValue } from '../state/persisted'
import type { Seat } from '../state/seat'

/** One picture a phone holds. */
export interface Picture {
  readonly id: string
  /** File name or where it came from, Chinese or as given by the page. */
  readonly name: string
  /** The picture itself as a `data:` URL. */
  readonly dataUrl: string
  /** Epoch ms, of the stand-in's clock. */
  readonly savedAt: number
}

/** Where on a phone: its 相册, or the chat in which forwarded pictures arrive. */
export type Shelf = 'album' | 'chat'
/** Why a picture was not taken, or that it was. */
export type SaveResult = 'saved' | 'too-large' | 'not-a-picture' | 'full'

/** Pictures a shelf keeps; the oldest makes room. */
export const ALBUM_LIMIT = 24
/** Characters of one picture's data URL: a browser gives an origin about 5 MB, and the app stores there too. */
export const PICTURE_LIMIT = 400_000

/** Pictures on one shelf of one phone, newest first. */
export function readPictures(store: KeyValue, seat: Seat, shelf: Shelf = 'album'): readonly Picture[] {
  return readStored(store, keyOf(seat, shelf), asPictures, [])
}

/**
 * Puts a picture on a phone; the same picture saved again moves to the front instead of appearing twice.
 * @returns `saved`, `too-large` (over `PICTURE_LIMIT`), `not-a-picture`, or `full` when the browser's quota is used up
 */
export function savePicture(
  store: KeyValue,
  seat: Seat,
  picture: Omit<Picture, 'id'>,
  shelf: Shelf = 'album',
): SaveResult {
  if (!picture.dataUrl.startsWith('data:image/')) return 'not-a-picture'
  if (picture.dataUrl.length > PICTURE_LIMIT) return 'too-large'
  const before = readPictures(store, seat, shelf)
  const others = before.filter((kept) => kept.dataUrl !== picture.dataUrl)
  const next = [{ ...picture, id: nextId(before) }, ...others].slice(0, ALBUM_LIMIT)
  return writeStored(store, keyOf(seat, shelf), next) ? 'saved' : 'full'
}

/** Takes one picture out; an unknown id changes nothing. */
export function removePicture(store: KeyValue, seat: Seat, id: string, shelf: Shelf = 'album'): void {
  const left = readPictures(store, seat, shelf).filter((picture) => picture.id !== id)
  writeStored(store, keyOf(seat, shelf), left)
}

/** What the phone says after trying to keep a picture. */
export function saySaveResult(result: SaveResult): string {
  switch (result) {
    case 'saved':
      return '已保存到相册'
    case 'too-large':
      return '图片太大，这部手机存不下'
    case 'not-a-picture':
      return '这不是图片，没有保存'
    case 'full':
      return '浏览器的存储已满，请先在相册里删几张'
  }
}

function keyOf(seat: Seat, shelf: Shelf): string {
  return `${shelf}/${seat}`
}

function nextId(pictures: readonly Picture[]): string {
  const highest = pictures.reduce((top, picture) => Math.max(top, Number(picture.id.slice(1)) || 0), 0)
  return `p${highest + 1}`
}

function asPictures(raw: unknown): readonly Picture[] | undefined {
  return Array.isArray(raw) ? raw.filter(isPicture) : undefined
}

function isPicture(raw: unknown): raw is Picture {
  if (typeof raw !== 'object' || raw === null) return false
  const { id, name, dataUrl, savedAt } = raw as Readonly<Record<string, unknown>>
  return (
    typeof id === 'string' && typeof name === 'string' && typeof dataUrl === 'string' && typeof savedAt === 'number'
  )
}
