import type { AppRef } from '@shared/wecom/ids'
import type { Services } from '../services'
import { changeDossier, type DossierChange } from './change-dossier'

/** Reads what is in force (`agent/get_permissions`) and lets the dossier draw its conclusions. Customised apps only. */
export async function observePermissions(
  deps: Pick<Services, 'store' | 'clock' | 'wecom'>,
  app: AppRef,
): Promise<DossierChange> {
  const keys = await deps.wecom.readPermissions(app)
  return changeDossier(deps, app, { type: 'observe', keys })
}
