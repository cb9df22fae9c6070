'use strict'
/** Three small rules of this house: import zones, Taro only in platform, kebab-case file names. */
const path = require('node:path')
const { PACKAGE_ZONES, ZONES } = require('./zones.js')

const ROOT = path.resolve(__dirname, '..')
const ALIASES = [
  [/^@shared\//, 'shared/'],
  [/^@cloud\//, 'cloudfunctions/'],
  [/^@sandbox\//, 'sandbox/'],
  [/^@\//, 'client/src/'],
]

const ours = (file) => path.relative(ROOT, file).split(path.sep).join('/')
const isTest = (file) => /\.test\.tsx?$|\/testing\/|\/conformance|\/bench\//.test(file)

/** Where an import of ours points, relative to the checkout; undefined for a package. */
function targetOf(file, source) {
  if (source.startsWith('.')) return path.posix.normalize(path.posix.join(path.posix.dirname(file), source))
  const alias = ALIASES.find(([pattern]) => pattern.test(source))
  return alias && source.replace(alias[0], alias[1])
}

/** The sentence why this import is not allowed, if any. @param isType for `import type` */
function refusal(file, source, isType = false) {
  const target = targetOf(file, source)
  const zones = target === undefined ? PACKAGE_ZONES : ZONES
  for (const zone of zones) {
    const from = zone.from.exec(file)
    if (!from || (isTest(file) && !zone.test) || (isType && zone.types)) continue
    if (new RegExp(zone.to.replace('$1', from[1] ?? '')).test(target ?? source)) return zone.why
  }
  if (target === undefined) return undefined
  const sameTop = target.split('/')[0] === file.split('/')[0]
  if (sameTop && source.startsWith('@') && !source.startsWith('@/')) return 'within one top folder, import relatively'
  if (!sameTop && source.startsWith('.') && /^(?:client|cloudfunctions|shared|sandbox)\//.test(file)) {
    return 'across top folders, import by alias (@shared, @cloud, @sandbox)'
  }
  return undefined
}

/** Calls `check(node, text)` for every static, re-exporting and dynamic import with a literal source. */
function onImports(check) {
  const visit = (node) => {
    if (node.source && typeof node.source.value === 'string') check(node, node.source.value)
  }
  return {
    ImportDeclaration: visit,
    ExportNamedDeclaration: visit,
    ExportAllDeclaration: visit,
    ImportExpression: visit,
  }
}

const zones = {
  create: (context) =>
    onImports((node, source) => {
      const why = refusal(ours(context.filename), source, node.importKind === 'type' || node.exportKind === 'type')
      if (why) context.report({ node, message: `${source}: ${why}` })
    }),
}

/** Hooks of pages and types are allowed anywhere in the client; everything else of Taro belongs to platform. */
function isTaroFreePart(node) {
  if (node.type !== 'ImportDeclaration') return false
  if (node.importKind === 'type') return true
  return node.specifiers.every(
    (s) => s.type === 'ImportSpecifier' && (s.importKind === 'type' || /^use[A-Z]/.test(s.imported.name)),
  )
}

const taroInPlatform = {
  create: (context) =>
    onImports((node, source) => {
      const file = ours(context.filename)
      if (source !== '@tarojs/taro' || /^client\/(?:src\/platform|testing)\//.test(file) || isTaroFreePart(node)) return
      context.report({ node, message: 'only client/src/platform uses Taro APIs (page hooks and types excepted)' })
    }),
}

const fileName = {
  create: (context) => ({
    Program(node) {
      const name = path.basename(context.filename)
      if (/^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z0-9]+(?:-[a-z0-9]+)*)+$/.test(name)) return
      context.report({ node, message: `${name}: file names are kebab-case` })
    },
  }),
}

module.exports = { rules: { zones, 'taro-in-platform': taroInPlatform, 'file-name': fileName }, refusal }
