import { kindOf, storeFailure, unknownOutcome } from './failures'

const coded = (code: unknown, message = ''): Error => Object.assign(new Error(message), { code })

describe('failures of the CloudBase SDK', () => {
  it.each([
    [
      'a taken id',
      coded('DATABASE_REQUEST_FAILED', 'write errors: E11000 duplicate key error collection: x'),
      'duplicate',
    ],
    ['a conflict', coded('DATABASE_TRANSACTION_CONFLICT', '[ResourceUnavailable.TransactionConflict] …'), 'conflict'],
    [
      'a conflict without a code',
      { errCode: -501001, message: '[ResourceUnavailable.TransactionConflict]' },
      'conflict',
    ],
    ['an ended transaction', coded('DATABASE_TRANSACTION_FAIL', '[ResourceUnavailable.TransactionNotExist]'), 'ended'],
    ['a busy service', coded('DATABASE_TRANSACTION_FAIL', '[ResourceUnavailable.TransactionBusy]'), 'busy'],
    ['a refused connection', coded('ECONNREFUSED'), 'unsent'],
    ['a connect timeout', coded('ETIMEDOUT', 'connect timeout'), 'unsent'],
    ['a read timeout', coded('ESOCKETTIMEDOUT', 'request timeout'), 'unknown'],
    ['a broken connection', coded('ECONNRESET', 'socket hang up'), 'unknown'],
    ['HTTP 503 with JSON', coded(503, '503 Service Unavailable'), 'unknown'],
    ['HTTP 429', coded(429), 'busy'],
    ['HTTP 403', coded(403), 'refused'],
    ['HTML where JSON should be', new SyntaxError('Unexpected token < in JSON at position 0'), 'unknown'],
    ['an empty body', new TypeError("Cannot read properties of undefined (reading 'code')"), 'unknown'],
    ['a mistake of our own', new TypeError('x is not a function'), 'refused'],
    ['a missing collection', coded('DATABASE_COLLECTION_NOT_EXIST', 'Db or Table not exist'), 'refused'],
    ['something that is no error', 'boom', 'refused'],
  ])('tells %s', (_, error, kind) => {
    expect(kindOf(error)).toBe(kind)
  })

  it('says what to do about a missing collection, keeps the cause, and speaks to people in Chinese', () => {
    const cause = coded('DATABASE_COLLECTION_NOT_EXIST', 'Db or Table not exist')
    const error = storeFailure('reading providers', cause)
    expect(error).toMatchObject({
      code: 'INTERNAL',
      cause,
      message: expect.stringContaining('npm run deploy') as string,
    })
    expect(error.userMessage).toMatch(/请稍后重试/)
    expect(storeFailure('x', error)).toBe(error)
    expect(unknownOutcome('replace').userMessage).toMatch(/刷新/)
  })
})
