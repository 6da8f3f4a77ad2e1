import { ApiKey, NewApiKey, pageOf, pageRequest } from '@atom/contracts'
import { type Context, defineSkill, newId } from '@atom/kernel'
import { paginate } from '@atom/storage'
import { z } from 'zod'
import { callers } from '../callers.ts'
import { identityErrors } from '../errors.ts'
import { keyPrefix } from '../key-prefix.ts'
import { type ApiKeyTable, store } from '../store.ts'
import { hashOf, newToken } from '../token.ts'

const keyOf = (row: Omit<ApiKeyTable, 'workspace_id' | 'person_id' | 'hash'>): ApiKey => ({
  id: row.id,
  name: row.name,
  hint: row.hint,
  createdAt: row.created_at,
  ...(row.last_used_at === null ? {} : { lastUsedAt: row.last_used_at }),
  ...(row.expires_at === null ? {} : { expiresAt: row.expires_at }),
})

/** The caller's own keys of this workspace that were not revoked. */
const ownKeys = (ctx: Context) => store.from(ctx, 'api_key').where('person_id', '=', ctx.person.id).where('revoked_at', 'is', null)

export const listKeys = defineSkill({
  id: 'keys.list',
  title: 'List API keys',
  description: 'The caller’s API keys for this workspace, newest first, without the keys themselves.',
  effect: 'read',
  input: z.object(pageRequest),
  output: pageOf(ApiKey),
  examples: [],
  route: 'GET /api/keys',
  internal: true,
  async run(ctx, page) {
    const { items, nextCursor } = await paginate(ownKeys(ctx).selectAll(), page, [{ column: 'id', order: 'desc' }])
    return { items: items.map(keyOf), nextCursor }
  },
})

/** The key that calls, held fast until this transaction ends, so that it is not revoked meanwhile. @throws identity.key_revoked */
async function callingKey(ctx: Context): Promise<Pick<ApiKeyTable, 'id' | 'expires_at'> | undefined> {
  const id = ctx.actor.startsWith('key:') ? ctx.actor.slice('key:'.length) : undefined
  if (id === undefined) return undefined
  const held = await store
    .update(ctx, 'api_key')
    .set({ revoked_at: null })
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .returning(['id', 'expires_at'])
    .executeTakeFirst()
  if (!held) throw identityErrors.key_revoked()
  return held
}

/** The sooner of two ends; nothing is no end. */
const sooner = (a: string | null, b: string | null): string | null => (a === null || (b !== null && b < a) ? b : a)

/** That still open something, of one person in one workspace. */
const mostKeys = 100

export const createKey = defineSkill({
  id: 'keys.create',
  title: 'Make an API key',
  description: 'Makes a key with the caller’s own rights in this workspace. It is shown once. One made by a key ends with it.',
  effect: 'write',
  input: z.object({
    name: z.string().trim().min(1).max(100),
    expiresInDays: z.number().int().min(1).max(3650).optional(),
  }),
  output: NewApiKey,
  examples: [],
  route: 'POST /api/keys',
  status: 201,
  internal: true,
  role: 'viewer',
  async run(ctx, { name, expiresInDays }) {
    const now = ctx.clock.now()
    const parent = await callingKey(ctx)
    const { count } = await ownKeys(ctx)
      .where(eb => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', now.toISOString())]))
      .select(eb => eb.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow()
    if (count >= mostKeys) throw identityErrors.too_many_keys({ most: mostKeys })
    const asked = expiresInDays ? new Date(now.getTime() + expiresInDays * 86_400_000).toISOString() : null
    const key = newToken(keyPrefix)
    const row = {
      id: newId(),
      name,
      hint: key.slice(-4),
      created_at: now.toISOString(),
      last_used_at: null,
      expires_at: sooner(asked, parent?.expires_at ?? null),
      revoked_at: null,
      parent_id: parent?.id ?? null,
    }
    await store.insert(ctx, 'api_key', { ...row, person_id: ctx.person.id, hash: hashOf(key) }).execute()
    await ctx.events.publish(ctx, { name: 'key.created', data: { personId: ctx.person.id, id: row.id } })
    return { ...keyOf(row), key }
  },
})

export const revokeKey = defineSkill({
  id: 'keys.revoke',
  title: 'Revoke an API key',
  description: 'The key, and every key that was made with it, stops working at once and for good.',
  effect: 'destructive',
  input: z.object({ id: z.string().min(1).max(100) }),
  output: z.object({ id: z.string() }),
  examples: [],
  route: 'DELETE /api/keys/{id}',
  internal: true,
  role: 'viewer',
  async run(ctx, { id }) {
    const revoke = () =>
      store
        .update(ctx, 'api_key')
        .set({ revoked_at: ctx.clock.now().toISOString() })
        .where('person_id', '=', ctx.person.id)
        .where('revoked_at', 'is', null)
        .returning('id')
    let revoked = await revoke().where('id', '=', id).execute()
    if (revoked.length === 0) throw identityErrors.key_not_found()
    callers.forgetWith(ctx)
    while (revoked.length > 0) {
      const parents = revoked.map(key => key.id)
      revoked = await revoke().where('parent_id', 'in', parents).execute()
    }
    await ctx.events.publish(ctx, { name: 'key.revoked', data: { personId: ctx.person.id, id } })
    return { id }
  },
})
