/** The battery every Files adapter passes, unchanged. */
import { Buffer } from 'node:buffer'
import type { ManualClock } from '../runtime/clock'
import { FILE_TYPES, type FilePath, type Files, type FileType } from './files'
import { sampleFile } from './files-samples'

/** A fresh, empty file store under a clock that stands still. */
export interface OpenedFiles {
  readonly files: Files
  readonly clock: ManualClock
  /** Loads an address as a browser would; undefined when it is refused or gone. */
  load(url: string): Promise<{ readonly bytes: Uint8Array; readonly type: string } | undefined>
  close(): Promise<void>
}

const OWNER = ['p1', 'c1'] as const
const OTHERS = [['p1', 'c2'], ['p1'], ['p2', 'c1'], ['p1/c1'], ['..', 'c1']] as const
const TYPES = Object.keys(FILE_TYPES) as FileType[]

/**
 * Registers the battery's tests.
 * @param name of the adapter, for the titles
 * @param open a fresh, empty adapter; called once per test
 */
export function filesBattery(name: string, open: () => Promise<OpenedFiles>): void {
  const withFiles = (work: (opened: OpenedFiles) => Promise<void>) => async () => {
    const opened = await open()
    try {
      await work(opened)
    } finally {
      await opened.close()
    }
  }

  describe(`${name} files`, () => {
    test(
      'every type we take comes back byte for byte, named by its bytes',
      withFiles(async ({ files }) => {
        for (const type of TYPES) {
          const bytes = sampleFile(type)
          const stored = await files.put(OWNER, bytes)
          expect(stored).toMatchObject({ type, bytes: bytes.length })
          expect(stored.path).toMatch(new RegExp(`^p1/c1/[0-9a-f]{40}\\.${type}$`))
          expect(Buffer.from((await files.get(OWNER, stored.path)) ?? []).equals(bytes)).toBe(true)
        }
      }),
    )

    test(
      'the same bytes of the same owner are one file; of another owner, another',
      withFiles(async ({ files }) => {
        const first = await files.put(OWNER, sampleFile('png'))
        expect(await files.put(OWNER, sampleFile('png'))).toEqual(first)
        const paths = new Set([first.path])
        for (const other of OTHERS) paths.add((await files.put(other, sampleFile('png'))).path)
        expect(paths.size).toBe(1 + OTHERS.length)
        await files.remove(OTHERS[0], [...paths][1] as FilePath)
        expect(await files.get(OWNER, first.path)).toBeDefined()
      }),
    )

    test(
      'a file of a type we do not take is refused, whatever it claims',
      withFiles(async ({ files }) => {
        const html = Buffer.from('<html><script>alert(1)</script></html>')
        const zip = sampleFile('docx')
        const wrong = [
          Buffer.alloc(0),
          html,
          Buffer.from('GIF89a'),
          zip.subarray(0, zip.length - 30),
          Buffer.from('PK\x03\x04 %PDF-'),
        ]
        for (const bytes of wrong) {
          await expect(files.put(OWNER, bytes)).rejects.toMatchObject({ code: 'INVALID_INPUT' })
        }
      }),
    )

    test(
      'a picture of 2 MB and a document of 20 MB are taken, one byte more is not',
      withFiles(async ({ files }) => {
        for (const type of ['jpg', 'pdf'] as const) {
          const { maxBytes } = FILE_TYPES[type]
          const largest = Buffer.concat([sampleFile(type), Buffer.alloc(maxBytes)]).subarray(0, maxBytes)
          const { path } = await files.put(OWNER, largest)
          expect((await files.get(OWNER, path))?.length).toBe(maxBytes)
          const larger = Buffer.concat([largest, Buffer.from([0])])
          await expect(files.put(OWNER, larger)).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED' })
        }
      }),
      30_000,
    )

    test(
      'a path of another owner, or one that nobody was given, is refused',
      withFiles(async ({ files }) => {
        const mine = await files.put(OWNER, sampleFile('png'))
        const wild = [
          '',
          '/',
          '../x.png',
          'p1/c1/',
          'p1/c1/../c1/x.png',
          `p1/c1/x/${mine.path.slice(6)}`,
          `${mine.path}\0`,
          mine.path.replace('png', 'exe'),
        ]
        const tries = [
          ...OTHERS.map((owner) => [owner, mine.path] as const),
          ...wild.map((path) => [OWNER, path as FilePath] as const),
        ]
        const refused = { code: 'INVALID_INPUT' }
        for (const [owner, path] of tries) {
          await expect(files.get(owner, path)).rejects.toMatchObject(refused)
          await expect(files.url(owner, path, 60)).rejects.toMatchObject(refused)
          await expect(files.remove(owner, path)).rejects.toMatchObject(refused)
        }
        expect(await files.get(OWNER, mine.path)).toBeDefined()
      }),
    )

    test(
      'a removed file is gone, removing it again is no error, and it can come back',
      withFiles(async ({ files }) => {
        const { path } = await files.put(OWNER, sampleFile('png'))
        await files.remove(OWNER, path)
        expect(await files.get(OWNER, path)).toBeUndefined()
        expect(await files.url(OWNER, path, 60)).toBeUndefined()
        await files.remove(OWNER, path)
        await files.put(OWNER, sampleFile('png'))
        expect(await files.get(OWNER, path)).toBeDefined()
      }),
    )

    test(
      'an address loads the file with its type until its time is over, and not when changed',
      withFiles(async ({ files, clock, load }) => {
        const bytes = sampleFile('png')
        const { path } = await files.put(OWNER, bytes)
        const other = await files.put(['p1', 'c2'], sampleFile('pdf'))
        const url = (await files.url(OWNER, path, 60)) ?? ''
        const loaded = await load(url)
        expect(loaded?.type).toBe('image/png')
        expect(Buffer.from(loaded?.bytes ?? []).equals(bytes)).toBe(true)
        expect(await load(url.replace(path, other.path))).toBeUndefined()
        clock.advance(60_001)
        expect(await load(url)).toBeUndefined()
      }),
    )
  })
}
