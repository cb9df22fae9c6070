import { readBuildArgs } from './build'

describe('the arguments of npm run build', () => {
  it('means everything without arguments', () => {
    expect(readBuildArgs([])).toEqual({ targets: ['weapp', 'h5', 'functions'], force: false })
  })

  it('takes targets, a provider and --force in any order', () => {
    expect(readBuildArgs(['--provider', 'p1', 'h5', '--force'])).toEqual({
      targets: ['h5'],
      provider: 'p1',
      force: true,
    })
  })

  it.each([[['android']], [['--provider']], [['--what']]])('refuses %j', (argv) => {
    expect(readBuildArgs(argv)).toBeUndefined()
  })
})
