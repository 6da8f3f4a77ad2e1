import type { Variable } from '@atom/contracts'
import type { Context } from '@atom/kernel'
import { workflowErrors } from '../errors.ts'
import { store, type WorkflowVariableTable } from '../store.ts'

export const variableOf = (row: WorkflowVariableTable): Variable => ({
  name: row.name,
  ...(row.secret_id === null ? { kind: 'plain' as const, value: JSON.parse(row.value) } : { kind: 'secret' as const }),
  updatedBy: row.updated_by,
  updatedAt: row.updated_at,
})

export const findVariable = (ctx: Context, name: string): Promise<WorkflowVariableTable | undefined> =>
  store.from(ctx, 'workflow_variable').selectAll().where('name', '=', name).executeTakeFirst()

/** @throws workflow.variable_not_found */
export async function readVariable(ctx: Context, name: string): Promise<WorkflowVariableTable> {
  const row = await findVariable(ctx, name)
  if (!row) throw workflowErrors.variable_not_found({ name })
  return row
}
