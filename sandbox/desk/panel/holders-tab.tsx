import type { ReactNode } from 'react'
import { ROLE_NAME } from '../manage/say-app'
import { HolderPicker } from '../phone/holder-picker'
import { PHONE_NAME, SEATS } from '../state/seat'
import { useDesk } from '../state/use-desk'
import { Button } from '../ui/button'
import { Block, Chip } from '../ui/pieces'

/** 谁拿着手机, and which corps there are. */
export function HoldersTab(): ReactNode {
  const { world, act } = useDesk()
  return (
    <>
      {SEATS.map((seat) => {
        const holder = world?.seats.find((candidate) => candidate.seat === seat)
        return (
          <Block key={seat} title={PHONE_NAME[seat]} aside={holder && <Chip>{ROLE_NAME[holder.role]}</Chip>}>
            <HolderPicker seat={seat} />
          </Block>
        )
      })}
      <Block title="企业">
        <ul className="lines">
          {world?.corps.map((corp) => (
            <li key={corp.corpId} className="line">
              <span className="line-main">
                <b>{corp.name}</b>
                <small className="code">{corp.corpId}</small>
                <small>
                  {corp.memberCount} 人 · {corp.apps.filter((app) => app.status === 'authorised').length} 个应用
                  {corp.isTest ? ' · 测试企业' : ''}
                </small>
              </span>
              <Button
                small
                pressed={corp.licensed}
                hint="成员有没有基础帐号：没有时收不到应用消息，也打不开小程序"
                label={`${corp.name}：${corp.licensed ? '有基础帐号' : '无基础帐号'}`}
                onPress={() =>
                  act(
                    'license.set',
                    { corpId: corp.corpId, licensed: !corp.licensed },
                    corp.licensed ? `${corp.name} 的基础帐号已收回` : `${corp.name} 有基础帐号了`,
                  )
                }
              >
                {corp.licensed ? '有基础帐号' : '无基础帐号'}
              </Button>
            </li>
          ))}
        </ul>
      </Block>
    </>
  )
}
