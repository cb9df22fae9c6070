import { useState, type ReactNode } from 'react'
import { Button } from '../ui/button'
import { TextField, Tick } from '../ui/choice'
import { permissionGroups } from './permission-keys'

/** Ticks custom permissions; what is saved is the whole set, as in WeCom. */
export function PermissionPicker(props: {
  labels: Readonly<Record<string, string>>
  chosen: readonly string[]
  action: string
  onSave: (permissions: readonly string[]) => Promise<unknown>
  onClose: () => void
}): ReactNode {
  const { labels, chosen, action, onSave, onClose } = props
  const [ticked, setTicked] = useState(chosen)
  const [search, setSearch] = useState('')
  return (
    <div className="picker">
      <TextField label="查找权限" hideLabel placeholder="按名称或 key 查找" value={search} onChange={setSearch} />
      <div className="picker-list" tabIndex={0} role="group" aria-label="权限">
        {permissionGroups(labels, search.trim()).map((group) => (
          <fieldset key={group.title}>
            <legend>{group.title}</legend>
            {group.keys.map(({ key, name }) => (
              <Tick
                key={key}
                label={name}
                note={key}
                checked={ticked.includes(key)}
                onChange={(on) => setTicked(on ? [...ticked, key] : ticked.filter((kept) => kept !== key))}
              />
            ))}
          </fieldset>
        ))}
      </div>
      <div className="row row-end">
        <span className="row-note">已选 {ticked.length} 项</span>
        <Button small onPress={onClose}>
          不改了
        </Button>
        <Button small kind="main" onPress={() => onSave(ticked)}>
          {action}
        </Button>
      </div>
    </div>
  )
}
