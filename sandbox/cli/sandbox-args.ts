/** Arguments of `npm run sandbox`. */

export interface SandboxArgs {
  readonly port: number
  /** Base URL that callbacks go to. */
  readonly callback: string | undefined
  /** Keep the world in `.accord/wecom-alone.json`. */
  readonly keep: boolean
  /** Record everything to this file. */
  readonly record: string | undefined
  /** Play this file back instead of a world. */
  readonly replay: string | undefined
  /** Invented corps besides the seeded ones, and members of each. */
  readonly corps: number
  readonly members: number
}

const DEFAULT_PORT = 4681

export const SANDBOX_USAGE = [
  '用法：npm run sandbox -- [--port 4681] [--callback http://127.0.0.1:4680] [--keep] [--corps 100 --members 1000]',
  '  --port N        监听端口（0 = 任意空闲端口）',
  '  --callback URL  回调的根地址，其后为 /callback/{providerId}/{suiteId}',
  '  --keep          重启后保留数据（.accord/wecom-alone.json）',
  '  --record FILE   把请求与回调录到文件；--replay FILE 按录下的内容回放',
  '  --corps N --members M  另外生成 N 家企业，每家 M 名成员（压测用）',
].join('\n')

const MOST_INVENTED = 100_000

/** A whole number in a range, or undefined. */
function whole(value: string | undefined, most: number): number | undefined {
  return value !== undefined && /^\d+$/.test(value) && Number(value) <= most ? Number(value) : undefined
}

/** @returns the arguments, `help`, or a line saying what is wrong */
export function readSandboxArgs(argv: readonly string[]): SandboxArgs | string {
  let args: SandboxArgs = {
    port: DEFAULT_PORT,
    callback: undefined,
    keep: false,
    record: undefined,
    replay: undefined,
    corps: 0,
    members: 10,
  }
  for (let i = 0; i < argv.length; i += 1) {
    const name = argv[i] ?? ''
    if (name === '--help' || name === '-h') return 'help'
    if (name === '--keep') {
      args = { ...args, keep: true }
      continue
    }
    i += 1
    const given = readOption(name, argv[i])
    if (typeof given === 'string') return given
    args = { ...args, ...given }
  }
  return args
}

function readOption(name: string, value: string | undefined): Partial<SandboxArgs> | string {
  switch (name) {
    case '--port': {
      const port = whole(value, 65_535)
      return port === undefined ? `端口不正确：${value ?? ''}` : { port }
    }
    case '--callback':
      if (value === undefined || !URL.canParse(value)) return `回调地址不正确：${value ?? ''}`
      return { callback: value.replace(/\/+$/, '') }
    case '--record':
    case '--replay':
      if (value === undefined) return `请在 ${name} 后给出文件`
      return name === '--record' ? { record: value } : { replay: value }
    case '--corps':
    case '--members': {
      const count = whole(value, MOST_INVENTED)
      if (count === undefined) return `数量不正确：${value ?? ''}`
      return name === '--corps' ? { corps: count } : { members: count }
    }
    default:
      return `不认识的参数：${name}`
  }
}
