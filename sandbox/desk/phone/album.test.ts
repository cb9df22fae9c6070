import { DESK_PREFIX, type KeyValue } from '../state/persisted'
import { ALBUM_LIMIT, PICTURE_LIMIT, readPictures, removePicture, savePicture } from './album'

function aStore(): KeyValue & { map: Map<string, string> } {
  const map = new Map<string, string>()
  return { map, getItem: (key) => map.get(key) ?? null, setItem: (key, value) => void map.set(key, value) }
}

const aPicture = (mark: string, savedAt = 1) => ({
  name: `${mark}.png`,
  dataUrl: `data:image/png;base64,${mark}`,
  savedAt,
})

describe('the album of a phone', () => {
  it('shows the newest picture first and survives a reload', () => {
    const store = aStore()
    savePicture(store, 'seat-a', aPicture('one'))
    savePicture(store, 'seat-a', aPicture('two'))
    expect(readPictures(store, 'seat-a').map((picture) => picture.name)).toEqual(['two.png', 'one.png'])
  })

  it('keeps the pictures of the two phones apart', () => {
    const store = aStore()
    savePicture(store, 'seat-a', aPicture('one'))
    expect(readPictures(store, 'seat-b')).toEqual([])
  })

  it('keeps forwarded pictures in the chat, not in the album', () => {
    const store = aStore()
    savePicture(store, 'seat-b', aPicture('one'), 'chat')
    expect(readPictures(store, 'seat-b')).toEqual([])
    expect(readPictures(store, 'seat-b', 'chat')).toHaveLength(1)
  })

  it('moves a picture saved twice to the front instead of doubling it', () => {
    const store = aStore()
    savePicture(store, 'seat-a', aPicture('one'))
    savePicture(store, 'seat-a', aPicture('two'))
    savePicture(store, 'seat-a', aPicture('one', 9))
    expect(readPictures(store, 'seat-a').map((picture) => picture.name)).toEqual(['one.png', 'two.png'])
  })

  it('drops the oldest picture when it is full', () => {
    const store = aStore()
    for (let n = 0; n <= ALBUM_LIMIT; n++) savePicture(store, 'seat-a', aPicture(`p${n}`))
    const names = readPictures(store, 'seat-a').map((picture) => picture.name)
    expect(names).toHaveLength(ALBUM_LIMIT)
    expect(names).not.toContain('p0.png')
  })

  it('gives every picture an id of its own, also after one was removed', () => {
    const store = aStore()
    for (const mark of ['one', 'two', 'three']) savePicture(store, 'seat-a', aPicture(mark))
    removePicture(store, 'seat-a', readPictures(store, 'seat-a')[1]?.id ?? '')
    savePicture(store, 'seat-a', aPicture('four'))
    const ids = readPictures(store, 'seat-a').map((picture) => picture.id)
    expect(ids).toHaveLength(3)
    expect(new Set(ids).size).toBe(3)
  })

  it('refuses what is not a picture, what is too large, and says when the browser is full', () => {
    const store = aStore()
    expect(savePicture(store, 'seat-a', { ...aPicture('x'), dataUrl: 'https://example.test/x.png' })).toBe(
      'not-a-picture',
    )
    expect(savePicture(store, 'seat-a', aPicture('x'.repeat(PICTURE_LIMIT)))).toBe('too-large')
    const full: KeyValue = {
      getItem: () => null,
      setItem: () => {
        throw new DOMException('full', 'QuotaExceededError')
      },
    }
    expect(savePicture(full, 'seat-a', aPicture('x'))).toBe('full')
    expect(readPictures(store, 'seat-a')).toEqual([])
  })

  it('starts empty when what is stored is not an album', () => {
    const store = aStore()
    store.map.set(`${DESK_PREFIX}album/seat-a`, '{"not":"a list"}')
    expect(readPictures(store, 'seat-a')).toEqual([])
    store.map.set(`${DESK_PREFIX}album/seat-a`, 'not json')
    expect(readPictures(store, 'seat-a')).toEqual([])
  })
})
