import type { BoxProps, HeadingProps, PictureProps, TextProps } from './props'

/** A container: the native element that says what it is. */
export function Box({ as: Tag = 'div', className, id, role, label, live, hidden, children }: BoxProps) {
  return (
    <Tag
      className={className}
      id={id}
      role={role}
      aria-label={label}
      aria-live={live}
      aria-hidden={hidden ? true : undefined}
      {...(Tag === 'form' ? { onSubmit: (event: { preventDefault(): void }) => event.preventDefault() } : {})}
    >
      {children}
    </Tag>
  )
}

/** Running text. */
export function Text({ className, id, strong, title, hidden, children }: TextProps) {
  const Tag = strong ? 'strong' : 'span'
  return (
    <Tag className={className} id={id} title={title} aria-hidden={hidden ? true : undefined}>
      {children}
    </Tag>
  )
}

/** A title of its level. */
export function Heading({ level, className, id, children }: HeadingProps) {
  const Tag = `h${level}` as const
  return (
    <Tag className={className} id={id}>
      {children}
    </Tag>
  )
}

/** A picture out of the package or of our own origin. */
export function Picture({ src, alt, className }: PictureProps) {
  return <img src={src} alt={alt} className={className} />
}
