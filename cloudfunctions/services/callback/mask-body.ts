/** Tags whose text is worth something to a thief, or is personal. */
const HIDDEN = new Set(
  (
    'AuthCode SuiteTicket AccessToken RegisterCode PermanentCode ActiveCode PreviousActiveCode ResponseCode Encrypt ' +
    'Name Alias Mobile Telephone Email BizMail Gender Avatar Address Position Content PicUrl MediaId Url ScanResult'
  ).split(' '),
)

/** `<Tag>text` and `<Tag><![CDATA[text]]>`; nested tags stay as they are. */
const TAG_TEXT = /<([A-Za-z0-9_]+)>(?:<!\[CDATA\[([\s\S]*?)\]\]>|([^<]+))/g

/** The XML with secrets and personal data hidden: `（已隐藏，86 字符）`. */
export const maskBody = (xml: string): string =>
  xml.replace(TAG_TEXT, (whole, tag: string, data: string | undefined, text: string | undefined) => {
    const value = data ?? text ?? ''
    return HIDDEN.has(tag) && value.trim() !== '' ? `<${tag}>（已隐藏，${value.length} 字符）` : whole
  })
