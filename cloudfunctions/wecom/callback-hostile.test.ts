import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { callbackKeys, encryptMessage, openEnvelope, sign } from './callback-crypto'
import { parseCallback } from './callback-message'
import { parseEnvelope, parseMessageXml } from './callback-xml'

const INNER =
  '<xml><SuiteId><![CDATA[dk1]]></SuiteId><InfoType><![CDATA[cancel_auth]]></InfoType><TimeStamp>1403610513</TimeStamp>' +
  '<AuthCorpId>wpC</AuthCorpId></xml>'

describe('the whole way in', () => {
  const keys = callbackKeys('QDG6eK', 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C')
  const other = callbackKeys('QDG6eL', 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2D')
  const encrypt = encryptMessage(keys, INNER, 'dk1', randomBytes(16))
  const envelope = `<xml><ToUserName><![CDATA[dk1]]></ToUserName><AgentID></AgentID><Encrypt><![CDATA[${encrypt}]]></Encrypt></xml>`
  const query = { timestamp: '1403610513', nonce: '77', msgSignature: sign(keys.token, '1403610513', '77', encrypt) }

  /** What the edge does, short of looking up keys. */
  function receive(body: string, signed: typeof query, using = keys): ReturnType<typeof openEnvelope> | undefined {
    const parsed = parseEnvelope(Buffer.from(body, 'utf8'))
    return parsed.ok ? openEnvelope(using, { ...signed, encrypt: parsed.encrypt }) : undefined
  }

  test('the untouched request is accepted by its own keys only', () => {
    expect(receive(envelope, query)).toMatchObject({ ok: true, receiveId: 'dk1' })
    expect(receive(envelope, query, other)).toEqual({ ok: false, reason: 'signature' })
  })

  test('twelve thousand mutated requests never throw, and an accepted one is the untouched message', async () => {
    const splice = fc.record({
      where: fc.constantFrom<'body' | keyof typeof query>('body', 'timestamp', 'nonce', 'msgSignature'),
      at: fc.nat(envelope.length),
      cut: fc.nat(40),
      put: fc.oneof(
        fc.string({ unit: 'binary', maxLength: 8 }),
        fc.base64String({ maxLength: 16 }),
        fc.constantFrom('', '=', '\n', ']]>', '<Encrypt>', '<!DOCTYPE a [<!ENTITY b "c">]>', '&lt;', '\u0000'),
      ),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(splice, { minLength: 1, maxLength: 3 }), async (edits) => {
        let body = envelope
        const signed = { ...query }
        for (const { where, at: position, cut, put } of edits) {
          const value = where === 'body' ? body : signed[where]
          const start = position % (value.length + 1)
          const changed = value.slice(0, start) + put + value.slice(start + cut)
          if (where === 'body') body = changed
          else signed[where] = changed
        }
        const opened = receive(body, signed)
        if (!opened?.ok) return
        // Only edits outside the signed parts (ToUserName, AgentID, blanks) can leave it acceptable.
        const parsed = await parseMessageXml(opened.message)
        expect(parsed.ok && parseCallback(parsed.fields)).toMatchObject({ kind: 'cancelAuth', authCorpId: 'wpC' })
        expect(opened.receiveId).toBe('dk1')
      }),
      { numRuns: 12_000 },
    )
  })

  test('any fields at all give a message with a kind', () => {
    const leaf = fc.oneof(
      fc.string({ maxLength: 12 }),
      fc.constantFrom('1403610513', 'event', 'suite_ticket', 'create_auth', 'change_contact'),
    )
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof({ depthSize: 'small' }, leaf, fc.array(tie('value'), { maxLength: 3 }), tie('fields')),
      fields: fc.dictionary(
        fc.constantFrom(
          'InfoType',
          'MsgType',
          'Event',
          'SuiteId',
          'TimeStamp',
          'AuthCorpId',
          'ChangeType',
          'AccountList',
          'BatchJob',
          'SelectedItems',
          'SendPicsInfo',
        ),
        tie('value'),
        { maxKeys: 6 },
      ),
    }))
    fc.assert(
      fc.property(value, (fields) => {
        fc.pre(typeof fields === 'object' && fields !== null && !Array.isArray(fields))
        expect(typeof parseCallback(fields as never).kind).toBe('string')
      }),
      { numRuns: 3000 },
    )
  })
})
