import { cpus, totalmem } from 'node:os'

/**
 * One measured number. A bench is a module `sandbox/bench/NAME.ts` that exports `run(): Promise<BenchRow[]>`.
 */
export interface BenchRow {
  /** Row of the targets: `P1`, or `P1.a` where a row has parts. */
  readonly id: string
  readonly what: string
  readonly value: number
  /** `ratio`, `ms`, `kB`, `calls`, … */
  readonly unit: string
  /** As written in the targets: `≥ 1.5`. */
  readonly target: string
  readonly pass: boolean
}

/** A row as `--json FILE` writes it. */
export interface BenchRecord extends BenchRow {
  /** ISO time at which the bench ended. */
  readonly at: string
  /** Cores, memory and Node of this machine. */
  readonly machine: string
}

const BOUND = /^(≤|<=|≥|>=|<|>|=)\s*(-?[\d.]+)/

/**
 * A row whose `pass` follows from its target, so that the two cannot disagree.
 * @param target starts with ≤ ≥ < > or = and a number; a unit may follow
 * @throws RangeError for a target without a bound
 */
export function benchRow(id: string, what: string, value: number, unit: string, target: string): BenchRow {
  const bound = BOUND.exec(target)
  if (!bound) throw new RangeError(`target without a bound: ${target}`)
  const limit = Number(bound[2])
  const atMost = value <= limit
  const atLeast = value >= limit
  const met = {
    '≤': atMost,
    '<=': atMost,
    '≥': atLeast,
    '>=': atLeast,
    '<': value < limit,
    '>': value > limit,
    '=': value === limit,
  }
  return { id, what, value, unit, target, pass: met[bound[1] as keyof typeof met] }
}

/** The middle of the values, the mean of the two middle ones for an even count. NaN for none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2
}

/** `2 × Intel(R) Xeon(R), 24 GiB, Node 20.20.2, linux x64` */
export function machineLine(): string {
  const cores = cpus()
  const gib = Math.round(totalmem() / 1024 ** 3)
  return `${cores.length} × ${cores[0]?.model.trim() ?? 'unknown'}, ${gib} GiB, Node ${process.versions.node}, ${process.platform} ${process.arch}`
}
