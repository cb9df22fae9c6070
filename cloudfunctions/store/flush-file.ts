import { open } from 'node:fs/promises'

/** Waits until what was written to a file, by whomever, or done to a folder's entries is on disk. */
export async function flushFile(path: string): Promise<void> {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
