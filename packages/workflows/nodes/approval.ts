import { askPeople, identityRefs } from '@atom/identity'
import { z } from 'zod'
import { workflowErrors } from '../errors.ts'
import { duration, milliseconds } from '../graph/duration.ts'
import { FormFields } from '../graph/schema.ts'
import { about, itemAtHand, itemTemplates } from './item-at-hand.ts'
import { defineNode } from './node-type.ts'
import { placeholderMark } from './placeholder.ts'

const fallback = 7 * 86_400_000
const person = identityRefs.find(ref => ref.to === 'person')

/** Waits for a person's yes or no. */
export const approval = defineNode({
  type: 'approval',
  version: 1,
  title: 'Ask a person',
  description: 'Waits for a person’s yes or no, perhaps with a form. Goes on by “approved”, “denied” or “timeout”.',
  group: 'people',
  mode: 'inside',
  role: 'member',
  config: {
    question: z.string().min(1).max(500).describe('What it is about, such as “Pay {{ event.body.customer }}?”'),
    message: z.string().max(20_000).optional().describe('What a person should know to decide.'),
    assignees: z
      .union([z.string().max(2000), z.array(z.string().max(500)).max(50)])
      .optional()
      .meta({ title: 'Who is asked', description: 'Names, e-mail addresses or ids; whoever published it and admins without any.' }),
    form: FormFields.optional().describe('What a person fills in with a yes: steps.<name>.output.answers has it.'),
    limit: duration()
      .optional()
      .meta({ title: 'Answer within', description: 'Such as 2h or 3d; 7d unless told. Then it goes on by “timeout”.' }),
    remindAfter: duration().optional().describe('Such as 1h: who has not answered by then is told again. Never unless told.'),
  },
  ports: () => ['approved', 'denied', 'timeout'],
  fields: ({ question, message, assignees }) => ({ question, message, assignees }),
  perItem: () => itemTemplates,
  async run(step) {
    const { node, fields, ctx, came, dry } = step
    if (dry) return { output: { approved: true, answers: {}, [placeholderMark]: true }, port: 'approved' }
    if (came?.status === 'timeout') return { output: { approved: false, timedOut: true }, port: 'timeout' }
    if (came) {
      const answer = came.result as { status: string; answers?: unknown; decidedBy?: string }
      const approved = answer.status === 'approved'
      return { output: { approved, answers: answer.answers ?? {}, by: answer.decidedBy ?? null }, port: approved ? 'approved' : 'denied' }
    }
    const given = fields.assignees === undefined ? [] : Array.isArray(fields.assignees) ? fields.assignees : [fields.assignees]
    const assignees: string[] = []
    for (const who of given) {
      const id = await person?.resolve(ctx, String(who), { effect: 'write', unknown: 'refuse' })
      if (id === undefined) throw workflowErrors.no_such_person({ person: String(who) })
      assignees.push(id)
    }
    const until = new Date(ctx.clock.now().getTime() + (milliseconds((node.limit as string | undefined) ?? '7d') ?? fallback)).toISOString()
    const asked = await askPeople(ctx, {
      // In a loop one question looks like the other.
      title: about(String(fields.question), await itemAtHand(step)),
      ...(fields.message === undefined ? {} : { message: String(fields.message) }),
      ...(node.form === undefined ? {} : { form: node.form }),
      assignees,
      expiresAt: until,
    })
    const after = milliseconds((node.remindAfter as string | undefined) ?? '')
    if (after !== undefined) {
      const runAt = new Date(ctx.clock.now().getTime() + after).toISOString()
      await ctx.jobs.enqueue(ctx, { kind: 'workflow.remind', payload: { approvalId: asked.id }, runAt, key: `remind:${asked.id}` })
    }
    return { wait: { kind: 'approval', approvalId: asked.id, until } }
  },
})
