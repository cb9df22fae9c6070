import type { open } from '@shared/contract/review'
import type { OutputOf } from '@shared/contract/define'
import type { IconName } from '../../components/icon'

export type Refusal = NonNullable<OutputOf<typeof open>['refusal']>

/** Ways out that a refusal may offer. */
export type WayOut = 'askProvider' | 'seeSolution' | 'signInAsOther' | 'forward' | 'tryAgain' | 'inbox'

export interface RefusalWords {
  readonly icon: IconName
  readonly title: string
  readonly why: string
  /** The first is the primary one. */
  readonly ways: readonly [WayOut, ...WayOut[]]
}

/** Each refusal has a page of its own: what, why, and the way out. */
export function refusalWords(refusal: string, providerName: string, isStaff: boolean): RefusalWords {
  const words: Readonly<Record<Refusal, RefusalWords>> = {
    expired: {
      icon: 'clock',
      title: '这份评价邀请已过期',
      why: `邀请 30 天内有效。想写评价，请${providerName}再发一份，复制下面的话给对方就行。`,
      ways: ['askProvider', 'seeSolution'],
    },
    revoked: {
      icon: 'stop',
      title: '这份评价邀请已撤回',
      why: `${providerName}撤回了邀请。如果您仍想写，请对方再发一份。`,
      ways: ['askProvider', 'seeSolution'],
    },
    alreadyWritten: {
      icon: 'check-circle',
      title: '已经写过评价了',
      why: '每家公司对每个应用写一条评价，已经公开展示在方案页。',
      ways: ['seeSolution'],
    },
    wrongCorp: {
      icon: 'building',
      title: '这份邀请是给另一家企业的',
      why: isStaff
        ? '您现在以服务商员工的身份登录。评价要由被邀请企业的管理员来写，请把链接发给对方。'
        : '您登录的企业不是被邀请的那一家。如果您也在那家企业，请换身份登录；否则请把链接转给那家企业的管理员。',
      ways: ['signInAsOther', 'forward', 'seeSolution'],
    },
    notAdmin: {
      icon: 'user',
      title: '要由应用管理员来写',
      why: '企业微信的记录里，您还不是这些应用的授权人或管理员。请把链接转给公司里授权过应用的同事，或请对方把您加为应用管理员后再试。',
      ways: ['forward', 'tryAgain', 'seeSolution'],
    },
    corpUnverified: {
      icon: 'shield',
      title: '还不能确认您的企业',
      why: '要先授权应用，企业微信才能告诉我们您的企业就是被邀请的那一家。授权之后回到这里再试。',
      ways: ['tryAgain', 'inbox', 'askProvider'],
    },
    authCancelled: {
      icon: 'stop',
      title: '公司已取消授权这个应用',
      why: `取消授权后不能再写评价。如果还在使用，请联系${providerName}重新授权。`,
      ways: ['askProvider', 'tryAgain', 'seeSolution'],
    },
  }
  return (
    words[refusal as Refusal] ?? {
      icon: 'info',
      title: '现在还不能写评价',
      why: `请联系${providerName}。`,
      ways: ['askProvider', 'tryAgain'],
    }
  )
}

/** What she may send to the provider. */
export function askAgainText(refusal: string, solutionName: string): string {
  const why: Readonly<Record<string, string>> = {
    expired: '评价邀请过期了',
    revoked: '评价邀请被撤回了',
    corpUnverified: '评价页说还不能确认我们的企业',
    authCancelled: '评价页说我们已取消授权',
  }
  return `您好，“${solutionName}”的${why[refusal] ?? '评价邀请打不开'}，麻烦处理一下，或再发一份邀请。`
}
