import { useState, type ReactNode } from 'react'
import type { CorpView, MemberView, ProviderView, WorldView } from '../../wecom/platform/views'
import { ROLE_NAME } from '../manage/say-app'
import { useDesk } from '../state/use-desk'
import { Button } from '../ui/button'
import { Choice } from '../ui/choice'

interface House {
  readonly corpId: string
  readonly name: string
  readonly members: readonly MemberView[]
}

/** Corps a phone may belong to: customers first, then the providers' own. */
export function housesOf(world: WorldView): readonly House[] {
  const corps = world.corps.map((corp: CorpView) => ({
    corpId: corp.corpId,
    name: corp.isTest ? `${corp.name}（测试企业）` : corp.name,
    members: corp.members,
  }))
  const providers = world.providers.map((provider: ProviderView) => ({
    corpId: provider.corpId,
    name: `${provider.name}（服务商）`,
    members: provider.staff,
  }))
  const known = new Set(corps.map((corp) => corp.corpId))
  return [...corps, ...providers.filter((provider) => !known.has(provider.corpId))]
}

/** Gives a phone or window to a member of a corp. */
export function HolderPicker(props: { seat: string; onDone?: () => void }): ReactNode {
  const { seat, onDone } = props
  const { world, act } = useDesk()
  const houses = world ? housesOf(world) : []
  const holder = world?.seats.find((candidate) => candidate.seat === seat)
  const [wishedCorp, setWishedCorp] = useState<string>()
  const [wishedUser, setWishedUser] = useState<string>()
  const corpId = wishedCorp ?? holder?.corpId ?? houses[0]?.corpId ?? ''
  const members = houses.find((house) => house.corpId === corpId)?.members ?? []
  const usual = corpId === holder?.corpId ? holder.userId : (members[0]?.userId ?? '')
  const userId = members.some((member) => member.userId === wishedUser) ? (wishedUser ?? usual) : usual
  const isSame = corpId === holder?.corpId && userId === holder.userId
  return (
    <div className="holder">
      <Choice
        label="企业"
        value={corpId}
        options={houses.map((house) => ({ value: house.corpId, label: house.name }))}
        onChoose={setWishedCorp}
      />
      <Choice
        label="成员"
        value={userId}
        options={members.map((member) => ({
          value: member.userId,
          label: `${member.name} · ${member.title} · ${ROLE_NAME[member.role]}`,
        }))}
        onChoose={setWishedUser}
      />
      <Button
        small
        kind="main"
        disabled={isSame || userId === ''}
        onPress={async () => {
          const name = members.find((member) => member.userId === userId)?.name ?? userId
          const seatNow = await act('seat.set', { seat, corpId, userId }, `已交给 ${name}`)
          if (seatNow) onDone?.()
        }}
      >
        {isSame ? '正在使用' : '把手机交给她'}
      </Button>
    </div>
  )
}
