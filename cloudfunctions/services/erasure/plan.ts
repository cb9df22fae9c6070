/**
 * What becomes of every collection when a corp has cancelled an app. Complete: a test holds it against the list of collections and their declared
 * `erasure`. Chinese words are for the proof that staff can show.
 */
import type { AppRef } from '@shared/wecom/ids'
import { adoptionDocId, adoptions } from '../../store/collections/adoption'
import { callbacks } from '../../store/collections/callback'
import { corpAuthDocId, people, sessions, todos } from '../../store/collections/corp'
import { forwards } from '../../store/collections/forward'
import { history } from '../../store/collections/operation'
import { dossierDocId, dossiers } from '../../store/collections/permission'
import type { DocId } from '../../store/keys'
import { anyCollection, type AnyCollection, type Store, type Stored } from '../../store/store'
import { corpTokenId, corpTokens } from '../../wecom/token-collection'

/** Most documents that one look gives; the next look gives the next. */
export const PORTION = 50

type Found = readonly Stored<unknown>[]
/** The next documents of the app that are still there. */
type Find = (store: Store, app: AppRef) => Promise<Found>

export type Step =
  /** Removed with the app. */
  | { readonly do: 'delete'; readonly words: string; readonly find: Find; readonly in: AnyCollection }
  /** Removed when it was the corp's last app of this provider. */
  | { readonly do: 'deleteWithCorp'; readonly words: string; readonly find: Find; readonly in: AnyCollection }
  /** The last of all, together with the proof. */
  | { readonly do: 'deleteLast'; readonly words: string }
  | {
      readonly do: 'anonymise'
      readonly words: string
      readonly why: string
      readonly find: Find
      readonly in: AnyCollection
    }
  | { readonly do: 'keep'; readonly words: string; readonly why: string }
  /** Holds nothing of any corp. */
  | { readonly do: 'notTheirs' }

const byId =
  (in_: AnyCollection, idOf: (app: AppRef) => DocId): Find =>
  async (store, app) => {
    const stored = await store.get(in_, idOf(app))
    return stored ? [stored] : []
  }

const notTheirs: Step = { do: 'notTheirs' }

/** By collection name. */
export const ERASURE_PLAN: Readonly<Record<string, Step>> = {
  corpAuth: { do: 'deleteLast', words: '授权信息与密钥' },
  corpToken: {
    do: 'delete',
    words: '访问令牌',
    in: anyCollection(corpTokens),
    find: byId(anyCollection(corpTokens), corpTokenId),
  },
  adoption: {
    do: 'delete',
    words: '导入记录',
    in: anyCollection(adoptions),
    find: byId(anyCollection(adoptions), adoptionDocId),
  },
  dossier: {
    do: 'delete',
    words: '权限档案',
    in: anyCollection(dossiers),
    find: byId(anyCollection(dossiers), dossierDocId),
  },
  callback: {
    do: 'delete',
    words: '收到的回调',
    in: anyCollection(callbacks),
    find: async (store, { providerId, authCorpId, suiteId }) =>
      (await store.list(callbacks, 'byCorp', [providerId, authCorpId], { where: { suite: suiteId }, limit: PORTION }))
        .items,
  },
  forward: {
    do: 'delete',
    words: '没有送达的转发',
    in: anyCollection(forwards),
    find: async (store, { providerId, authCorpId, suiteId }) => {
      const dead = await store.list(forwards, 'dead', [providerId, suiteId], {
        where: { corp: authCorpId },
        limit: PORTION,
      })
      const waiting = await store.list(forwards, 'queue', [providerId, suiteId], {
        where: { corp: authCorpId },
        limit: PORTION,
      })
      return [...dead.items, ...waiting.items].slice(0, PORTION)
    },
  },
  todo: {
    do: 'deleteWithCorp',
    words: '待办',
    in: anyCollection(todos),
    find: async (store, { providerId, authCorpId }) =>
      (await store.list(todos, 'byCorp', [providerId, authCorpId], { limit: PORTION })).items,
  },
  person: {
    do: 'deleteWithCorp',
    words: '成员资料',
    in: anyCollection(people),
    find: async (store, { providerId, authCorpId }) =>
      (await store.list(people, 'byCorp', [providerId, authCorpId], { limit: PORTION })).items,
  },
  session: {
    do: 'deleteWithCorp',
    words: '登录状态',
    in: anyCollection(sessions),
    find: async (store, { providerId, authCorpId }) =>
      (await store.list(sessions, 'byPerson', [providerId, authCorpId], { limit: PORTION })).items,
  },
  history: {
    do: 'anonymise',
    words: '操作历史',
    why: '留下发生过什么，去掉是谁做的',
    in: anyCollection(history),
    find: async (store, app) => {
      const subjects = [
        ['corpAuth', corpAuthDocId(app)],
        ['dossier', dossierDocId(app)],
      ] as const
      const found: Stored<unknown>[] = []
      for (const [kind, id] of subjects) {
        const page = await store.list(history, 'bySubject', [app.providerId, kind, id], {
          where: { signed: 'yes' },
          limit: PORTION,
        })
        found.push(...page.items)
      }
      return found.slice(0, PORTION)
    },
  },
  review: { do: 'keep', words: '客户评价', why: '已公开的评价按约定保留，并注明该企业已取消授权' },
  audit: { do: 'keep', words: '密钥调取记录', why: '证明密钥给过谁，本身不含密钥，一年后删除' },
  erasure: { do: 'keep', words: '删除证明', why: '就是这份证明，只有数量' },
  invitation: { do: 'keep', words: '授权邀请', why: '服务商自己写下的客户称呼与邀请记录' },
  link: { do: 'keep', words: '邀请链接', why: '只有口令的摘要，随邀请保留' },
  reviewInvitation: { do: 'keep', words: '评价邀请', why: '服务商自己的邀请记录' },
  outbox: { do: 'keep', words: '已发出的消息', why: '加密保存，30 天后自动删除' },
  authCode: { do: 'keep', words: '授权码记录', why: '只有摘要，30 天后自动删除' },
  callKey: { do: 'keep', words: '防重复提交的记录', why: '加密保存，24 小时后自动删除' },
  backendNonce: notTheirs,
  provider: notTheirs,
  suite: notTheirs,
  suiteTicket: notTheirs,
  incident: notTheirs,
  forwardTarget: notTheirs,
  solution: notTheirs,
  providerToken: notTheirs,
  canary: notTheirs,
  upload: { do: 'keep', words: '上传中的文件', why: '一小时后自动删除' },
  uploadPiece: { do: 'keep', words: '上传中的文件片段', why: '一小时后自动删除' },
}
