/** The cloud functions as they are deployed: one minified CommonJS file each, without what it never uses. */
import { existsSync } from 'node:fs'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { build, type Plugin } from 'esbuild'
import { AppError } from '@shared/kernel/errors'

/** The deployed functions; each is a folder of cloudfunctions/ whose index.ts exports `main(event, context)`. */
export const FUNCTION_NAMES = ['callback', 'web', 'api', 'jobs'] as const
export type FunctionName = (typeof FUNCTION_NAMES)[number]

export interface BundleOptions {
  /** The checkout. Default: the working directory. */
  readonly root?: string
  /** Default: dist/cloudfunctions under the root. */
  readonly outDir?: string
  /** Default: all that have an index.ts. */
  readonly names?: readonly FunctionName[]
}

export interface BuiltFunction {
  readonly name: FunctionName
  /** Absolute path of its index.js. */
  readonly file: string
  readonly bytes: number
}

/**
 * Packages behind what we never ask of the SDK: AI, data models, SQL, custom login, uploads by form, proxies, agents, live queries
 * (cloudbase.md §6); and the writing half of the XML parser.
 */
const UNUSED_PACKAGES = [
  '@cloudbase/ai',
  '@cloudbase/app',
  '@cloudbase/wx-cloud-client-sdk',
  'agentkeepalive',
  'axios',
  'fast-xml-builder',
  'form-data',
  'http-proxy-agent',
  'https-proxy-agent',
  'jsonwebtoken',
  'lodash.clonedeep',
  'lodash.set',
  'lodash.unset',
  'web-streams-polyfill',
  'xml2js',
]

/** The SDK's own modules for the same. */
const UNUSED_SDK_MODULES = /(?:^|\/)(?:ai|analytics|cloudrun|functions|notification|wx|realtime\/websocket-client)$/

/** Stands for anything: the SDK takes these apart and calls some at its own start, none for what we ask of it. */
const EMPTY_MODULE = `
const nothing = new Proxy(function () {}, {
  get: (target, name) => (name === 'prototype' ? target.prototype : name === '__esModule' ? true
    : name === Symbol.toPrimitive ? () => '' : name === 'then' ? undefined : nothing),
  apply: () => nothing,
})
module.exports = nothing`

/** The single machine's store and folder stay at home: the store's native library does not exist in the cloud. */
const NO_EMBEDDED_STORE = `
exports.openEmbeddedStore = exports.openFolderFiles = () => {
  throw new Error('ACCORD_STORE=embedded does not exist in a cloud function; use cloudbase')
}`

const leaveOut: Plugin = {
  name: 'leave-out',
  setup({ onResolve, onLoad }) {
    const packages = new RegExp(`^(?:${UNUSED_PACKAGES.join('|')})(?:/|$)`)
    onResolve({ filter: packages }, ({ path }) => ({ path, namespace: 'empty' }))
    onResolve({ filter: UNUSED_SDK_MODULES }, ({ path, importer }) =>
      /[\\/]@cloudbase[\\/]/.test(importer) ? { path, namespace: 'empty' } : undefined,
    )
    onResolve({ filter: /\/(?:embedded\/embedded-store|folder-files\/folder-files)$/ }, ({ path }) => ({
      path,
      namespace: 'embedded',
    }))
    onLoad({ filter: /.*/, namespace: 'empty' }, () => ({ contents: EMPTY_MODULE }))
    onLoad({ filter: /.*/, namespace: 'embedded' }, () => ({ contents: NO_EMBEDDED_STORE }))
  },
}

/** Puts our own `bundle-ejson.ts` and `bundle-compare-names.ts` in the place of what costs every cold start more. */
const lighten = (root: string): Plugin => ({
  name: 'lighten',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^bson$/ }, () => ({ path: join(root, 'cloudfunctions/runtime/bundle-ejson.ts') }))
    onLoad({ filter: /signature-nodejs[\\/]lib[\\/]keyvalue\.js$/ }, async ({ path }) => {
      const original = await readFile(path, 'utf8')
      const helper = JSON.stringify(join(root, 'cloudfunctions/runtime/bundle-compare-names.ts'))
      const contents = original.replace('l.toString().localeCompare(r)', `require(${helper}).compareNames(l, r)`)
      if (contents === original) throw new AppError('INTERNAL', `${path} sorts in another way now; adapt bundle.ts`)
      return { contents }
    })
  },
})

/**
 * Bundles functions into `<outDir>/<name>/index.js`.
 * @throws esbuild's error when one does not build
 */
export async function bundleFunctions(options: BundleOptions = {}): Promise<readonly BuiltFunction[]> {
  const root = resolve(options.root ?? '.')
  const outDir = options.outDir ?? join(root, 'dist/cloudfunctions')
  const entryOf = (name: FunctionName): string => join(root, 'cloudfunctions', name, 'index.ts')
  const names = options.names ?? FUNCTION_NAMES.filter((name) => existsSync(entryOf(name)))
  return Promise.all(names.map((name) => bundleOne(root, name, entryOf(name), join(outDir, name))))
}

async function bundleOne(root: string, name: FunctionName, entry: string, folder: string): Promise<BuiltFunction> {
  const file = join(folder, 'index.js')
  const result = await build({
    entryPoints: [entry],
    outfile: file,
    absWorkingDir: root,
    bundle: true,
    write: false,
    platform: 'node',
    target: 'node18',
    format: 'cjs',
    minify: true,
    legalComments: 'none',
    define: { 'process.env.NODE_ENV': '"production"' },
    tsconfig: join(root, 'tsconfig.json'),
    plugins: [leaveOut, lighten(root)],
    logLevel: 'silent',
  })
  const bytes = result.outputFiles[0]?.contents ?? new Uint8Array(0)
  await rm(folder, { recursive: true, force: true })
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, bytes)
  const config = join(root, 'cloudfunctions', name, 'config.json')
  if (existsSync(config)) await writeFile(join(folder, 'config.json'), await readFile(config))
  return { name, file, bytes: bytes.byteLength }
}
