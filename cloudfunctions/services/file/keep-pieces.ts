/** The bytes of parts that wait for the others, in documents of a size that both stores take in one request. */
import { Buffer } from 'node:buffer'
import type { PersonRef } from '@shared/wecom/ids'
import {
  uploadPieceDocId,
  uploadPieces,
  type ArrivedPart,
  type UploadPieceRecord,
  type UploadRecord,
} from '../../store/collections/upload'
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

/** All parts in their order, and what to remove once they are no longer needed. */
export interface JoinedPieces {
  readonly bytes: Uint8Array
  readonly pieces: readonly KeptPiece[]
}

/** A piece as it was read, without its data: twenty megabytes need not be held twice. */
type KeptPiece = Stored<UploadPieceRecord>

/** Puts the parts together, or answers undefined when a piece is gone. */
export async function joinPieces(
  deps: Deps,
  person: PersonRef,
  upload: string,
  record: UploadRecord,
): Promise<JoinedPieces | undefined> {
  const parts: Buffer[] = []
  const pieces: KeptPiece[] = []
  await inGroups(allIds(person, upload, record), async (group) => {
    for (const piece of await deps.store.getMany(uploadPieces, group)) {
      if (!piece) continue
      parts.push(Buffer.from(piece.body.data, 'base64'))
      pieces.push({ ...piece, body: { data: '' } })
    }
  })
  const bytes = Buffer.concat(parts)
  return bytes.length === sizeOf(record) ? { bytes, pieces } : undefined
}

/** Removes pieces before their time; one that somebody else has removed is fine. */
export async function dropPieces(deps: Deps, pieces: readonly KeptPiece[]): Promise<void> {
  await inGroups(pieces, async (group) => {
    await Promise.all(group.map((piece) => deps.store.commit([remove(uploadPieces, piece)])))
  })
}

/** Bytes of all parts that have arrived. */
export const sizeOf = ({ arrived }: UploadRecord): number =>
  Object.values(arrived).reduce((sum, part) => sum + part.bytes, 0)

const pieceIds = (person: PersonRef, upload: string, part: number, { sha256, bytes }: ArrivedPart): DocId[] =>
  Array.from({ length: Math.ceil(bytes / PIECE_BYTES) }, (_, n) => uploadPieceDocId(person, upload, part, sha256, n))

function allIds(person: PersonRef, upload: string, { parts, arrived }: UploadRecord): DocId[] {
  return Array.from({ length: parts }, (_, i) => i + 1).flatMap((part) => {
    const one = arrived[part]
    return one ? pieceIds(person, upload, part, one) : []
  })
}

async function inGroups<T>(all: readonly T[], work: (group: T[], from: number) => Promise<void>): Promise<void> {
  for (let from = 0; from < all.length; from += AT_ONCE) await work(all.slice(from, from + AT_ONCE), from)
}
