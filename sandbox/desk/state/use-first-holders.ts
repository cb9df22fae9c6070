import { useEffect, useRef } from 'react'
import { firstHolders } from './first-holders'
import { useDesk } from './use-desk'

/** Hands the phones out once a page, on the first reading of a world in which nobody holds them. */
export function useFirstHolders(): void {
  const { world, act } = useDesk()
  const isDone = useRef(false)
  useEffect(() => {
    if (!world || isDone.current) return
    isDone.current = true
    for (const handing of firstHolders(world)) void act('seat.set', handing)
  }, [world, act])
}
