import { AppError } from '@shared/kernel/errors'
import { refusalOf, serverFaults } from '../../platform/field-faults'
import { chosenKeys, startOff } from './choice'
import { draftFaults, newItem, startDraft, type DraftItem } from './draft'

const MOBILE = 'contact:sensitive:mobile'
const TAG = 'externalcontact:contact:tag'

const item = (key: string, changed: Partial<DraftItem> = {}): DraftItem => ({
  key,
  reason: '用来给客户回访',
  feature: '客户回访',
  isMustHave: false,
  withoutIt: '回访不能用',
  ...changed,
})

describe('a request as it is being written', () => {
  it('is fine when every permission says why, what for, and what breaks', () => {
    expect(draftFaults([item(MOBILE), item(TAG)])).toEqual({})
  })

  it('names every field that is wrong at once', () => {
    const faults = draftFaults([newItem(MOBILE), item(TAG, { withoutIt: '字'.repeat(81) })])
    expect(Object.keys(faults).sort()).toEqual([
      'items.0.feature',
      'items.0.reason',
      'items.0.withoutIt',
      'items.1.withoutIt',
    ])
    expect(faults['items.1.withoutIt']).toBe('没有它会怎样最多 80 字')
  })

  it('asks for at least one permission', () => {
    expect(draftFaults([])).toEqual({ items: '请至少选择一项权限' })
  })

  it('starts from the words of the last request, without what is in force by now', () => {
    const request = { items: [item(MOBILE), item(TAG)] } as Parameters<typeof startDraft>[0]
    expect(startDraft(request, [TAG]).map((draft) => draft.key)).toEqual([MOBILE])
    expect(startDraft(undefined, [])).toEqual([])
  })

  it('reads fields and reasons out of the server’s refusal', () => {
    const refused = new AppError('INVALID_INPUT', 'x', {
      details: {
        issues: [
          { field: 'text', message: '甲' },
          { field: 'text', message: '乙' },
          { field: 'text', message: '甲' },
        ],
      },
    })
    expect(serverFaults(refused)).toEqual({ text: '甲；乙' })
    expect(serverFaults(new Error('x'))).toEqual({})
    expect(refusalOf(new AppError('ILLEGAL_STATE', 'x', { details: { reason: 'requestOpen' } }))).toBe('requestOpen')
    expect(refusalOf(new AppError('INTERNAL', 'x'))).toBeUndefined()
  })
})

describe('the admin’s choice', () => {
  const request = { items: [item(TAG), item(MOBILE, { isMustHave: true })] }

  it('holds every must-have whatever is switched, in the order asked', () => {
    expect(chosenKeys(request, new Set())).toEqual([TAG, MOBILE])
    expect(chosenKeys(request, new Set([TAG, MOBILE]))).toEqual([MOBILE])
  })

  it('comes back as it was made before', () => {
    expect([...startOff({ ...request, chosen: [MOBILE] })]).toEqual([TAG])
    expect([...startOff(request)]).toEqual([])
  })
})
