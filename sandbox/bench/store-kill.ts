/**
 * R3, first half: three processes with 64 writers share a folder, one is killed at an arbitrary moment, the others go on.
 * Afterwards every acknowledged commit must be there, none half, every index exact.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { systemClock } from '@cloud/runtime/clock'
import { openEmbeddedStore, type EmbeddedStore } from '@cloud/store/embedded/embedded-store'
import { anyCollection } from '@cloud/store/store'
import { benchFolder, startWriter, type WriterProcess } from './store-process'
import { counterId, noteIdOf, SHARED, traces } from './store-writer-job'

export interface KillReport {
  readonly acknowledged: number
  /** Acknowledged, but not there. */
  readonly lost: number
  /** Only part of the commit there. */
  readonly half: number
  readonly indexFaults: number
  /** Documents found after the restart. */
  readonly documents: number
}

const WRITERS = [22, 21, 21]
const PATIENCE_MS = 30_000

/**
 * Plays one round.
 * @param writer file of the bundled writer
 * @param round decides who is killed and when
 * @throws Error when a process that was not killed fails or stands still
 */
export async function killRound(writer: string, round: number): Promise<KillReport> {
  const dir = await mkdtemp(path.join(await benchFolder(), 'kill-'))
  try {
    const processes = WRITERS.map((writers, i) => startWriter(writer, { dir, name: `p${i}`, writers }))
    await Promise.all(processes.map((one) => untilAcked(one, 40)))
    await sleep((round * 37) % 90)
    const victim = processes[round % processes.length] as WriterProcess
    const survivors = processes.filter((one) => one !== victim)
    victim.kill('SIGKILL')
    await victim.ended
    await Promise.all(survivors.map((one) => untilAcked(one, one.ackCount() + 60)))
    for (const one of survivors) one.kill('SIGTERM')
    for (const one of survivors) {
      const { how, stderr } = await one.ended
      if (how !== 0) throw new Error(`a surviving writer ended with ${how}: ${stderr}`)
    }
    return await judge(dir, processes)
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
}

async function untilAcked(one: WriterProcess, wanted: number): Promise<void> {
  let hasEnded = false
  void one.ended.then(() => (hasEnded = true))
  for (let waited = 0; one.ackCount() < wanted; waited += 5) {
    if (hasEnded) throw new Error(`writer ${one.name} ended early: ${(await one.ended).stderr}`)
    if (waited > PATIENCE_MS) throw new Error(`writer ${one.name} stands still at ${one.ackCount()} commits`)
    await sleep(5)
  }
}

async function judge(dir: string, processes: readonly WriterProcess[]): Promise<KillReport> {
  const store = await openEmbeddedStore({ dir, clock: systemClock })
  try {
    const { documents, faultCount } = await store.check([anyCollection(traces)])
    let lost = await lostIncrements(store, processes)
    let half = 0
    for (const one of processes) {
      for (const [writer, acked] of one.acked) {
        const found = await judgeWriter(store, one.name, writer, acked)
        lost += found.lost
        half += found.half
      }
    }
    const acknowledged = processes.reduce((sum, one) => sum + one.ackCount(), 0)
    return { acknowledged, lost, half, indexFaults: faultCount, documents }
  } finally {
    await store.close()
  }
}

// One commit beyond the last acknowledged may be there too: applied, and killed before it was told.
async function judgeWriter(
  store: EmbeddedStore,
  name: string,
  writer: number,
  acked: number,
): Promise<{ lost: number; half: number }> {
  const counter = (await store.get(traces, counterId(name, writer)))?.body.n ?? 0
  let lost = Math.max(0, acked - counter)
  let half = counter > acked + 1 ? 1 : 0
  for (let n = 1; n <= acked + 2; n++) {
    const halves = await store.getMany(traces, [noteIdOf(name, writer, n, 'a'), noteIdOf(name, writer, n, 'b')])
    const present = halves.filter(Boolean).length
    if (n <= acked && present === 0) lost++
    if (present === 1 || (n > counter && present > 0)) half++
  }
  return { lost, half }
}

async function lostIncrements(store: EmbeddedStore, processes: readonly WriterProcess[]): Promise<number> {
  const told = (word: string): number => processes.flatMap((one) => one.lines).filter((line) => line === word).length
  const shared = (await store.get(traces, SHARED))?.body.n ?? 0
  if (shared > told('try')) throw new Error(`the shared counter says ${shared}, only ${told('try')} tried`)
  return Math.max(0, told('added') - shared)
}
