import { type ApprovalRecord, type Context, fingerprint, newId } from '@atom/kernel'
import { approvalOf, placeOf } from './approvals.ts'
import { identityErrors } from './errors.ts'
import { membersAmong } from './members-among.ts'
import { notify } from './notify.ts'
import { store } from './store.ts'

/** Stands where other approvals name a skill: nothing is called, a run goes on by what people say. */
export const askPeopleId = 'people.ask'

export interface Question {
  title: string
  message?: string
  /** Fields they fill in, as the workflow describes them. */
  form?: unknown
  /** Who may answer, by id; whoever asks and admins without any. */
  assignees?: string[]
  /** UTC ISO 8601. */
  expiresAt: string
}

/**
 * Asks people something, in the caller's write transaction; each hears of it in the bell.
 * @throws identity.not_a_member for an assignee nobody knows here
 */
export async function askPeople(ctx: Context, { title, message, form, assignees = [], expiresAt }: Question): Promise<ApprovalRecord> {
  const members = await membersAmong(ctx, assignees)
  const stranger = assignees.find(id => !members.has(id))
  if (stranger) throw identityErrors.not_a_member({ person: stranger })
  const now = ctx.clock.now()
  const input = { title, ...(message === undefined ? {} : { message }) }
  const row = {
    id: newId(),
    skill: askPeopleId,
    input: JSON.stringify(input),
    input_hash: fingerprint(askPeopleId, input),
    status: 'pending' as const,
    requested_by: ctx.person.id,
    run_id: ctx.runId ?? null,
    session_id: null,
    question: title,
    about: null,
    named: null,
    form: form === undefined ? null : JSON.stringify(form),
    assignees: assignees.length > 0 ? JSON.stringify(assignees) : null,
    answers: null,
    created_at: now.toISOString(),
    expires_at: expiresAt,
    decided_by: null,
    decided_at: null,
    used_at: null,
  }
  await store.insert(ctx, 'approval', row).execute()
  for (const personId of assignees.length > 0 ? assignees : [ctx.person.id])
    await notify(ctx, { personId, kind: 'approval', title, body: message ?? 'It waits for your answer.', link: placeOf(row) })
  await ctx.events.publish(ctx, { name: 'approval.requested', data: { id: row.id } })
  return approvalOf(row, now)
}

/** Reminds those who have not answered. Nothing happens when somebody has. */
export async function remindOfQuestion(ctx: Context, id: string): Promise<void> {
  const row = await store.from(ctx, 'approval').selectAll().where('id', '=', id).where('status', '=', 'pending').executeTakeFirst()
  if (!row) return
  const { title } = JSON.parse(row.input) as { title: string }
  const people = row.assignees === null ? [row.requested_by] : (JSON.parse(row.assignees) as string[])
  for (const personId of people)
    await notify(ctx, { personId, kind: 'approval', title, body: 'It still waits for your answer.', link: placeOf(row) })
}
