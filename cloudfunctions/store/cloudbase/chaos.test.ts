/** Many writers, a service that fails at random: what was acknowledged is there, what was refused is not, nothing is half done. */
import type { Fault, FaultAnswer } from '@sandbox/cloudbase/faults'
import { startCloudBaseSandbox, type CloudBaseSandbox } from '@sandbox/cloudbase/server'
import { manualClock } from '../../runtime/clock'
import { notes, noteId, OWNER, type Note } from '../conformance-collections'
import { check, insert, replace, type AnyCollection, type CommitResult, type Stored } from '../store'
import { openCloudBaseStore, type CloudBaseStore } from './open-store'

const WRITERS = 6
const ROUNDS = 12
/** No usable answer, whether or not the request took effect. */
const SILENT: readonly FaultAnswer[] = ['html-502', 'empty', 'hang', 'reset', 'json-503']
/** True answers: nothing took effect. The last two are said only inside a transaction. */
const REFUSALS: readonly FaultAnswer[] = ['busy', 'conflict', 'not-exist']

/** Repeatable numbers in 0 … 1 (mulberry32). */
function seeded(seed: number): () => number {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

function aFault(random: () => number): Fault {
  const oneOf = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T
  const skip = Math.floor(random() * 4)
  if (random() < 0.6) return { answer: oneOf(SILENT), skip, applied: random() < 0.5 }
  return { answer: oneOf(REFUSALS), skip, action: oneOf(['database.modifyDocument', 'database.commitTransaction']) }
}

describe('a CloudBase store under random faults', () => {
  let sandbox: CloudBaseSandbox
  let store: CloudBaseStore
  beforeAll(async () => {
    sandbox = await startCloudBaseSandbox({ port: 0 })
  })
  afterAll(() => sandbox.close())
  beforeEach(async () => {
    sandbox.reset()
    store = openCloudBaseStore({
      envId: sandbox.env,
      serviceUrl: sandbox.url,
      secretId: 'i',
      secretKey: 'k',
      clock: manualClock(),
      timeoutMs: 60,
      backoff: (attempt) => 3 * 2 ** Math.min(attempt, 4),
    })
    await store.provision([notes] as unknown as AnyCollection[])
    await store.commit([
      insert(notes, noteId('left'), { title: 'left', due: 0 }),
      insert(notes, noteId('right'), { title: 'right', due: 0 }),
    ])
  })

  /** One attempt: both counters one up and its own history entry, or nothing. */
  async function attempt(name: string, single: boolean): Promise<CommitResult | 'unknown'> {
    const [left, right] = (await store.getMany(notes, [noteId('left'), noteId('right')])) as [
      Stored<Note>,
      Stored<Note>,
    ]
    const up = (note: Stored<Note>): Note => ({ ...note.body, due: (note.body.due ?? 0) + 1 })
    const writes = single
      ? [insert(notes, noteId(name), { title: name })]
      : [
          replace(notes, left, up(left)),
          insert(notes, noteId(name), { title: name, state: 'both' }),
          replace(notes, right, up(right)),
          check(notes, noteId(`never-${name}`)),
        ]
    // An error is an answer too: "nobody can tell". Anything wrong with the test itself shows in the sums below.
    return store.commit(writes).catch(() => 'unknown' as const)
  }

  it.each([1, 2, 3])(
    'loses no acknowledged write and applies none twice (seed %i)',
    async (seed) => {
      const random = seeded(seed)
      const outcomes = new Map<string, CommitResult | 'unknown'>()
      const writer = async (id: number): Promise<void> => {
        for (let round = 0; round < ROUNDS; round++) {
          if (random() < 0.5) sandbox.faults.add(aFault(random))
          const name = `w${id}-${round}`
          outcomes.set(name, await attempt(name, round % 4 === 3))
        }
      }
      await Promise.all(Array.from({ length: WRITERS }, (_, id) => writer(id)))
      sandbox.faults.clear()

      for (const [name, outcome] of outcomes) {
        const isThere = (await store.get(notes, noteId(name))) !== undefined
        if (outcome !== 'unknown') expect(`${name} ${isThere}`).toBe(`${name} ${outcome.ok}`)
      }
      const counted = await store.count(notes, 'byTitle', OWNER, { where: { state: 'both' } })
      const [left, right] = await store.getMany(notes, [noteId('left'), noteId('right')])
      expect([left?.body.due, right?.body.due]).toEqual([counted, counted])
      expect([left?.version, right?.version]).toEqual([counted + 1, counted + 1])
      const acknowledged = [...outcomes.values()].filter((outcome) => outcome !== 'unknown' && outcome.ok)
      expect(acknowledged.length).toBeGreaterThan(WRITERS)
      expect(sandbox.refused).toEqual([])
    },
    60_000,
  )
})
