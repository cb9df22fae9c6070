import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode, type RefObject } from 'react'
import { createPortal } from 'react-dom'
import { Icon } from '../ui/icons'
import { usePhone } from './use-phone'

const FOCUSABLE = 'button:not(:disabled), input:not(:disabled), select:not(:disabled), a[href], [tabindex="0"]'

interface SheetProps {
  readonly title: string
  readonly onClose: () => void
  readonly children: ReactNode
  /** Covers the whole screen of the phone. */
  readonly full?: boolean
  readonly hideTitle?: boolean
}

/**
 * A sheet that rises inside a phone, over what the phone shows and nothing else of the desk. Focus goes in, stays in, and returns; Esc
 * and the veil close it.
 */
export function Sheet(props: SheetProps): ReactNode {
  const { seat } = usePhone()
  const [screen, setScreen] = useState<Element | null>(null)
  // Sheets are opened from deep inside scrolling lists but lie over the whole screen of their phone.
  useEffect(() => setScreen(document.getElementById(screenId(seat))), [seat])
  return screen && createPortal(<SheetBox {...props} />, screen)
}

/** Id of the element that is the screen of a phone. */
export function screenId(seat: string): string {
  return `screen-${seat}`
}

function SheetBox(props: SheetProps): ReactNode {
  const { title, onClose, children, full, hideTitle } = props
  const id = useId()
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const before = document.activeElement
    box.current?.focus()
    // What lies below is out of reach until the sheet goes, for keyboard and readers alike.
    const below = [...(box.current?.closest('.phone-screen')?.querySelectorAll('.phone-main, .web') ?? [])]
    for (const element of below) element.setAttribute('inert', '')
    return () => {
      for (const element of below) element.removeAttribute('inert')
      if (before instanceof HTMLElement && before.isConnected) before.focus()
    }
  }, [])
  useEscape(box, onClose)
  return (
    <div className={`sheet-veil${full ? ' sheet-veil-full' : ''}`}>
      <button type="button" className="sheet-out" tabIndex={-1} aria-label="关闭" onClick={onClose} />
      <div
        ref={box}
        role="dialog"
        aria-modal="true"
        aria-labelledby={id}
        tabIndex={-1}
        className={full ? 'sheet sheet-full' : 'sheet'}
        onKeyDown={(event) => keepFocus(event, box.current)}
      >
        <div className={hideTitle ? 'unseen' : 'sheet-head'}>
          <h3 id={id}>{title}</h3>
          {!hideTitle && (
            <button type="button" className="icon-button" aria-label="关闭" onClick={onClose}>
              <Icon name="close" />
            </button>
          )}
        </div>
        {children}
      </div>
    </div>
  )
}

/** Esc closes the sheet on top, also when the control that had the focus is gone; a sheet of the other phone stays. */
function useEscape(box: RefObject<HTMLElement>, onClose: () => void): void {
  const latest = useRef(onClose)
  latest.current = onClose
  useEffect(() => {
    const press = (event: globalThis.KeyboardEvent) => {
      if (event.key !== 'Escape' || document.querySelector('dialog[open]')) return
      const screen = box.current?.closest('.phone-screen')
      const isOnTop = [...(screen?.querySelectorAll('.sheet') ?? [])].at(-1) === box.current
      const at = document.activeElement
      if (isOnTop && (at === null || at === document.body || screen?.contains(at))) latest.current()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [box])
}

function keepFocus(event: KeyboardEvent, box: HTMLElement | null): void {
  if (event.key !== 'Tab' || !box) return
  const stops = [...box.querySelectorAll<HTMLElement>(FOCUSABLE)]
  const first = stops[0]
  const last = stops.at(-1)
  const active = document.activeElement
  if (event.shiftKey && (active === first || active === box)) {
    event.preventDefault()
    last?.focus()
  } else if (!event.shiftKey && active === last) {
    event.preventDefault()
    first?.focus()
  }
}

/** The list of actions WeCom shows at the foot of the screen. */
export function ActionSheet(props: {
  title: string
  actions: readonly { readonly label: string; readonly onPress: () => void; readonly danger?: boolean }[]
  onClose: () => void
  children?: ReactNode
}): ReactNode {
  return (
    <Sheet title={props.title} onClose={props.onClose} hideTitle={!props.children}>
      {props.children}
      <div className="actions">
        {props.actions.map((action) => (
          <button
            key={action.label}
            type="button"
            className={action.danger ? 'action action-danger' : 'action'}
            onClick={action.onPress}
          >
            {action.label}
          </button>
        ))}
        <button type="button" className="action action-cancel" onClick={props.onClose}>
          取消
        </button>
      </div>
    </Sheet>
  )
}
