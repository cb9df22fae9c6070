import { aCorp, aMember, aWorld } from '../testing/a-world'
import { firstHolders } from './first-holders'

const corp = aCorp({
  members: [
    aMember({ userId: 'chen', role: 'member' }),
    aMember({ userId: 'li', role: 'subAdmin' }),
    aMember({ userId: 'zhou', role: 'superAdmin' }),
  ],
})

describe('who is handed the phones of a fresh desk', () => {
  it('is the super admin of the first corp, then another admin', () => {
    expect(firstHolders(aWorld({ corps: [corp, aCorp({ corpId: 'other' })] }))).toEqual([
      { seat: 'seat-a', corpId: corp.corpId, userId: 'zhou' },
      { seat: 'seat-b', corpId: corp.corpId, userId: 'li' },
    ])
  })

  it('is nobody where a phone is held already', () => {
    const held = {
      seat: 'seat-a',
      corpId: 'x',
      corpName: 'x',
      userId: 'y',
      name: 'y',
      role: 'member' as const,
      providerId: undefined,
    }
    expect(firstHolders(aWorld({ corps: [corp], seats: [held] })).map((handing) => handing.seat)).toEqual(['seat-b'])
  })

  it('is nobody in a world without corps', () => {
    expect(firstHolders(aWorld({ corps: [] }))).toEqual([])
  })
})
