/** Client → us: `POST /api/{action}`. Parse, check access, call one service, answer. The only place of the api that catches. */
import * as v from 'valibot'
import { ACTIONS } from '@shared/contract'
import type { ActionContract, AnswerEnvelope, InputOf } from '@shared/contract/define'
import { upload } from '@shared/contract/file'
import { AppError, invalidInput, STATUS_OF, type FieldIssue } from '@shared/kernel/errors'
import { jsonAnswer, type EdgeAnswer, type EdgeRequest } from '../runtime/edge'
import type { Services } from '../services/services'
import { requireAccess } from './access'
import { HANDLERS } from './actions'
import { onceByKey } from './call-key'
import type { Caller, Handler, SignedInCaller } from './caller'

const BY_NAME: ReadonlyMap<string, ActionContract> = new Map(ACTIONS.map((action) => [action.name, action]))

const envelope = v.object({
  input: v.unknown(),
  client: v.pipe(v.string(), v.maxLength(40)),
  key: v.optional(v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{16,64}$/))),
})

/** Answers every request; never throws. */
export async function apiEdge(request: EdgeRequest, deps: Services): Promise<EdgeAnswer> {
  const started = deps.clock.now()
  const name = request.path.replace(/^\/api\//, '')
  try {
    const data = await run(request, deps, name)
    deps.log.info('api.done', { requestId: request.requestId, action: name, ms: deps.clock.now() - started })
    return jsonAnswer(200, data satisfies AnswerEnvelope)
  } catch (error) {
    return failure(request, deps, name, error)
  }
}

async function run(request: EdgeRequest, deps: Services, name: string): Promise<AnswerEnvelope> {
  const contract = name === upload.name ? upload : BY_NAME.get(name)
  if (!contract) throw new AppError('NOT_FOUND', 'no such action', { userMessage: '没有这个操作，请更新到最新版本' })
  if (request.method !== 'POST') throw new AppError('INVALID_INPUT', 'actions are called by POST')
  if (contract === upload) return runUpload(request, deps)
  const call = parseCall(request)
  const input = parseInput(contract, call.input)
  const caller = await requireAccess(deps, contract, request, input)
  const loaded = (await HANDLERS[contract.name as keyof typeof HANDLERS]()) as unknown as {
    handle: Handler<ActionContract>
  }
  const work = () => loaded.handle(deps, caller, input)
  const data =
    contract.changes && call.key ? await onceByKey(deps, caller, contract.name, call.key, work) : await work()
  return answered(deps, caller, data)
}

/** The one action with a body of another form. Strangers are refused before it is read. */
async function runUpload(request: EdgeRequest, deps: Services): Promise<AnswerEnvelope> {
  const caller = (await requireAccess(deps, upload, request, undefined)) as SignedInCaller
  const [{ readForm }, { receivePart }] = await Promise.all([
    import('./read-form'),
    import('../services/file/receive-part'),
  ])
  const { fields, file } = await readForm(request)
  const input = parseInput(upload, fields) as InputOf<typeof upload>
  return answered(deps, caller, await receivePart(deps, caller.session.stored.body.person, { ...input, bytes: file }))
}

const answered = (deps: Services, { session }: Caller, data: unknown): AnswerEnvelope => ({
  ok: true,
  data,
  now: deps.clock.now(),
  ...(session?.renewed ? { session: session.renewed } : {}),
})

function parseCall(request: EdgeRequest): v.InferOutput<typeof envelope> {
  // Only JSON: a form post from another site cannot send this type without asking first.
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) {
    throw new AppError('INVALID_INPUT', 'content-type is not application/json', {
      userMessage: '请求格式不对，请刷新后重试',
    })
  }
  let body: unknown
  try {
    body = JSON.parse(Buffer.from(request.body).toString('utf8'))
  } catch (cause) {
    throw new AppError('INVALID_INPUT', 'body is not JSON', { userMessage: '请求内容不完整，请重试', cause })
  }
  const parsed = v.safeParse(envelope, body)
  if (!parsed.success) throw invalidInput(issuesOf(parsed.issues))
  return parsed.output
}

/** No list of an input is longer; a body full of wrong items would otherwise cost seconds and answer with megabytes. */
const MOST_ITEMS = 1000
/** So many faults are named in one answer. */
const MOST_ISSUES = 50

/** @throws AppError INVALID_INPUT naming a list that is longer than any contract takes */
function requireShortLists(input: unknown): void {
  const left: [path: string, value: unknown][] = [['', input]]
  for (let next = left.pop(); next; next = left.pop()) {
    const [path, value] = next
    if (typeof value !== 'object' || value === null) continue
    if (Array.isArray(value) && value.length > MOST_ITEMS) {
      throw invalidInput([{ field: path, message: '内容太多，请分几次提交' }])
    }
    for (const [name, inner] of Object.entries(value)) left.push([path === '' ? name : `${path}.${name}`, inner])
  }
}

function parseInput(contract: ActionContract, input: unknown): unknown {
  requireShortLists(input)
  const parsed = v.safeParse(contract.input, input)
  if (!parsed.success) throw invalidInput(issuesOf(parsed.issues))
  return parsed.output
}

/** Every field that is wrong, with its path and a Chinese sentence. */
const issuesOf = (issues: readonly v.BaseIssue<unknown>[]): FieldIssue[] =>
  issues.slice(0, MOST_ISSUES).map((issue) => ({
    field: v.getDotPath(issue) ?? '',
    // valibot's own texts are English; ours hold Chinese.
    message: /[\u4e00-\u9fff]/.test(issue.message) ? issue.message : '填写的内容不符合要求，请检查后重试',
  }))

function failure(request: EdgeRequest, deps: Services, name: string, error: unknown): EdgeAnswer {
  const known = error instanceof AppError ? error : undefined
  const code = known?.code ?? 'INTERNAL'
  const log = deps.log.with({ requestId: request.requestId, action: name, outcome: code })
  if (code === 'INTERNAL') log.error('api.failed', { error })
  else log.info('api.refused', { reason: known?.message })
  const answer: AnswerEnvelope = {
    ok: false,
    error: {
      code,
      userMessage: known?.userMessage ?? defaultMessage(code),
      requestId: request.requestId,
      ...(known?.details ? { details: known.details } : {}),
    },
    now: deps.clock.now(),
  }
  return jsonAnswer(STATUS_OF[code], answer)
}

const defaultMessage = (code: string): string =>
  code === 'WECOM_UNAVAILABLE'
    ? '企业微信暂时没有回应，请过一会儿再试'
    : code === 'WECOM_REJECTED'
      ? '企业微信没有接受这次请求，请稍后再试；若一直这样，请把编号告诉我们'
      : '出了点问题，请稍后再试；若一直这样，请把编号告诉我们'
