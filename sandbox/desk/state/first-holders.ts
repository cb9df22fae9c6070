import type { WorldView } from '../../wecom/platform/views'
import { SEATS, type Seat } from './seat'

/** Who is handed a phone. */
export interface Handing {
  readonly seat: Seat
  readonly corpId: string
  readonly userId: string
}

/**
 * Whom to hand the phones on a fresh desk: the admins of the first corp, the super admin first, so that the story can begin at once.
 * @returns nothing for phones that somebody already holds
 */
export function firstHolders(world: WorldView): readonly Handing[] {
  const corp = world.corps[0]
  if (!corp) return []
  const people = [
    ...corp.members.filter((member) => member.role === 'superAdmin'),
    ...corp.members.filter((member) => member.role === 'subAdmin'),
    ...corp.members.filter((member) => member.role === 'member'),
  ]
  return SEATS.flatMap((seat, index) => {
    const person = people[index] ?? people[0]
    const isHeld = world.seats.some((held) => held.seat === seat)
    return isHeld || !person ? [] : [{ seat, corpId: corp.corpId, userId: person.userId }]
  })
}
