import { useEffect, useId, useRef, type ReactNode } from 'react'
import { Button } from './button'

/** Asks before something that cannot be taken back: says what will happen. The browser's own dialog: focus stays in, Esc leaves. */
export function Confirm(props: {
  title: string
  children: ReactNode
  action: string
  onConfirm: () => void | Promise<unknown>
  onClose: () => void
}): ReactNode {
  const { title, children, action, onConfirm, onClose } = props
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  useEffect(() => {
    const element = dialog.current
    if (element && !element.open) element.showModal()
    return () => element?.close()
  }, [])
  return (
    <dialog ref={dialog} className="confirm" aria-labelledby={id} onCancel={onClose}>
      <h2 id={id}>{title}</h2>
      <div className="confirm-text">{children}</div>
      <div className="row row-end">
        <Button onPress={onClose}>不了</Button>
        <Button
          kind="danger"
          onPress={async () => {
            await onConfirm()
            onClose()
          }}
        >
          {action}
        </Button>
      </div>
    </dialog>
  )
}
