import { useCallback, useState, type ReactNode } from 'react'
import { CONSOLE_SEAT, PHONE_NAME, SEATS } from '../state/seat'
import { usePolling } from '../state/use-desk'
import { Button } from '../ui/button'
import { TextField } from '../ui/choice'
import { Icon } from '../ui/icons'
import { Empty } from '../ui/pieces'
import { decodeQr } from './decode-qr'
import { snapshotFrom } from './read-pixels'
import { Sheet } from './sheet'
import { usePhone } from './use-phone'
import { usePictures } from './use-pictures'
import { codesOnScreen, type VisibleCode } from './visible-codes'

/** How often the camera looks again, ms. */
const LOOK_MS = 1500

/** WeCom's own 扫一扫, not ours: what it reads goes to WeCom, which alone may open its authorisation pages. */
export function Scanner(props: { onClose: () => void }): ReactNode {
  const { seat, scan, say } = usePhone()
  const { pictures } = usePictures(seat, 'album')
  const codes = useCodesAround(seat)
  const [text, setText] = useState('')
  const take = async (scanned: string) => {
    props.onClose()
    await scan(scanned)
  }
  const takePicture = async (dataUrl: string) => {
    const snapshot = await snapshotFrom(dataUrl)
    const found = snapshot && decodeQr(snapshot.pixels)
    if (found === undefined) say('没有在这张图片里找到二维码')
    else await take(found)
  }
  return (
    <Sheet title="扫一扫" onClose={props.onClose} full>
      <div className="scanner">
        <section aria-label="镜头里的二维码">
          <h4>镜头前</h4>
          <Viewfinder codes={codes} onTake={(text) => void take(text)} />
        </section>
        <section aria-label="相册">
          <h4>相册</h4>
          {pictures.length === 0 && <p className="scanner-none">还没有图片。在网页里长按图片可以保存。</p>}
          <div className="thumbs">
            {pictures.map((picture) => (
              <button
                key={picture.id}
                type="button"
                className="thumb"
                onClick={() => void takePicture(picture.dataUrl)}
              >
                <img src={picture.dataUrl} alt="" />
                <span>{picture.name}</span>
              </button>
            ))}
          </div>
        </section>
        <section aria-label="输入文字" className="scanner-typed">
          <TextField
            label="二维码里的文字或链接"
            value={text}
            onChange={setText}
            placeholder="粘贴到这里"
            onEnter={() => void (text.trim() !== '' && take(text.trim()))}
          />
          <Button kind="main" disabled={text.trim() === ''} onPress={() => take(text.trim())}>
            识别
          </Button>
        </section>
      </div>
    </Sheet>
  )
}

function Viewfinder(props: { codes: readonly VisibleCode[] | undefined; onTake: (text: string) => void }): ReactNode {
  const { codes, onTake } = props
  if (!codes)
    return (
      <p className="viewfinder" role="status">
        正在对焦
      </p>
    )
  if (codes.length === 0)
    return (
      <div className="viewfinder">
        <Icon name="scan" size={36} />
        <Empty title="镜头前没有二维码">让控制台或另一部手机显示二维码，这里会自己认出来。</Empty>
      </div>
    )
  return (
    <div className="viewfinder viewfinder-found">
      {codes.map((code) => (
        <button key={`${code.where}${code.text}`} type="button" className="found" onClick={() => onTake(code.text)}>
          <img src={code.dataUrl} alt="" />
          <span>
            <b>{code.where}</b>
            <small>{code.text}</small>
          </span>
        </button>
      ))}
    </div>
  )
}

function useCodesAround(seat: string) {
  const [codes, setCodes] = useState<readonly VisibleCode[]>()
  const look = useCallback(async () => {
    const found: VisibleCode[] = []
    for (const { frame, where } of screensAround(seat)) found.push(...(await codesOnScreen(frame, where)))
    setCodes((before) => (JSON.stringify(before) === JSON.stringify(found) ? before : found))
  }, [seat])
  usePolling(look, LOOK_MS)
  return codes
}

/** The screens a phone can be held up to: the console and the other phone, never its own. */
function screensAround(seat: string): readonly { frame: HTMLIFrameElement; where: string }[] {
  const names = [
    { name: CONSOLE_SEAT, where: '控制台' },
    ...SEATS.filter((other) => other !== seat).map((other) => ({ name: other, where: PHONE_NAME[other] })),
  ]
  return names.flatMap(({ name, where }) => {
    const frame = document.querySelector<HTMLIFrameElement>(`iframe[name="${name}"]`)
    return frame && frame.clientWidth > 0 ? [{ frame, where }] : []
  })
}
