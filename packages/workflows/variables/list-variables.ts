import { pageOf, pageRequest, Variable } from '@atom/contracts'
import { defineSkill } from '@atom/kernel'
import { paginate } from '@atom/storage'
import { z } from 'zod'
import { store, type WorkflowVariableTable } from '../store.ts'
import { readVariable, variableOf } from './variable-record.ts'

export const listVariables = () =>
  defineSkill({
    id: 'variables.list',
    title: 'List variables',
    description: 'The values automations read as “vars.name”, by name; of secrets only that they are set.',
    effect: 'read',
    input: z.object(pageRequest),
    output: pageOf(Variable),
    examples: [],
    route: 'GET /api/variables',
    internal: true,
    async run(ctx, page) {
      const rows = store.from(ctx, 'workflow_variable').selectAll('workflow_variable')
      const { items, nextCursor } = await paginate(rows, page, [{ column: 'name', order: 'asc' }])
      return { items: items.map(row => variableOf(row as WorkflowVariableTable)), nextCursor }
    },
  })

/** For undo. */
export const getVariable = () =>
  defineSkill({
    id: 'variables.get',
    title: 'Show a variable',
    description: 'The value automations read as “vars.name”; of a secret only that it is set.',
    effect: 'read',
    input: z.object({ name: z.string().min(1).max(100) }),
    output: Variable,
    examples: [],
    internal: true,
    run: async (ctx, { name }) => variableOf(await readVariable(ctx, name)),
  })
