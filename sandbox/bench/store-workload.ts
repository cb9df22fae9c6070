/** What P7 writes: authorisations of about 500 bytes with a name index, a time index and a filter. */
import type { CollectionDef } from '@cloud/store/store'

export interface BenchAuth {
  readonly name: string
  readonly status: string
  readonly changedAt: number
  readonly admins: readonly { readonly id: string; readonly type: number }[]
  readonly scope: { readonly members: readonly string[]; readonly departments: readonly number[] }
  readonly note: string
}

/** The bench's collection. */
export const auths: CollectionDef<BenchAuth, 'byName' | 'byChange'> = {
  name: 'auths',
  owner: 'provider',
  about: 'Authorisations of the bench.',
  format: 1,
  indexes: {
    byName: { scope: 'owner', key: (auth) => [auth.name] },
    byChange: { scope: 'owner', key: (auth) => [auth.changedAt] },
  },
  filters: { status: (auth) => auth.status },
  erasure: 'delete',
}

/** The n-th body. */
export const anAuth = (n: number): BenchAuth => ({
  name: `corp-${(n * 7919) % 1_000_003}`,
  status: n % 5 ? 'installed' : 'cancelled',
  changedAt: 1_767_578_400_000 + n,
  admins: [1, 2, 3].map((i) => ({ id: `woAJ2GCAAAXtWyujaWJHDDGi0mACH${n}${i}`, type: i % 2 })),
  scope: { members: [`woAJ2GCAAAd1${n}`, `woAJ2GCAAAd2${n}`], departments: [1, 2, 7, n] },
  note: '华东零售的授权，按季度复核可见范围。',
})
