import fc from 'fast-check'
import { compareNames } from './bundle-compare-names'

const names = fc.string({ unit: fc.constantFrom(...'abcxyzABCXYZ019-_'), maxLength: 12 })

describe('comparing names without ICU', () => {
  it('orders like localeCompare', () => {
    fc.assert(
      fc.property(names, names, (a, b) => {
        expect(Math.sign(compareNames(a, b))).toBe(Math.sign(a.localeCompare(b)))
      }),
      { numRuns: 20_000 },
    )
  })

  it('keeps the order of the fields and headers that the SDK signs', () => {
    const signed = [
      'wxCloudApiToken',
      'action',
      'envName',
      'tcb_sessionToken',
      'X-TCB-Source',
      'User-Agent',
      'host',
      'Host',
    ]
    const sorted = [...signed].sort((a, b) => a.localeCompare(b))
    expect([...signed].sort(compareNames)).toEqual(sorted)
  })
})
