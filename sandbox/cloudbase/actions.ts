/** One handler per action of the wire protocol (cloudbase.md §3); fields we never send are refused. */
import type { DocumentDatabase, Target } from './documents'
import { decodeFields, encodeDocument, isRecord, parseObject } from './ejson'
import { compileOrder, compileQuery, idOfQuery } from './query'
import type { ObjectStorage } from './storage'
import { unsupported } from './wire-error'

export interface World {
  readonly documents: DocumentDatabase
  readonly storage: ObjectStorage
}

type Body = Readonly<Record<string, unknown>>
/** Answers the whole envelope but `requestId`. */
type Answer = Record<string, unknown>
type Action = (world: World, body: Body) => Answer | Promise<Answer>

/** Rows of one answer when no limit is given, and at most. */
const DEFAULT_LIMIT = 100
export const MAX_ROWS = 1000

// Present in every request (cloudbase.md §1).
const FRAME = new Set([
  'action',
  'envName',
  'wxCloudApiToken',
  'wxCloudbaseAccesstoken',
  'tcb_sessionToken',
  'crossAuthorizationToken',
  'sessionToken',
])

function requireOnly(body: Body, ...known: string[]): void {
  for (const name of Object.keys(body)) {
    if (!FRAME.has(name) && !known.includes(name)) throw unsupported(`${String(body['action'])} with ${name}`)
  }
}

function text(body: Body, name: string): string {
  const value = body[name]
  if (typeof value !== 'string' || value === '') throw unsupported(`${String(body['action'])} without ${name}`)
  return value
}

const transactionOf = (body: Body): string | undefined =>
  body['transactionId'] === undefined ? undefined : text(body, 'transactionId')

function target(body: Body): Target {
  const query = body['query']
  if (query === undefined) throw unsupported('a request without `query`, which means every document')
  const id = idOfQuery(query)
  return { matches: compileQuery(query), ...(id === undefined ? {} : { id }) }
}

const whole = (value: unknown, fallback: number): number => {
  if (value === undefined || value === 0) return fallback
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0) throw unsupported('a limit that is no number')
  return value
}

const insertDocument: Action = async ({ documents }, body) => {
  requireOnly(body, 'collectionName', 'data', 'transactionId')
  const data = body['data']
  if (!Array.isArray(data) || data.length === 0) throw unsupported('insertDocument without documents')
  const docs = data.map((item) => decodeFields(parseObject(item, 'data'), 'data'))
  return { data: { insertedIds: await documents.insert(text(body, 'collectionName'), docs, transactionOf(body)) } }
}

const getDocument: Action = ({ documents }, body) => {
  const byId = body['queryType'] === 'DOC'
  if (byId) requireOnly(body, 'collectionName', 'queryType', 'query', 'multi', 'transactionId')
  else requireOnly(body, 'collectionName', 'queryType', 'query', 'limit', 'order')
  const options = {
    limit: byId ? 1 : Math.min(whole(body['limit'], DEFAULT_LIMIT), MAX_ROWS),
    ...(body['order'] === undefined ? {} : { order: compileOrder(body['order']) }),
  }
  const found = documents.find(text(body, 'collectionName'), target(body), options, transactionOf(body))
  return { data: { list: found.map(encodeDocument) } }
}

const calculateDocument: Action = ({ documents }, body) => {
  requireOnly(body, 'collectionName', 'queryType', 'query')
  return { data: { total: documents.count(text(body, 'collectionName'), target(body)) } }
}

const modifyDocument: Action = async ({ documents }, body) => {
  requireOnly(body, 'collectionName', 'queryType', 'query', 'data', 'multi', 'merge', 'upsert', 'transactionId')
  if (body['merge'] !== true || body['upsert'] !== false) throw unsupported('replacing or upserting modifyDocument')
  const { $set, ...others } = parseObject(body['data'], 'data')
  if (Object.keys(others).length > 0) throw unsupported(`update operators ${Object.keys(others).join()}`)
  if (!isRecord($set) || Object.keys($set).length === 0) throw unsupported("'$set' is empty")
  const set = decodeFields($set, '$set')
  const inside = transactionOf(body)
  const updated = await documents.update(text(body, 'collectionName'), target(body), set, {
    multi: body['multi'] === true,
    ...(inside === undefined ? {} : { inside }),
  })
  return { data: { updated, upsert_id: null } }
}

const removeDocument: Action = async ({ documents }, body) => {
  requireOnly(body, 'collectionName', 'queryType', 'query', 'multi')
  const multi = body['multi'] === true
  return { data: { deleted: await documents.remove(text(body, 'collectionName'), target(body), { multi }) } }
}

/** Everything the stand-in plays. */
export const ACTIONS: Readonly<Record<string, Action>> = {
  'database.insertDocument': insertDocument,
  'database.getDocument': getDocument,
  'database.calculateDocument': calculateDocument,
  'database.modifyDocument': modifyDocument,
  'database.removeDocument': removeDocument,
  'database.addCollection': ({ documents }, body) => {
    requireOnly(body, 'collectionName')
    documents.createCollection(text(body, 'collectionName'))
    return {}
  },
  'database.startTransaction': ({ documents }, body) => {
    requireOnly(body)
    return { transactionId: documents.begin() }
  },
  'database.commitTransaction': ({ documents }, body) => {
    requireOnly(body, 'transactionId')
    documents.commit(text(body, 'transactionId'))
    return {}
  },
  'database.abortTransaction': ({ documents }, body) => {
    requireOnly(body, 'transactionId')
    documents.abort(text(body, 'transactionId'))
    return {}
  },
  'storage.getUploadMetadata': ({ storage }, body) => ({ data: storage.uploadMetadata(body) }),
  'storage.batchGetDownloadUrl': ({ storage }, body) => ({ data: storage.downloadUrls(body) }),
  'storage.batchDeleteFile': ({ storage }, body) => ({ data: storage.deleteFiles(body) }),
}
