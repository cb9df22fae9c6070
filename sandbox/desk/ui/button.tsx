import type { ReactNode } from 'react'
import { useState } from 'react'

/** A button that waits for its work: pressed again meanwhile it does nothing. */
export function Button(props: {
  children: ReactNode
  onPress: () => void | Promise<unknown>
  kind?: 'main' | 'plain' | 'quiet' | 'danger'
  small?: boolean
  disabled?: boolean
  /** Why it is disabled, or what it will do; shown on hover. */
  hint?: string
  label?: string
  pressed?: boolean
}): ReactNode {
  const { children, onPress, kind = 'plain', small, disabled, hint, label, pressed } = props
  const [busy, setBusy] = useState(false)
  const press = async () => {
    setBusy(true)
    try {
      await onPress()
    } finally {
      setBusy(false)
    }
  }
  return (
    <button
      type="button"
      className={`button button-${kind}${small ? ' button-small' : ''}`}
      disabled={disabled || busy}
      aria-busy={busy || undefined}
      aria-label={label}
      aria-pressed={pressed}
      title={hint}
      onClick={() => void press()}
    >
      {children}
    </button>
  )
}
