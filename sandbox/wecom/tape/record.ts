import { createWriteStream } from 'node:fs'
import { once } from 'node:events'
import type { Tape } from './tape'

/**
 * Records onto a file, one JSON line an event. A tape holds the secrets of the world it was made in, which are the seed's and worthless.
 * @param file is overwritten
 */
export function recordTape(file: string): Tape {
  const out = createWriteStream(file)
  return {
    add: (line) => void out.write(`${JSON.stringify(line)}\n`),
    async close() {
      out.end()
      await once(out, 'close')
    },
  }
}
