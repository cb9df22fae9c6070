/** What a review's text may not hold. A finding names what was found and the way out; nothing is stored then. */

export interface TextFinding {
  readonly found: string
  readonly message: string
}

const RULES: readonly { readonly pattern: RegExp; readonly message: string }[] = [
  { pattern: /<\s*\/?\s*[a-z!][^>]*>?/iu, message: '不能包含代码或标签，请用普通文字描述' },
  { pattern: /(?:javascript|data|vbscript)\s*:/iu, message: '不能包含脚本地址，请删除' },
  { pattern: /(?:https?:\/\/|www\.)\S+/iu, message: '不能包含网址，请用文字说明' },
  // No look-behind: Safari before 16.4 cannot read it, and with it the whole page.
  { pattern: /(?:^|\D)(1[3-9]\d{9})(?!\d)/u, message: '不要写手机号，评价会公开展示' },
  { pattern: /[\w.+-]+@[\w-]+\.[\w.]+/u, message: '不要写邮箱，评价会公开展示' },
]

/** Every finding at once; empty when the text is fine. */
export function checkReviewText(text: string): readonly TextFinding[] {
  return RULES.flatMap(({ pattern, message }) => {
    const match = pattern.exec(text)
    return match ? [{ found: (match[1] ?? match[0]).slice(0, 40), message }] : []
  })
}
