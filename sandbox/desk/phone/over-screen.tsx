import type { ReactNode } from 'react'
import { AppSettings } from '../manage/app-settings'
import { PictureSheet } from './picture-sheet'
import type { Snapshot } from './read-pixels'
import { Scanner } from './scanner'
import { Sheet } from './sheet'
import { usePhone } from './use-phone'

/** What lies over the screen of a phone. */
export type Over =
  | { readonly kind: 'scanner' }
  | { readonly kind: 'notice'; readonly title: string; readonly text: string }
  | { readonly kind: 'settings'; readonly suiteId: string }
  | { readonly kind: 'picture'; readonly name: string; readonly snapshot: Snapshot }

/** Draws it. */
export function OverScreen(props: { over: Over; now: number; onClose: () => void }): ReactNode {
  const { over, now, onClose } = props
  const { seat } = usePhone()
  switch (over.kind) {
    case 'scanner':
      return <Scanner onClose={onClose} />
    case 'settings':
      return (
        <Sheet title="应用管理" onClose={onClose} full>
          <AppSettings seat={seat} suiteId={over.suiteId} />
        </Sheet>
      )
    case 'picture':
      return <PictureSheet picture={over.snapshot} name={over.name} now={now} onClose={onClose} />
    case 'notice':
      return (
        <Sheet title={over.title} onClose={onClose}>
          <p className="sheet-note">{over.text}</p>
        </Sheet>
      )
  }
}
