import { AppError, type ErrorCode } from '@shared/kernel/errors'
import type { IconName } from '../icon'

interface FaultWords {
  icon: IconName
  title: string
  words: string
  /** To quote: the kind, and the request it happened in. */
  code?: string
  mayRetry: boolean
}

type Row = readonly [icon: IconName, title: string, words: string, mayRetry: boolean]

/** A text for every code the server may answer; the server's own sentence, where there is one, says it more exactly. */
const WORDS: Readonly<Record<ErrorCode, Row>> = {
  INVALID_INPUT: ['alert', '内容有误', '请按提示修改后再提交。', false],
  UNAUTHENTICATED: ['user', '登录已过期', '请重新登录，您填写的内容还在。', false],
  FORBIDDEN: ['shield', '没有权限', '您的身份不能查看或操作这里。如果应该可以，请联系邀请您的人。', false],
  NOT_FOUND: ['search', '没有找到', '它可能已被移除，或链接不完整。', false],
  CONFLICT: ['refresh', '内容刚刚被别人改过', '请看过最新内容再决定。', true],
  ILLEGAL_STATE: ['info', '现在不能这样做', '事情已经走到别的步骤，请刷新查看最新进度。', true],
  NOT_LICENSED: ['key', '缺少接口许可', '这位成员没有可用的接口许可帐号，请联系服务商开通。', false],
  LIMIT_EXCEEDED: ['clock', '太频繁了', '请稍等一会儿再试。', true],
  CLIENT_TOO_OLD: ['refresh', '需要更新', '这个版本太旧，已不能继续使用。请关闭后重新打开。', false],
  WECOM_REJECTED: ['alert', '企业微信没有接受', '请按下面的说明处理，或把编号告诉我们。', false],
  WECOM_UNAVAILABLE: ['offline', '企业微信暂时没有回应', '您的操作没有丢，稍后会自动继续。', true],
  INTERNAL: ['alert', '出错了', '问题已被记录。请稍后再试，或把编号告诉我们。', true],
}

/** What a person is told about a failure. Anything that is not ours counts as "could not reach the server". */
export function faultWords(error: unknown): FaultWords {
  if (!(error instanceof AppError)) {
    return { icon: 'alert', title: '出错了', words: '页面遇到了意外的问题，请刷新后再试。', mayRetry: true }
  }
  if (error.details?.offline === true) {
    return { icon: 'offline', title: '连不上服务器', words: '请检查网络。恢复后可以接着做。', mayRetry: true }
  }
  const [icon, title, words, mayRetry] = WORDS[error.code]
  const requestId = error.details?.requestId
  return {
    icon,
    title,
    words: error.userMessage ?? words,
    mayRetry,
    code: typeof requestId === 'string' ? `编号 ${error.code}·${requestId}` : undefined,
  }
}
