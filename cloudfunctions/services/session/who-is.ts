/** Side, roles and proof of a person: staff by our own list, customers by what WeCom says of the apps they authorised. */
import type { Role, Side } from '@shared/contract/define'
import { roleProof, type RoleProof } from '@shared/domain/person/roles'
import type { PersonRef } from '@shared/wecom/ids'
import { corpAuths, people, personDocId, type PersonRecord } from '../../store/collections/corp'
import type { ProviderRecord } from '../../store/collections/provider'
import type { Stored } from '../../store/store'
import type { Services } from '../services'

export interface Who {
  readonly side: Side
  readonly roles: readonly Role[]
  readonly proof?: RoleProof
  readonly corpName?: string
  readonly person: Stored<PersonRecord> | undefined
}

/** Two store reads, whoever it is: person and the corp's authorisations (a corp holds few apps of one provider). */
export async function whoIs(deps: Pick<Services, 'store'>, provider: ProviderRecord, ref: PersonRef): Promise<Who> {
  const person = await deps.store.get(people, personDocId(ref))
  const auths = await deps.store.list(corpAuths, 'byCorp', [ref.providerId, ref.corpId], { limit: 50 })
  if (ref.corpId === provider.corpId) {
    return { side: 'staff', roles: person?.body.roles ?? [], corpName: provider.name, person }
  }
  const bodies = auths.items.map((item) => item.body)
  const proof = roleProof(bodies, ref.openUserId)
  const corpName = bodies[0]?.corpName
  return {
    side: 'customer',
    roles: proof ? ['appAdmin', 'member'] : ['member'],
    ...(proof ? { proof } : {}),
    ...(corpName ? { corpName } : {}),
    person,
  }
}
