import { useEffect, useRef, useState, type ReactNode, type RefObject } from 'react'
import { useDesk } from '../state/use-desk'
import { Icon } from '../ui/icons'
import { watchPictures, type TouchedPicture } from './page-pictures'
import { usePhone } from './use-phone'
import { pageIn } from './visible-codes'
import { backFrom, followTo, type WebTrail } from './web-trail'

/** How often the page is asked where it is and what it is called, ms: hash routers fire no load event. */
const LOOK_MS = 400

/** The browser inside WeCom: title bar with back, close and reload around an iframe whose name is the seat. */
export function WebView(props: {
  trail: WebTrail
  onTrail: (trail: WebTrail) => void
  onClose: () => void
  onPicture: (picture: TouchedPicture) => void
  /** WeCom keeps a page open behind its scanner. */
  onScan: () => void
  frame: RefObject<HTMLIFrameElement>
}): ReactNode {
  const { trail, onTrail, onClose, onPicture, onScan, frame } = props
  const { seat } = usePhone()
  const { config } = useDesk()
  const [start] = useState(trail.at(-1) ?? 'about:blank')
  const page = usePageInside(frame, trail, onTrail)
  const pictureSeen = useRef(onPicture)
  pictureSeen.current = onPicture
  const watching = useRef<() => void>(undefined)
  useEffect(() => () => watching.current?.(), [])

  const back = () => {
    const target = backFrom(trail)
    if (target === undefined) return onClose()
    onTrail(followTo(trail, target))
    goTo(frame.current, target)
  }
  useClosing(frame, back)
  const loaded = () => {
    watching.current?.()
    const inside = frame.current && pageIn(frame.current)
    watching.current = inside ? watchPictures(inside, (picture) => pictureSeen.current(picture)) : undefined
  }
  return (
    <div className="web">
      <div className="web-bar">
        <button type="button" className="icon-button" aria-label="返回" onClick={back}>
          <Icon name="back" />
        </button>
        <button type="button" className="icon-button" aria-label="关闭网页" onClick={onClose}>
          <Icon name="close" size={18} />
        </button>
        <div className="web-title" aria-live="polite">
          <strong>{page.title || (page.isOurs ? '正在打开' : '企业微信')}</strong>
          <span>{page.isOurs ? page.host : hostOf(config.wecomBase)}</span>
        </div>
        <button type="button" className="icon-button" aria-label="收起网页，打开扫一扫" title="扫一扫" onClick={onScan}>
          <Icon name="scan" size={18} />
        </button>
        <button
          type="button"
          className="icon-button"
          aria-label="重新载入"
          onClick={() => goTo(frame.current, trail.at(-1))}
        >
          <Icon name="reload" size={18} />
        </button>
      </div>
      <iframe ref={frame} name={seat} className="web-page" title="手机里的网页" src={start} onLoad={loaded} />
    </div>
  )
}

/** Sends an iframe somewhere without leaving a step in the history that all frames of the desk share. */
export function goTo(frame: HTMLIFrameElement | null, url: string | undefined): void {
  if (!frame?.contentWindow || url === undefined) return
  const here = pageIn(frame)?.location
  if (here?.href === url) here.reload()
  else frame.contentWindow.location.replace(url)
}

/** WeCom's own pages say by message when their button 返回 or 完成 was pressed. */
function useClosing(frame: RefObject<HTMLIFrameElement>, onClosing: () => void): void {
  const latest = useRef(onClosing)
  latest.current = onClosing
  useEffect(() => {
    const heard = (event: MessageEvent) => {
      const message = event.data as { type?: unknown } | null
      if (event.source === frame.current?.contentWindow && message?.type === 'wecom-page-closed') latest.current()
    }
    window.addEventListener('message', heard)
    return () => window.removeEventListener('message', heard)
  }, [frame])
}

function usePageInside(frame: RefObject<HTMLIFrameElement>, trail: WebTrail, onTrail: (trail: WebTrail) => void) {
  const [page, setPage] = useState({ title: '', host: '', isOurs: false })
  const latest = useRef({ trail, onTrail })
  latest.current = { trail, onTrail }
  useEffect(() => {
    const look = () => {
      const inside = frame.current && pageIn(frame.current)
      const url = inside?.location.href
      const title = inside?.title ?? ''
      const host = inside?.location.host ?? ''
      const isOurs = inside !== undefined && inside !== null && url !== 'about:blank'
      setPage((before) =>
        before.title === title && before.host === host && before.isOurs === isOurs ? before : { title, host, isOurs },
      )
      const { trail: known, onTrail: report } = latest.current
      const next = followTo(known, url)
      if (next !== known) report(next)
    }
    const timer = setInterval(look, LOOK_MS)
    return () => clearInterval(timer)
  }, [frame])
  return page
}

function hostOf(base: string): string {
  return new URL(base).host
}
