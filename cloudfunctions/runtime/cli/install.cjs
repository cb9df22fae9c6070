'use strict'
/**
 * Makes node_modules fit package-lock.json, and nothing more: a fresh clone needs no command before `npm start` or `npm test`.
 * Plain Node, no packages: it runs before there are any.
 */
const { spawn } = require('node:child_process')
const { createHash } = require('node:crypto')
const fs = require('node:fs')
const path = require('node:path')

/** One lock file, one system: binaries of packages differ per platform. */
function wantedMark(root) {
  const lock = fs.readFileSync(path.join(root, 'package-lock.json'))
  return `${createHash('sha256').update(lock).digest('hex')} ${process.platform} ${process.arch}\n`
}

const markFile = (root) => path.join(root, 'node_modules', '.accord-lock')

function readMark(root) {
  try {
    return fs.readFileSync(markFile(root), 'utf8')
  } catch (error) {
    if (error.code === 'ENOENT') return undefined
    throw error
  }
}

/** The packages a lock file names, without the root entry and without those other systems need. */
function requiredPackages(lock) {
  return Object.entries(lock.packages).filter(([where, entry]) => where.startsWith('node_modules/') && !entry.optional)
}

/** True when somebody ran `npm ci` or `npm install` by hand and the result is exactly the lock file's. */
function installedByHand(root) {
  const hidden = path.join(root, 'node_modules', '.package-lock.json')
  if (!fs.existsSync(hidden)) return false
  const wanted = JSON.parse(fs.readFileSync(path.join(root, 'package-lock.json'), 'utf8')).packages
  const found = JSON.parse(fs.readFileSync(hidden, 'utf8')).packages
  const complete = requiredPackages({ packages: wanted }).every(
    ([where, entry]) => found[where]?.version === entry.version,
  )
  return complete && Object.entries(found).every(([where, entry]) => wanted[where]?.version === entry.version)
}

/** How many of the lock file's packages are on disk by now. */
function countPresent(root, wheres) {
  return wheres.filter((where) => fs.existsSync(path.join(root, where, 'package.json'))).length
}

/** npm's own words for "no way to the registry". */
const OFFLINE = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ERR_SOCKET_TIMEOUT|network/i

/** The one line a person needs from npm's error output. */
function reasonOf(output) {
  const lines = output.split('\n').map((line) => line.replace(/^npm (?:error|ERR!)\s*/, '').trim())
  if (OFFLINE.test(output)) {
    return '连不上 npm 仓库，请检查网络或代理后重试 · cannot reach the npm registry (check network, proxy, `npm config get registry`)'
  }
  const said = lines.find((line) => line !== '' && !/^(?:code|errno|syscall|A complete log)/i.test(line))
  return said ?? 'npm 没有说明原因 · npm gave no reason'
}

/** npm as started by `npm run`, else the one on the PATH. */
function npmCommand() {
  const cli = process.env.npm_execpath
  if (cli && /npm-cli\.c?js$/.test(cli)) return { command: process.execPath, before: [cli], shell: false }
  return { command: process.platform === 'win32' ? 'npm.cmd' : 'npm', before: [], shell: process.platform === 'win32' }
}

/** Runs `npm ci`, telling every two seconds how many packages are there. Resolves to an error line or undefined. */
function runNpmCi(root, say) {
  const wheres = requiredPackages(JSON.parse(fs.readFileSync(path.join(root, 'package-lock.json'), 'utf8'))).map(
    ([w]) => w,
  )
  const { command, before, shell } = npmCommand()
  return new Promise((resolve) => {
    const npm = spawn(command, [...before, 'ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: root,
      shell,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    for (const stream of [npm.stdout, npm.stderr])
      stream.on('data', (chunk) => (output = (output + chunk).slice(-20_000)))
    const ticker = setInterval(() => say(`  ${countPresent(root, wheres)} / ${wheres.length}`), 2000)
    const end = (problem) => {
      clearInterval(ticker)
      resolve(problem)
    }
    npm.on('error', (error) => end(error.code === 'ENOENT' ? '找不到 npm · npm is not on the PATH' : error.message))
    npm.on('close', (code) => end(code === 0 ? undefined : reasonOf(output)))
  })
}

/** Progress on a terminal overwrites its line; in a log it is a line every ten seconds. */
function progress(stream) {
  let calls = 0
  return (text) => {
    calls += 1
    if (stream.isTTY) stream.write(`\r${text} `)
    else if (calls % 5 === 0) stream.write(`${text}\n`)
  }
}

/**
 * Installs when needed.
 * @param {string} root the checkout
 * @returns {Promise<string | undefined>} one line saying why it failed, or undefined when node_modules fits
 */
async function ensureInstalled(root) {
  const wanted = wantedMark(root)
  if (readMark(root) === wanted) return undefined
  if (!installedByHand(root)) {
    const startedAt = process.hrtime.bigint()
    process.stdout.write('首次运行，正在安装依赖（约 1 分钟）· installing packages, about a minute\n')
    const problem = await runNpmCi(root, progress(process.stdout))
    if (problem) return `安装依赖失败 · could not install packages: ${problem}`
    const seconds = Number((process.hrtime.bigint() - startedAt) / 1_000_000_000n)
    process.stdout.write(`${process.stdout.isTTY ? '\r' : ''}依赖已安装 · installed in ${seconds} s\n`)
  }
  fs.writeFileSync(markFile(root), wanted)
  return undefined
}

module.exports = { ensureInstalled, installedByHand, reasonOf, wantedMark }
