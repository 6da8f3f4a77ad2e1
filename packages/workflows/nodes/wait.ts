import { means, toUtc } from '@atom/kernel'
import { z } from 'zod'
import { workflowErrors } from '../errors.ts'
import { durationOrExpression, milliseconds } from '../graph/duration.ts'
import { checkCondition } from './check-condition.ts'
import { defineNode } from './node-type.ts'
import { placeholderMark } from './placeholder.ts'

/** Goes on later. */
export const wait = defineNode({
  type: 'wait',
  version: 1,
  title: 'Wait',
  description: 'Goes on after a time, at a moment, or when something happens. A waiting run costs nothing.',
  group: 'flow',
  mode: 'pure',
  config: {
    duration: durationOrExpression().optional().meta({ title: 'How long', description: 'Such as 10m, 2h or 1d.' }),
    until: means(z.string().max(1000), { kind: 'when' })
      .optional()
      .describe('A moment in ISO 8601, such as 2026-11-27T15:00; without a zone that of whoever published it.'),
    event: z
      .strictObject({
        name: z.string().min(1).max(200),
        where: z
          .string()
          .max(2000)
          .optional()
          .meta({ title: 'Only where', description: 'An expression over the event that comes, such as event.record.priority = "urgent".' }),
        match: z
          .record(z.string().regex(/^[A-Za-z_][\w.]{0,199}$/, 'Expected a path such as body.id.'), z.unknown())
          .optional()
          .meta({ title: 'Whose fields are', description: 'Such as id: {{ steps.create.output.id }}, with values of this run.' }),
      })
      .optional()
      .describe(
        'Something that happens. “where” is an expression over event; “match” says what its fields must be, by expressions over the run.',
      ),
    limit: durationOrExpression()
      .optional()
      .meta({ title: 'At most', description: 'Such as 2d; then it goes on by “timeout”. For ever unless told.' }),
  },
  ports: node => (node.event ? ['out', 'timeout'] : ['out']),
  fields: ({ duration, until, limit, event }) => ({ duration, until, limit, match: (event as { match?: unknown } | undefined)?.match }),
  check: ({ duration, until, event, limit }) => [
    ...checkCondition('event.where', (event as { where?: unknown } | undefined)?.where),
    ...([duration, until, event].filter(Boolean).length === 1
      ? []
      : [{ field: 'duration', message: 'Say how long to wait, until when, or for which event: one of the three.' }]),
    ...(limit && !event ? [{ field: 'limit', message: 'A limit belongs to an event.' }] : []),
  ],
  run({ node, fields, ctx, came, dry }) {
    // Nobody waits a day to see how a trial goes.
    if (dry) return { output: { ...(node.event ? { name: (node.event as { name: string }).name } : {}), [placeholderMark]: true } }
    if (came) return { output: came.result ?? {}, ...(came.status === 'timeout' && node.event ? { port: 'timeout' } : {}) }
    const after = (text: unknown, field: string) => {
      const length = typeof text === 'number' ? text : milliseconds(String(text))
      if (length === undefined || length < 0) throw workflowErrors.bad_duration({ field, value: String(text) })
      return new Date(ctx.clock.now().getTime() + length).toISOString()
    }
    if (node.event) {
      const { name, where: given } = node.event as { name: string; where?: string }
      const where = conditionOf(given, fields.match as Record<string, unknown> | undefined)
      return {
        wait: {
          kind: 'event',
          name,
          ...(where === undefined ? {} : { where }),
          ...(fields.limit === undefined ? {} : { until: after(fields.limit, 'limit') }),
        },
      }
    }
    if (fields.duration !== undefined) return { wait: { kind: 'time', until: after(fields.duration, 'duration') } }
    const text = String(fields.until)
    const moment = new Date(
      /\d{4}-\d{2}-\d{2}/.test(text) ? toUtc(/T/.test(text) ? text : `${text}T00:00`, ctx.person.timeZone) : Number.NaN,
    )
    if (Number.isNaN(moment.getTime())) throw workflowErrors.bad_moment({ value: text })
    return { wait: { kind: 'time', until: moment.toISOString() } }
  },
})

/** Both conditions as one expression over the event; what the fields must be is written into it, for the run may be far away when it comes. */
function conditionOf(where: string | undefined, match: Record<string, unknown> | undefined): string | undefined {
  const bare = where?.trim().replace(/^\{\{|\}\}$/g, '')
  const parts = Object.entries(match ?? {}).map(([path, value]) => `event.${path} = ${JSON.stringify(value)}`)
  if (bare !== undefined) parts.unshift(`(${bare})`)
  return parts.length === 0 ? undefined : `{{ ${parts.join(' and ')} }}`
}
