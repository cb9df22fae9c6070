import { Image, Text as TaroText, View } from '@tarojs/components'
import type { BoxProps, HeadingProps, PictureProps, TextProps } from './props'

/** A container; screen readers get its label, and its role where the target knows it (platform/labels). */
export function Box({ className, id, role, label, children }: BoxProps) {
  return (
    <View
      className={className}
      id={id}
      ariaRole={role === 'img' || role === 'alert' ? role : undefined}
      ariaLabel={label}
    >
      {children}
    </View>
  )
}

/** Running text. */
export function Text({ className, id, selectable, children }: TextProps) {
  return (
    <TaroText className={className} id={id} userSelect={selectable}>
      {children}
    </TaroText>
  )
}

/** A title; mini-programs know no levels. */
export function Heading({ className, id, children }: HeadingProps) {
  return (
    <View className={className} id={id}>
      {children}
    </View>
  )
}

/** A picture out of the package or of our own origin. */
export function Picture({ src, alt, className, menu }: PictureProps) {
  return <Image src={src} className={className} ariaLabel={alt} mode="aspectFit" showMenuByLongpress={menu} />
}
