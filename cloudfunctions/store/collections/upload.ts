/** Uploads under way: what has arrived, and its bytes until the file is whole. Gone after an hour, whatever happens. */
import type { PersonRef } from '@shared/wecom/ids'
import type { FilePath, FileType } from '../files'
import { docId, type DocId } from '../keys'
import type { CollectionDef } from '../store'

/** One part, as it arrived. */
export interface ArrivedPart {
  /** Hexadecimal. */
  readonly sha256: string
  readonly bytes: number
}

export interface UploadRecord {
  readonly parts: number
  /** By part number, 1 … parts. */
  readonly arrived: Readonly<Record<number, ArrivedPart>>
  /** What they became. */
  readonly file?: {
    readonly path: FilePath
    readonly type: FileType
    readonly bytes: number
    readonly sha256: string
  }
}

export const uploads: CollectionDef<UploadRecord, never> = {
  name: 'upload',
  owner: 'provider',
  about: 'Uploads under way and their results, kept an hour so that a repeated part gets the same answer.',
  format: 1,
  indexes: {},
  keepDays: 1,
  erasure: 'delete',
}
/** An upload belongs to the person who makes it: nobody else adds to it by knowing its name. */
export const uploadDocId = ({ providerId, openUserId }: PersonRef, upload: string): DocId =>
  docId(providerId, openUserId, upload)

/** A piece of a part: small enough for one document. */
export interface UploadPieceRecord {
  /** base64 */
  readonly data: string
}

export const uploadPieces: CollectionDef<UploadPieceRecord, never> = {
  name: 'uploadPiece',
  owner: 'provider',
  about: 'Bytes of uploads that are not whole yet, kept an hour at most.',
  format: 1,
  indexes: {},
  keepDays: 1,
  erasure: 'delete',
}
/** Named by the part's content as well: what is there already is the same. */
export const uploadPieceDocId = (
  { providerId, openUserId }: PersonRef,
  upload: string,
  part: number,
  sha256: string,
  n: number,
): DocId => docId(providerId, openUserId, upload, part, sha256.slice(0, 32), n)
