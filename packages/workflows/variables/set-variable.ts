import { Variable } from '@atom/contracts'
import { defineSkill } from '@atom/kernel'
import type { Vault } from '@atom/storage'
import { z } from 'zod'
import { workflowErrors } from '../errors.ts'
import { shortestSecret } from '../run/hidden.ts'
import { store, type WorkflowVariableTable } from '../store.ts'
import { findVariable, readVariable, variableOf } from './variable-record.ts'

/** Sets a variable, whether it was there or not. Fires `variable.changed`. */
export const setVariable = (vault: Vault) =>
  defineSkill({
    id: 'variables.set',
    title: 'Set a variable',
    description: 'Sets a value that automations read as “vars.name”. A secret is kept in the vault and never shown again.',
    effect: 'write',
    input: z.object({
      name: z.string().regex(/^[A-Za-z_][A-Za-z0-9_]{0,63}$/, 'Expected a letter followed by up to 63 letters, digits or “_”.'),
      // z.json() refers to itself, which the API's document has no place for; what comes here was JSON.
      value: z
        .unknown()
        .refine(value => value !== undefined, 'Expected any JSON.')
        .describe('Any JSON; of a secret a text.'),
      kind: z.enum(['plain', 'secret']).optional().describe('plain unless told.'),
    }),
    output: Variable,
    examples: [],
    route: 'PUT /api/variables',
    internal: true,
    target: ({ name }) => name,
    before: (ctx, { name }) => findVariable(ctx, name),
    // What a secret was nobody may know, so neither setting one nor replacing one is taken back.
    undo: ({ name, kind, value }, _, before: WorkflowVariableTable | undefined) => {
      if (kind === 'secret' || (before && before.secret_id !== null)) return undefined
      const ifStill = { skill: 'variables.get', input: { name }, fields: { kind, value } }
      return before
        ? { skill: 'variables.set', input: { name, value: JSON.parse(before.value) }, ifStill }
        : { skill: 'variables.remove', input: { name }, ifStill }
    },
    async run(ctx, { name, value, kind }) {
      const secret = kind === 'secret'
      if (secret && (typeof value !== 'string' || value.length < shortestSecret)) throw workflowErrors.bad_secret({ least: shortestSecret })
      const before = await findVariable(ctx, name)
      if (before && before.secret_id !== null) await vault.drop(ctx, before.secret_id)
      const row = {
        value: secret ? 'null' : JSON.stringify(value),
        secret_id: secret ? await vault.seal(ctx, value as string) : null,
        updated_by: ctx.person.id,
        updated_at: ctx.clock.now().toISOString(),
      }
      await store
        .insert(ctx, 'workflow_variable', { name, ...row })
        .onConflict(c => c.columns(['workspace_id', 'name']).doUpdateSet(row))
        .execute()
      await ctx.events.publish(ctx, { name: 'variable.changed', data: { name } })
      return variableOf(await readVariable(ctx, name))
    },
  })
