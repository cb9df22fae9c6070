/** The file that registers a provider with a deployment: checked whole, every fault named at once, no value repeated. */
import * as v from 'valibot'
import { corpId, openUserId, providerId, suiteId, text } from '@shared/contract/fields'
import { AppError, type FieldIssue } from '@shared/kernel/errors'
import type { NewProvider } from '../services/registry/register-provider'

const secret = (name: string) =>
  v.pipe(v.string(`缺少${name}`), v.regex(/^[\x21-\x7e]{8,128}$/, `${name}应为 8-128 个字母、数字或符号，前后不带空格`))

const suite = v.strictObject({
  suiteId,
  kind: v.picklist(['suite', 'template'], '只能是 suite（第三方应用）或 template（代开发应用模板）'),
  use: v.picklist(['signIn', 'webLogin', 'customer'], '只能是 signIn、webLogin 或 customer'),
  name: text('应用名称', 1, 40),
  reason: text('推荐理由', 1, 100),
  secret: secret('应用的 secret'),
  callbackToken: v.pipe(v.string('缺少回调 Token'), v.regex(/^[A-Za-z0-9]{3,32}$/, '回调 Token 是 3-32 位字母或数字')),
  encodingAesKey: v.pipe(
    v.string('缺少 EncodingAESKey'),
    v.regex(/^[A-Za-z0-9]{43}$/, 'EncodingAESKey 是 43 位字母或数字'),
  ),
  isLaunched: v.boolean('只能是 true 或 false：这个应用是否已上线'),
})

const file = v.strictObject({
  id: providerId,
  name: text('服务商名称', 1, 40),
  corpId,
  secret: secret('服务商的 provider_secret'),
  miniProgramAppId: v.pipe(v.string('缺少小程序 AppID'), v.regex(/^wx[0-9a-f]{16}$/, '小程序 AppID 形如 wx 加 16 位')),
  signInSuiteId: suiteId,
  webLoginSuiteId: v.optional(suiteId),
  suites: v.pipe(
    v.array(suite, '请填写 suites：至少一个小程序登录用的第三方应用'),
    v.minLength(1, '至少填写一个应用'),
    v.maxLength(100, '一次最多登记 100 个应用'),
  ),
  /** The first owner, where her open_userid is known; else a one-time owner link is printed. */
  owner: v.optional(v.strictObject({ openUserId, name: text('负责人姓名', 1, 20) })),
})
type RegisterFile = v.InferOutput<typeof file>

/**
 * Reads a registration file.
 * @param content its text (JSON)
 * @throws AppError INVALID_INPUT whose userMessage holds every fault, a line each; secrets are never repeated
 */
export function parseRegistration(content: string): NewProvider {
  const parsed = v.safeParse(file, parseJson(content))
  const issues = parsed.success ? crossChecks(parsed.output) : parsed.issues.map(issueOf)
  if (!parsed.success || issues.length > 0) {
    throw new AppError('INVALID_INPUT', `registration file: ${issues.map((issue) => issue.field).join(', ')}`, {
      userMessage: issues.map((issue) => `${issue.field || '（整个文件）'}：${issue.message}`).join('\n'),
      details: { issues },
    })
  }
  const { owner, webLoginSuiteId, ...rest } = parsed.output
  return {
    ...rest,
    ...(webLoginSuiteId === undefined ? {} : { webLoginSuiteId }),
    staff: owner ? [{ ...owner, roles: ['owner'] }] : [],
  }
}

/** Rules between fields. */
function crossChecks(given: RegisterFile): FieldIssue[] {
  const issues: FieldIssue[] = []
  const requireSuite = (field: 'signInSuiteId' | 'webLoginSuiteId', use: 'signIn' | 'webLogin') => {
    const id = given[field]
    if (id === undefined) return
    const found = given.suites.find((candidate) => candidate.suiteId === id)
    if (found?.use !== use || found.kind !== 'suite') {
      issues.push({ field, message: `suites 里没有这个应用，或它不是 kind: suite、use: ${use}` })
    }
  }
  requireSuite('signInSuiteId', 'signIn')
  requireSuite('webLoginSuiteId', 'webLogin')
  given.suites.forEach((candidate, i) => {
    const field = `suites.${i}.suiteId`
    if (given.suites.findIndex((other) => other.suiteId === candidate.suiteId) !== i) {
      issues.push({ field, message: '同一个应用写了两次' })
    }
    // WeCom 97162: the suite id of a customised-app template is its dk… id.
    if ((candidate.kind === 'template') !== candidate.suiteId.startsWith('dk')) {
      issues.push({ field, message: '代开发应用模板的 ID 以 dk 开头，第三方应用的不是；请核对 kind 与 ID' })
    }
  })
  return issues
}

function issueOf(issue: v.BaseIssue<unknown>): FieldIssue {
  const field = v.getDotPath(issue) ?? ''
  if (issue.type === 'strict_object' && issue.expected === 'never')
    return { field, message: '不认识这一项，请核对拼写' }
  return { field, message: /[\u4e00-\u9fff]/.test(issue.message) ? issue.message : '缺少这一项，或类型不对' }
}

function parseJson(content: string): unknown {
  try {
    return JSON.parse(content.replace(/^\ufeff/, '')) as unknown
  } catch (cause) {
    // The parser's own message quotes the text around the fault, which may be a secret.
    throw new AppError('INVALID_INPUT', 'registration file is not JSON', {
      userMessage: '登记文件不是合法的 JSON，请检查逗号和引号',
      details: { issues: [{ field: '', message: 'JSON' }] },
      ...(cause instanceof SyntaxError ? {} : { cause }),
    })
  }
}
