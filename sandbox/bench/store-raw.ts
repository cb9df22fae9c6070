/**
 * The peer of P7: lmdb used directly by someone who needs neither preconditions nor declarations, only the same bytes under
 * the same kinds of keys, durable before going on. Options and calls as lmdb's own documentation recommends for that.
 */
import { open, type Database } from 'lmdb'
import type { BenchAuth } from './store-workload'

export interface RawStore {
  /** Puts documents with their two index entries; resolves when they are on disk. */
  insert(ids: readonly string[], body: BenchAuth): Promise<void>
  /** Puts documents again and moves their index entries; the caller knows the old body. */
  replace(ids: readonly string[], old: BenchAuth, body: BenchAuth, version: number): Promise<void>
  close(): Promise<void>
}

const AT = 1_767_578_400_000

/** Opens raw lmdb in a folder. */
export function openRaw(dir: string): RawStore {
  const docs = open<string, string>({ path: dir, noSubdir: false, name: 'docs', maxDbs: 4, encoding: 'string' })
  const index = docs.openDB<string, string>({ name: 'index', encoding: 'string' })
  // The very bytes that the store puts, without what leads to them: no declarations, preconditions, versions or reads.
  const put = (id: string, body: BenchAuth, version: number): void => {
    const entry = `[0,{"status":"${body.status}"}]`
    const change = String(body.changedAt).padStart(16, '0')
    void index.put(`auths/byName/p1!${body.name}!${id}`, entry)
    void index.put(`auths/byChange/p1!${change}!${id}`, entry)
    const keys = `{"byName":"1${body.name}!","byChange":"1${change}!"}`
    const header = `[${version},${AT},0,1,${keys},{"status":"${body.status}"}]`
    void docs.put(`auths/${id}`, `${header}\n${JSON.stringify(body)}`)
  }
  return {
    async insert(ids, body) {
      for (const id of ids) put(id, body, 1)
      await onDisk(docs)
    },
    async replace(ids, old, body, version) {
      for (const id of ids) {
        for (const key of movedKeys(id, old)) void index.remove(key)
        put(id, body, version)
      }
      await onDisk(docs)
    },
    close: () => docs.close(),
  }
}

// Name and time both change in the workload's replaces.
const movedKeys = (id: string, old: BenchAuth): string[] => [
  `auths/byName/p1!${old.name}!${id}`,
  `auths/byChange/p1!${String(old.changedAt).padStart(16, '0')}!${id}`,
]

async function onDisk(docs: Database<string, string>): Promise<void> {
  await docs.flushed
}
