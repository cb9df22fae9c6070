import type { ReviewView } from '@shared/contract/solution'

type Proof = ReviewView['proof']

const PROOF: Readonly<Record<Proof, readonly [badge: string, meaning: string]>> = {
  authorisingUser: ['授权人', '在企业微信里为公司授权过应用的人'],
  appAdmin: ['应用管理员', '企业微信记录的应用管理员'],
  adminLogin: ['后台登录', '登录过企业微信管理后台的创建者或系统管理员'],
}

/** The badge that names a reviewer's proof of role, and what it means; never more than was proven. */
export function proofWords(proof: string): { badge: string; meaning: string } {
  const known = PROOF[proof as Proof] as readonly [string, string] | undefined
  return known ? { badge: known[0], meaning: known[1] } : { badge: proof, meaning: '' }
}

/** What a number of stars says. */
export const STAR_WORDS = ['很不满意', '不太满意', '一般', '满意', '非常满意'] as const

export type StarCount = ReviewView['stars']
export const STARS: readonly StarCount[] = [1, 2, 3, 4, 5]
