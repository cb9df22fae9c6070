import type { TodoView } from '@shared/contract/inbox'

const WORDS: Readonly<Record<TodoView['kind'], readonly [title: (subject: string) => string, act: string]>> = {
  authorise: [(subject) => `授权“${subject}”`, '去授权'],
  setRange: [(subject) => `设置“${subject}”的可见范围`, '看怎么设置'],
  confirmPermissions: [(subject) => `确认“${subject}”的权限`, '去确认'],
  leaveReview: [(subject) => `评价“${subject}”`, '去写评价'],
  renewLicense: [(subject) => `续期“${subject}”的许可`, '看怎么续期'],
  reauthorise: [(subject) => `重新授权“${subject}”`, '去授权'],
}

/** Title and button of a to-do; a kind of a newer server is shown plainly. */
export function todoWords(kind: string, subject: string): { title: string; act: string } {
  const known = WORDS[kind as TodoView['kind']] as (typeof WORDS)[TodoView['kind']] | undefined
  return known ? { title: known[0](subject), act: known[1] } : { title: subject, act: '去处理' }
}
