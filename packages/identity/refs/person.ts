import { type Context, kernelErrors, type RefResolver } from '@atom/kernel'
import { members, type PersonRow } from '../caller.ts'
import { store } from '../store.ts'

/** Without case and accents: “zoe” is Zoë. */
const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim()

const firstName = (name: string) => plain(name).split(/\s+/)[0] ?? ''

const membersOf = (ctx: Context): Promise<PersonRow[]> =>
  members(store.db(ctx)).where('membership.workspace_id', '=', ctx.workspaceId).orderBy('user.name').limit(1000).execute()

/** Names a member: by id, `me`, e-mail, name or first name. Of several with one first name none is meant. */
export const personRef: RefResolver = {
  to: 'person',

  async resolve(ctx, words, { unknown }) {
    const wanted = plain(words).replace(/^@/, '')
    if (wanted === 'me' || wanted === 'myself' || words === ctx.person.id) return ctx.person.id
    const people = await membersOf(ctx)
    const ways: ((row: PersonRow) => boolean)[] = [
      row => row.person_id === words,
      row => plain(row.email) === wanted,
      row => plain(row.name) === wanted,
      row => firstName(row.name) === wanted,
    ]
    for (const fits of ways) {
      const found = people.filter(fits)
      if (found.length === 1) return found[0]?.person_id
      if (found.length > 1) {
        const candidates = found.map(row => `${row.name} (${row.email})`)
        throw kernelErrors.ambiguous(
          { what: 'person', words, candidates: candidates.join(', ') },
          { details: { candidates: found.map(row => ({ id: row.person_id, title: row.name })) } },
        )
      }
    }
    return unknown === 'text' ? words : undefined
  },

  async suggest(ctx, words, most = 20) {
    const wanted = plain(words)
    const people = await membersOf(ctx)
    const rank = (row: PersonRow) => (plain(row.name).startsWith(wanted) ? 0 : plain(row.email).startsWith(wanted) ? 1 : 2)
    return people
      .filter(row => plain(row.name).includes(wanted) || plain(row.email).includes(wanted))
      .sort((a, b) => rank(a) - rank(b))
      .slice(0, most)
      .map(row => ({ id: row.person_id, title: row.name }))
  },
}
