import type { Todo } from '@shared/domain/todo/states'
import type { CorpId, OpenUserId, PersonRef, ProviderId } from '@shared/wecom/ids'
import { openTestServices, type TestServices } from '@sandbox/testing/test-services'
import { closeTodo, openTodo } from '../todo/todo-writes'
import { listTodos } from './list-todos'

const ADMIN: PersonRef = {
  providerId: 'yunqi' as ProviderId,
  corpId: 'wpOWN' as CorpId,
  openUserId: 'woADMIN' as OpenUserId,
}
let test: TestServices
beforeEach(async () => {
  test = await openTestServices()
})
afterEach(() => test.close())

async function ask(subject: string, change: Partial<Todo> = {}): Promise<void> {
  const todo: Todo = {
    providerId: ADMIN.providerId,
    corpId: ADMIN.corpId,
    kind: 'setRange',
    subject,
    askedBy: '云起科技',
    why: '为什么',
    withoutIt: '不做会怎样',
    since: test.clock.now(),
    page: '/customer/tracker/index',
    ...change,
  }
  const writes = await openTodo(test.services, todo, subject)
  if (writes.length > 0) await test.services.store.commit(writes)
}
const subjects = async (person = ADMIN, cursor?: string) => {
  const page = await listTodos(test.services, person, cursor)
  return { subjects: page.items.map((item) => item.subject), cursor: page.cursor }
}

describe('the inbox', () => {
  it('costs one read, however much is in it (P6: with its session two)', async () => {
    for (let i = 0; i < 30; i++) await ask(`app-${i}`)
    const before = test.services.store.counters.reads
    await listTodos(test.services, ADMIN, undefined)
    expect(test.services.store.counters.reads - before).toBe(1)
  })

  it('shows the oldest first, twenty at a time, each once', async () => {
    for (let i = 0; i < 45; i++) {
      await ask(`app-${String(i).padStart(2, '0')}`)
      test.clock.advance(1)
    }
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await subjects(ADMIN, cursor)
      expect(page.subjects.length).toBeLessThanOrEqual(20)
      seen.push(...page.subjects)
      cursor = page.cursor
    } while (cursor !== undefined)
    expect(seen).toEqual(Array.from({ length: 45 }, (_, i) => `app-${String(i).padStart(2, '0')}`))
  })

  it('asks for one thing once, shows new words of it, and forgets it when it is done', async () => {
    await ask('crm')
    await ask('crm')
    await ask('crm', { why: '新的理由' })
    const { items } = await listTodos(test.services, ADMIN, undefined)
    expect(items).toMatchObject([{ subject: 'crm', why: '新的理由', askedBy: '云起科技' }])
    await test.services.store.commit(await closeTodo(test.services, ADMIN, 'setRange', 'crm'))
    expect((await subjects()).subjects).toEqual([])
    expect(await closeTodo(test.services, ADMIN, 'setRange', 'crm')).toEqual([])
    await ask('crm')
    expect((await subjects()).subjects).toEqual(['crm'])
  })

  it("holds one corp's things only", async () => {
    await ask('ours')
    for (const other of [{ corpId: 'wpOWNX' as CorpId }, { corpId: 'wpOTHER' as CorpId }]) {
      await ask('theirs', other)
      expect((await subjects({ ...ADMIN, ...other })).subjects).toEqual(['theirs'])
    }
    expect((await subjects()).subjects).toEqual(['ours'])
    expect((await subjects({ ...ADMIN, providerId: 'qinghe' as ProviderId })).subjects).toEqual([])
  })
})
