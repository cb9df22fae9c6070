import { COLLECTIONS } from '../../store/collections'
import { ERASURE_PLAN } from './plan'

describe('the plan of erasure', () => {
  it('speaks of every collection there is', () => {
    expect(Object.keys(ERASURE_PLAN).sort()).toEqual(COLLECTIONS.map((def) => def.name).sort())
  })

  it.each(COLLECTIONS.map((def) => [def.name, def] as const))(
    'of %s does what the collection declares, and no less',
    (name, def) => {
      const step = ERASURE_PLAN[name]
      if (def.owner === 'corp' && def.erasure === 'delete') {
        expect(['delete', 'deleteWithCorp', 'deleteLast']).toContain(step?.do)
      }
      // What is kept is either declared so, or goes by itself, or is the provider's own record.
      if (step?.do === 'keep' && typeof def.erasure === 'string') {
        expect(def.owner).toBe('provider')
        expect(def.keepDays !== undefined || /服务商自己|邀请/.test(step.why)).toBe(true)
      }
      if (typeof def.erasure === 'object' && 'anonymise' in def.erasure) expect(step?.do).toBe('anonymise')
    },
  )
})
