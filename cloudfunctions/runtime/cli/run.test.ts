import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync, cpSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { runNode } from './child'

const FILES = ['run.cjs', 'install.cjs', 'plain-reason.cjs']
let root = ''

/** A small checkout with our packages and one command of this source. */
function aCheckout(command: string): void {
  root = mkdtempSync(join(tmpdir(), 'accord-run-'))
  const cli = join(root, 'cloudfunctions/runtime/cli')
  mkdirSync(cli, { recursive: true })
  mkdirSync(join(root, 'shared'))
  for (const file of FILES) cpSync(join('cloudfunctions/runtime/cli', file), join(cli, file))
  for (const file of ['package-lock.json', 'tsconfig.json']) cpSync(file, join(root, file))
  writeFileSync(join(root, 'shared/word.ts'), "export const word: string = 'hello'")
  writeFileSync(join(cli, 'greet.ts'), command)
  symlinkSync(resolve('node_modules'), join(root, 'node_modules'))
}

const run = (...args: string[]) => runNode([join(root, 'cloudfunctions/runtime/cli/run.cjs'), ...args])

/** Starts the command, sends the signal once it said something, and waits for its end. */
function interrupted(signal: NodeJS.Signals): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, [join(root, 'cloudfunctions/runtime/cli/run.cjs'), 'greet'])
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => {
    if (output === '') child.kill(signal)
    output += chunk.toString()
  })
  return new Promise((ended) => child.on('close', (code) => ended({ code, output })))
}

afterEach(() => rmSync(root, { recursive: true, force: true }))

describe('the runner behind every npm command', () => {
  it('bundles the TypeScript entry with its aliases, hands on the arguments and exits with its number', async () => {
    aCheckout(`import { word } from '@shared/word'
      export const main = async (argv: readonly string[]) => { console.log(word, argv.join('+')); return 3 }`)
    expect(await run('greet', 'a', '--b')).toEqual({ code: 3, output: 'hello a+--b\n' })
  })

  it('says a refusal in one line, without a stack', async () => {
    aCheckout(
      `export const main = async () => { throw Object.assign(new Error('x'), { name: 'AppError', userMessage: '不行' }) }`,
    )
    expect(await run('greet')).toEqual({ code: 1, output: '不行\n' })
  })

  it('shows where a fault of ours is, in the source', async () => {
    aCheckout(`export const main = async () => { throw new Error('deep') }`)
    const { code, output } = await run('greet')
    expect(code).toBe(1)
    expect(output).toContain('Error: deep')
    expect(output).toContain('greet.ts:1')
  })

  it('says in one line that a command does not exist', async () => {
    aCheckout('export const main = async () => 0')
    expect(await run('nothing')).toEqual({ code: 1, output: '没有这个命令 · no such command: nothing\n' })
  })

  it('lets a command end by itself on Ctrl-C', async () => {
    aCheckout(`export const main = () => new Promise((done) => {
      process.once('SIGINT', () => { console.log('bye'); done(0) }); setInterval(() => undefined, 1000); console.log('up') })`)
    expect(await interrupted('SIGINT')).toEqual({ code: 0, output: 'up\nbye\n' })
  })

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('ends a command that does not handle %s with exit code %d', async (signal, code) => {
    aCheckout(`export const main = () => new Promise(() => { setInterval(() => undefined, 1000); console.log('up') })`)
    expect(await interrupted(signal)).toEqual({ code, output: 'up\n' })
  })
})
