import { Image, Text as TaroText, View } from '@tarojs/components'
import type { BoxProps, HeadingProps, PictureProps, TextProps } from './props'

/** A container. Taro's templates hand on neither roles nor labels, so here they would only cost setData its bytes. */
export function Box({ className, id, children }: BoxProps) {
  return (
    <View className={className} id={id}>
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
export function Picture({ src, className, menu }: PictureProps) {
  return <Image src={src} className={className} mode="aspectFit" showMenuByLongpress={menu} />
}
