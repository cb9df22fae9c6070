import { run } from './requests'

it('keeps the store calls of a request within P6; the drain of an agreement is measured, not promised', async () => {
  const rows = await run()
  expect(rows.map((row) => row.id)).toEqual(['P6.a', 'P6.b', 'P6.c', 'P6.d', 'P6.e', 'P6.f'])
  for (const row of rows.filter((one) => one.id !== 'P6.f')) expect([row.what, row.pass]).toEqual([row.what, true])
  // A step back from what was measured is noticed, although the target is not reached.
  expect(rows.find((row) => row.id === 'P6.f')?.value).toBeLessThanOrEqual(32)
})
