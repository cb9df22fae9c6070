import { readTestArgs } from './test-args'

const NAMES = ['lint', 'types', 'unit', 'browser']
const read = (...argv: string[]) => readTestArgs(argv, NAMES)

describe('the arguments of npm test', () => {
  it('means everything without arguments', () => {
    const args = read()
    expect(args).toMatchObject({ projects: ['unit', 'store', 'client', 'flows', 'weapp', 'browser'], patterns: [] })
    expect('wants' in args && args.wants('lint')).toBe(true)
  })

  it('runs only what --only names', () => {
    const args = read('--only', 'lint,unit')
    expect(args).toMatchObject({ projects: ['unit'] })
    expect('wants' in args && [args.wants('lint'), args.wants('types')]).toEqual([true, false])
  })

  it('runs jest alone when only a pattern is given', () => {
    const args = read('cloudfunctions/store')
    expect(args).toMatchObject({ patterns: ['cloudfunctions/store'] })
    expect('wants' in args && args.wants('lint')).toBe(false)
  })

  it.each([[['--only', 'nothing']], [['--only']], [['--watch']]])('answers how to use it for %j', (argv) => {
    expect(read(...argv)).toEqual({ usage: expect.stringContaining('--only') })
  })
})
