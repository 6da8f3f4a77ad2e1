import { pageOf, pageRequest, UsageRecord, UsageTotal } from '@atom/contracts'
import { addDays, type Context, day, defineSkill, startOfDay } from '@atom/kernel'
import { paginate } from '@atom/storage'
import { sql } from 'kysely'
import { z } from 'zod'
import { type ModelUsageTable, store } from '../store.ts'

const recordOf = (row: ModelUsageTable): UsageRecord => ({
  id: row.id,
  at: row.at,
  personId: row.person_id,
  ...(row.session_id === null ? {} : { sessionId: row.session_id }),
  ...(row.message_id === null ? {} : { messageId: row.message_id }),
  provider: row.provider,
  model: row.model,
  inputTokens: row.input_tokens,
  outputTokens: row.output_tokens,
  ...(row.cost === null ? {} : { cost: row.cost / 1_000_000 }),
})

interface Span {
  from?: string
  to?: string
}

/** Owners and admins see the workspace's, everybody else their own. */
function rows(ctx: Context, { from, to }: Span) {
  const zone = ctx.person.timeZone
  let query = store.from(ctx, 'model_usage')
  if (ctx.role !== 'owner' && ctx.role !== 'admin') query = query.where('person_id', '=', ctx.person.id)
  if (from) query = query.where('at', '>=', startOfDay(from, zone))
  if (to) query = query.where('at', '<', startOfDay(addDays(to, 1), zone))
  return query
}

async function totalOf(ctx: Context, span: Span): Promise<UsageTotal> {
  const sums = await rows(ctx, span)
    .select([
      sql<number>`count(*)`.as('answers'),
      sql<number>`sum(input_tokens)`.as('input'),
      sql<number>`sum(output_tokens)`.as('output'),
      sql<number>`sum(cost)`.as('cost'),
      sql<number>`count(*) - count(cost)`.as('unpriced'),
    ])
    .executeTakeFirstOrThrow()
  // PostgreSQL gives sums as text, and null for none.
  const number = (value: unknown) => Number(value ?? 0)
  return {
    answers: number(sums.answers),
    inputTokens: number(sums.input),
    outputTokens: number(sums.output),
    cost: number(sums.cost) / 1_000_000,
    unpriced: number(sums.unpriced),
  }
}

export const listUsage = defineSkill({
  id: 'usage.list',
  title: 'List what language models used',
  description:
    'Tokens and cost of each answer of a language model, newest first, with the sums of the span. From and to are days, inclusive.',
  effect: 'read',
  input: z.object({ from: day().optional(), to: day().optional(), ...pageRequest }),
  output: pageOf(UsageRecord).extend({ total: UsageTotal }),
  examples: [],
  route: 'GET /api/usage',
  internal: true,
  async run(ctx, { from, to, ...page }) {
    const query = rows(ctx, { from, to }).selectAll()
    const [{ items, nextCursor }, total] = await Promise.all([
      paginate(query, page, [
        { column: 'at', order: 'desc' },
        { column: 'id', order: 'desc' },
      ]),
      totalOf(ctx, { from, to }),
    ])
    return { items: (items as ModelUsageTable[]).map(recordOf), nextCursor, total }
  },
})
