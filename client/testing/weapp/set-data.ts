type Holder = Record<string, unknown>

/** Applies one `setData` patch the way a phone does: keys such as `root.cn.[0].cn.[1].v`. */
export function applyPatch(data: Holder, patch: Readonly<Holder>): void {
  for (const [key, value] of Object.entries(patch)) {
    const names = key
      .replace(/\[(\d+)\]/g, '.$1')
      .split('.')
      .filter((name) => name !== '')
    const last = names.pop()
    if (last === undefined) continue
    let at: Holder = data
    for (const name of names) {
      const next = at[name]
      if (typeof next !== 'object' || next === null) throw new Error(`setData reaches through nothing: ${key}`)
      at = next as Holder
    }
    at[last] = value
  }
}
