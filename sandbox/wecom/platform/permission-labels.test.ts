import { permissionsFor } from '@shared/wecom/permissions'
import { PERMISSION_LABELS } from './permission-labels'

describe("permission names in WeCom's client", () => {
  it('know every custom permission the product may ask for', () => {
    const asked = permissionsFor('template')
      .map((p) => p.key as string)
      .filter((key) => !key.startsWith('basic:'))
    expect(asked.length).toBeGreaterThan(20)
    expect(asked.filter((key) => !(key in PERMISSION_LABELS))).toEqual([])
  })
})
