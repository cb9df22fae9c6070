import { describeErrcode, errcodeRows, TOKEN_ERRCODES, type Remedy } from './errcodes'

/** Every code and span of wecom-api §8, by remedy. */
const PAGE: Readonly<Record<Remedy, readonly (number | readonly [number, number])[]>> = {
  later: [-1, 6000, 40085, 45009, 45033, 830003],
  token: [40014, 40077, 40082, 42001, 42007, 42009, 42012],
  user: [
    ...[40029, 40084, 42003, 42013, 42022, 45024, 45026, 48001, 48002, 48004, 48006, 50001, 50002, 50003, 60011, 60020],
    ...[60021, 60246, 80001, 84014, 84015, 84085, 85111, 90300, 90302, 90303, 2000002],
    [85004, 85011],
    [701001, 701099],
  ],
  fix: [
    ...[40001, 40003, 40011, 40013, 40031, 40032, 40035, 40056, 40057, 40058, 40063, 40066, 40068, 40078, 40080, 40083],
    ...[40086, 40088, 40089, 40091, 40092, 40093, 40125, 41001, 41002, 41004, 41006, 43004, 43009, 43012, 44001, 44004],
    ...[45001, 45002, 45007, 45008, 45029, 46003, 46004, 48003, 48005, 60028, 60123, 60127, 60129, 60132, 60140, 81011],
    ...[81012, 81013, 82001, 85012, 90211, 90212, 92000, 92001, 92002, 92003, 301002, 301005, 301007, 301021, 301025],
    ...[301036, 301055, 301087],
    [40004, 40009],
    [40016, 40027],
    [40054, 40055],
    [40070, 40072],
    [41008, 41011],
    [41016, 41019],
    [41021, 41025],
    [42014, 42019],
    [42027, 42051],
    [60001, 60010],
    [60102, 60106],
    [60110, 60112],
    [60203, 60226],
    [81001, 81003],
    [84019, 84025],
    [84071, 84075],
    [90200, 90208],
    [95000, 95027],
    [301012, 301019],
    [610019, 610022],
  ],
}

describe('return codes', () => {
  test.each(Object.entries(PAGE))('every code the reference calls %s is in the table as such', (remedy, spans) => {
    for (const span of spans) {
      const [from, to] = typeof span === 'number' ? [span, span] : span
      for (let code = from; code <= to; code++) {
        expect({ code, ...describeErrcode(code) }).toMatchObject({ code, remedy, isKnown: true })
      }
    }
  })

  test('each sentence is Chinese, short and without a full stop', () => {
    for (const [, , , text] of errcodeRows()) {
      expect(text).toMatch(/^[\u4e00-\u9fff].{5,58}[^。]$/)
    }
  })

  test('no row is hidden by an earlier one', () => {
    for (const row of errcodeRows()) {
      const [from, to] = row
      const reachable = Array.from({ length: to - from + 1 }, (_, i) => from + i).some(
        (code) => errcodeRows().find(([a, b]) => code >= a && code <= b) === row,
      )
      expect({ from, reachable }).toEqual({ from, reachable: true })
    }
  })

  test('no answer at all means later, an unlisted code names itself', () => {
    expect(describeErrcode(undefined)).toMatchObject({ remedy: 'later', isKnown: true })
    expect(describeErrcode(123456)).toMatchObject({ remedy: 'fix', isKnown: false })
    expect(describeErrcode(123456).text).toContain('123456')
  })

  test('the four dead-token codes are the ones of the cache rules', () => {
    expect([...TOKEN_ERRCODES].sort()).toEqual([40014, 40082, 42001, 42009])
  })
})
