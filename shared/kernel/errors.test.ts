import { assertNever } from './assert-never'
import { AppError, invalidInput, STATUS_OF, type ErrorCode } from './errors'

describe('an AppError', () => {
  it('has a word for logs, one for people, facts for the client, and its cause', () => {
    const cause = new Error('why')
    const error = new AppError('CONFLICT', 'for logs', { userMessage: '给人看', details: { version: 2 }, cause })
    expect(error).toBeInstanceOf(Error)
    expect(error).toMatchObject({
      name: 'AppError',
      code: 'CONFLICT',
      message: 'for logs',
      userMessage: '给人看',
      details: { version: 2 },
      cause,
    })
  })

  it('has no cause, words or facts where none were given', () => {
    const error = new AppError('INTERNAL', 'x')
    expect([error.userMessage, error.details, 'cause' in error]).toEqual([undefined, undefined, false])
  })

  it.each(Object.entries(STATUS_OF))('answers %s with a status of a refusal', (code, status) => {
    expect(status).toBeGreaterThanOrEqual(400)
    expect(status).toBeLessThan(600)
    // Only our own failures and WeCom's are 5xx: callers must be able to tell whether a repeat can help.
    expect(status >= 500).toBe(
      (['INTERNAL', 'WECOM_REJECTED', 'WECOM_UNAVAILABLE'] as ErrorCode[]).includes(code as ErrorCode),
    )
  })
})

describe('invalidInput', () => {
  it('names every field and says the first fault to the person', () => {
    const error = invalidInput([
      { field: 'name', message: '请填写名称' },
      { field: 'items.0.reason', message: '理由最多 80 字' },
    ])
    expect(error).toMatchObject({
      code: 'INVALID_INPUT',
      message: 'invalid input: name, items.0.reason',
      userMessage: '请填写名称',
      details: { issues: [{ field: 'name' }, { field: 'items.0.reason' }] },
    })
  })

  it('has words even without a field', () => {
    expect(invalidInput([]).userMessage).toBe('提交的内容有误，请检查后重试')
  })
})

describe('assertNever', () => {
  it('names the value that should not be there, and what it was', () => {
    expect(() => assertNever('new state' as never, 'status')).toThrow('unexpected status: "new state"')
    expect(() => assertNever({ type: 'x' } as never)).toThrow('unexpected value: {"type":"x"}')
  })
})
