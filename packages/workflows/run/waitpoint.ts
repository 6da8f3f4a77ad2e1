import { newId } from '@atom/kernel'
import type { Wait } from '../nodes/node-type.ts'
import type { StepTable, WaitpointTable } from '../store.ts'
import type { GateWait } from './gate.ts'

/** What a step waits for: what its type asked for, its turn, or another attempt. */
export type Waiting = Wait | GateWait | { kind: 'retry'; until: string }

/** When it is looked at at the latest. */
export const untilOf = (wait: Waiting): string | undefined => ('until' in wait ? wait.until : undefined)

/** The row of a waitpoint. One that waits for another run has that run's id, by which whoever ends the run finds it. */
export function waitpointRow(wait: Waiting, workspaceId: string, { run_id, seq }: StepTable, at: string): WaitpointTable {
  return {
    workspace_id: workspaceId,
    id: wait.kind === 'run' ? wait.runId : newId(),
    run_id,
    seq,
    kind: wait.kind,
    subject: subjectOf(wait),
    match: wait.kind === 'event' ? (wait.where ?? null) : null,
    until: untilOf(wait) ?? null,
    status: 'pending',
    result: null,
    created_at: at,
  }
}

function subjectOf(wait: Waiting): string | null {
  if (wait.kind === 'event') return wait.name
  if (wait.kind === 'slot') return wait.key
  if (wait.kind === 'approval') return wait.approvalId
  return wait.kind === 'run' ? wait.runId : null
}
