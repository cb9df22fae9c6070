import Taro from '@tarojs/taro'

/** Puts a text on the clipboard. @throws when the device refuses */
export async function copyText(text: string): Promise<void> {
  if (process.env.TARO_ENV === 'h5') await copyInBrowser(text)
  else await Taro.setClipboardData({ data: text })
}

/** The clipboard proper needs a secure page and permission (an iframe may lack it); a selected field works without. */
async function copyInBrowser(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text)
  } catch (refusal) {
    if (!copyBySelection(text)) throw refusal
  }
}

function copyBySelection(text: string): boolean {
  const field = document.createElement('textarea')
  field.value = text
  field.setAttribute('readonly', '')
  field.style.position = 'fixed'
  field.style.opacity = '0'
  const host = document.querySelector('dialog[open]') ?? document.body
  host.append(field)
  field.select()
  const isDone = document.execCommand('copy')
  field.remove()
  return isDone
}
