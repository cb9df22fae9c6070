import { useEffect, useRef, useState, type ReactNode, type RefObject } from 'react'
import { pageIn } from './phone/visible-codes'
import { isLasting } from './phone/web-trail'
import { goTo } from './phone/web-view'
import { asText, usePersisted } from './state/persisted'
import { CONSOLE_SEAT } from './state/seat'
import { useDesk } from './state/use-desk'
import { STORY_PROVIDER } from './story/steps'
import { Icon } from './ui/icons'

/** The console is laid out for a desktop: in a narrower column it is shown smaller instead, CSS pixels. */
const DESKTOP_WIDTH = 800
/** How often the console is asked where it is, ms. */
const LOOK_MS = 800
/** Smaller than this nobody can read it. */
const SMALLEST_SCALE = 0.72

/** How wide the page inside is told it is, and how much smaller it is drawn. */
export function fitConsole(columnWidth: number): { readonly width: number; readonly scale: number } {
  const scale = Math.min(1, Math.max(SMALLEST_SCALE, columnWidth / DESKTOP_WIDTH))
  return { width: Math.round(columnWidth / scale), scale }
}

/** The provider console in its own window of the desk. */
export function ConsoleFrame(props: { isTurn: boolean }): ReactNode {
  const { config } = useDesk()
  const frame = useRef<HTMLIFrameElement>(null)
  const place = useRef<HTMLDivElement>(null)
  const { width, scale } = useFit(place)
  const [at, setAt] = usePersisted('console/at', '', asText)
  useWhereabouts(frame, setAt)
  const [start] = useState(at)
  const home = `${config.appBase}/app/#/console/home/index?provider=${STORY_PROVIDER}`
  return (
    <section className={props.isTurn ? 'console is-turn' : 'console'} aria-label="服务商控制台">
      <header className="console-head">
        <h2>服务商控制台</h2>
        <span className="console-sub">合契 · 服务商员工使用</span>
        <button
          type="button"
          className="icon-button"
          aria-label="回到控制台首页"
          onClick={() => goTo(frame.current, home)}
        >
          <Icon name="desktop" size={18} />
        </button>
        <button
          type="button"
          className="icon-button"
          aria-label="重新载入控制台"
          onClick={() => frame.current?.contentWindow?.location.reload()}
        >
          <Icon name="reload" size={18} />
        </button>
        <a className="icon-button" aria-label="在新标签页打开控制台" href={home} target="_blank" rel="noreferrer">
          <Icon name="open" size={18} />
        </a>
      </header>
      <div className="console-place" ref={place}>
        <iframe
          ref={frame}
          name={CONSOLE_SEAT}
          title="服务商控制台"
          className="console-page"
          src={startOf(start, config.appBase) ?? home}
          style={{ width: `${width}px`, height: `${100 / scale}%`, transform: `scale(${scale})` }}
        />
      </div>
    </section>
  )
}

/** Where the console was left, if that is a page of the app: the desk opens it there again. */
export function startOf(stored: string, appBase: string): string | undefined {
  return stored.startsWith(`${appBase}/app/`) && isLasting(stored) ? stored : undefined
}

/** Reports where the page in a frame is; hash routers fire no load event. */
function useWhereabouts(frame: RefObject<HTMLIFrameElement>, report: (url: string) => void): void {
  useEffect(() => {
    let last = ''
    const look = () => {
      const url = (frame.current && pageIn(frame.current)?.location.href) ?? ''
      if (url === last || !url.startsWith('http')) return
      last = url
      report(url)
    }
    const timer = setInterval(look, LOOK_MS)
    return () => clearInterval(timer)
  }, [frame, report])
}

function useFit(place: RefObject<HTMLElement>) {
  const [fit, setFit] = useState(fitConsole(DESKTOP_WIDTH))
  useEffect(() => {
    const element = place.current
    if (!element) return
    const observer = new ResizeObserver(() => setFit(fitConsole(element.clientWidth)))
    observer.observe(element)
    return () => observer.disconnect()
  }, [place])
  return fit
}
