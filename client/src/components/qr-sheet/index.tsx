import { useMemo, type ReactNode } from 'react'
import { canPrint, printPage } from '../../platform/print'
import { savePicture } from '../../platform/save-image'
import { Box, Picture } from '../box'
import { Button } from '../button'
import { Sheet } from '../sheet'
import { TimeText } from '../time-text'
import { toast } from '../toast'
import { qrPng } from './qr-png'
import styles from './qr-sheet.module.scss'

export interface QrFigureProps {
  content: string
  /** What it opens, for those who cannot see it: 授权二维码，用企业微信扫一扫打开. */
  alt: string
  /** Name of the saved picture, without ending. */
  fileName: string
  caption?: ReactNode
  /** Epoch ms at which it is renewed by itself. */
  renewsAt?: number
  canPrintIt?: boolean
  /** Saving is this page's main act. */
  primary?: boolean
  /** More buttons beside saving. */
  children?: ReactNode
}

/** A QR code with its caption, and saving it as a picture. */
export function QrFigure(props: QrFigureProps) {
  const { content, alt, fileName, caption, renewsAt, canPrintIt, primary, children } = props
  const picture = useMemo(() => qrPng(content), [content])
  const save = () =>
    savePicture(picture, fileName).then(
      (where) => toast(where),
      () => toast('没能保存，请长按图片保存或截屏', 'alert'),
    )
  return (
    <Box className={styles.figure}>
      <Picture src={picture} alt={alt} className={styles.code} menu />
      {caption && <Box className={styles.caption}>{caption}</Box>}
      {renewsAt !== undefined && (
        <Box className={styles.caption}>
          二维码将在 <TimeText at={renewsAt} /> 自动更换
        </Box>
      )}
      <Box className={styles.actions}>
        <Button look={primary ? 'primary' : 'secondary'} icon="save" onPress={save}>
          保存图片
        </Button>
        {canPrintIt && canPrint && (
          <Button icon="print" onPress={printPage}>
            打印
          </Button>
        )}
        {children}
      </Box>
    </Box>
  )
}

/** The same in a sheet. */
export function QrSheet({
  open,
  title,
  onClose,
  ...figure
}: QrFigureProps & { open: boolean; title: string; onClose: () => void }) {
  return (
    <Sheet open={open} title={title} onClose={onClose}>
      <QrFigure {...figure} />
    </Sheet>
  )
}
