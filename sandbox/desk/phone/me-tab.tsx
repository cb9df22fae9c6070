import { useState, type ReactNode } from 'react'
import { ROLE_NAME } from '../manage/say-app'
import { sayWhen } from '../state/say-time'
import { useNow } from '../state/use-now'
import { Avatar, Chip } from '../ui/pieces'
import { Icon } from '../ui/icons'
import type { Picture } from './album'
import { ScreenTitle } from './chats-tab'
import { HolderPicker } from './holder-picker'
import { PictureSheet } from './picture-sheet'
import { snapshotFrom, type Snapshot } from './read-pixels'
import { usePhone } from './use-phone'
import { usePictures } from './use-pictures'

/** 我: who holds the phone, handing it over, and the album. */
export function MeTab(): ReactNode {
  const { seat, holder } = usePhone()
  const [handing, setHanding] = useState(false)
  return (
    <div className="screen">
      <ScreenTitle title="我" />
      {holder && (
        <div className="me">
          <Avatar name={holder.name} />
          <div className="me-text">
            <strong>{holder.name}</strong>
            <span>{holder.corpName}</span>
            <Chip tone={holder.role === 'member' ? 'plain' : 'accent'}>{ROLE_NAME[holder.role]}</Chip>
          </div>
        </div>
      )}
      <section className="me-block" aria-label="换人">
        {handing || !holder ? (
          <HolderPicker seat={seat} onDone={() => setHanding(false)} />
        ) : (
          <button type="button" className="row-button" onClick={() => setHanding(true)}>
            <Icon name="person" />
            <span className="row-main">
              <b>换一位成员使用</b>
            </span>
            <Icon name="next" size={16} />
          </button>
        )}
      </section>
      <Album />
    </div>
  )
}

function Album(): ReactNode {
  const { seat } = usePhone()
  const { pictures, remove } = usePictures(seat, 'album')
  const now = useNow(30_000) ?? 0
  const [held, setHeld] = useState<{ picture: Picture; snapshot: Snapshot }>()
  const open = async (picture: Picture) => {
    const snapshot = await snapshotFrom(picture.dataUrl)
    if (snapshot) setHeld({ picture, snapshot })
  }
  return (
    <section className="me-block" aria-label="相册">
      <h3>相册</h3>
      {pictures.length === 0 && <p className="scanner-none">还没有图片。在网页里长按图片可以保存。</p>}
      <ul className="thumbs">
        {pictures.map((picture) => (
          <li key={picture.id} className="thumb-item">
            <button type="button" className="thumb" onClick={() => void open(picture)}>
              <img src={picture.dataUrl} alt="" />
              <span>{picture.name}</span>
              <small>{sayWhen(picture.savedAt, now)}</small>
            </button>
            <button
              type="button"
              className="thumb-remove"
              aria-label={`删除 ${picture.name}`}
              onClick={() => remove(picture.id)}
            >
              <Icon name="close" size={14} />
            </button>
          </li>
        ))}
      </ul>
      {held && (
        <PictureSheet
          picture={held.snapshot}
          name={held.picture.name}
          now={now}
          canSave={false}
          canScan
          onClose={() => setHeld(undefined)}
        />
      )}
    </section>
  )
}
