import { Image, Text as TaroText, View } from '@tarojs/components'
import type { BoxProps, HeadingProps, PictureProps, TextProps } from './props'

/** A container; in a mini-program only its label and role reach the screen reader. */
export function Box({ className, id, role, label, hidden, children }: BoxProps) {
  return (
    <View className={className} id={id} ariaRole={role} ariaLabel={label} {...(hidden ? { 'aria-hidden': true } : {})}>
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
    <View className={className} id={id} ariaRole="heading">
      {children}
    </View>
  )
}

/** A picture out of the package or of our own origin. */
export function Picture({ src, alt, className, menu }: PictureProps) {
  return <Image src={src} className={className} ariaLabel={alt} mode="aspectFit" showMenuByLongpress={menu} />
}
