/** What a change of the contracts does to clients that were published before it (architecture "Contracts and clients"). */
import type { Access, Role } from '../define'
import type { Contracts, Shape } from './describe-contracts'

/**
 * Every way in which `after` breaks a client made for `before`, one line each; the lines are what the file of accepted breaks lists.
 * Growth is no break: new actions, new optional inputs, new outputs, wider inputs, new values in outputs (clients show unknown
 * states as such).
 */
export function contractBreaks(before: Contracts, after: Contracts): string[] {
  return Object.entries(before).flatMap(([name, old]) => {
    const now = after[name]
    if (!now) return [`${name}: removed`]
    return [
      ...accessBreaks(old.access, now.access).map((what) => `${name}: ${what}`),
      ...inputBreaks(old.input, now.input, 'input').map((what) => `${name}: ${what}`),
      ...outputBreaks(old.output, now.output, 'output').map((what) => `${name}: ${what}`),
    ]
  })
}

const rolesOf = (access: Access): readonly Role[] => (access.kind === 'session' ? access.roles : [])

function accessBreaks(old: Access, now: Access): string[] {
  if (now.kind === 'public') return []
  if (old.kind !== now.kind || (old.kind === 'link' && now.kind === 'link' && old.to !== now.to)) {
    return [`access changed from ${old.kind} to ${now.kind}`]
  }
  return rolesOf(old)
    .filter((role) => !rolesOf(now).includes(role))
    .map((role) => `access lost role ${role}`)
}

/** Inputs may only become wider. */
function inputBreaks(old: Shape, now: Shape, at: string): string[] {
  if (old.type !== now.type) return [`${at} changed from ${old.type} to ${now.type}`]
  const out: string[] = []
  if (old.isOptional && !now.isOptional) out.push(`${at} became required`)
  for (const option of old.options ?? []) {
    if (!now.options?.includes(option)) out.push(`${at} no longer takes ${option}`)
  }
  if ((now.max ?? Infinity) < (old.max ?? Infinity)) out.push(`${at} maximum fell to ${now.max}`)
  if ((now.min ?? -Infinity) > (old.min ?? -Infinity)) out.push(`${at} minimum rose to ${now.min}`)
  for (const pattern of now.patterns ?? []) {
    if (!old.patterns?.includes(pattern)) out.push(`${at} must now match ${pattern}`)
  }
  out.push(...insides(old, now, at, inputBreaks))
  for (const [name, field] of Object.entries(now.fields ?? {})) {
    if (!old.fields?.[name] && !field.isOptional) out.push(`${at}.${name} is new and required`)
  }
  return out
}

/** Outputs may only become fuller. */
function outputBreaks(old: Shape, now: Shape, at: string): string[] {
  if (old.type !== now.type) return [`${at} changed from ${old.type} to ${now.type}`]
  const gone = !old.isOptional && now.isOptional ? [`${at} became optional`] : []
  return [...gone, ...insides(old, now, at, outputBreaks)]
}

function insides(old: Shape, now: Shape, at: string, compare: typeof inputBreaks): string[] {
  const out: string[] = []
  for (const [name, field] of Object.entries(old.fields ?? {})) {
    const next = now.fields?.[name]
    out.push(...(next ? compare(field, next, `${at}.${name}`) : [`${at}.${name} removed`]))
  }
  if (old.item && now.item) out.push(...compare(old.item, now.item, `${at}[]`))
  if (old.anyOf && JSON.stringify(old.anyOf) !== JSON.stringify(now.anyOf)) out.push(`${at} union changed`)
  return out
}
