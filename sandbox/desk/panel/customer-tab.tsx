import { useState, type ReactNode } from 'react'
import type { CorpView, MemberView } from '../../wecom/platform/views'
import { AppSettings } from '../manage/app-settings'
import { ROLE_NAME, sayAppState } from '../manage/say-app'
import { asText, usePersisted } from '../state/persisted'
import { useDesk } from '../state/use-desk'
import { Button } from '../ui/button'
import { Choice } from '../ui/choice'
import { Block, Chip, Empty, Fold } from '../ui/pieces'

/** The window in which the customer's admin has her console open: a seat of its own, so no phone changes hands for it. */
const WINDOW_SEAT = 'seat-customer-console'

/** Members whose role can be changed here; large corps are cut. */
const SHOWN = 40

/** 客户后台: the customer's own admin console. */
export function CustomerTab(): ReactNode {
  const { world } = useDesk()
  const [wished, choose] = usePersisted('panel/corp', '', asText)
  const corp = world?.corps.find((candidate) => candidate.corpId === wished) ?? world?.corps[0]
  if (!world || !corp) return <Empty title="还没有客户企业" />
  return (
    <>
      <Choice
        label="企业"
        value={corp.corpId}
        options={world.corps.map((candidate) => ({ value: candidate.corpId, label: candidate.name }))}
        onChoose={choose}
      />
      <CorpConsole key={corp.corpId} corp={corp} />
    </>
  )
}

function CorpConsole(props: { corp: CorpView }): ReactNode {
  const { corp } = props
  const { world, act } = useDesk()
  const [open, setOpen] = useState<string>()
  const admins = [...corp.members].filter((member) => member.role !== 'member').sort(bySuperFirst)
  const holder = world?.seats.find((seat) => seat.seat === WINDOW_SEAT)
  const isIn = holder?.corpId === corp.corpId
  const apps = corp.apps.filter((app) => app.status === 'authorised')
  const signIn = (userId: string) => act('seat.set', { seat: WINDOW_SEAT, corpId: corp.corpId, userId })
  const manage = async (suiteId: string) => {
    const first = admins[0]
    const ready = isIn || (first !== undefined && (await signIn(first.userId)) !== undefined)
    if (ready) setOpen(open === suiteId ? undefined : suiteId)
  }
  return (
    <>
      <Choice
        label="以谁的身份"
        value={isIn ? holder.userId : ''}
        placeholder="选择管理员"
        options={admins.map((member) => ({
          value: member.userId,
          label: `${member.name} · ${ROLE_NAME[member.role]}`,
        }))}
        onChoose={(userId) => void signIn(userId)}
      />
      <Block title="已授权的应用">
        {apps.length === 0 && <p className="block-text">{corp.name} 还没有授权任何应用。</p>}
        {apps.map((app) => {
          const [word, tone] = sayAppState(app)
          return (
            <article key={`${app.suiteId}`} className="thing" aria-label={app.name}>
              <div className="thing-head">
                <b>{app.name}</b>
                <Chip tone={tone}>{word}</Chip>
              </div>
              <div className="row">
                <Button small pressed={open === app.suiteId} onPress={() => manage(app.suiteId)}>
                  {open === app.suiteId ? '收起' : '管理'}
                </Button>
              </div>
              {open === app.suiteId && isIn && <AppSettings seat={WINDOW_SEAT} suiteId={app.suiteId} />}
            </article>
          )
        })}
      </Block>
      <Roles corp={corp} />
    </>
  )
}

const ROLES = ['superAdmin', 'subAdmin', 'member'] as const

/** Who is an admin: a change goes to every app of the corp as `change_app_admin`. */
function Roles(props: { corp: CorpView }): ReactNode {
  const { corp } = props
  const { act } = useDesk()
  return (
    <Fold title={`成员与角色（${corp.memberCount} 人）`}>
      {corp.members.slice(0, SHOWN).map((member) => (
        <Choice
          key={member.userId}
          label={`${member.name} · ${member.title}`}
          value={member.role}
          options={ROLES.map((role) => ({ value: role, label: ROLE_NAME[role] }))}
          onChoose={(role) =>
            void act(
              'directory.setRole',
              { corpId: corp.corpId, userId: member.userId, role },
              `${member.name} 现在是${ROLE_NAME[role]}`,
            )
          }
        />
      ))}
    </Fold>
  )
}

function bySuperFirst(one: MemberView, other: MemberView): number {
  return Number(other.role === 'superAdmin') - Number(one.role === 'superAdmin')
}
