import { createHmac } from 'node:crypto'

/** What is shown where a secret stands. */
export const mask = '•••'

/**
 * In a journaled input a secret piece is the mask and, unseen, which piece of which field it is. The mark cannot be guessed, so nobody
 * outside can write one that is taken for it.
 */
const tokens = /•••\uE000([0-9a-f]{32})\.([^\uE000\uE001]+)\.(\d+)\uE001/g
const loneToken = new RegExp(`^${tokens.source}$`)

/** What the key of the marks is derived for. Journals hold them, so the key outlives a change of the master key. */
export const journalPurpose = 'workflow journal'

/** The mark of one step's tokens: the same after a restart. */
export const markOf = (key: Buffer, runId: string, seq: number): string =>
  createHmac('sha256', key).update(`${runId}:${seq}`).digest('hex').slice(0, 32)

export const tokenOf = (mark: string, field: string, place: number): string => `${mask}\uE000${mark}.${field}.${place}\uE001`

/** A journaled text, of a value or of its JSON, as it is shown. */
export const shownText = (text: string): string => (text.includes('\uE000') ? text.replace(tokens, mask) : text)

/** A journaled value as it is shown. */
export const shownValue = (value: unknown): unknown => mapTexts(value, shownText)

/** The tokens of one step written as those of another, for a run that goes on from a copy. */
export const withMark = (value: unknown, mark: string): unknown =>
  mapTexts(value, text => text.replace(tokens, (_, __, field: string, place: string) => tokenOf(mark, field, Number(place))))

/** Where an edited value shows the mask that the kept one shows too, what was kept is meant. */
export function keepHidden(edited: unknown, kept: unknown): unknown {
  if (typeof edited === 'string') return typeof kept === 'string' && kept !== edited && shownText(kept) === edited ? kept : edited
  if (Array.isArray(edited)) return edited.map((item, at) => keepHidden(item, Array.isArray(kept) ? kept[at] : undefined))
  if (typeof edited !== 'object' || edited === null) return edited
  const from = typeof kept === 'object' && kept !== null ? (kept as Record<string, unknown>) : {}
  return Object.fromEntries(Object.entries(edited).map(([name, value]) => [name, keepHidden(value, from[name])]))
}

/** Puts the secrets where their tokens stand. What has no value leaves out its field or item, and is '' within text. */
export function reveal(value: unknown, mark: string, secretOf: (field: string, place: number) => unknown): unknown {
  if (typeof value === 'string') return revealText(value, mark, secretOf)
  if (Array.isArray(value)) return value.map(item => reveal(item, mark, secretOf)).filter(item => item !== undefined)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([name, item]) => [name, reveal(item, mark, secretOf)] as const)
  return Object.fromEntries(entries.filter(([, item]) => item !== undefined))
}

function revealText(text: string, mark: string, secretOf: (field: string, place: number) => unknown): unknown {
  if (!text.includes('\uE000')) return text
  const lone = loneToken.exec(text)
  if (lone && lone[1] === mark) return secretOf(lone[2] as string, Number(lone[3]))
  return text.replace(tokens, (token, of: string, field: string, place: string) => {
    if (of !== mark) return token
    const value = secretOf(field, Number(place))
    if (value === undefined || value === null) return ''
    return typeof value === 'string' ? value : JSON.stringify(value)
  })
}

/** Shorter texts are found everywhere by chance, so they are not looked for. */
export const shortestSecret = 4

/** Hides these secrets, also as they are written in addresses, JSON and base64, in every text of a value. */
export function redactor(secrets: Iterable<string>): <T>(value: T) => T {
  const forms = new Set<string>()
  for (const secret of secrets) {
    if (secret.length < shortestSecret) continue
    const bytes = Buffer.from(secret)
    for (const form of [
      secret,
      encodeURIComponent(secret),
      JSON.stringify(secret).slice(1, -1),
      bytes.toString('base64'),
      bytes.toString('base64url'),
      bytes.toString('base64').replace(/=+$/, ''),
    ])
      forms.add(form)
  }
  // The longest first: one form may hold another.
  const found = [...forms].sort((a, b) => b.length - a.length)
  const redact = (text: string) => found.reduce((rest, form) => rest.replaceAll(form, mask), text)
  return value => mapTexts(value, redact) as typeof value
}

/** A value with every text in it, names of fields too, changed. */
function mapTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value)
  if (Array.isArray(value)) return value.map(item => mapTexts(item, change))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [change(name), mapTexts(item, change)]))
}

/** Every text in a value. */
export function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value === 'number') return [String(value)]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
}
