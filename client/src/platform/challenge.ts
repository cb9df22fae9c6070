const SIGNS = 'abcdefghijklmnopqrstuvwxyz234567'

/** 26 unguessable characters that stay in this browser until it comes back from WeCom. */
export function newVerifier(): string {
  const bytes = window.crypto.getRandomValues(new Uint8Array(26))
  return Array.from(bytes, (byte) => SIGNS[byte & 31]).join('')
}

/** First 26 characters of base32(sha256(verifier)): the server learns the verifier only when the code comes back. */
export async function challengeOf(verifier: string): Promise<string> {
  const digest = await window.crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier))
  const bytes = new Uint8Array(digest)
  let out = ''
  for (let at = 0; at < 26; at++) {
    const bit = at * 5
    const pair = ((bytes[bit >> 3] ?? 0) << 8) | (bytes[(bit >> 3) + 1] ?? 0)
    out += SIGNS[(pair >> (11 - (bit & 7))) & 31]
  }
  return out
}
