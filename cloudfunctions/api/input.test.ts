/** R8, generated: every field of every action, wrong in every way, is refused by name and stores nothing. */
import * as v from 'valibot'
import { ACTIONS, type ActionName } from '@shared/contract'
import type { ActionContract } from '@shared/contract/define'
import { openWorld, send, type World } from './testing/access-world'
import { SAMPLES } from './testing/action-samples'
import { badInputs } from './testing/bad-values'

const all: readonly ActionContract[] = ACTIONS
let world: World
const tokens = new Map<string, string>()

beforeAll(async () => {
  world = await openWorld()
  for (const { access } of all) {
    const role = access.kind === 'session' ? access.roles[0] : 'appAdmin'
    if (role && !tokens.has(role)) tokens.set(role, await world.session(role))
  }
})
afterAll(() => world.close())

/** A caller who may: so that nothing but the input is wrong. */
const tokenFor = ({ access }: ActionContract) =>
  tokens.get(access.kind === 'session' ? (access.roles[0] ?? '') : 'appAdmin')
const goodInput = (name: string) => SAMPLES[name as ActionName].input(world.own, world.own)

describe.each(all.map((contract) => ({ name: contract.name, contract })))('$name', ({ name, contract }) => {
  it('has a sample that is valid and fills every field but a cursor and what it says', () => {
    const good = goodInput(name)
    expect(v.safeParse(contract.input, good).issues).toBeUndefined()
    const fields = Object.keys((contract.input as unknown as { entries: object }).entries)
    const left = ['cursor', ...(SAMPLES[name as ActionName].without ?? [])]
    expect(Object.keys(good)).toEqual(expect.arrayContaining(fields.filter((field) => !left.includes(field))))
  })

  it('refuses each field that is missing or wrong, by name, before anything is read or written', async () => {
    for (const { field, how, json } of badInputs(contract.input, goodInput(name))) {
      const answer = await send(world, name, `{"client":"0.1.0","input":${json}}`, tokenFor(contract))
      const named = answer.fields.some((one) => one === field || one.startsWith(field === '' ? '' : `${field}.`))
      expect([field, how, answer.status, answer.code, named, answer.reads, answer.writes]).toEqual([
        field,
        how,
        400,
        'INVALID_INPUT',
        true,
        0,
        0,
      ])
      // What was sent is not sent back: an answer stays small.
      expect(answer.text.length).toBeLessThan(5000)
    }
  })

  it('drops what it does not know, prototype keys included', () => {
    const text = JSON.stringify(goodInput(name)).replace(
      /\{/,
      '{"__proto__":{"isAdmin":true},"constructor":{},"more":1,',
    )
    const output = v.parse(contract.input, JSON.parse(text.replace(/,\}$/, '}'))) as Record<string, unknown>
    expect(Object.keys(output)).not.toEqual(expect.arrayContaining(['more']))
    expect(Object.hasOwn(output, '__proto__') || Object.hasOwn(output, 'constructor')).toBe(false)
    expect(output['isAdmin']).toBeUndefined()
    expect(({} as Record<string, unknown>)['isAdmin']).toBeUndefined()
  })
})

describe('the envelope of a call', () => {
  const refusedFields = async (body: string) => {
    const answer = await send(world, 'solution.save', body, tokens.get('owner'))
    expect([body.slice(0, 80), answer.status, answer.code, answer.reads, answer.writes]).toEqual([
      body.slice(0, 80),
      400,
      'INVALID_INPUT',
      0,
      0,
    ])
    return answer.fields
  }
  const good = () => ({ input: goodInput('solution.save'), client: '0.1.0', key: 'k'.repeat(16) })

  it.each(['', 'null', '[]', '7', '"text"', '{', '{"input":', '\ufeff{}', '[['.repeat(50_000)])(
    'is refused when the body is %p',
    async (body) => {
      await refusedFields(body)
    },
  )

  it.each([
    ['client', undefined],
    ['client', 7],
    ['client', 'x'.repeat(41)],
    ['key', 'short'],
    ['key', 'k'.repeat(65)],
    ['key', 'with space and more'],
    ['key', 7],
    ['key', null],
  ])('is refused by name for %s = %p', async (field, value) => {
    expect(await refusedFields(JSON.stringify({ ...good(), [field]: value }))).toEqual([field])
  })

  it('is found by action name only', async () => {
    for (const name of [
      'nothing',
      '__proto__',
      'constructor',
      'session.bootstrap/',
      '../healthz',
      'x'.repeat(10_000),
    ]) {
      const answer = await send(world, name, JSON.stringify(good()))
      expect([answer.status, answer.code, answer.writes]).toEqual([404, 'NOT_FOUND', 0])
    }
  })
})
