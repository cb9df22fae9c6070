/** Arguments of `npm run sandbox`. */

export interface SandboxArgs {
  readonly port: number
  /** Base URL that callbacks go to. */
  readonly callback: string | undefined
  /** Keep the world in `.accord/wecom-alone.json`. */
  readonly keep: boolean
}

const DEFAULT_PORT = 4681

export const SANDBOX_USAGE = [
  '用法：npm run sandbox -- [--port 4681] [--callback http://127.0.0.1:4680] [--keep]',
  '  --port N        监听端口（0 = 任意空闲端口）',
  '  --callback URL  回调的根地址，其后为 /callback/{providerId}/{suiteId}',
  '  --keep          重启后保留数据（.accord/wecom-alone.json）',
].join('\n')

/** @returns the arguments, `help`, or a line saying what is wrong */
export function readSandboxArgs(argv: readonly string[]): SandboxArgs | string {
  let port = DEFAULT_PORT
  let callback: string | undefined
  let keep = false
  for (let i = 0; i < argv.length; i += 1) {
    const name = argv[i]
    const value = argv[i + 1]
    if (name === '--help' || name === '-h') return 'help'
    if (name === '--keep') keep = true
    else if (name === '--port') {
      port = Number(value)
      if (value === undefined || !Number.isInteger(port) || port < 0 || port > 65535)
        return `端口不正确：${value ?? ''}`
      i += 1
    } else if (name === '--callback') {
      if (value === undefined || !URL.canParse(value)) return `回调地址不正确：${value ?? ''}`
      callback = value.replace(/\/+$/, '')
      i += 1
    } else return `不认识的参数：${name ?? ''}`
  }
  return { port, callback, keep }
}
