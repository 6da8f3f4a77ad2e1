import { defineNode } from '@atom/workflows'
import { z } from 'zod'

/** A kind of step that divides its work: each round calls the vendor and is a sub-step, the next is told what the one before gave. */
export const roundsNode = (vendor: string) =>
  defineNode({
    type: 'rounds',
    version: 1,
    title: 'Rounds',
    description: 'Calls the vendor several times, one after another.',
    group: 'actions',
    mode: 'outside',
    config: { rounds: z.number().int() },
    async run({ node, ctx, runId, sub }) {
      const given: unknown[] = []
      for (let round = 0; round < (node.rounds as number); round++) {
        const input = { step: `round ${round}`, input: given.at(-1) }
        const output = await sub({
          iteration: String(round),
          input,
          run: async ({ key }) => {
            const body = JSON.stringify({ run: runId, ...input })
            const { bytes } = await ctx.http.request(vendor, {
              method: 'POST',
              headers: { 'idempotency-key': key },
              body,
              signal: ctx.signal,
            })
            return JSON.parse(Buffer.from(bytes).toString())
          },
        })
        given.push(output)
      }
      return { output: given }
    },
  })
