import { readTrace } from './store-trace'

const DATA = '19</x/data.mdb>'
const judge = (...lines: string[]): readonly string[] =>
  readTrace(
    lines,
    (text) => text.startsWith(DATA),
    (ack) => [ack.replace('ack ', 'token-')],
  ).unflushed
const write = `7 writev(${DATA}, [{iov_base="\\3\\0token-1.", iov_len=4096}], 1) = 4096`
const ack = '5 write(1</out>, "ack 1\\n", 6) = 6'

test('an acknowledgement after write and fdatasync is sound', () => {
  expect(judge(write, `7 fdatasync(${DATA}) = 0`, ack)).toEqual([])
})

test('an acknowledgement without fdatasync, or with one before its write, is named', () => {
  expect(judge(write, ack)).toEqual(['ack 1'])
  expect(judge(`7 fdatasync(${DATA}) = 0`, write, ack)).toEqual(['ack 1'])
  expect(judge(write, ack, `7 fdatasync(${DATA}) = 0`)).toEqual(['ack 1'])
})

test('an fdatasync counts only when it has returned, without error, and on the data file', () => {
  const begun = `7 fdatasync(${DATA} <unfinished ...>`
  expect(judge(write, begun, ack, '7 <... fdatasync resumed>) = 0')).toEqual(['ack 1'])
  expect(judge(write, begun, '7 <... fdatasync resumed>) = 0', ack)).toEqual([])
  expect(judge(write, begun, '7 <... fdatasync resumed>) = -1 EIO (Input/output error)', ack)).toEqual(['ack 1'])
  expect(judge(write, '7 fdatasync(20</x/lock.mdb>) = 0', ack)).toEqual(['ack 1'])
})

test('a write that another thread’s flush overtook is not flushed by it', () => {
  const slow = write.replace(', 1) = 4096', ' <unfinished ...>')
  const late = [slow, `8 fdatasync(${DATA}) = 0`, '7 <... writev resumed>) = 4096', ack]
  expect(judge(...late)).toEqual(['ack 1'])
  expect(judge(...late.slice(0, 3), `8 fdatasync(${DATA}) = 0`, ack)).toEqual([])
})
