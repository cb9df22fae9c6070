/**
 * `@tarojs/components` for jsdom (jest project `client`): each mini-program element as the nearest HTML element, so that
 * Testing Library finds it by role, label and text. Events carry `detail.value` as in a mini-program.
 */
import type { CSSProperties, ReactNode } from 'react'

interface StubProps {
  id?: string
  className?: string
  style?: CSSProperties
  children?: ReactNode
  hidden?: boolean
  ariaRole?: string
  ariaLabel?: string
  'aria-hidden'?: boolean
  onClick?: () => void
}

interface ValueEvent {
  detail: { value: string }
}

interface FieldProps extends StubProps {
  value?: string
  placeholder?: string
  disabled?: boolean
  type?: string
  onInput?: (event: ValueEvent) => void
  onBlur?: (event: ValueEvent) => void
  onConfirm?: (event: ValueEvent) => void
}

/** What every element keeps; Taro spells accessibility in camel case. */
const kept = (props: StubProps) => ({
  id: props.id,
  className: props.className,
  style: props.style,
  hidden: props.hidden,
  role: props.ariaRole,
  'aria-label': props.ariaLabel,
  'aria-hidden': props['aria-hidden'],
  onClick: props.onClick,
})

const valueOf = (value: string): ValueEvent => ({ detail: { value } })

export const View = (props: StubProps) => <div {...kept(props)}>{props.children}</div>
export const ScrollView = View
export const Form = View
export const Label = View
export const Text = (props: StubProps) => <span {...kept(props)}>{props.children}</span>

export const Button = (props: StubProps & { disabled?: boolean; openType?: string }) => (
  <button type="button" {...kept(props)} disabled={props.disabled} data-open-type={props.openType}>
    {props.children}
  </button>
)

export const Image = (props: StubProps & { src?: string; showMenuByLongpress?: boolean }) => (
  <img {...kept(props)} src={props.src} alt={props.ariaLabel ?? ''} />
)

export const Input = (props: FieldProps) => (
  <input
    {...kept(props)}
    value={props.value ?? ''}
    placeholder={props.placeholder}
    disabled={props.disabled}
    onChange={(event) => props.onInput?.(valueOf(event.target.value))}
    onBlur={(event) => props.onBlur?.(valueOf(event.target.value))}
    onKeyDown={(event) => event.key === 'Enter' && props.onConfirm?.(valueOf(event.currentTarget.value))}
  />
)

export const Textarea = (props: FieldProps) => (
  <textarea
    {...kept(props)}
    value={props.value ?? ''}
    placeholder={props.placeholder}
    disabled={props.disabled}
    onChange={(event) => props.onInput?.(valueOf(event.target.value))}
    onBlur={(event) => props.onBlur?.(valueOf(event.target.value))}
  />
)

interface PickerProps extends StubProps {
  range?: readonly (string | Readonly<Record<string, string>>)[]
  rangeKey?: string
  value?: number
  disabled?: boolean
  onChange?: (event: { detail: { value: number } }) => void
}

/** The selector picker as a select; what it wraps (the shown value) stays beside it. */
export const Picker = (props: PickerProps) => (
  <div id={props.id} className={props.className}>
    {props.children}
    <select
      aria-label={props.ariaLabel}
      disabled={props.disabled}
      value={props.value}
      onChange={(event) => props.onChange?.({ detail: { value: event.target.selectedIndex } })}
    >
      {props.range?.map((entry, index) => {
        const words = typeof entry === 'string' ? entry : entry[props.rangeKey ?? '']
        return (
          <option key={words} value={index}>
            {words}
          </option>
        )
      })}
    </select>
  </div>
)

export const Switch = (
  props: StubProps & {
    checked?: boolean
    disabled?: boolean
    onChange?: (event: { detail: { value: boolean } }) => void
  },
) => (
  <input
    type="checkbox"
    role="switch"
    id={props.id}
    aria-label={props.ariaLabel}
    checked={props.checked ?? false}
    disabled={props.disabled}
    onChange={(event) => props.onChange?.({ detail: { value: event.target.checked } })}
  />
)
