import { spawn } from 'node:child_process'
import { dropStamp } from './fingerprint'

/**
 * `npm run dev:weapp`: builds the mini-program into dist/weapp and again on every change, for WeChat's devtools. A development
 * build: its API address can be edited, and without `wx.qy` it offers "sign in as …". Runs until Ctrl-C.
 */
export async function main(argv: readonly string[]): Promise<number> {
  // What lies in dist/weapp from now on is not a production build.
  await dropStamp('weapp')
  console.log(
    '在微信开发者工具中打开本目录即可预览 · open this folder in WeChat devtools (project.config.json). Ctrl-C 结束\n',
  )
  const child = spawn(process.execPath, ['client/taro.cjs', 'build', '--type', 'weapp', '--watch', ...argv], {
    env: { ...process.env, NODE_ENV: 'development' },
    stdio: 'inherit',
  })
  const stop = () => child.kill('SIGINT')
  process.once('SIGINT', stop)
  return new Promise((resolve) => child.on('close', (code) => resolve(code ?? 0)))
}
