/** The Files port of a deployment, loaded by the first call: a cold start that touches no file pays for none. */
import { hkdfSync } from 'node:crypto'
import type { Files } from '../store/files'
import type { Clock } from './clock'
import type { Config } from './config'

/** Where the single machine answers its own file addresses. */
export const FILES_PREFIX = '/files/'

/**
 * Files in a folder for the embedded store, in CloudBase's storage for the other. Nothing is opened or read yet.
 * @param config `publicUrl` is what a folder's addresses start with; `sessionKey` is what the key that signs them derives from
 */
export function openFiles(config: Pick<Config, 'store' | 'publicUrl' | 'sessionKey'>, clock: Clock): Files {
  const { store } = config
  if (store.kind === 'cloudbase') {
    return onFirstUse(async () => {
      const { openCloudBaseFiles } = await import('../store/cloudbase/open-files')
      return openCloudBaseFiles({
        envId: store.envId,
        ...(store.serviceUrl === undefined ? {} : { serviceUrl: store.serviceUrl }),
        ...(store.credentials ?? {}),
      })
    })
  }
  const folder = once(async () => {
    const { openFolderFiles } = await import('../store/folder-files/folder-files')
    return openFolderFiles({
      dir: store.filesDir,
      clock,
      baseUrl: `${config.publicUrl}${FILES_PREFIX}`,
      key: addressKey(config.sessionKey),
    })
  })
  return { ...onFirstUse(folder), serve: async (path, query) => (await folder()).serve(path, query) }
}

/** Signs addresses of files: a key of its own, so that nothing signed for one purpose is worth anything for the other. */
export const addressKey = (sessionKey: Uint8Array): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', sessionKey, '', 'files', 32))

function onFirstUse(open: () => Promise<Files>): Files {
  const files = once(open)
  return {
    put: async (owner, bytes) => (await files()).put(owner, bytes),
    get: async (owner, path) => (await files()).get(owner, path),
    url: async (owner, path, seconds) => (await files()).url(owner, path, seconds),
    remove: async (owner, path) => (await files()).remove(owner, path),
  }
}

/** A failed opening is tried again by the next call. */
function once<T>(open: () => Promise<T>): () => Promise<T> {
  let opened: Promise<T> | undefined
  return () =>
    (opened ??= open().catch((error: unknown) => {
      opened = undefined
      throw error
    }))
}
