// A page that complains is a page with a fault: unknown props, missing keys, updates outside act.
let complaints = []

beforeEach(() => {
  complaints = []
  for (const level of ['error', 'warn']) {
    jest.spyOn(console, level).mockImplementation((...parts) => complaints.push(`console.${level}: ${parts.join(' ')}`))
  }
})

afterEach(() => {
  if (complaints.length > 0) throw new Error(complaints.join('\n'))
})
