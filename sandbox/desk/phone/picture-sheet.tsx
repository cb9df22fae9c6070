import type { ReactNode } from 'react'
import { PHONE_NAME, SEATS } from '../state/seat'
import { decodeQr } from './decode-qr'
import { saySaveResult } from './album'
import type { Snapshot } from './read-pixels'
import { ActionSheet } from './sheet'
import { usePhone } from './use-phone'
import { keepPicture } from './use-pictures'

/** What WeCom offers for a picture held long: keep it, pass it on, read the code in it. */
export function PictureSheet(props: {
  picture: Snapshot
  name: string
  now: number
  /** Pages of WeCom's own album have it already. */
  canSave?: boolean
  /** Only in chats and the album: a web view shows a code, but reading it is left to 扫一扫. */
  canScan?: boolean
  onClose: () => void
}): ReactNode {
  const { picture, name, now, canSave = true, canScan = false, onClose } = props
  const { seat, scan, say } = usePhone()
  const code = canScan ? decodeQr(picture.pixels) : undefined
  const kept = { name, dataUrl: picture.dataUrl, savedAt: now }
  const actions = [
    ...(canSave ? [{ label: '保存图片', onPress: () => close(saySaveResult(keepPicture(seat, kept))) }] : []),
    {
      label: '转发给文件传输助手',
      onPress: () => close(sayForwarded(keepPicture(seat, kept, 'chat'), '文件传输助手')),
    },
    ...SEATS.filter((other) => other !== seat).map((other) => ({
      label: `转发到${PHONE_NAME[other]}`,
      onPress: () => close(sayForwarded(keepPicture(other, kept, 'chat'), PHONE_NAME[other])),
    })),
    ...(code === undefined ? [] : [{ label: '识别图中的二维码', onPress: () => close(undefined, code) }]),
  ]
  return (
    <ActionSheet title="图片" actions={actions} onClose={onClose}>
      <img className="held" src={picture.dataUrl} alt={name} />
    </ActionSheet>
  )

  function close(message: string | undefined, scanned?: string): void {
    onClose()
    if (message !== undefined) say(message)
    if (scanned !== undefined) void scan(scanned)
  }
}

function sayForwarded(result: ReturnType<typeof keepPicture>, to: string): string {
  return result === 'saved' ? `已转发给${to}` : saySaveResult(result)
}
