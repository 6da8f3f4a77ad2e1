import { type Context, kernelErrors, type RefResolver } from '@atom/kernel'
import { store } from '../store.ts'

const plain = (text: string) =>
  text
    .toLowerCase()
    .replace(/[“”"']/g, '')
    .trim()

const all = (ctx: Context) =>
  store.from(ctx, 'workflow').select(['id', 'name']).where('deleted_at', 'is', null).orderBy('name').limit(1000).execute()

/** Names an automation by id or by its name, or by words that only one name holds. */
export const workflowRef: RefResolver = {
  to: 'workflow',

  async resolve(ctx, words) {
    const byId = await store.from(ctx, 'workflow').select('id').where('id', '=', words).where('deleted_at', 'is', null).executeTakeFirst()
    if (byId) return byId.id
    const rows = await all(ctx)
    const wanted = plain(words)
    for (const fits of [(name: string) => name === wanted, (name: string) => name.includes(wanted)]) {
      const found = rows.filter(row => fits(plain(row.name)))
      if (found.length === 1) return found[0]?.id
      if (found.length > 1)
        throw kernelErrors.ambiguous(
          { what: 'automation', words, candidates: found.map(row => row.name).join(', ') },
          { details: { candidates: found.map(row => ({ id: row.id, title: row.name })) } },
        )
    }
    return undefined
  },

  async suggest(ctx, words) {
    const wanted = plain(words)
    const rows = await all(ctx)
    return rows
      .filter(row => row.id === words || plain(row.name).includes(wanted))
      .slice(0, 20)
      .map(row => ({ id: row.id, title: row.name }))
  },
}
