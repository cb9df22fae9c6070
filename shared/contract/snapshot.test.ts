/** Contracts only grow: the committed snapshot is what published clients rely on. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import acceptedBreaks from './accepted-breaks.json'
import { defineAction, type ActionContract } from './define'
import { ACTIONS } from './index'
import { contractBreaks } from './testing/compare-contracts'
import { describeContracts, type Contracts } from './testing/describe-contracts'

const FILE = join(__dirname, 'snapshot.json')
const RENEW = 'ACCORD_UPDATE_SNAPSHOT=1 npx jest --selectProjects unit --testPathPatterns shared/contract/snapshot'

/** Breaks that nobody accepted; before the first release none counts. */
const unaccepted = (breaks: readonly string[], given: { isReleased: boolean; accepted: readonly string[] }) =>
  given.isReleased ? breaks.filter((one) => !given.accepted.includes(one)) : []

const textOf = (contracts: Contracts) => `${JSON.stringify(contracts, null, 1)}\n`
const readSnapshot = () => JSON.parse(readFileSync(FILE, 'utf8')) as Contracts

describe('the contracts of all actions', () => {
  it('break no published client', () => {
    const left = unaccepted(contractBreaks(readSnapshot(), describeContracts(ACTIONS)), acceptedBreaks)
    if (left.length > 0) {
      throw new Error(
        `Published clients would break:\n  ${left.join('\n  ')}\nKeep the old form beside the new one; if it must be, ` +
          'list these lines in shared/contract/accepted-breaks.json and renew the snapshot.',
      )
    }
  })

  it('are those of the committed snapshot', () => {
    const now = describeContracts(ACTIONS)
    const isUnbroken = unaccepted(contractBreaks(readSnapshot(), now), acceptedBreaks).length === 0
    if (process.env['ACCORD_UPDATE_SNAPSHOT'] === '1' && isUnbroken) writeFileSync(FILE, textOf(now))
    if (textOf(readSnapshot()) !== textOf(now)) {
      throw new Error(`The contracts changed. If that is meant, renew the snapshot and commit it:\n  ${RENEW}`)
    }
  })
})

const anAction = (input: Record<string, v.GenericSchema>, output: Record<string, v.GenericSchema> = {}) => [
  defineAction({
    name: 'thing.do',
    about: '',
    access: { kind: 'session', roles: ['owner', 'viewer'] },
    changes: true,
    input: v.object(input),
    output: v.object(output),
  }),
]
const breaks = (before: readonly ActionContract[], after: readonly ActionContract[]) =>
  contractBreaks(describeContracts(before), describeContracts(after))

describe('comparing contracts', () => {
  const name = v.pipe(v.string(), v.maxLength(10))
  const kind = v.picklist(['a', 'b'])

  it.each([
    ['a removed action', [], 'removed'],
    ['a removed input', anAction({ kind }), 'input.name removed'],
    ['a new required input', anAction({ name, kind, more: v.string() }), 'input.more is new and required'],
    ['a shorter text', anAction({ name: v.pipe(v.string(), v.maxLength(9)), kind }), 'input.name maximum fell to 9'],
    [
      'a longer least text',
      anAction({ name: v.pipe(v.string(), v.minLength(2), v.maxLength(10)), kind }),
      'input.name minimum rose to 2',
    ],
    [
      'a new pattern',
      anAction({ name: v.pipe(v.string(), v.maxLength(10), v.regex(/^a/)), kind }),
      'input.name must now match /^a/',
    ],
    ['another type', anAction({ name: v.number(), kind }), 'input.name changed from string to number'],
    ['a choice taken away', anAction({ name, kind: v.picklist(['a']) }), 'input.kind no longer takes b'],
  ])('finds %s', (_what, after, line) => {
    expect(breaks(anAction({ name, kind }), after)).toEqual([`thing.do: ${line}`])
  })

  it('finds an input that became required, inside lists as well', () => {
    const list = (item: v.GenericSchema) => anAction({ list: v.optional(v.array(v.object({ item }))) })
    expect(breaks(list(v.optional(name)), list(name))).toEqual(['thing.do: input.list[].item became required'])
  })

  it('finds outputs that vanish, become optional or change their type', () => {
    const before = anAction({}, { a: v.string(), b: v.string(), c: v.object({ d: v.number() }) })
    const after = anAction({}, { b: v.optional(v.string()), c: v.object({ d: v.string() }) })
    expect(breaks(before, after)).toEqual([
      'thing.do: output.a removed',
      'thing.do: output.b became optional',
      'thing.do: output.c.d changed from number to string',
    ])
  })

  it('finds access that narrowed', () => {
    const [first] = anAction({})
    if (!first) throw new Error('no action')
    const after: ActionContract = { ...first, access: { kind: 'session', roles: ['owner'] } }
    expect(breaks([first], [after])).toEqual(['thing.do: access lost role viewer'])
    expect(breaks([{ ...first, access: { kind: 'public' } }], [first])).toEqual([
      'thing.do: access changed from public to session',
    ])
    expect(breaks([after], [first])).toEqual([])
  })

  it('lets contracts grow: new actions, optional inputs, wider texts and choices, new outputs and values', () => {
    const before = anAction({ name, kind }, { state: v.picklist(['x', 'y']) })
    const after = [
      ...anAction(
        {
          name: v.optional(v.pipe(v.string(), v.maxLength(20))),
          kind: v.picklist(['a', 'b', 'c']),
          more: v.optional(v.string()),
        },
        { state: v.picklist(['x', 'z']), more: v.string() },
      ),
      { ...anAction({})[0], name: 'thing.undo' } as ActionContract,
    ]
    expect(breaks(before, after)).toEqual([])
  })

  it('asks for every break by name once clients are published', () => {
    const found = ['a: removed', 'b: removed']
    expect(unaccepted(found, { isReleased: true, accepted: ['a: removed'] })).toEqual(['b: removed'])
    expect(unaccepted(found, { isReleased: false, accepted: [] })).toEqual([])
  })

  it('refuses to overlook a kind of schema it does not know', () => {
    expect(() => describeContracts(anAction({ when: v.date() }))).toThrow('add it here')
  })
})
