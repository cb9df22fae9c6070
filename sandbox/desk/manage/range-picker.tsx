import { useState, type ReactNode } from 'react'
import type { CorpView, RangeView } from '../../wecom/platform/views'
import { Button } from '../ui/button'
import { TextField, Tick } from '../ui/choice'

/** Members shown before the person has to search. */
const SHOWN = 30

/** Chooses the departments and members who see an app. */
export function RangePicker(props: {
  corp: CorpView
  range: RangeView
  onSave: (range: { users: readonly string[]; parties: readonly number[]; tags: readonly number[] }) => Promise<void>
  onClose: () => void
}): ReactNode {
  const { corp, range, onSave, onClose } = props
  const [users, setUsers] = useState(range.users)
  const [parties, setParties] = useState(range.parties)
  const [search, setSearch] = useState('')
  const found = corp.members.filter((member) => `${member.name}${member.userId}${member.title}`.includes(search.trim()))
  return (
    <div className="picker">
      <fieldset>
        <legend>部门</legend>
        {corp.departments.map((party) => (
          <Tick
            key={party.id}
            label={party.name}
            checked={parties.includes(party.id)}
            onChange={(on) => setParties(toggled(parties, party.id, on))}
          />
        ))}
      </fieldset>
      <fieldset>
        <legend>成员</legend>
        {corp.members.length > 8 && (
          <TextField label="查找成员" hideLabel placeholder="按姓名或帐号查找" value={search} onChange={setSearch} />
        )}
        {found.slice(0, SHOWN).map((member) => (
          <Tick
            key={member.userId}
            label={`${member.name} · ${member.title}`}
            checked={users.includes(member.userId)}
            onChange={(on) => setUsers(toggled(users, member.userId, on))}
          />
        ))}
        {found.length > SHOWN && <p className="block-text">还有 {found.length - SHOWN} 人，请查找。</p>}
      </fieldset>
      <div className="row row-end">
        <Button small onPress={onClose}>
          不改了
        </Button>
        <Button small kind="main" onPress={() => onSave({ users, parties, tags: range.tags })}>
          保存范围
        </Button>
      </div>
    </div>
  )
}

function toggled<T>(list: readonly T[], item: T, on: boolean): readonly T[] {
  return on ? [...list, item] : list.filter((kept) => kept !== item)
}
