import { pollEvery } from './query'
import { AbortController } from './abort-controller'

describe('looking again', () => {
  it.each([
    [true, true, 0, 2_000],
    [true, true, 29_999, 2_000],
    [true, true, 30_000, 5_000],
    [true, false, 0, false],
    [false, true, 0, false],
  ])('waiting %s, visible %s, after %d ms: %s', (isWaiting, isVisible, waitedMs, every) => {
    expect(pollEvery(isWaiting, isVisible, waitedMs)).toBe(every)
  })
})

it('the stand-in for AbortController tells its listeners once', () => {
  const controller = new AbortController()
  const kept = jest.fn()
  const left = jest.fn()
  controller.signal.addEventListener('abort', kept)
  controller.signal.addEventListener('abort', left)
  controller.signal.removeEventListener('abort', left)
  controller.abort()
  controller.abort()
  expect(controller.signal.aborted).toBe(true)
  expect([kept, left].map((listener) => listener.mock.calls.length)).toEqual([1, 0])
})
