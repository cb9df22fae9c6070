/** Reads what strace saw of a writing process: which acknowledgements had no fdatasync between their write and themselves. */

/** Acknowledged commits, and those of them that nothing had flushed. */
export interface TraceReport {
  readonly acknowledged: number
  readonly unflushed: readonly string[]
}

/** A system call that has begun; `end` is the number of the line on which it returned. */
interface Call {
  readonly name: string
  readonly text: string
  readonly begin: number
  end: number
}

const LINE = /^(\d+) +(?:<\.\.\. (\w+) resumed>(.*)|(\w+)\((.*))$/s

/**
 * @param lines of `strace -f -y -s LARGE -e trace=…` in the order strace wrote them
 * @param isData whether a call's text names the data file
 * @param tokensOf the texts that each acknowledgement's commit wrote: all must be flushed
 */
export function readTrace(
  lines: readonly string[],
  isData: (text: string) => boolean,
  tokensOf: (ack: string) => readonly string[],
): TraceReport {
  const calls = readCalls(lines)
  const writes = calls.filter((call) => /^p?write/.test(call.name) && isData(call.text))
  const flushes = calls.filter((call) => call.name === 'fdatasync' && isData(call.text))
  const acks = calls.flatMap((call) => {
    const ack = call.name === 'write' ? /"(ack [^\\"]*)\\n"/.exec(call.text)?.[1] : undefined
    return ack === undefined ? [] : [{ ack, at: call.begin }]
  })
  const unflushed = acks.filter(({ ack, at }) => tokensOf(ack).some((token) => !isFlushed(token, at, writes, flushes)))
  return { acknowledged: acks.length, unflushed: unflushed.map(({ ack }) => ack) }
}

// Some write of the token had returned before some flush began, and that flush returned before the acknowledgement.
function isFlushed(token: string, at: number, writes: readonly Call[], flushes: readonly Call[]): boolean {
  const written = writes.find((call) => call.text.includes(token))
  return written !== undefined && flushes.some((flush) => flush.begin > written.end && flush.end < at)
}

/** Calls in order of their beginning; one that another thread interrupted spans from `<unfinished ...>` to `resumed`. */
function readCalls(lines: readonly string[]): Call[] {
  const calls: Call[] = []
  const open = new Map<string, Call>()
  for (const [number, line] of lines.entries()) {
    const [, thread = '', resumed, rest = '', name, text = ''] = LINE.exec(line) ?? []
    if (resumed !== undefined) {
      const call = open.get(`${thread} ${resumed}`)
      if (call && !/= -1 /.test(rest)) call.end = number
    } else if (name !== undefined) {
      const isUnfinished = text.endsWith('<unfinished ...>')
      const call: Call = { name, text, begin: number, end: isUnfinished ? Number.MAX_SAFE_INTEGER : number }
      if (isUnfinished) open.set(`${thread} ${name}`, call)
      calls.push(call)
    }
  }
  return calls
}
