import { useEffect, useState } from 'react'
import { useDesk } from './use-desk'

/**
 * The stand-in's time, ticking between readings at the stand-in's own speed.
 * @param everyMs how often the component renders again, ms
 * @returns epoch ms, or undefined before the first reading
 */
export function useNow(everyMs = 1000): number | undefined {
  const { world, readAt } = useDesk()
  const [, tick] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => tick((count) => count + 1), everyMs)
    return () => clearInterval(timer)
  }, [everyMs])
  return world && world.clock.now + (performance.now() - readAt) * world.clock.speed
}
