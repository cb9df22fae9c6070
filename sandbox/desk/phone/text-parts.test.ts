import { textParts } from './text-parts'

describe('the text of a message', () => {
  it('keeps links and drops every other mark-up', () => {
    expect(textParts('请到 <a href="http://x/y?a=1">这里</a> 确认<script>alert(1)</script>')).toEqual([
      { kind: 'text', text: '请到 ' },
      { kind: 'link', url: 'http://x/y?a=1', text: '这里' },
      { kind: 'text', text: ' 确认alert(1)' },
    ])
  })

  it('breaks lines where a textcard closes a block', () => {
    expect(textParts('<div class="gray">1月5日</div><div>有 3 项权限待确认</div>')).toEqual([
      { kind: 'text', text: '1月5日\n有 3 项权限待确认' },
    ])
  })

  it('is nothing for an empty message', () => {
    expect(textParts('')).toEqual([])
  })
})
