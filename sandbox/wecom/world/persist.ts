/** The state file: read at start, written a moment after changes and at the end, whole or not at all. */
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { WorldState } from './state'

const CALM_MS = 300

/** The kept world, or undefined when there is none. @throws Error when the file is not one of ours */
export async function readWorld(file: string): Promise<WorldState | undefined> {
  let raw: string
  try {
    raw = await readFile(file, 'utf8')
  } catch (error) {
    if (typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
  const state = JSON.parse(raw) as WorldState
  if (state.version !== 1) throw new Error(`${file}: a world of an unknown version`)
  return state
}

export interface Keeper {
  /** Something changed: write soon. */
  changed(): void
  /** Writes now if needed. */
  flush(): Promise<void>
}

/** @param file undefined = keep nothing */
export function createKeeper(
  file: string | undefined,
  snapshot: () => WorldState,
  failed: (error: unknown) => void,
): Keeper {
  if (file === undefined) return { changed: () => undefined, flush: () => Promise.resolve() }
  let timer: NodeJS.Timeout | undefined
  let writing: Promise<void> = Promise.resolve()
  const write = async () => {
    await mkdir(dirname(file), { recursive: true })
    await writeFile(`${file}.next`, JSON.stringify(snapshot()))
    await rename(`${file}.next`, file)
  }
  const flush = () => {
    clearTimeout(timer)
    timer = undefined
    writing = writing.then(write).catch(failed)
    return writing
  }
  return {
    changed() {
      timer ??= setTimeout(() => void flush(), CALM_MS)
    },
    async flush() {
      if (timer !== undefined) await flush()
      await writing
    },
  }
}
