import { pageOf, pageRequest, Variable } from '@atom/contracts'
import { defineSkill } from '@atom/kernel'
import { paginate } from '@atom/storage'
import { z } from 'zod'
import { store, type WorkflowVariableTable } from '../store.ts'
import { variableOf } from './variable-record.ts'

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
