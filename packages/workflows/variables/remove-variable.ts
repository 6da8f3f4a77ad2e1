import { defineSkill } from '@atom/kernel'
import type { Vault } from '@atom/storage'
import { z } from 'zod'
import { store, type WorkflowVariableTable } from '../store.ts'
import { readVariable } from './variable-record.ts'

/** Removes a variable; automations that name it fail where they do. Fires `variable.changed`. */
export const removeVariable = (vault: Vault) =>
  defineSkill({
    id: 'variables.remove',
    title: 'Remove a variable',
    description: 'Removes a variable. A step that names it fails from then on.',
    effect: 'destructive',
    input: z.object({ name: z.string().min(1).max(100) }),
    output: z.object({ name: z.string() }),
    examples: [],
    route: 'DELETE /api/variables/{name}',
    internal: true,
    target: ({ name }) => name,
    before: (ctx, { name }) => readVariable(ctx, name),
    undo: ({ name }, _, before: WorkflowVariableTable) =>
      before.secret_id === null ? { skill: 'variables.set', input: { name, value: JSON.parse(before.value) } } : undefined,
    async run(ctx, { name }) {
      const { secret_id } = await readVariable(ctx, name)
      if (secret_id !== null) await vault.drop(ctx, secret_id)
      await store.remove(ctx, 'workflow_variable').where('name', '=', name).execute()
      await ctx.events.publish(ctx, { name: 'variable.changed', data: { name } })
      return { name }
    },
  })
