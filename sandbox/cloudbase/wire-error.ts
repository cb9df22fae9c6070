import { AppError } from '@shared/kernel/errors'

/** Messages the service uses, bracketed part first; adapters match on that part (cloudbase.md §4). */
export const MESSAGE = {
  conflict: '[ResourceUnavailable.TransactionConflict] Transaction is conflict, maybe resource operated by others.',
  notExist:
    '[ResourceUnavailable.TransactionNotExist] Transaction does not exist on the server, transaction must be commit or abort in 30 seconds.',
  busy: '[ResourceUnavailable.TransactionBusy] Transaction is busy, please try again later.',
  noCollection: 'Db or Table not exist',
} as const

/** A refusal as the service words it: HTTP 200 with `{code, message}`. */
export const wireError = (code: string, message: string): AppError =>
  new AppError('INTERNAL', message, { details: { wireCode: code } })

export const conflict = (): AppError => wireError('DATABASE_TRANSACTION_CONFLICT', MESSAGE.conflict)
export const notExist = (): AppError => wireError('DATABASE_TRANSACTION_FAIL', MESSAGE.notExist)
export const noCollection = (): AppError => wireError('DATABASE_COLLECTION_NOT_EXIST', MESSAGE.noCollection)
/** There is no code of its own for a taken id, only this text. */
export const duplicateKey = (collection: string, id: string): AppError =>
  wireError(
    'DATABASE_REQUEST_FAILED',
    `multiple write errors: [{write errors: [{E11000 duplicate key error collection: tnt-sandbox.${collection} index: _id_ dup key: { _id: "${id}" }}]}, {<nil>}]`,
  )

/** What the stand-in does not play. Loud on purpose: an adapter that sends it must not pass a test by luck. */
export const unsupported = (what: string): AppError =>
  wireError('SANDBOX_UNSUPPORTED', `the CloudBase stand-in does not play this: ${what}`)

/** The wire code of an error made here, or undefined for a fault of the stand-in itself. */
export const wireCodeOf = (error: unknown): string | undefined => {
  const code = error instanceof AppError ? error.details?.['wireCode'] : undefined
  return typeof code === 'string' ? code : undefined
}
