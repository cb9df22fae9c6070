/**
 * Who has a store folder open. LMDB itself lets any number of processes share it; only compaction, which swaps the data
 * file, must be alone. Each process leaves a note with its id; a note of a process that is gone counts for nothing.
 */
import { mkdir, open, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '@shared/kernel/errors'

const NOTES = 'processes'
const COMPACTING = 'compacting'
let entered = 0

/**
 * Notes that this process has the folder open, making the folder when absent.
 * @returns takes the note away again
 * @throws AppError CONFLICT while another process compacts the folder
 */
export async function enterFolder(dir: string): Promise<() => Promise<void>> {
  const notes = path.join(dir, NOTES)
  await mkdir(notes, { recursive: true })
  const note = path.join(notes, `${process.pid}-${entered++}`)
  // The note first, then the look: of one who enters and one who compacts, at least one sees the other.
  await writeFile(note, '')
  const leave = (): Promise<void> => rm(note, { force: true })
  const compactor = await readCompactor(dir)
  if (compactor === undefined) return leave
  await leave()
  throw busy(`process ${compactor} is compacting the store`)
}

/**
 * Runs `work` while no other process has the folder open.
 * @throws AppError CONFLICT naming the note of a process that has
 */
export async function aloneInFolder<T>(dir: string, work: () => Promise<T>): Promise<T> {
  const mark = path.join(dir, COMPACTING)
  if ((await readCompactor(dir)) !== undefined) throw busy('the store is being compacted already')
  await rm(mark, { force: true })
  const file = await open(mark, 'wx')
  try {
    await file.writeFile(String(process.pid))
    await file.close()
    const other = await livingNote(dir)
    if (other !== undefined) throw busy(`a process has the store open: ${other}`)
    return await work()
  } finally {
    await rm(mark, { force: true })
  }
}

async function readCompactor(dir: string): Promise<number | undefined> {
  try {
    const pid = Number(await readFile(path.join(dir, COMPACTING), 'utf8'))
    return isAlive(pid) ? pid : undefined
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw cause
  }
}

/** A note of a process that lives, or undefined; the others are taken away. */
async function livingNote(dir: string): Promise<string | undefined> {
  const notes = path.join(dir, NOTES)
  await mkdir(notes, { recursive: true })
  for (const name of await readdir(notes)) {
    const note = path.join(notes, name)
    if (isAlive(Number.parseInt(name, 10)) && !(await isOfNamesake(note, name))) return note
    await rm(note, { force: true })
  }
  return undefined
}

// In a container process numbers repeat: a note with our number, older than we are, was left by one before us.
async function isOfNamesake(note: string, name: string): Promise<boolean> {
  if (!name.startsWith(`${process.pid}-`)) return false
  return (await stat(note)).mtimeMs < performance.timeOrigin
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (cause) {
    // EPERM: it lives, but belongs to someone else.
    return (cause as NodeJS.ErrnoException).code === 'EPERM'
  }
}

const busy = (message: string): AppError =>
  new AppError('CONFLICT', message, { userMessage: `数据目录正被占用（${message}），请稍后再试` })
