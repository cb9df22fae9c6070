import { aMessage } from '../testing/a-world'
import { newest } from './use-messages'

describe('the message a phone announces', () => {
  const messages = [aMessage({ id: '3' }), aMessage({ id: '2' }), aMessage({ id: '1' })]

  it('is the newest that was not there before', () => {
    expect(newest(messages, new Set(['1']))?.id).toBe('3')
    expect(newest(messages, new Set())?.id).toBe('3')
  })

  it('is none of those a phone already had when it was picked up', () => {
    expect(newest(messages, undefined)).toBeUndefined()
    expect(newest(messages, new Set(['1', '2', '3']))).toBeUndefined()
  })
})
