import { type Affected, type ApprovalGate, type ApprovalRecord, type Context, fingerprint, newId, sayAffected } from '@atom/kernel'
import { audit } from './audit.ts'
import { identityErrors } from './errors.ts'
import { notify, settleNotifications } from './notify.ts'
import { atLeast } from './permission.ts'
import { addRule } from './policy/rules.ts'
import { type ApprovalTable, store } from './store.ts'

/** Milliseconds in which a person must answer. */
const lifetime = 24 * 3_600_000

/** A call that waits for a person's yes. The input's hash is kept, so that what is done is what was shown. */
export const approvals: ApprovalGate = {
  async request(ctx, skill, input, { affected, named = {} } = {}) {
    const now = ctx.clock.now()
    const row = {
      id: newId(),
      skill: skill.id,
      input: JSON.stringify(input),
      input_hash: fingerprint(skill.id, input),
      status: 'pending' as const,
      requested_by: ctx.person.id,
      run_id: ctx.runId ?? null,
      session_id: ctx.sessionId ?? null,
      question: affected ? sayAffected(affected) : null,
      about: affected ? JSON.stringify(aboutOf(affected)) : null,
      named: Object.keys(named).length > 0 ? JSON.stringify(named) : null,
      form: null,
      assignees: null,
      answers: null,
      created_at: now.toISOString(),
      expires_at: new Date(now.getTime() + lifetime).toISOString(),
      decided_by: null,
      decided_at: null,
      used_at: null,
    }
    await store.insert(ctx, 'approval', row).execute()
    await notify(ctx, {
      personId: row.requested_by,
      kind: 'approval',
      title: row.question ?? `${skill.title}?`,
      body: 'It waits for your yes.',
      link: placeOf(row),
    })
    await ctx.events.publish(ctx, { name: 'approval.requested', data: { id: row.id } })
    return approvalOf(row, now)
  },

  find: (ctx, id) => findApproval(ctx, id),

  async consume(ctx, approvalId, skill, input, affected) {
    const now = ctx.clock.now().toISOString()
    const used = await store
      .update(ctx, 'approval')
      .set({ used_at: now })
      .where('id', '=', approvalId)
      .where('status', '=', 'approved')
      .where('used_at', 'is', null)
      .where('expires_at', '>', now)
      .where('skill', '=', skill.id)
      .where('input_hash', '=', fingerprint(skill.id, input))
      .executeTakeFirst()
    const row = await find(ctx, approvalId)
    if (used.numUpdatedRows === 1n) return requireUnchanged(row, affected)
    if (row.used_at !== null) throw identityErrors.approval_used()
    if (row.status === 'denied') throw identityErrors.approval_settled({ status: 'denied' })
    if (row.expires_at <= now) throw identityErrors.approval_expired()
    if (row.status === 'pending') throw identityErrors.approval_not_given()
    throw identityErrors.approval_differs()
  },

  async giveBack(ctx, approvalId) {
    await store.update(ctx, 'approval').set({ used_at: null }).where('id', '=', approvalId).execute()
  },
}

/** What a question was about, as it was then. `title` where it was one. */
interface About {
  title?: string
  count: number
  version: string
}

const aboutOf = ({ titles, version }: Affected): About => ({
  ...(titles.length === 1 ? { title: titles[0] as string } : {}),
  count: titles.length,
  version,
})

/** What was agreed to is what was shown. @throws identity.approval_gone, approval_outdated */
function requireUnchanged({ about }: ApprovalTable, affected: Affected | undefined): void {
  if (about === null) return
  const before = JSON.parse(about) as About
  const now = affected && aboutOf(affected)
  if (now?.version === before.version) return
  const one = before.title === undefined ? undefined : `“${before.title}”`
  if (!now || now.count === 0) throw identityErrors.approval_gone({ what: one ? `${one} is` : 'What this was about is' })
  if (one && now.count === 1) throw identityErrors.approval_outdated({ what: `${one} has changed` })
  throw identityErrors.approval_outdated({ what: `What would be deleted has changed (${before.count} then, ${now.count} now)` })
}

export interface ApprovalAnswer {
  decision: 'approve' | 'deny'
  /** Another input, already parsed by the skill's schema: its hash replaces that of the one asked for. */
  input?: Record<string, unknown> | undefined
  /** What the things are called that this input names by id. */
  named?: Record<string, string> | undefined
  form?: Record<string, unknown> | undefined
  /** Do not ask this person for this skill again: adds an `allow` rule. For admins. */
  always?: boolean | undefined
}

/**
 * Answers a pending approval, inside a write transaction. The asker and admins may.
 * @throws identity.approval_not_found, approval_not_yours, always_needs_admin, approval_settled, approval_expired
 */
export async function decideApproval(ctx: Context, id: string, answer: ApprovalAnswer): Promise<ApprovalRecord> {
  const now = ctx.clock.now()
  const row = await find(ctx, id)
  if (!mayDecide(ctx, row)) throw identityErrors.approval_not_yours()
  // A rule for good could undo what an admin's rule asks for.
  if (answer.always && !atLeast(ctx.role, 'admin')) throw identityErrors.always_needs_admin()
  if (row.status !== 'pending') throw identityErrors.approval_settled({ status: row.status })
  if (row.expires_at <= now.toISOString()) throw identityErrors.approval_expired()
  const changes = {
    status: answer.decision === 'approve' ? ('approved' as const) : ('denied' as const),
    decided_by: ctx.person.id,
    decided_at: now.toISOString(),
    ...(answer.input
      ? {
          input: JSON.stringify(answer.input),
          input_hash: fingerprint(row.skill, answer.input),
          ...otherThan(row, answer.input, answer.named),
        }
      : {}),
    ...(answer.form ? { answers: JSON.stringify(answer.form) } : {}),
  }
  const decided = await store.update(ctx, 'approval').set(changes).where('id', '=', id).where('status', '=', 'pending').executeTakeFirst()
  if (decided.numUpdatedRows !== 1n) throw identityErrors.approval_settled({ status: (await find(ctx, id)).status })
  const entry = { effect: 'write', outcome: 'done' } as const
  const given = (['input', 'form', 'always'] as const).filter(name => answer[name])
  await audit.record(ctx, { ...entry, skill: `approvals.${answer.decision}`, target: id, fields: given })
  if (answer.always && answer.decision === 'approve') {
    await addRule(ctx, { person: row.requested_by, skill: row.skill, decision: 'allow' })
    const target = `allow ${row.skill} for person:${row.requested_by}`
    await audit.record(ctx, { ...entry, skill: 'policies.add', target, fields: ['person', 'skill', 'decision'] })
  }
  await settleBell(ctx, row, answer.decision === 'approve' ? 'Answered with yes.' : 'Answered with no.')
  await ctx.events.publish(ctx, {
    name: 'approval.decided',
    data: { id, status: changes.status, ...(row.run_id === null ? {} : { runId: row.run_id }) },
  })
  return approvalOf({ ...row, ...changes }, now)
}

/**
 * In a write transaction: a yes came to nothing, since what it was about is gone or has changed. It allows nothing from now on, and the bell
 * says `reason`, a sentence.
 */
export async function endApproval(ctx: Context, id: string, reason: string): Promise<void> {
  const row = await find(ctx, id)
  if (row.used_at !== null) return
  await store.update(ctx, 'approval').set({ expires_at: ctx.clock.now().toISOString() }).where('id', '=', id).execute()
  await settleBell(ctx, row, reason)
}

/** Everybody who was told of the question is told what came of it. */
async function settleBell(ctx: Context, row: ApprovalTable, outcome: string): Promise<void> {
  for (const personId of [row.requested_by, ...assigneesOf(row)]) await settleNotifications(ctx, { personId, link: placeOf(row), outcome })
}

/** With another input the question is no longer about what it was about. */
const otherThan = (row: ApprovalTable, input: Record<string, unknown>, named: Record<string, string> | undefined) =>
  row.input_hash === fingerprint(row.skill, input)
    ? {}
    : { question: null, about: null, named: named === undefined ? null : JSON.stringify(named) }

/** Where it is answered: in the chat that asked, or on the page of all that wait. One address each. */
export const placeOf = ({ id, session_id }: Pick<ApprovalTable, 'id' | 'session_id'>): string =>
  session_id === null ? `/approvals#${id}` : `/?s=${session_id}#${id}`

const assigneesOf = (row: Pick<ApprovalTable, 'assignees'>): string[] => (row.assignees === null ? [] : JSON.parse(row.assignees))

function mayDecide(ctx: Context, row: ApprovalTable): boolean {
  const assignees = assigneesOf(row)
  // Where people are named it is their answer that is wanted, whatever their role.
  if (assignees.length > 0) return assignees.includes(ctx.person.id) || atLeast(ctx.role, 'admin')
  return atLeast(ctx.role, 'admin') || (row.requested_by === ctx.person.id && atLeast(ctx.role, 'member'))
}

/** @throws identity.approval_not_found */
export const findApproval = async (ctx: Context, id: string): Promise<ApprovalRecord> => approvalOf(await find(ctx, id), ctx.clock.now())

/** What these runs ask and this person may answer, oldest first. */
export async function openQuestionsOf(ctx: Context, runIds: readonly string[]): Promise<ApprovalRecord[]> {
  if (runIds.length === 0) return []
  const now = ctx.clock.now()
  const rows = await store
    .from(ctx, 'approval')
    .selectAll()
    .where('status', '=', 'pending')
    .where('run_id', 'in', [...runIds])
    .where('expires_at', '>', now.toISOString())
    .orderBy('id')
    .execute()
  return rows.filter(row => mayDecide(ctx, row)).map(row => approvalOf(row, now))
}

/**
 * As it stands, for one that begins to wait for it in this transaction: an answer given at the same time comes before and is seen, or after
 * and sees who waits. @throws identity.approval_not_found
 */
export async function holdApproval(tx: Context, id: string): Promise<ApprovalRecord> {
  await store
    .update(tx, 'approval')
    .set(eb => ({ status: eb.ref('status') }))
    .where('id', '=', id)
    .execute()
  return findApproval(tx, id)
}

async function find(ctx: Context, id: string): Promise<ApprovalTable> {
  const row = await store.from(ctx, 'approval').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw identityErrors.approval_not_found()
  return row
}

/** As it is shown: what nobody answered in time has expired. */
export function approvalOf(row: ApprovalTable | Omit<ApprovalTable, 'workspace_id'>, now: Date): ApprovalRecord & { createdAt: string } {
  const late = row.expires_at <= now.toISOString() && row.used_at === null
  return {
    id: row.id,
    skill: row.skill,
    input: JSON.parse(row.input),
    status: late && row.status !== 'denied' ? 'expired' : row.status,
    requestedBy: row.requested_by,
    ...(row.run_id === null ? {} : { runId: row.run_id }),
    ...(row.session_id === null ? {} : { sessionId: row.session_id }),
    ...(row.question === null ? {} : { question: row.question }),
    ...(row.named === null ? {} : { named: JSON.parse(row.named) }),
    ...(row.form === null ? {} : { form: JSON.parse(row.form) }),
    ...(row.answers === null ? {} : { answers: JSON.parse(row.answers) }),
    ...(row.assignees === null ? {} : { assignees: assigneesOf(row) }),
    ...(row.decided_by === null ? {} : { decidedBy: row.decided_by }),
    createdAt: row.created_at,
    expiresAt: row.expires_at,
  }
}
