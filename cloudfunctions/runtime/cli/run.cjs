'use strict'
/**
 * `node run.cjs <command> [args]`: every npm script. Checks Node, installs what is missing, bundles the command's TypeScript
 * entry and calls its `main(argv): Promise<number>`; the number is the exit code. Plain Node, no packages of its own.
 */
const path = require('node:path')
const { plainReason } = require('./plain-reason.cjs')

const MIN_NODE = 20
const root = path.resolve(__dirname, '../../..')
/** Commands that only a laptop has; the others live beside this file. */
const SANDBOX_COMMANDS = ['start', 'sandbox']

function fail(line) {
  process.stderr.write(`${line}\n`)
  process.exit(1)
}

const entryOf = (command) =>
  path.join(root, SANDBOX_COMMANDS.includes(command) ? 'sandbox/cli' : 'cloudfunctions/runtime/cli', `${command}.ts`)

/** The entry and everything of ours it imports as one CommonJS file; packages stay in node_modules. */
function bundle(command) {
  const fs = require('node:fs')
  const esbuild = require('esbuild')
  const built = esbuild.buildSync({
    entryPoints: [entryOf(command)],
    absWorkingDir: root,
    bundle: true,
    write: false,
    platform: 'node',
    target: `node${MIN_NODE}`,
    format: 'cjs',
    packages: 'external',
    tsconfig: path.join(root, 'tsconfig.json'),
    sourcemap: 'inline',
    sourcesContent: false,
    outfile: path.join(root, '.accord/cache/cli', `${command}.cjs`),
    logLevel: 'silent',
  })
  const [file] = built.outputFiles
  // Written aside and renamed: the same command may be starting twice.
  const aside = `${file.path}.${process.pid}`
  fs.mkdirSync(path.dirname(file.path), { recursive: true })
  fs.writeFileSync(aside, file.contents)
  fs.renameSync(aside, file.path)
  return file.path
}

const SIGNALS = { SIGINT: 130, SIGTERM: 143 }

/** The first Ctrl-C is the command's to handle; without a handler, or the second time, the process ends (and its children). */
function endOnSignals() {
  let received = 0
  for (const [signal, code] of Object.entries(SIGNALS)) {
    process.on(signal, () => {
      received += 1
      if (received > 1 || process.listenerCount(signal) === 1) process.exit(code)
    })
  }
}

async function run(command, argv) {
  const problem = await require('./install.cjs').ensureInstalled(root)
  if (problem) return fail(problem)
  process.chdir(root)
  process.setSourceMapsEnabled(true)
  endOnSignals()
  const code = await require(bundle(command)).main(argv)
  process.exit(code)
}

const major = Number(process.versions.node.split('.')[0])
const [command, ...argv] = process.argv.slice(2)
if (major < MIN_NODE)
  fail(`需要 Node ${MIN_NODE} 或更高版本，当前是 ${process.versions.node} · Node ${MIN_NODE} or newer is needed`)
if (!command || !require('node:fs').existsSync(entryOf(command)))
  fail(`没有这个命令 · no such command: ${command ?? ''}`)
run(command, argv).catch((error) =>
  fail(plainReason(error) ?? (error instanceof Error ? (error.stack ?? error.message) : String(error))),
)
