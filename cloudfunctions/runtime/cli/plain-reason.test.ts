import { createServer, type Server } from 'node:net'
import { parseArgs } from 'node:util'
import { build } from 'esbuild'
import { AppError } from '@shared/kernel/errors'

interface PlainReason {
  plainReason(error: unknown): string | undefined
}
const { plainReason } = jest.requireActual<PlainReason>('./plain-reason.cjs')

/** What this throws or rejects with. */
async function thrownBy(run: () => unknown): Promise<unknown> {
  try {
    await run()
  } catch (error) {
    return error
  }
  throw new Error('nothing was thrown')
}

const listen = (server: Server, port: number) =>
  new Promise<void>((done, failed) => server.once('error', failed).listen(port, '127.0.0.1', done))

describe('what a command says when it fails', () => {
  it('is the sentence for people of an AppError, else its message', () => {
    expect(plainReason(new AppError('INVALID_INPUT', 'port 1', { userMessage: '端口不对' }))).toBe('端口不对')
    expect(plainReason(new AppError('INTERNAL', 'store is locked'))).toBe('store is locked')
  })

  it('names a busy port and the way around it', async () => {
    const first = createServer()
    await listen(first, 0)
    const address = first.address()
    const port = typeof address === 'object' && address ? address.port : 0
    const reason = plainReason(await thrownBy(() => listen(createServer(), port)))
    expect(reason).toContain(`端口 ${port} 已被占用`)
    expect(reason).toContain('--port N')
    await new Promise((closed) => first.close(closed))
  })

  it('names the option that does not exist', async () => {
    const error = await thrownBy(() => parseArgs({ args: ['--wat'], options: {} }))
    expect(plainReason(error)).toContain("'--wat'")
  })

  it('names the place of a syntax error', async () => {
    const error = await thrownBy(() =>
      build({ stdin: { contents: 'const = 1', sourcefile: 'x.ts', loader: 'ts' }, logLevel: 'silent', write: false }),
    )
    expect(plainReason(error)).toMatch(/^x\.ts:1: /)
  })

  it('leaves a fault of ours its stack', () => {
    expect(plainReason(new TypeError('x is undefined'))).toBeUndefined()
    expect(plainReason('text')).toBeUndefined()
  })
})
