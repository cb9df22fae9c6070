import { useEffect, useRef, useState, type ReactNode } from 'react'
import { ConsoleFrame } from './console-frame'
import { Panel, usePanelTab } from './panel/panel'
import { Phone } from './phone/phone'
import { asFlag, asOneOf, usePersisted } from './state/persisted'
import { PHONE_NAME, SEATS, type Seat } from './state/seat'
import { useDesk } from './state/use-desk'
import { useFirstHolders } from './state/use-first-holders'
import type { Where } from './story/steps'
import { StoryStrip, useStory } from './story/story-strip'
import { Icon } from './ui/icons'

/** From this width on both phones and the panel fit beside a readable console, CSS pixels. */
const ROOMY = 1720
/** Below this the panel starts folded. */
const PANEL_WIDTH = 1400

const asSeat = asOneOf(SEATS)

/** The whole desk. */
export function App(): ReactNode {
  const { place, setPlace, act } = useStory()
  const [tab, setTab] = usePanelTab()
  const [panelOpen, setPanelOpen] = usePersisted('panel/open', window.innerWidth >= PANEL_WIDTH, asFlag)
  const [twoPhones, setTwoPhones] = usePersisted('phones/two', false, asFlag)
  const [front, setFront] = usePersisted<Seat>('phones/front', 'seat-a', asSeat)
  const isRoomy = useWidth() >= ROOMY
  useFirstHolders()
  const show = (where: Where, wanted: typeof tab | undefined) => {
    if (where === 'panel') setPanelOpen(true)
    if (wanted) setTab(wanted)
  }
  const isSideBySide = twoPhones && isRoomy
  return (
    <div className="desk">
      <header className="top">
        <h1 className="brand">
          <Mark />
          合契 <span>桌面</span>
        </h1>
        <StoryStrip place={place} onPlace={setPlace} onShow={show} />
      </header>
      <main className="worlds">
        <ConsoleFrame isTurn={act?.where === 'console'} />
        <section className={act?.where === 'phone' ? 'phones is-turn' : 'phones'} aria-label="手机">
          <PhonesBar
            two={twoPhones}
            onTwo={setTwoPhones}
            isSideBySide={isSideBySide}
            front={front}
            onFront={setFront}
          />
          <div className="phones-row">
            {SEATS.map((seat) => (
              <div
                key={seat}
                className="phone-slot"
                hidden={twoPhones ? !isSideBySide && seat !== front : seat !== 'seat-a'}
              >
                {(twoPhones || seat === 'seat-a') && <Phone seat={seat} />}
              </div>
            ))}
          </div>
        </section>
        {panelOpen ? (
          <div className={act?.where === 'panel' ? 'panel-slot is-turn' : 'panel-slot'}>
            <Panel tab={tab} onTab={setTab} onFold={() => setPanelOpen(false)} />
          </div>
        ) : (
          <button
            type="button"
            className={act?.where === 'panel' ? 'rail is-turn' : 'rail'}
            onClick={() => setPanelOpen(true)}
          >
            <Icon name="fold" size={18} />
            <span>企业微信侧</span>
            <small>替身 · 仅在本机</small>
          </button>
        )}
      </main>
      <Toasts />
    </div>
  )
}

function PhonesBar(props: {
  two: boolean
  onTwo: (two: boolean) => void
  isSideBySide: boolean
  front: Seat
  onFront: (seat: Seat) => void
}): ReactNode {
  const { two, onTwo, isSideBySide, front, onFront } = props
  return (
    <header className="phones-head">
      <h2>客户的手机</h2>
      {two && !isSideBySide && (
        <div className="segments" role="group" aria-label="看哪部手机">
          {SEATS.map((seat) => (
            <button
              key={seat}
              type="button"
              className="segment"
              aria-pressed={seat === front}
              onClick={() => onFront(seat)}
            >
              {PHONE_NAME[seat]}
            </button>
          ))}
        </div>
      )}
      <button
        type="button"
        className="icon-button"
        aria-pressed={two}
        aria-label="两部手机"
        title={two ? '只用一部手机' : '再拿一部手机'}
        onClick={() => onTwo(!two)}
      >
        <Icon name={two ? 'phones' : 'phone'} size={18} />
      </button>
    </header>
  )
}

function Toasts(): ReactNode {
  const { toasts } = useDesk()
  return (
    <div className="toasts" role="status" aria-live="polite">
      {toasts.map((toast) => (
        <p key={toast.id} className={`toast toast-${toast.tone}`}>
          <Icon name={toast.tone === 'done' ? 'check' : 'alert'} size={16} />
          {toast.text}
        </p>
      ))}
    </div>
  )
}

function Mark(): ReactNode {
  return (
    <svg width="26" height="26" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="8" className="mark-ground" />
      <path d="M9 10.5h6v11H9zM17 10.5h6v11h-6z" className="mark-shape" />
    </svg>
  )
}

function useWidth(): number {
  const [width, setWidth] = useState(window.innerWidth)
  const waiting = useRef(0)
  useEffect(() => {
    const resized = () => {
      cancelAnimationFrame(waiting.current)
      waiting.current = requestAnimationFrame(() => setWidth(window.innerWidth))
    }
    window.addEventListener('resize', resized)
    return () => window.removeEventListener('resize', resized)
  }, [])
  return width
}
