/** Fault rules: which bend the next answer of a path or the next push of an event. */
import type { FaultKind, FaultRule } from './views'

export interface FaultBook {
  /** Rules that strike this target now; their remaining times go down. */
  strike(target: string): FaultRule[]
}

const covers = (pattern: string, target: string): boolean =>
  pattern.endsWith('*') ? target.startsWith(pattern.slice(0, -1)) : pattern === target

/**
 * @param rules reads the current rules (they live in the state, so that snapshots keep them)
 * @param write stores what is left of them
 */
export function createFaultBook(
  rules: () => readonly FaultRule[],
  write: (rules: FaultRule[]) => void,
  now: () => number,
): FaultBook {
  const isOn = (rule: FaultRule) =>
    (rule.fromMs === undefined || now() >= rule.fromMs) && (rule.untilMs === undefined || now() < rule.untilMs)
  return {
    strike(target) {
      const struck = rules().filter((rule) => isOn(rule) && covers(rule.target, target))
      if (struck.length === 0) return []
      const left = rules().flatMap((rule) => {
        if (!struck.includes(rule) || rule.times === undefined) return [rule]
        return rule.times > 1 ? [{ ...rule, times: rule.times - 1 }] : []
      })
      write(left)
      return struck
    },
  }
}

/** The rule of one kind among those that struck. */
export const faultOf = (struck: readonly FaultRule[], kind: FaultKind): FaultRule | undefined =>
  struck.find((rule) => rule.kind === kind)
