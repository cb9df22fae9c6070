import { useCallback, useEffect, useRef, useState } from 'react'

/**
 * One press at a time: a promise keeps the control busy until it settles. A rejection is the caller's to show; here it only
 * ends the wait, and reaches the console of the target as an unhandled rejection if nobody handled it.
 * @returns whether it is busy, and the handler
 */
export function usePress(action: (() => void | Promise<unknown>) | undefined, disabled = false) {
  const [busy, setBusy] = useState(false)
  const open = useRef(false)
  const mounted = useRef(true)
  useEffect(() => {
    mounted.current = true
    return () => {
      mounted.current = false
    }
  }, [])
  const press = useCallback(() => {
    if (disabled || open.current || !action) return
    const answer = action()
    if (!(answer instanceof Promise)) return
    open.current = true
    setBusy(true)
    void answer.finally(() => {
      open.current = false
      if (mounted.current) setBusy(false)
    })
  }, [action, disabled])
  return { busy, press }
}
