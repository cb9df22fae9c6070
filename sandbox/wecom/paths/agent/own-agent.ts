import type { Install } from '../../world/state'
import { refuse } from '../route'

/** Checks that an agentid is the token's own app. @throws Refusal 41011 missing, 40056 malformed, 301002 of another app */
export function requireOwnAgent(install: Install, agentId: unknown): void {
  if (agentId === undefined || agentId === '') refuse(41011, 'agentid missing')
  const number = Number(agentId)
  if (!Number.isInteger(number)) refuse(40056, 'invalid agentid')
  if (number !== install.agentId) refuse(301002, 'not allow operate another agent with this accesstoken')
}
