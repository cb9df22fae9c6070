/** WeChat's own WXML compiler over the built templates: the tree a phone would draw, not our idea of it. */
import { spawnSync } from 'node:child_process'
import { chmodSync, copyFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import vm from 'node:vm'

/** An element as wcc's code returns it; a text is a string. */
export interface RawNode {
  readonly tag: string
  readonly attr?: Readonly<Record<string, unknown>>
  readonly children?: readonly (RawNode | string)[]
}

/** Draws a template file with data. */
export type Draw = (file: string, data: unknown) => RawNode

/**
 * Compiles every template of a build.
 * @param dist folder of the build
 * @param onComplaint receives what the generated code warns of: a node without a template draws nothing on a phone
 * @throws Error with the compiler's words when a template is wrong, or on a system without the compiler (Linux and macOS have it)
 */
export function compileTemplates(dist: string, onComplaint: (words: string) => void): Draw {
  const files = filesOf(dist).filter((file) => /\.(?:wxml|wxs)$/.test(file))
  const run = withCompiler((wcc) =>
    spawnSync(wcc, ['-d', '-cc', '0', ...files, '-gn', '$gwx'], { cwd: dist, maxBuffer: 1 << 28, encoding: 'utf8' }),
  )
  if (run.status !== 0) throw new Error(`wcc: ${run.stderr || run.stdout || String(run.error)}`)
  const complain = (...parts: unknown[]) => onComplaint(parts.map(String).join(' '))
  const console = { log: () => undefined, warn: complain, error: complain, info: () => undefined }
  // The data is parsed inside that context: wxs relies on its own Object.prototype.
  const factory = vm.runInNewContext(
    `var window={};${run.stdout};(f)=>{const r=$gwx(f);return r&&((json)=>r(JSON.parse(json)))}`,
    { console },
  ) as (file: string) => ((json: string) => RawNode) | undefined
  const drawers = new Map<string, (json: string) => RawNode>()
  return (file, data) => {
    const draw = drawers.get(file) ?? factory(file)
    if (!draw) throw new Error(`no template ${file}`)
    drawers.set(file, draw)
    return draw(JSON.stringify(data))
  }
}

/** npm leaves the binary without its executable bit: a copy of ours gets it. */
function withCompiler<T>(run: (wcc: string) => T): T {
  const system = process.platform === 'darwin' ? 'mac' : 'linux'
  const packed = path.resolve(__dirname, '../../../node_modules/miniprogram-compiler/bin', system, 'wcc')
  const folder = mkdtempSync(path.join(os.tmpdir(), 'accord-wcc-'))
  const wcc = path.join(folder, 'wcc')
  try {
    copyFileSync(packed, wcc)
    chmodSync(wcc, 0o755)
    return run(wcc)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Every file below a folder, relative to it. */
export function filesOf(folder: string, below = ''): string[] {
  return readdirSync(path.join(folder, below), { withFileTypes: true }).flatMap((entry) => {
    const name = path.posix.join(below, entry.name)
    return entry.isDirectory() ? filesOf(folder, name) : [name]
  })
}
