import fc from 'fast-check'
import { checkField } from './check-listing'
import { crc32, readImage } from './image'
import {
  aGif,
  aJpeg,
  aPng,
  asciiBytes,
  chunk,
  join,
  jpegFrame,
  PNG_SIGNATURE,
  pngHead,
  segment,
} from './testing/images'

const ids = (...[object, field, value]: Parameters<typeof checkField>) =>
  checkField(object, field, value).map(({ ruleId }) => ruleId.split('.').pop())

describe('reading a PNG', () => {
  it('gives its pixels, alpha and what follows its end', () => {
    expect(readImage(aPng({ width: 702, height: 180 }))).toEqual({
      kind: 'image',
      type: 'png',
      width: 702,
      height: 180,
      hasAlpha: true,
      isAnimated: false,
      trailingBytes: 0,
    })
    expect(readImage(join(aPng({ colourType: 2 }), [1, 2, 3]))).toMatchObject({ hasAlpha: false, trailingBytes: 3 })
    expect(readImage(aPng({ colourType: 2, before: [chunk('tRNS', [0, 0, 0, 0, 0, 0])] }))).toMatchObject({
      hasAlpha: true,
    })
    expect(readImage(aPng({ before: [chunk('acTL', [0, 0, 0, 2, 0, 0, 0, 0])] }))).toMatchObject({ isAnimated: true })
  })

  it('knows the CRC-32 that everybody uses', () => {
    expect(crc32(asciiBytes('123456789'))).toBe(0xcbf43926)
  })

  it('finds one wrong bit in any chunk', () => {
    const whole = aPng({ before: [chunk('tEXt', [65, 0, 66])] })
    for (let at = PNG_SIGNATURE.length; at < whole.length; at++) {
      const bad = whole.slice()
      bad[at] = (bad[at] ?? 0) ^ 4
      expect([at, readImage(bad).kind]).toEqual([at, 'broken'])
    }
  })

  it('finds every cut', () => {
    const whole = aPng()
    for (let length = 2; length < whole.length; length++) {
      expect([length, readImage(whole.slice(0, length))]).toEqual([
        length,
        { kind: 'broken', type: 'png', fault: 'truncated' },
      ])
    }
  })

  it.each<[string, Uint8Array]>([
    ['a width of 0', aPng({ width: 0 })],
    ['a depth its colour type does not have', aPng({ colourType: 6, depth: 4 })],
    ['a palette image without a palette', aPng({ colourType: 3 })],
    ['no image data', join(PNG_SIGNATURE, pngHead(), chunk('IEND'))],
    ['two heads', aPng({ before: [pngHead()] })],
    [
      'data in two places',
      join(PNG_SIGNATURE, pngHead(), chunk('IDAT', [1]), chunk('tEXt', [65]), chunk('IDAT', [2]), chunk('IEND')),
    ],
    ['another chunk first', join(PNG_SIGNATURE, chunk('IDAT', new Uint8Array(13)), pngHead(), chunk('IEND'))],
    ['a chunk name that is no name', aPng({ before: [chunk('1234')] })],
  ])('calls %s damaged', (_what, bytes) => {
    expect(readImage(bytes)).toEqual({ kind: 'broken', type: 'png', fault: 'damaged' })
  })
})

describe('reading a JPEG', () => {
  it.each([0xc0, 0xc1, 0xc2, 0xc9])('walks its markers to the end, frame %#', (frame) => {
    expect(readImage(aJpeg({ width: 1242, height: 2208, frame }))).toEqual({
      kind: 'image',
      type: 'jpeg',
      width: 1242,
      height: 2208,
      hasAlpha: false,
      isAnimated: false,
      trailingBytes: 0,
    })
  })

  it('is not fooled by a thumbnail inside a segment, by tables, or by fill bytes', () => {
    const thumbnail = segment(0xe1, aJpeg({ width: 160, height: 120 }))
    const tables = [segment(0xc4, [0, 1, 2]), segment(0xcc, [0, 1]), join([0xff, 0xff], segment(0xdb, [0, 1]).slice(1))]
    expect(readImage(aJpeg({ before: [thumbnail, ...tables] }))).toMatchObject({
      kind: 'image',
      width: 750,
      height: 750,
    })
    expect(readImage(join(aJpeg(), [0, 0]))).toMatchObject({ trailingBytes: 2 })
  })

  it('reads on after a scan: progressive images have several', () => {
    const scan = join(segment(0xda, [1, 1, 0, 0, 63, 0]), [9, 8, 0xff, 0xff, 0x00, 7])
    expect(readImage(aJpeg({ frame: 0xc2, data: join([1, 2], segment(0xc4, [0]), scan) }))).toMatchObject({
      kind: 'image',
    })
  })

  it('finds every cut', () => {
    const whole = aJpeg()
    for (let length = 2; length < whole.length; length++) {
      expect([length, readImage(whole.slice(0, length))]).toEqual([
        length,
        { kind: 'broken', type: 'jpeg', fault: 'truncated' },
      ])
    }
  })

  it.each<[string, Uint8Array]>([
    ['no frame', join([0xff, 0xd8], segment(0xe0, [1]), [0xff, 0xd9])],
    ['no scan', join([0xff, 0xd8], jpegFrame(), [0xff, 0xd9])],
    ['a scan before its frame', join([0xff, 0xd8], segment(0xda, [1]), [0xff, 0xd9])],
    ['two frames', aJpeg({ before: [jpegFrame()] })],
    ['a height of 0', aJpeg({ height: 0 })],
    ['something between segments', join([0xff, 0xd8], segment(0xe0, [1]), [0x11], jpegFrame(), [0xff, 0xd9])],
  ])('calls %s damaged', (_what, bytes) => {
    expect(readImage(bytes)).toEqual({ kind: 'broken', type: 'jpeg', fault: 'damaged' })
  })
})

describe('anything else', () => {
  it.each<[string, Uint8Array]>([
    ['gif', aGif()],
    ['webp', asciiBytes('RIFF\0\0\0\0WEBPVP8 ')],
    ['bmp', asciiBytes('BM......')],
    ['heic', asciiBytes('\0\0\0\x18ftypheic')],
    ['pdf', asciiBytes('%PDF-1.7')],
    ['svg', asciiBytes('<svg xmlns="x"/>')],
    ['html', asciiBytes('<!DOCTYPE html>')],
    ['unknown', asciiBytes('hello')],
    ['unknown', join([0])],
  ])('is named for what it is: %s', (type, bytes) => {
    expect(readImage(bytes)).toEqual({ kind: 'other', type })
  })

  it('is empty, or is read without throwing, whatever the bytes', () => {
    expect(readImage(new Uint8Array())).toEqual({ kind: 'empty' })
    const starts = fc.constantFrom<ArrayLike<number>>(
      [],
      PNG_SIGNATURE,
      [0xff, 0xd8, 0xff],
      join(PNG_SIGNATURE, pngHead()),
      aJpeg().slice(0, 24),
    )
    fc.assert(
      fc.property(starts, fc.uint8Array({ maxLength: 300 }), (start, rest) => {
        expect(['image', 'broken', 'other', 'empty']).toContain(readImage(join(start, rest)).kind)
      }),
      { numRuns: 500 },
    )
  })
})

describe('rules about images', () => {
  it('pass a logo that is as asked (S1-27, S2-05, S2-30)', () => {
    for (const object of ['standardApp', 'template', 'customizedApp'] as const) {
      expect(checkField(object, 'logo', aPng())).toEqual([])
      expect(checkField(object, 'logo', { bytes: aJpeg(), fileName: 'logo.JPG' })).toEqual([])
    }
  })

  it('say everything wrong with a logo at once', () => {
    const bytes = join(aPng({ width: 700, height: 500, data: new Uint8Array(1024 * 1024) }), [0])
    expect(checkField('template', 'logo', { bytes, fileName: 'logo.jpg' })).toMatchObject([
      { ruleId: 'template.logo.bytes', severity: 'blocker', source: 'S2-05', value: '700*500 png 1.00M' },
      { ruleId: 'template.logo.extension', severity: 'advice' },
      { ruleId: 'template.logo.tail', severity: 'advice' },
      { ruleId: 'template.logo.square', severity: 'blocker' },
      { ruleId: 'template.logo.pixels', severity: 'blocker', message: '应用 logo是 700*500，应为 750*750' },
    ])
  })

  it('know a gif by its bytes, whatever its name (S1-27)', () => {
    const [found, ...more] = checkField('standardApp', 'logo', { bytes: aGif(), fileName: 'logo.png' })
    expect(found).toMatchObject({
      ruleId: 'standardApp.logo.type',
      message: '应用 logo实际是 gif 文件（扩展名是改过的）',
    })
    expect(more).toEqual([])
    expect(ids('standardApp', 'logo', asciiBytes('no image'))).toEqual(['type'])
  })

  it('refuse what is cut off, damaged, empty or moving', () => {
    expect(ids('standardApp', 'logo', aPng().slice(0, -4))).toEqual(['whole'])
    expect(ids('standardApp', 'logo', aJpeg().slice(0, -1))).toEqual(['whole'])
    expect(ids('standardApp', 'logo', new Uint8Array())).toEqual(['type'])
    expect(ids('standardApp', 'logo', aPng({ before: [chunk('acTL', new Uint8Array(8))] }))).toEqual(['whole'])
  })

  it('count a megabyte as 1 048 576 bytes and allow exactly that', () => {
    const frame = aPng({ data: [] }).length
    expect(ids('standardApp', 'logo', aPng({ data: new Uint8Array(1024 * 1024 - frame) }))).toEqual([])
    expect(ids('standardApp', 'logo', aPng({ data: new Uint8Array(1024 * 1024 - frame + 1) }))).toEqual(['bytes'])
    expect(ids('solution', 'picture', aPng({ data: new Uint8Array(1024 * 1024 - frame + 1) }))).toEqual([])
    expect(ids('solution', 'picture', aPng({ data: new Uint8Array(2 * 1024 * 1024) }))).toEqual(['bytes'])
  })

  it('recommend, not demand, the size and transparency of a solution logo and cover (S0-12, S0-13)', () => {
    expect(checkField('solution', 'logo', aPng({ width: 702, height: 180 }))).toEqual([])
    expect(
      checkField('solution', 'logo', aJpeg({ width: 700, height: 180 })).map((f) => [f.ruleId, f.severity]),
    ).toEqual([
      ['solution.logo.pixels', 'advice'],
      ['solution.logo.transparent', 'advice'],
    ])
    expect(checkField('solution', 'cover', aPng({ width: 180, height: 180 }))).toEqual([])
    expect(checkField('solution', 'cover', aPng()).map((f) => f.severity)).toEqual(['advice'])
  })

  it('want two to five mobile screenshots of 1242*2208 (S1-43)', () => {
    const shot = aJpeg({ width: 1242, height: 2208 })
    expect(checkField('standardApp', 'mobileScreenshots', [shot, shot])).toEqual([])
    expect(ids('standardApp', 'mobileScreenshots', [shot])).toEqual(['count'])
    expect(
      ids(
        'standardApp',
        'mobileScreenshots',
        Array.from({ length: 6 }, () => shot),
      ),
    ).toEqual(['count'])
    expect(checkField('standardApp', 'mobileScreenshots', [shot, aJpeg()])).toMatchObject([
      {
        ruleId: 'standardApp.mobileScreenshots.pixels',
        index: 1,
        message: '第 2 个手机端截图是 750*750，应为 1242*2208',
      },
    ])
    expect(checkField('screenshot', 'mobile', shot)).toEqual([])
  })

  it('want desktop screenshots of 1080*832 and no upright phone pictures (S1-44)', () => {
    const shot = aPng({ width: 1080, height: 832 })
    expect(checkField('standardApp', 'desktopScreenshots', [shot, shot])).toEqual([])
    expect(ids('standardApp', 'desktopScreenshots', [shot, aPng({ width: 1242, height: 2208 })])).toEqual([
      'pixels',
      'landscape',
    ])
    expect(checkField('screenshot', 'desktop', shot)).toEqual([])
  })

  it('want exactly two pictures in an app showcase (S0-20)', () => {
    expect(checkField('solution', 'showcaseScreenshots', [aPng(), aJpeg()])).toEqual([])
    expect(ids('solution', 'showcaseScreenshots', [aPng()])).toEqual(['count'])
    expect(ids('solution', 'showcaseScreenshots', [aPng(), aGif(), aPng()])).toEqual(['count', 'type'])
  })
})
