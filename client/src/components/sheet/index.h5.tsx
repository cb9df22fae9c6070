import { useEffect, useId, useRef } from 'react'
import { Box } from '../box'
import { Button } from '../button'
import type { SheetProps } from './props'
import styles from './sheet.module.scss'

/** The same on the native dialog: focus stays inside, Esc closes, focus returns to what opened it. */
export function Sheet({ open, title, onClose, children, actions }: SheetProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  useEffect(() => {
    const element = dialog.current
    if (!element || !open) return
    const opener = document.activeElement
    if (!element.open) show(element)
    return () => {
      if (typeof element.close === 'function') element.close()
      // The element may have left the document before it closed: then the browser does not do this itself.
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus()
    }
  }, [open])
  if (!open) return null
  return (
    <dialog
      ref={dialog}
      className={styles.dialog}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
    >
      <div className={styles.sheet}>
        <div className={styles.head}>
          <h2 id={titleId} className={styles.title}>
            {title}
          </h2>
          <Button look="quiet" icon="close" iconOnly onPress={onClose}>
            关闭
          </Button>
        </div>
        <Box>{children}</Box>
        {actions && <div className={styles.actions}>{actions}</div>}
      </div>
    </dialog>
  )
}

/** Safari before 15.4 knows no modal dialogs: there it is simply open, above the page. */
function show(dialog: HTMLDialogElement): void {
  if (typeof dialog.showModal === 'function') dialog.showModal()
  else dialog.setAttribute('open', '')
}
