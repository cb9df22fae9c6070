import { DESK_PREFIX, type KeyValue } from '../state/persisted'
import { ALBUM_LIMIT, PICTURE_LIMIT, readAlbum, removeFromAlbum, saveToAlbum } from './album'

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
    saveToAlbum(store, 'seat-a', aPicture('one'))
    saveToAlbum(store, 'seat-a', aPicture('two'))
    expect(readAlbum(store, 'seat-a').map((picture) => picture.name)).toEqual(['two.png', 'one.png'])
  })

  it('keeps the pictures of the two phones apart', () => {
    const store = aStore()
    saveToAlbum(store, 'seat-a', aPicture('one'))
    expect(readAlbum(store, 'seat-b')).toEqual([])
  })

  it('moves a picture saved twice to the front instead of doubling it', () => {
    const store = aStore()
    saveToAlbum(store, 'seat-a', aPicture('one'))
    saveToAlbum(store, 'seat-a', aPicture('two'))
    saveToAlbum(store, 'seat-a', aPicture('one', 9))
    expect(readAlbum(store, 'seat-a').map((picture) => picture.name)).toEqual(['one.png', 'two.png'])
  })

  it('drops the oldest picture when it is full', () => {
    const store = aStore()
    for (let n = 0; n <= ALBUM_LIMIT; n++) saveToAlbum(store, 'seat-a', aPicture(`p${n}`))
    const names = readAlbum(store, 'seat-a').map((picture) => picture.name)
    expect(names).toHaveLength(ALBUM_LIMIT)
    expect(names).not.toContain('p0.png')
  })

  it('gives every picture an id of its own, also after one was removed', () => {
    const store = aStore()
    for (const mark of ['one', 'two', 'three']) saveToAlbum(store, 'seat-a', aPicture(mark))
    removeFromAlbum(store, 'seat-a', readAlbum(store, 'seat-a')[1]?.id ?? '')
    saveToAlbum(store, 'seat-a', aPicture('four'))
    const ids = readAlbum(store, 'seat-a').map((picture) => picture.id)
    expect(ids).toHaveLength(3)
    expect(new Set(ids).size).toBe(3)
  })

  it('refuses what is not a picture, what is too large, and says when the browser is full', () => {
    const store = aStore()
    expect(saveToAlbum(store, 'seat-a', { ...aPicture('x'), dataUrl: 'https://example.test/x.png' })).toBe(
      'not-a-picture',
    )
    expect(saveToAlbum(store, 'seat-a', aPicture('x'.repeat(PICTURE_LIMIT)))).toBe('too-large')
    const full: KeyValue = {
      getItem: () => null,
      setItem: () => {
        throw new DOMException('full', 'QuotaExceededError')
      },
    }
    expect(saveToAlbum(full, 'seat-a', aPicture('x'))).toBe('full')
    expect(readAlbum(store, 'seat-a')).toEqual([])
  })

  it('starts empty when what is stored is not an album', () => {
    const store = aStore()
    store.map.set(`${DESK_PREFIX}album/seat-a`, '{"not":"a list"}')
    expect(readAlbum(store, 'seat-a')).toEqual([])
    store.map.set(`${DESK_PREFIX}album/seat-a`, 'not json')
    expect(readAlbum(store, 'seat-a')).toEqual([])
  })
})
