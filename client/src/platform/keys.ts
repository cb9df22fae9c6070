import { useEffect } from 'react'
import { useVisible } from './visible'

/**
 * Keys of the console in a browser: `/` goes to the search field, Esc leaves it (an open dialog closes by itself).
 * @returns moves the focus to the content; undefined where there is no keyboard to move it for
 */
export function useConsoleKeys(searchId: string, mainId: string): (() => void) | undefined {
  const isVisible = useVisible()
  useEffect(() => {
    if (process.env.TARO_ENV !== 'h5' || !isVisible) return
    const press = (event: KeyboardEvent) => {
      const at = event.target instanceof HTMLElement ? event.target : undefined
      const isTyping = at?.matches('input, textarea, select, [contenteditable]') ?? false
      if (event.key === '/' && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey) {
        const field = shown(searchId)
        if (!field) return
        event.preventDefault()
        field.focus()
      }
      if (event.key === 'Escape' && isTyping && at?.id === searchId) at.blur()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [isVisible, searchId])
  if (process.env.TARO_ENV !== 'h5') return undefined
  return () => {
    const main = document.getElementById(mainId)
    main?.setAttribute('tabindex', '-1')
    main?.focus()
  }
}

/** Earlier pages stay in the document, hidden: the one that is laid out counts. */
const shown = (id: string): HTMLElement | undefined =>
  [...document.querySelectorAll<HTMLElement>(`[id="${id}"]`)].find((element) => element.offsetParent !== null)
