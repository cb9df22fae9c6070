import type { ItemView } from '@shared/contract/invitation'
import { Box } from '../../components/box'
import { Card } from '../../components/card'
import { QrFigure } from '../../components/qr-sheet'
import { Guide } from '../../components/guide'
import { WaitLine } from '../../components/wait-line'
import { Loaded } from '../../components/state-view'
import { AppList } from './app-list'
import { useAuthQr, type LinkKey } from './reads'

/** WeCom's own QR: only WeCom's scanner opens it, so it is saved or forwarded and opened from the album. */
export function AuthoriseStep({ link, items }: { link: LinkKey; items: readonly ItemView[] }) {
  const qr = useAuthQr(link, true)
  return (
    <>
      <Card title="用企业微信的“扫一扫”授权">
        <Box>下面是企业微信的授权二维码。确认页由企业微信显示，是否同意由您决定。</Box>
        <Loaded reading={qr} rows={4}>
          {({ url, expiresAt }) => (
            <QrFigure
              content={url}
              alt="企业微信授权二维码"
              fileName="企业微信授权二维码"
              renewsAt={expiresAt}
              primary
            />
          )}
        </Loaded>
        <Guide
          steps={[
            '保存图片，或长按图片转发给自己',
            '打开企业微信“扫一扫”，点“相册”选中这张图片',
            '核对应用和权限，点“同意授权”，再回到这里',
          ]}
        />
        <WaitLine>您确认后，这里会自动显示进度</WaitLine>
      </Card>
      <Card title={`将授权 ${items.length} 个应用`}>
        <AppList items={items} />
      </Card>
    </>
  )
}
