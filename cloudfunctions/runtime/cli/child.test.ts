import { runNode } from './child'

describe('a child process', () => {
  it('gives its exit code and what it printed on both streams', async () => {
    const script = "process.stdout.write('a', () => process.stderr.write('b', () => process.exit(4)))"
    const { code, output } = await runNode(['-e', script])
    expect(code).toBe(4)
    expect([...output].sort().join('')).toBe('ab')
  })

  it('adds to our environment', async () => {
    expect(await runNode(['-p', 'process.env.WORD + Boolean(process.env.PATH)'], { env: { WORD: 'x' } })).toEqual({
      code: 0,
      output: 'xtrue\n',
    })
  })

  it('counts as failed when a signal ended it', async () => {
    expect(await runNode(['-e', "process.kill(process.pid, 'SIGKILL')"])).toEqual({ code: 1, output: '' })
  })

  it('keeps the end of a long output', async () => {
    const { output } = await runNode(['-e', "process.stdout.write('x'.repeat(3e6) + 'end')"])
    expect(output.length).toBe(1_000_000)
    expect(output.endsWith('end')).toBe(true)
  })
})
