import { useEffect, useState } from 'react'
import { copyText } from '../../platform/clipboard'
import { Button } from '../button'
import type { ButtonProps } from '../button/props'
import { toast } from '../toast'

export interface CopyButtonProps {
  text: string
  /** What is copied: 复制链接. */
  children: string
  look?: ButtonProps['look']
  size?: ButtonProps['size']
  wide?: boolean
}

/** Copies a text and says so; says as plainly when the device refused. */
export function CopyButton({ text, children, look = 'secondary', size, wide }: CopyButtonProps) {
  const [isCopied, setCopied] = useState(false)
  useEffect(() => {
    if (!isCopied) return
    const timer = setTimeout(() => setCopied(false), 3000)
    return () => clearTimeout(timer)
  }, [isCopied])
  const copy = () =>
    copyText(text).then(
      () => {
        setCopied(true)
        toast('已复制')
      },
      () => toast('没能复制，请长按文字手动复制', 'alert'),
    )
  return (
    <Button look={look} size={size} wide={wide} icon={isCopied ? 'check' : 'copy'} onPress={copy}>
      {isCopied ? '已复制' : children}
    </Button>
  )
}
