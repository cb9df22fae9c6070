import * as v from 'valibot'
import { corpId, suiteId } from '@shared/contract/fields'
import type { SuiteId } from '@shared/wecom/ids'
import type { AppAt } from './reads'

/** The app an address names (`corp`, `suite`); undefined when it cannot be one. */
export function readApp(query: Readonly<Record<string, string>>): AppAt | undefined {
  const parsed = v.safeParse(v.object({ corpId, suiteId }), { corpId: query.corp, suiteId: query.suite })
  return parsed.success ? parsed.output : undefined
}

/** The same for a customer, whose corp is her own. */
export function readSuite(query: Readonly<Record<string, string>>): SuiteId | undefined {
  const parsed = v.safeParse(suiteId, query.suite)
  return parsed.success ? parsed.output : undefined
}
