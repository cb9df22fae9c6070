import { useCallback, useMemo, useRef, useState, type ReactNode } from 'react'
import type { PhoneMessage, SeatView } from '../../wecom/platform/views'
import { ROLE_NAME } from '../manage/say-app'
import { usePersisted } from '../state/persisted'
import { messageOf } from '../state/platform'
import { sayClock } from '../state/say-time'
import { PHONE_NAME, type Seat } from '../state/seat'
import { useDesk } from '../state/use-desk'
import { useNow } from '../state/use-now'
import { Icon } from '../ui/icons'
import { saySaveResult } from './album'
import { previewOf } from './chats'
import { MeTab } from './me-tab'
import { miniProgramUrl } from './mini-program'
import { OverScreen, type Over } from './over-screen'
import type { TouchedPicture } from './page-pictures'
import { PhoneHome } from './phone-home'
import { snapshotFrom, snapshotOf } from './read-pixels'
import { onThisDesk, scanOutcome } from './scan-outcome'
import { screenId } from './sheet'
import { useMessages } from './use-messages'
import { PhoneProvider, type Phone as PhoneApi } from './use-phone'
import { keepPicture } from './use-pictures'
import { goTo, WebView } from './web-view'
import { asTrail, followTo, type WebTrail } from './web-trail'

const SAY_MS = 2600
const NOWHERE: WebTrail = []

/** One phone on the desk, playing WeCom's client for whoever holds it. */
export function Phone(props: { seat: Seat; onFold?: () => void }): ReactNode {
  const { seat, onFold } = props
  const { world } = useDesk()
  const holder = world?.seats.find((candidate) => candidate.seat === seat)
  // A phone that changes hands starts afresh: nothing of the one before stays on the screen.
  const who = holder ? `${holder.corpId}/${holder.userId}` : 'nobody'
  return (
    <section className="phone" aria-label={PHONE_NAME[seat]}>
      <div className="phone-label">
        <b>{PHONE_NAME[seat]}</b>
        <span>{holder ? `${holder.name} · ${holder.corpName} · ${ROLE_NAME[holder.role]}` : '还没有人拿着'}</span>
        {onFold && (
          <button type="button" className="icon-button" aria-label={`收起${PHONE_NAME[seat]}`} onClick={onFold}>
            <Icon name="close" size={16} />
          </button>
        )}
      </div>
      <div className="phone-body">
        {world ? (
          <Screen key={who} seat={seat} holder={holder} who={who} />
        ) : (
          <p className="phone-wait">正在连接企业微信</p>
        )}
      </div>
    </section>
  )
}

function Screen(props: { seat: Seat; holder: SeatView | undefined; who: string }): ReactNode {
  const { seat, holder, who } = props
  const now = useNow(5000) ?? 0
  const mail = useMessages(seat, holder !== undefined)
  const [chat, setChat] = useState<string>()
  const { phone, said, over, setOver, trail, setTrail, frame } = usePhoneState(seat, holder, who)
  const isBrowsing = trail.length > 0
  const openMessage = (message: PhoneMessage) => {
    mail.dismiss()
    setTrail(NOWHERE)
    setChat(message.from.name)
  }
  const takePicture = async (touched: TouchedPicture) => {
    const snapshot = touched.url === undefined ? await snapshotOf(touched.element) : await snapshotFrom(touched.url)
    if (!snapshot) phone.say('这张图片读不出来')
    else if (touched.how === 'hold') setOver({ kind: 'picture', name: touched.name, snapshot })
    else phone.say(saySaveResult(keepPicture(seat, { name: touched.name, dataUrl: snapshot.dataUrl, savedAt: now })))
  }
  return (
    <PhoneProvider value={phone}>
      <div className="phone-screen" id={screenId(seat)}>
        <StatusBar now={now} />
        {mail.arrived && (isBrowsing || mail.arrived.from.name !== chat) && (
          <Banner message={mail.arrived} onOpen={openMessage} />
        )}
        <div className="phone-main" hidden={isBrowsing}>
          {chat === undefined && (
            <button type="button" className="scan-button" onClick={() => setOver({ kind: 'scanner' })}>
              <Icon name="scan" size={18} />
              扫一扫
            </button>
          )}
          {holder ? <PhoneHome seat={seat} holder={holder} mail={mail} chat={chat} onChat={setChat} /> : <MeTab />}
        </div>
        {isBrowsing && (
          <WebView
            trail={trail}
            onTrail={setTrail}
            onClose={() => setTrail(NOWHERE)}
            onPicture={(picture) => void takePicture(picture)}
            onScan={() => setOver({ kind: 'scanner' })}
            frame={frame}
          />
        )}
        {said !== undefined && (
          <p className="phone-say" role="status">
            {said}
          </p>
        )}
      </div>
      {over && <OverScreen over={over} now={now} onClose={() => setOver(undefined)} />}
    </PhoneProvider>
  )
}

function usePhoneState(seat: Seat, holder: SeatView | undefined, who: string) {
  const { config, platform, world } = useDesk()
  const [trail, setTrail] = usePersisted(`phone/${seat}/web/${who}`, NOWHERE, asTrail)
  const [over, setOver] = useState<Over>()
  const { said, say } = useSaying()
  const frame = useRef<HTMLIFrameElement>(null)
  const openWeb = useCallback(
    (url: string) => {
      const local = onThisDesk(url, config)
      if (local === undefined)
        return setOver({ kind: 'notice', title: '外部网页', text: `这台桌面不访问本机以外的地址：${url}` })
      setOver(undefined)
      setTrail(followTo(trail, local))
      goTo(frame.current, local)
    },
    [config, setTrail, trail],
  )
  const scan = useCallback(
    async (text: string) => {
      try {
        const outcome = scanOutcome(await platform('client.scan', { seat, text }), config)
        if (outcome.kind === 'open') openWeb(outcome.url)
        else setOver(outcome)
      } catch (cause) {
        setOver({ kind: 'notice', title: '扫码没有成功', text: messageOf(cause) })
      }
    },
    [platform, seat, config, openWeb],
  )
  const phone = useMemo<PhoneApi>(
    () => ({
      seat,
      holder,
      openWeb,
      openMiniProgram: (target) => openWeb(miniProgramUrl(config.appBase, target, world)),
      openAppSettings: (suiteId) => setOver({ kind: 'settings', suiteId }),
      scan,
      say,
    }),
    [seat, holder, openWeb, config.appBase, world, scan, say],
  )
  return { phone, said, over, setOver, trail, setTrail, frame }
}

function useSaying() {
  const [said, setSaid] = useState<string>()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const say = useCallback((text: string) => {
    clearTimeout(timer.current)
    setSaid(text)
    timer.current = setTimeout(() => setSaid(undefined), SAY_MS)
  }, [])
  return { said, say }
}

function StatusBar(props: { now: number }): ReactNode {
  return (
    <div className="status-bar">
      <span>{props.now > 0 ? sayClock(props.now) : '--:--'}</span>
      <svg width="54" height="12" viewBox="0 0 54 12" aria-hidden="true" focusable="false" fill="currentColor">
        <rect x="0" y="7" width="3" height="5" rx="1" />
        <rect x="4.5" y="5" width="3" height="7" rx="1" />
        <rect x="9" y="2.5" width="3" height="9.5" rx="1" />
        <rect x="13.5" y="0" width="3" height="12" rx="1" />
        <rect x="26.5" y="0.5" width="23" height="11" rx="3" fill="none" stroke="currentColor" />
        <rect x="28" y="2" width="17" height="8" rx="1.5" />
        <rect x="51" y="4" width="2" height="4" rx="1" />
      </svg>
    </div>
  )
}

function Banner(props: { message: PhoneMessage; onOpen: (message: PhoneMessage) => void }): ReactNode {
  return (
    <div className="banner-place" role="status">
      <button type="button" className="banner" onClick={() => props.onOpen(props.message)}>
        <b>{props.message.from.name}</b>
        <span>{previewOf(props.message)}</span>
      </button>
    </div>
  )
}
