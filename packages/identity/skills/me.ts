import { Me } from '@atom/contracts'
import { type Context, defineSkill, isTimeZone } from '@atom/kernel'
import { z } from 'zod'
import { members, personOf } from '../caller.ts'
import { callers } from '../callers.ts'
import { identityErrors } from '../errors.ts'
import { ownsInstance } from '../instance.ts'
import { store } from '../store.ts'

async function readMe(ctx: Context): Promise<Me> {
  const db = store.db(ctx)
  const mine = await members(db)
    .innerJoin('workspace', 'workspace.id', 'membership.workspace_id')
    .select(['workspace.name as workspace_name', 'workspace.created_at as workspace_created_at'])
    .where('membership.person_id', '=', ctx.person.id)
    .orderBy('membership.created_at')
    .execute()
  const here = mine.find(row => row.workspace_id === ctx.workspaceId)
  if (!here) throw identityErrors.no_such_workspace({ workspace: ctx.workspaceId })
  return {
    ...personOf(here),
    role: here.role,
    workspace: { id: here.workspace_id, name: here.workspace_name, createdAt: here.workspace_created_at },
    workspaces: mine.map(row => ({ id: row.workspace_id, name: row.workspace_name, role: row.role })),
    ownsInstance: await ownsInstance(ctx),
  }
}

export const getMe = defineSkill({
  id: 'me.get',
  title: 'Show my profile',
  description: 'The caller: name, e-mail, time zone, language, role and workspace.',
  effect: 'read',
  input: z.object({}),
  output: Me,
  examples: [],
  route: 'GET /api/me',
  internal: true,
  run: readMe,
})

export const updateMe = defineSkill({
  id: 'me.update',
  title: 'Change my profile',
  description: 'Changes the caller’s name, time zone or language.',
  effect: 'write',
  input: z.object({
    name: z.string().trim().min(1).max(200).optional(),
    timeZone: z.string().min(1).max(100).describe('IANA name, such as Europe/Berlin.').optional(),
    locale: z.string().min(2).max(35).describe('BCP 47, such as en-GB.').optional(),
  }),
  output: Me,
  examples: [],
  route: 'PATCH /api/me',
  internal: true,
  role: 'viewer',
  async run(ctx, { name, timeZone, locale }) {
    if (timeZone !== undefined && !isTimeZone(timeZone)) throw identityErrors.time_zone_unknown({ timeZone })
    callers.forgetWith(ctx)
    const db = store.db(ctx)
    if (name !== undefined)
      await db.updateTable('user').set({ name, updatedAt: ctx.clock.now().toISOString() }).where('id', '=', ctx.person.id).execute()
    const settings = {
      ...(timeZone === undefined ? {} : { time_zone: timeZone }),
      ...(locale === undefined ? {} : { locale: known(locale) }),
    }
    if (Object.keys(settings).length > 0)
      await db
        .insertInto('person_settings')
        .values({ person_id: ctx.person.id, time_zone: null, locale: null, ...settings })
        .onConflict(c => c.column('person_id').doUpdateSet(settings))
        .execute()
    await tell(ctx, name !== undefined)
    return readMe(ctx)
  },
})

/** A profile is its person's own, but the name is seen by all they work with, wherever that is. */
async function tell(ctx: Context, renamed: boolean): Promise<void> {
  const { id } = ctx.person
  const joined = await members(store.db(ctx)).where('membership.person_id', '=', id).execute()
  for (const { workspace_id: workspaceId } of joined) {
    const there = { ...ctx, workspaceId }
    await ctx.events.publish(there, { name: 'profile.updated', data: { personId: id, id } })
    if (renamed) await ctx.events.publish(there, { name: 'member.renamed', data: { id } })
  }
}

/** The tag in its usual spelling. @throws identity.locale_unknown */
function known(locale: string): string {
  try {
    return Intl.getCanonicalLocales(locale)[0] as string
  } catch {
    throw identityErrors.locale_unknown({ locale })
  }
}
