/** Keys of a laptop's state folder: made at its first start, worthless elsewhere, gone with the folder. */
import { randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

export interface LaptopKeys {
  /** `id:base64url` as ACCORD_SEAL_KEYS takes it. */
  readonly sealKeys: string
  /** base64url of 32 bytes. */
  readonly sessionKey: string
}

/** Reads the folder's keys, or makes them. */
export async function laptopKeys(dir: string): Promise<LaptopKeys> {
  const file = join(dir, 'laptop-keys.json')
  try {
    return JSON.parse(await readFile(file, 'utf8')) as LaptopKeys
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  const key = () => randomBytes(32).toString('base64url')
  const made: LaptopKeys = { sealKeys: `laptop:${key()}`, sessionKey: key() }
  await mkdir(dir, { recursive: true })
  await writeFile(file, JSON.stringify(made), { mode: 0o600 })
  return made
}
