// A story in a real browser: starting it and the servers takes seconds on two busy cores.
jest.setTimeout(120_000)
