import { useState } from 'react'
import { Box, Text } from '../../components/box'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { PhonePage } from '../../components/page-frame/phone'
import { TextField } from '../../components/text-field'
import { replace } from '../../platform/navigate'
import { canScan, readScanned, scanCode } from '../../platform/scan'

const REFUSED = {
  wecom: '这是企业微信自己的授权二维码，只有企业微信的“扫一扫”能打开它：请把图片存到相册，再用“扫一扫 → 相册”选中它。',
  unknown: '没认出这个二维码或链接。请核对是否复制完整，邀请链接形如 https://…/l/服务商/26 位口令。',
  device: '这台设备不能扫码，请粘贴链接。',
} as const

/** Scanning our own codes; pasting does the same where there is no camera. */
export default function ScanPage() {
  const [text, setText] = useState('')
  const [error, setError] = useState<string>()
  const open = async (content: string) => {
    const found = readScanned(content)
    if (found.kind === 'place') await replace(found.place)
    else setError(REFUSED[found.kind])
  }
  const scan = async () => {
    setError(undefined)
    try {
      const content = await scanCode()
      if (content !== undefined) await open(content)
    } catch {
      setError(REFUSED.device)
    }
  }
  return (
    <PhonePage
      title="打开邀请"
      lead="扫服务商给您的二维码，或粘贴邀请链接。"
      parent={{ route: '/pages/launch/index' }}
      action={
        canScan() && (
          <Button id="scan" look="primary" icon="scan" wide onPress={scan}>
            扫一扫
          </Button>
        )
      }
    >
      <Card title="粘贴邀请链接">
        <TextField
          id="link"
          label="邀请链接"
          kind="url"
          value={text}
          onChange={(value) => {
            setText(value)
            setError(undefined)
          }}
          error={error}
          hint="链接由服务商的项目经理发给您，长期有效。"
          onSubmit={() => void open(text)}
        />
        <Button
          id="open-link"
          look={canScan() ? 'secondary' : 'primary'}
          wide
          disabled={text.trim() === ''}
          onPress={() => open(text)}
        >
          打开
        </Button>
      </Card>
      <Box>
        <Text>扫码和粘贴都只读取这一个链接，不会授权任何权限。</Text>
      </Box>
    </PhonePage>
  )
}
