import * as v from 'valibot'
import { providerId } from '@shared/contract/fields'
import { bootstrap } from '@shared/contract/session'
import type { ProviderId } from '@shared/wecom/ids'
import { useQuery } from '../../platform/navigate'
import { useRead } from '../../platform/query'
import { PROVIDER } from '../../platform/sign-in'
import { readStored } from '../../platform/storage'

/** A provider's short name out of an address or memory; undefined when it cannot be one. */
export function asProviderId(text: string | undefined): ProviderId | undefined {
  const parsed = v.safeParse(providerId, text)
  return parsed.success ? parsed.output : undefined
}

/** Which provider this is about: the address says it, else the build, else the last one on this device. */
export function useProvider(): ProviderId | undefined {
  const { provider } = useQuery()
  return asProviderId(provider) ?? asProviderId(process.env.ACCORD_PROVIDER) ?? asProviderId(readStored(PROVIDER))
}

/** What the server says about the provider and how to sign in to it. */
export function useBootstrap(provider: ProviderId | undefined) {
  return useRead(bootstrap, provider === undefined ? {} : { provider })
}
