import type { ReactNode } from 'react'

/** The desk's own few icons, drawn on 24 × 24; decoration only, a word always stands beside or in the label. */
const SHAPES = {
  chat: (
    <path d="M4 6.5A2.5 2.5 0 0 1 6.5 4h11A2.5 2.5 0 0 1 20 6.5v7a2.5 2.5 0 0 1-2.5 2.5H11l-4.5 4v-4A2.5 2.5 0 0 1 4 13.5z" />
  ),
  grid: <path d="M4.5 4.5h6v6h-6zM13.5 4.5h6v6h-6zM4.5 13.5h6v6h-6zM13.5 13.5h6v6h-6z" />,
  person: <path d="M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20c.6-3.6 3.7-6 7.5-6s6.9 2.4 7.5 6z" />,
  scan: (
    <path d="M4 8V5.500A1.5 1.5 0 0 1 5.5 4H8M16 4h2.500A1.5 1.5 0 0 1 20 5.500V8M20 16v2.500a1.5 1.5 0 0 1-1.5 1.500H16M8 20H5.500A1.5 1.5 0 0 1 4 18.500V16M3 12h18" />
  ),
  back: <path d="M15 5l-7 7 7 7" />,
  close: <path d="M6 6l12 12M18 6L6 18" />,
  reload: <path d="M19.5 12a7.5 7.5 0 1 1-2.2-5.300M19.5 3.500v4h-4" />,
  more: <path d="M5.5 12h.01M12 12h.01M18.5 12h.01" strokeWidth="3" />,
  picture: <path d="M4 5.500h16v13H4zM4 15.500l4.5-4.5 4 4 2.5-2.5 5 5M15.5 9.500h.01" />,
  next: <path d="M9 5l7 7-7 7" />,
  gear: (
    <path d="M12 15.200a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.400zM12 3.500v2.200M12 18.300v2.200M3.5 12h2.200M18.3 12h2.200M6 6l1.6 1.600M16.4 16.400L18 18M18 6l-1.6 1.600M7.6 16.400L6 18" />
  ),
  phone: <path d="M7.5 3.500h9a1 1 0 0 1 1 1v15a1 1 0 0 1-1 1h-9a1 1 0 0 1-1-1v-15a1 1 0 0 1 1-1zM11 17.500h2" />,
  phones: <path d="M4 4.500h6.500v15H4zM13.5 4.500H20v15h-6.500zM6.5 17h1.500M16 17h1.5" />,
  fold: <path d="M4.5 5h15v14h-15zM14.5 5v14" />,
  desktop: <path d="M3.5 5h17v11.500h-17zM9 20h6M12 16.500V20" />,
  check: <path d="M5 12.500l4.5 4.500L19 7.5" />,
  open: <path d="M13.5 4.500h6v6M19.5 4.500l-8 8M10 5.500H5.500v13h13V14" />,
  alert: <path d="M12 4l9 16H3zM12 10v4.500M12 17.300v.01" />,
} as const

/** Name of an icon. */
export type IconName = keyof typeof SHAPES

/** One icon in the colour of the text around it. */
export function Icon(props: { name: IconName; size?: number }): ReactNode {
  const size = props.size ?? 20
  return (
    <svg
      className="icon"
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.7"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {SHAPES[props.name]}
    </svg>
  )
}
