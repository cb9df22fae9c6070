import { useId, useRef, type KeyboardEvent, type ReactNode } from 'react'

/** One tab. */
export interface Tab<T extends string> {
  readonly id: T
  readonly label: string
  /** Small number on the tab: things waiting there. */
  readonly badge?: number
  readonly icon?: ReactNode
}

/** Tabs with the usual keyboard: one stop of the Tab key, arrows move, Home and End jump. */
export function Tabs<T extends string>(props: {
  label: string
  tabs: readonly Tab<T>[]
  current: T
  onChoose: (id: T) => void
  className: string
  /** Whether the tab list stands above (panel) or below (phone) what it shows. */
  at?: 'top' | 'bottom'
  children: ReactNode
}): ReactNode {
  const { label, tabs, current, onChoose, className, at = 'top', children } = props
  const id = useId()
  const list = useRef<HTMLDivElement>(null)
  const move = (event: KeyboardEvent) => {
    const next = nextIndex(
      event.key,
      tabs.findIndex((tab) => tab.id === current),
      tabs.length,
    )
    const tab = next === undefined ? undefined : tabs[next]
    if (!tab || next === undefined) return
    event.preventDefault()
    onChoose(tab.id)
    list.current?.querySelectorAll<HTMLButtonElement>('[role=tab]')[next]?.focus()
  }
  const bar = (
    <div ref={list} role="tablist" aria-label={label} className={`${className}-tabs`} onKeyDown={move}>
      {tabs.map((tab) => (
        <button
          key={tab.id}
          type="button"
          role="tab"
          id={`${id}-${tab.id}`}
          aria-selected={tab.id === current}
          aria-controls={`${id}-panel`}
          tabIndex={tab.id === current ? 0 : -1}
          onClick={() => onChoose(tab.id)}
        >
          {tab.icon}
          <span>{tab.label}</span>
          {tab.badge ? (
            <span className="badge">
              {tab.badge > 99 ? '99+' : tab.badge}
              <span className="unseen"> 项待处理</span>
            </span>
          ) : null}
        </button>
      ))}
    </div>
  )
  return (
    <>
      {at === 'top' && bar}
      <div
        role="tabpanel"
        id={`${id}-panel`}
        aria-labelledby={`${id}-${current}`}
        className={`${className}-body`}
        tabIndex={0}
      >
        {children}
      </div>
      {at === 'bottom' && bar}
    </>
  )
}

/** Where an arrow key leads; undefined when the key is none of the tabs' business. */
export function nextIndex(key: string, index: number, count: number): number | undefined {
  switch (key) {
    case 'ArrowRight':
    case 'ArrowDown':
      return (index + 1) % count
    case 'ArrowLeft':
    case 'ArrowUp':
      return (index + count - 1) % count
    case 'Home':
      return 0
    case 'End':
      return count - 1
    default:
      return undefined
  }
}
