/** What a bench answers; shared with the runner, which adds the moment and the machine. */
export { benchRow, median, type BenchRow } from '@cloud/runtime/cli/bench-row'
