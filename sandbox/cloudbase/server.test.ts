import { startCloudBaseSandbox, type CloudBaseSandbox } from './server'

const SIGNED = 'TC3-HMAC-SHA256 Credential=id/2026-01-05/tcb/tc3_request, SignedHeaders=host, Signature=0'

describe('the CloudBase stand-in over HTTP', () => {
  let sandbox: CloudBaseSandbox
  beforeAll(async () => {
    sandbox = await startCloudBaseSandbox({ port: 0, env: 'env-1' })
  })
  afterAll(() => sandbox.close())
  beforeEach(async () => {
    sandbox.reset()
    await call({ action: 'database.addCollection', collectionName: 'kv' })
  })

  const send = (body: Record<string, unknown>, authorization = SIGNED): Promise<Response> =>
    fetch(sandbox.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization },
      body: JSON.stringify({ envName: 'env-1', ...body }),
    })
  const call = async (body: Record<string, unknown>): Promise<Record<string, unknown>> =>
    (await (await send(body)).json()) as Record<string, unknown>
  const insert = (...docs: Record<string, unknown>[]): Promise<Record<string, unknown>> =>
    call({ action: 'database.insertDocument', collectionName: 'kv', data: docs.map((doc) => JSON.stringify(doc)) })
  const find = (query: unknown, more: Record<string, unknown> = {}): Promise<Record<string, unknown>> =>
    call({
      action: 'database.getDocument',
      collectionName: 'kv',
      queryType: 'WHERE',
      query: JSON.stringify(query),
      limit: 100,
      ...more,
    })
  const ids = async (query: unknown, more?: Record<string, unknown>): Promise<unknown[]> => {
    const { data } = (await find(query, more)) as { data: { list: string[] } }
    return data.list.map((text) => (JSON.parse(text) as { _id: string })._id)
  }
  const int = (n: number): unknown => ({ $numberInt: String(n) })

  it('answers documents as canonical EJSON strings, with a request id', async () => {
    const doc = {
      _id: 'a',
      n: int(1),
      long: { $numberLong: '1700000000000' },
      half: { $numberDouble: '0.5' },
      t: '合契',
    }
    expect(await insert(doc)).toMatchObject({ requestId: expect.any(String), data: { insertedIds: ['a'] } })
    const { data } = (await find({ _id: 'a' })) as { data: { list: string[] } }
    expect(data.list.map((text) => JSON.parse(text) as unknown)).toEqual([doc])
  })

  it('knows the operators our adapter sends', async () => {
    const doc = (id: string, n: number, t: string): Record<string, unknown> => ({ _id: id, n: int(n), t })
    await insert(doc('a', 1, 'ab'), doc('b', 2, 'a.b'), doc('c', 3, '合契'), { _id: 'd', n: null })
    expect(await ids({ n: { $gt: int(1) } })).toEqual(['b', 'c'])
    expect(await ids({ n: { $gte: int(1), $lt: int(3) } })).toEqual(['a', 'b'])
    expect(await ids({ $and: [{ n: { $gte: int(2) } }, { n: { $lte: int(2) } }] })).toEqual(['b'])
    expect(await ids({ _id: { $in: ['c', 'a', 'z'] } })).toEqual(['a', 'c'])
    expect(await ids({ t: { $regularExpression: { pattern: 'a\\.b', options: '' } } })).toEqual(['b'])
    expect(await ids({ n: null })).toEqual(['d'])
    const order = JSON.stringify({ n: int(-1) })
    expect(await ids({ n: { $gt: int(0) } }, { order, limit: 2 })).toEqual(['c', 'b'])
  })

  it('gives 100 rows without a limit and never more than 1000', async () => {
    for (let batch = 0; batch < 3; batch++) {
      await insert(...Array.from({ length: 500 }, (_, i) => ({ _id: `r${batch}-${i}`, n: int(1) })))
    }
    expect(await ids({ n: int(1) }, { limit: 0 })).toHaveLength(100)
    expect(await ids({ n: int(1) }, { limit: 5000 })).toHaveLength(1000)
    const counted = await call({
      action: 'database.calculateDocument',
      collectionName: 'kv',
      queryType: 'WHERE',
      query: JSON.stringify({ n: int(1) }),
    })
    expect(counted).toMatchObject({ data: { total: 1500 } })
  })

  it.each([
    ['an action of its own', { action: 'database.aggregateDocuments', collectionName: 'kv' }],
    ['an operator', { action: 'database.getDocument', query: '{"n":{"$ne":null}}' }],
    ['a query that means everything', { action: 'database.getDocument', query: '{}' }],
    ['an empty object as a condition', { action: 'database.getDocument', query: '{"a":{}}' }],
    ['a dotted field', { action: 'database.getDocument', query: '{"a.b":"1"}' }],
    ['an offset', { action: 'database.getDocument', query: '{"a":"1"}', offset: 5 }],
    [
      'an update of everything',
      { action: 'database.modifyDocument', data: '{"$set":{"a":"1"}}', multi: true, merge: true, upsert: false },
    ],
    [
      'an operator in an update',
      { action: 'database.modifyDocument', query: '{"_id":"a"}', data: '{"$inc":{}}', merge: true, upsert: false },
    ],
    ['an object in a document', { action: 'database.insertDocument', data: ['{"_id":"a","o":{"x":"1"}}'] }],
    ['an operator in a document', { action: 'database.insertDocument', data: ['{"_id":"a","$set":"1"}'] }],
  ])('refuses %s loudly and remembers it', async (_, body) => {
    const isWhere = body.action.endsWith('getDocument') || body.action.endsWith('modifyDocument')
    const answer = await call({ collectionName: 'kv', ...(isWhere ? { queryType: 'WHERE' } : {}), ...body })
    expect(answer).toMatchObject({ code: 'SANDBOX_UNSUPPORTED' })
    expect(sandbox.refused).toHaveLength(1)
  })

  it('refuses an unsigned request and a foreign environment', async () => {
    const unsigned = await send({ action: 'database.startTransaction' }, 'Bearer x')
    expect(await unsigned.json()).toMatchObject({ code: 'SIGN_PARAM_INVALID' })
    expect(await call({ action: 'database.startTransaction', envName: 'other' })).toMatchObject({ code: 'INVALID_ENV' })
  })

  it('counts requests by action', async () => {
    await find({ _id: 'a' })
    await find({ _id: 'b' })
    expect(sandbox.requests.get('database.getDocument')).toBe(2)
  })

  describe('ordered faults', () => {
    const write = { action: 'database.insertDocument', collectionName: 'kv', data: ['{"_id":"a"}'] }

    it('bends the n-th matching request only, and says what is still pending', async () => {
      sandbox.faults.add({ answer: 'busy', action: 'database.getDocument', skip: 1 })
      expect(await find({ _id: 'a' })).toHaveProperty('data')
      expect(sandbox.faults.pending()).toBe(1)
      expect(await find({ _id: 'a' })).toMatchObject({ message: expect.stringContaining('TransactionBusy') as string })
      expect(await find({ _id: 'a' })).toHaveProperty('data')
      expect(sandbox.faults.pending()).toBe(0)
    })

    it('applies a write and never answers, or breaks the connection', async () => {
      sandbox.faults.add({ answer: 'hang', applied: true })
      await expect(
        fetch(sandbox.url, {
          method: 'POST',
          headers: { authorization: SIGNED },
          body: JSON.stringify({ envName: 'env-1', ...write }),
          signal: AbortSignal.timeout(100),
        }),
      ).rejects.toThrow()
      expect(await ids({ _id: 'a' })).toEqual(['a'])
      sandbox.faults.add({ answer: 'reset' })
      await expect(send({ ...write, data: ['{"_id":"b"}'] })).rejects.toThrow()
      expect(await ids({ _id: 'b' })).toEqual([])
    })

    it('answers HTML, an empty body, a bare 503 and `updated: 0`', async () => {
      for (const answer of ['html-502', 'html-503', 'empty', 'json-503', 'updated-0'] as const) {
        sandbox.faults.add({ answer })
      }
      const html = await send(write)
      expect([html.status, await html.text()]).toEqual([502, expect.stringContaining('<html>')])
      expect((await send(write)).status).toBe(503)
      const empty = await send(write)
      expect([empty.status, await empty.text()]).toEqual([200, ''])
      expect((await send(write)).status).toBe(503)
      expect(await call(write)).toMatchObject({ data: { updated: 0 } })
      expect(await ids({ _id: 'a' })).toEqual([])
    })

    it('aborts the transaction that meets a conflict or is told that it does not exist', async () => {
      for (const answer of ['conflict', 'not-exist'] as const) {
        const { transactionId } = await call({ action: 'database.startTransaction' })
        sandbox.faults.add({ answer, action: 'database.insertDocument', delayMs: 5 })
        expect(await call({ ...write, transactionId })).toHaveProperty('code')
        expect(await call({ action: 'database.commitTransaction', transactionId })).toMatchObject({
          code: 'DATABASE_TRANSACTION_FAIL',
        })
      }
    })
  })

  it('keeps files behind upload tickets and links that run out', async () => {
    const ticket = await call({ action: 'storage.getUploadMetadata', path: 'a/图.png', method: 'put' })
    const { url, authorization, fileId } = ticket['data'] as Record<string, string>
    expect(fileId).toMatch(/^cloud:\/\/env-1\..*\/a\/图\.png$/)
    const put = (auth: string): Promise<Response> =>
      fetch(url ?? '', { method: 'PUT', headers: { authorization: auth, 'content-type': 'image/png' }, body: 'bytes' })
    expect((await put('forged')).status).toBe(403)
    expect((await put(authorization ?? '')).status).toBe(200)
    const link = async (fileid?: string): Promise<Record<string, string>> => {
      const answer = await call({ action: 'storage.batchGetDownloadUrl', file_list: [{ fileid, max_age: 60 }] })
      return (answer['data'] as { download_list: Record<string, string>[] }).download_list[0] ?? {}
    }
    const { download_url } = await link(fileId)
    const got = await fetch(download_url ?? '')
    expect([got.headers.get('content-type'), await got.text()]).toEqual(['image/png', 'bytes'])
    expect((await fetch(`${download_url ?? ''}0`)).status).toBe(403)
    await call({ action: 'storage.batchDeleteFile', fileid_list: [fileId] })
    expect(await link(fileId)).toMatchObject({ code: 'STORAGE_FILE_NONEXIST' })
  })
})
