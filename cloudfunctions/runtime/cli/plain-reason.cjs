'use strict'
const { isNativeError } = require('node:util').types

/** What a person can act on, in one line; undefined for a fault of ours, which keeps its stack. */
function plainReason(error) {
  if (!isNativeError(error)) return undefined
  if (error.name === 'AppError' || error.name === 'WeComError') return error.userMessage ?? error.message
  if (error.code === 'EADDRINUSE') {
    return `端口 ${error.port} 已被占用，请先关闭占用它的程序，或加 -- --port N · port ${error.port} is in use`
  }
  if (error.code === 'EACCES' && error.port)
    return `没有权限监听端口 ${error.port} · not allowed to listen on port ${error.port}`
  if (typeof error.code === 'string' && error.code.startsWith('ERR_PARSE_ARGS')) return error.message
  if (Array.isArray(error.errors) && error.errors[0]?.location) {
    const [first] = error.errors
    return `${first.location.file}:${first.location.line}: ${first.text}`
  }
  return undefined
}

module.exports = { plainReason }
