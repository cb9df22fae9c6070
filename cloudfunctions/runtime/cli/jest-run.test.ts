import { countTests, JEST_PROJECTS } from './jest-run'

const aResult = {
  numPassedTests: 5,
  numFailedTests: 0,
  numRuntimeErrorTestSuites: 0,
  numPendingTests: 0,
  numTodoTests: 0,
}

describe('counting jest tests', () => {
  it('counts passed and failed', () => {
    expect(countTests({ ...aResult, numFailedTests: 2 }, 1)).toEqual({ passed: 5, failed: 2 })
  })

  it('counts a file that broke before its tests as a failure', () => {
    expect(countTests({ ...aResult, numRuntimeErrorTestSuites: 1 }, 1)).toEqual({ passed: 5, failed: 1 })
  })

  it('counts skipped tests as failures', () => {
    expect(countTests({ ...aResult, numPendingTests: 1, numTodoTests: 1 }, 0)).toEqual({ passed: 5, failed: 2 })
  })

  it('never says all is well when jest says it is not', () => {
    expect(countTests(aResult, 1)).toEqual({ passed: 5, failed: 1 })
    expect(countTests(aResult, 0)).toEqual({ passed: 5, failed: 0 })
  })

  it('knows the projects of jest.config.js', () => {
    const { projects } = jest.requireActual<{ projects: { displayName: string }[] }>('../../../jest.config.js')
    expect(projects.map((project) => project.displayName)).toEqual([...JEST_PROJECTS])
  })
})
