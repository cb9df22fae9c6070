import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { AppError } from '@shared/kernel/errors'
import { unpackChromium, type UnpackedChromium } from './unpack-chromium'

/** The machine a browser is looked for on; tests hand in another. */
export interface Machine {
  readonly platform: NodeJS.Platform
  readonly arch: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly exists: (path: string) => boolean
  readonly unpack: () => Promise<UnpackedChromium>
}

const LINUX_NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge-stable',
  'microsoft-edge',
]
const MAC_APPS = ['Google Chrome', 'Chromium', 'Microsoft Edge']
const WINDOWS_APPS = [
  'Google\\Chrome\\Application\\chrome.exe',
  'Chromium\\Application\\chrome.exe',
  'Microsoft\\Edge\\Application\\msedge.exe',
]

/** Where Chrome, Chromium and Edge usually are. */
function usualPlaces({ platform, env }: Machine): string[] {
  if (platform === 'darwin') {
    const roots = ['/Applications', ...(env.HOME ? [join(env.HOME, 'Applications')] : [])]
    return roots.flatMap((root) => MAC_APPS.map((app) => `${root}/${app}.app/Contents/MacOS/${app}`))
  }
  if (platform === 'win32') {
    const roots = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA].filter((root) => root !== undefined)
    return roots.flatMap((root) => WINDOWS_APPS.map((app) => `${root}\\${app}`))
  }
  const folders = [...(env.PATH ?? '').split(delimiter), '/usr/bin', '/snap/bin', '/opt/google/chrome'].filter(
    (folder) => folder !== '',
  )
  return [...LINUX_NAMES.flatMap((name) => folders.map((folder) => join(folder, name))), '/opt/google/chrome/chrome']
}

const thisMachine: Machine = {
  platform: process.platform,
  arch: process.arch,
  env: process.env,
  exists: existsSync,
  unpack: () => unpackChromium('.accord/cache'),
}

/**
 * A browser for playwright-core: CHROME_PATH, else an installed Chrome, Chromium or Edge, else on Linux x64 the Chromium that
 * an npm package carries.
 * @throws AppError ILLEGAL_STATE with one line saying what to install
 */
export async function findBrowser(machine: Machine = thisMachine): Promise<UnpackedChromium> {
  const named = machine.env.CHROME_PATH
  if (named) {
    if (machine.exists(named)) return { executablePath: named, env: {} }
    throw missing(`CHROME_PATH 指向的文件不存在 · CHROME_PATH points to nothing: ${named}`)
  }
  const installed = usualPlaces(machine).find(machine.exists)
  if (installed) return { executablePath: installed, env: {} }
  if (machine.platform === 'linux' && machine.arch === 'x64') return machine.unpack()
  throw missing(
    '没有找到浏览器，请安装 Chrome、Chromium 或 Edge，或设置 CHROME_PATH · no browser found: install Chrome, Chromium or Edge, or set CHROME_PATH',
  )
}

const missing = (line: string) => new AppError('ILLEGAL_STATE', line, { userMessage: line })
