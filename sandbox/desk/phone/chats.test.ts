import { aMessage } from '../testing/a-world'
import { asSeenAt, chatsOf, previewOf } from './chats'

describe('the chat list', () => {
  const messages = [
    aMessage({ id: '3', at: 300, from: '合契' }),
    aMessage({ id: '2', at: 200, from: '企业微信团队' }),
    aMessage({ id: '1', at: 100, from: '合契' }),
  ]

  it('has one line a sender, the newest message on top', () => {
    const chats = chatsOf(messages, {})
    expect(chats.map((chat) => chat.name)).toEqual(['合契', '企业微信团队'])
    expect(chats[0]?.messages.map((message) => message.id)).toEqual(['3', '1'])
  })

  it('counts only what came after the chat was read', () => {
    const chats = chatsOf(messages, { 合契: 100, 企业微信团队: 200 })
    expect(chats.map((chat) => chat.unread)).toEqual([1, 0])
  })

  it('previews the title, else the bare text', () => {
    expect(previewOf(aMessage({ title: '权限待确认' }))).toBe('权限待确认')
    expect(previewOf(aMessage({ title: '', text: '到<a href="x">这里</a>' }))).toBe('到 这里')
    expect(previewOf(aMessage({ title: '', text: '' }))).toBe('[消息]')
  })

  it('restores reading times and drops what is none', () => {
    expect(asSeenAt({ 合契: 5, x: 'y' })).toEqual({ 合契: 5 })
    expect(asSeenAt([1])).toBeUndefined()
  })
})
