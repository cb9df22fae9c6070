/** The bytes of parts that wait for the others, in documents of a size that both stores take in one request. */
import { Buffer } from 'node:buffer'
import type { PersonRef } from '@shared/wecom/ids'
import { uploadPieceDocId, uploadPieces, type ArrivedPart, type UploadRecord } from '../../store/collections/upload'
import type { DocId } from '../../store/keys'
import { insert, remove, type Stored } from '../../store/store'
import type { Services } from '../services'

type Deps = Pick<Services, 'store'>

const PIECE_BYTES = 512 * 1024
/** Documents written or read side by side. */
const AT_ONCE = 4

/**
 * Keeps a part's bytes. Pieces that are there already are these very bytes.
 * @param expiresAt epoch ms
 */
export async function keepPieces(
  deps: Deps,
  person: PersonRef,
  upload: string,
  part: number,
  { bytes, sha256, expiresAt }: { readonly bytes: Uint8Array; readonly sha256: string; readonly expiresAt: number },
): Promise<void> {
  const ids = pieceIds(person, upload, part, { sha256, bytes: bytes.length })
  await inGroups(ids, async (group, from) => {
    await Promise.all(
      group.map((id, i) => {
        const at = (from + i) * PIECE_BYTES
        const data = Buffer.from(bytes.subarray(at, at + PIECE_BYTES)).toString('base64')
        // One commit each: together they would be a transaction, which nothing here needs.
        return deps.store.commit([insert(uploadPieces, id, { data }, expiresAt)])
      }),
    )
  })
}

/** The bytes of all parts in their order, or undefined when a piece is gone. */
export async function joinPieces(
  deps: Deps,
  person: PersonRef,
  upload: string,
  record: UploadRecord,
): Promise<Uint8Array | undefined> {
  const pieces: Buffer[] = []
  await inGroups(allIds(person, upload, record), async (group) => {
    for (const piece of await deps.store.getMany(uploadPieces, group)) {
      if (piece) pieces.push(Buffer.from(piece.body.data, 'base64'))
    }
  })
  const whole = Buffer.concat(pieces)
  return whole.length === sizeOf(record) ? whole : undefined
}

/** Removes the pieces before their time; one that somebody else has removed is fine. */
export async function dropPieces(deps: Deps, person: PersonRef, upload: string, record: UploadRecord): Promise<void> {
  await inGroups(allIds(person, upload, record), async (group) => {
    const found = await deps.store.getMany(uploadPieces, group)
    await Promise.all(found.filter(isThere).map((piece) => deps.store.commit([remove(uploadPieces, piece)])))
  })
}

/** Bytes of all parts that have arrived. */
export const sizeOf = ({ arrived }: UploadRecord): number =>
  Object.values(arrived).reduce((sum, part) => sum + part.bytes, 0)

const isThere = <B>(piece: Stored<B> | undefined): piece is Stored<B> => piece !== undefined

const pieceIds = (person: PersonRef, upload: string, part: number, { sha256, bytes }: ArrivedPart): DocId[] =>
  Array.from({ length: Math.ceil(bytes / PIECE_BYTES) }, (_, n) => uploadPieceDocId(person, upload, part, sha256, n))

function allIds(person: PersonRef, upload: string, { parts, arrived }: UploadRecord): DocId[] {
  return Array.from({ length: parts }, (_, i) => i + 1).flatMap((part) => {
    const one = arrived[part]
    return one ? pieceIds(person, upload, part, one) : []
  })
}

async function inGroups(ids: readonly DocId[], work: (group: DocId[], from: number) => Promise<void>): Promise<void> {
  for (let from = 0; from < ids.length; from += AT_ONCE) await work(ids.slice(from, from + AT_ONCE), from)
}
