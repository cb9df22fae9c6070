import fc from 'fast-check'
import { parseEnvelope, parseMessageXml } from './callback-xml'

const bytes = (text: string): Uint8Array => Buffer.from(text, 'utf8')

async function fieldsOf(xml: string): Promise<unknown> {
  const result = await parseMessageXml(xml)
  if (!result.ok) throw new Error(result.reason)
  return JSON.parse(JSON.stringify(result.fields))
}

describe('the envelope', () => {
  test('gives the ciphertext and whom it is for', () => {
    const xml = `<xml><ToUserName><![CDATA[dk1]]></ToUserName>\n<AgentID><![CDATA[]]></AgentID><Encrypt><![CDATA[abc+/=]]></Encrypt></xml>`
    expect(parseEnvelope(bytes(xml))).toEqual({ ok: true, encrypt: 'abc+/=', toUserName: 'dk1' })
  })

  test('may come with a declaration, another order and a number as agent', () => {
    const xml = `<?xml version="1.0"?>\n<xml><Encrypt>abc</Encrypt><AgentID>1000002</AgentID></xml>\n`
    expect(parseEnvelope(bytes(xml))).toEqual({ ok: true, encrypt: 'abc', toUserName: '', agentId: '1000002' })
  })

  test.each([
    ['an empty body', '', 'malformed'],
    ['no ciphertext', '<xml><ToUserName>a</ToUserName></xml>', 'noEncrypt'],
    ['an empty ciphertext', '<xml><Encrypt></Encrypt></xml>', 'noEncrypt'],
    ['two ciphertexts', '<xml><Encrypt>a</Encrypt><Encrypt>b</Encrypt></xml>', 'malformed'],
    ['a DOCTYPE', '<!DOCTYPE x [<!ENTITY a "b">]><xml><Encrypt>&a;</Encrypt></xml>', 'malformed'],
    ['an entity', '<xml><Encrypt>&#97;</Encrypt></xml>', 'malformed'],
    ['a nested tag', '<xml><Encrypt><A>a</A></Encrypt></xml>', 'malformed'],
    ['text after the end', '<xml><Encrypt>a</Encrypt></xml>x', 'malformed'],
    ['CDATA that hides a second end', '<xml><Encrypt><![CDATA[a]]>b<![CDATA[c]]></Encrypt></xml>', 'malformed'],
    ['JSON', '{"encrypt":"a"}', 'malformed'],
  ])('%s is refused', (_what, xml, reason) => {
    expect(parseEnvelope(bytes(xml))).toEqual({ ok: false, reason })
  })

  test('a body over 1 MB is refused unread', () => {
    expect(parseEnvelope(new Uint8Array(1024 * 1024 + 1))).toEqual({ ok: false, reason: 'size' })
  })
})

describe('messages', () => {
  test('flat text is trimmed, CDATA is kept as it is', async () => {
    await expect(fieldsOf('<xml><A> 1 </A><B><![CDATA[ <b>&amp;]]></B><C/><D></D></xml>')).resolves.toEqual({
      A: '1',
      B: ' <b>&amp;',
      C: '',
      D: '',
    })
  })

  test('nested tags become objects, the five standard entities text, numbers stay text', async () => {
    await expect(
      fieldsOf('<xml><A>1 &lt; 2 &amp; 3</A><N><X>007</X><Y><![CDATA[中文]]></Y></N></xml>'),
    ).resolves.toEqual({ A: '1 < 2 & 3', N: { X: '007', Y: '中文' } })
  })

  test('a listed tag is an array even when it stands alone', async () => {
    await expect(fieldsOf('<xml><AccountList><UserId>u</UserId></AccountList></xml>')).resolves.toEqual({
      AccountList: [{ UserId: 'u' }],
    })
    await expect(
      fieldsOf(
        '<xml><SelectedItems><SelectedItem><QuestionKey>q</QuestionKey><OptionIds><OptionId>1</OptionId><OptionId>2</OptionId></OptionIds></SelectedItem></SelectedItems></xml>',
      ),
    ).resolves.toEqual({ SelectedItems: { SelectedItem: [{ QuestionKey: 'q', OptionIds: { OptionId: ['1', '2'] } }] } })
  })

  test('any other repeated tag becomes an array, so that a reader of one text refuses it', async () => {
    await expect(fieldsOf('<xml><A>1</A><A>2</A></xml>')).resolves.toEqual({ A: ['1', '2'] })
  })

  test('dangerous names are plain fields of an object without prototype', async () => {
    const result = await parseMessageXml('<xml><hasOwnProperty>a</hasOwnProperty><toString><x>b</x></toString></xml>')
    if (!result.ok) throw new Error(result.reason)
    expect(Object.getPrototypeOf(result.fields)).toBeNull()
    expect(JSON.parse(JSON.stringify(result.fields))).toEqual({ hasOwnProperty: 'a', toString: { x: 'b' } })
    expect(({} as Record<string, unknown>)['x']).toBeUndefined()
  })

  test.each([
    ['__proto__', '<xml><__proto__><a>1</a></__proto__></xml>', 'malformed'],
    ['constructor', '<xml><constructor>a</constructor></xml>', 'malformed'],
    ['a DOCTYPE', '<!DOCTYPE a><xml/>', 'declaration'],
    ['a DOCTYPE inside', '<xml><A><!DOCTYPE a></A></xml>', 'declaration'],
    ['an entity bomb', '<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]><xml>&c;</xml>', 'declaration'],
    ['a comment', '<xml><!-- a --></xml>', 'declaration'],
    ['a processing instruction', '<xml><?php a ?></xml>', 'declaration'],
    ['attributes', '<xml><A b="c">1</A></xml>', 'malformed'],
    ['crossed tags', '<xml><A><B></A></B></xml>', 'malformed'],
    ['a tag left open', '<xml><A>1', 'malformed'],
    ['CDATA left open', '<xml><A><![CDATA[1</A></xml>', 'malformed'],
    ['two roots', '<xml><A>1</A></xml><xml></xml>', 'malformed'],
    ['another root', '<abc><A>1</A></abc>', 'malformed'],
    ['nothing', '', 'malformed'],
    ['depth', `<xml>${'<A>'.repeat(13)}${'</A>'.repeat(13)}</xml>`, 'depth'],
    ['tags without number', `<xml>${'<A/>'.repeat(6000)}</xml>`, 'size'],
    ['size', `<xml><A>${'a'.repeat(1024 * 1024)}</A></xml>`, 'size'],
  ])('%s is refused', async (_what, xml, reason) => {
    await expect(parseMessageXml(xml)).resolves.toEqual({ ok: false, reason })
  })

  test('an unclosed CDATA repeated a hundred thousand times is refused in one pass', async () => {
    await expect(parseMessageXml(`<xml>${'<![CDATA['.repeat(100_000)}`)).resolves.toEqual({
      ok: false,
      reason: 'malformed',
    })
  })

  test('mutations of a real message never throw and never grow a prototype', async () => {
    const real =
      '<xml><SuiteId><![CDATA[dk1]]></SuiteId><InfoType><![CDATA[create_auth]]></InfoType><TimeStamp>1403610513</TimeStamp><ExtraInfo><Item><A>1</A></Item></ExtraInfo></xml>'
    const edit = fc.record({
      at: fc.nat(real.length),
      cut: fc.nat(12),
      put: fc.oneof(
        fc.string({ unit: 'binary', maxLength: 6 }),
        fc.constantFrom(
          '<',
          '>',
          '</',
          '/>',
          '<![CDATA[',
          ']]>',
          '&lt;',
          '&a;',
          '<__proto__>',
          '<!ENTITY',
          '<A>',
          '</A>',
        ),
      ),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 4 }), async (edits) => {
        let xml = real
        for (const { at, cut, put } of edits) xml = xml.slice(0, at) + put + xml.slice(at + cut)
        const result = await parseMessageXml(xml)
        expect(result.ok ? Object.getPrototypeOf(result.fields) : null).toBeNull()
        parseEnvelope(bytes(xml))
      }),
      { numRuns: 5000 },
    )
  })

  test('the scanner and the library read the same flat bodies alike', async () => {
    const name = fc.stringMatching(/^[A-Z][A-Za-z0-9]{0,8}$/)
    const text = fc.string({ unit: 'grapheme', maxLength: 20 }).filter((t) => !/[<&\r\]]/.test(t))
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(fc.tuple(name, text), { selector: ([n]) => n, maxLength: 8 }), async (tags) => {
        const body = tags.map(([n, t]) => `<${n}><![CDATA[${t}]]></${n}>`).join('')
        const nested = await fieldsOf(`<xml>${body}<ZZ><Y>1</Y></ZZ></xml>`)
        const flat = await fieldsOf(`<xml>${body}</xml>`)
        const asObjects = { ...(flat as object), ZZ: { Y: '1' } }
        expect(nested).toEqual(asObjects)
      }),
      { numRuns: 500 },
    )
  })
})
