import { minifiedBytes } from './checker'

describe('the bench of the listing checker', () => {
  it('finds that what a form imports stays below the 40 kB of P14', async () => {
    const bytes = await minifiedBytes()
    expect(bytes).toBeGreaterThan(10_000)
    expect(bytes).toBeLessThanOrEqual(40_000)
  })
})
