import { z } from 'zod'
import { workflowErrors } from '../errors.ts'
import { defineNode } from './node-type.ts'

/** Answers the webhook that started the run. */
export const respond = defineNode({
  type: 'respond',
  version: 1,
  title: 'Respond',
  description: 'Answers the webhook that started the run. The run goes on afterwards.',
  group: 'flow',
  mode: 'pure',
  config: {
    status: z
      .union([z.number().int().min(200).max(599), z.string().max(1000)])
      .optional()
      .describe('200 unless told.'),
    headers: z.record(z.string().regex(/^[A-Za-z0-9-]+$/, 'Expected the name of a header.'), z.string().max(5000)).optional(),
    body: z.unknown().optional(),
  },
  fields: ({ status, headers, body }) => ({ status, headers, body }),
  run({ fields }) {
    const status = Number(fields.status ?? 200)
    if (!Number.isInteger(status) || status < 200 || status > 599) throw workflowErrors.bad_status({ status: String(fields.status) })
    const headers = (fields.headers ?? {}) as Record<string, string>
    // A line break would let a value write headers of its own.
    for (const [name, value] of Object.entries(headers)) headers[name] = String(value).replace(/[\r\n]+/g, ' ')
    const answer = { status, headers, body: fields.body ?? null }
    return { output: answer, answer }
  },
})
