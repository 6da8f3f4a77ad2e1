import type { Statement } from '@atom/storage'
import type { RunTable, StepTable, WaitpointTable } from '../store.ts'

/** Who owns a run, as the statements that write for it prove. */
export interface Lease {
  workspaceId: string
  runId: string
  owner: string
  epoch: number
}

const runColumns = [
  'workspace_id',
  'id',
  'workflow_id',
  'version',
  'status',
  'trigger',
  'event_id',
  'event',
  'person_id',
  'priority',
  'dry',
  'n',
  'held',
  'owner',
  'epoch',
  'poke',
  'request',
  'parent_wait',
  'origin_run',
  'error',
  'answer',
  'created_at',
  'started_at',
  'finished_at',
  'deadline',
] as const satisfies (keyof RunTable)[]
const insertRunSql = `insert into run (${runColumns.map(c => `"${c}"`).join(', ')}) values (${runColumns.map(() => '?').join(', ')})`

const stepColumns = [
  'run_id',
  'seq',
  'node',
  'iteration',
  'status',
  'attempt',
  'n',
  'port',
  'input',
  'output',
  'error',
  'started_at',
  'finished_at',
] as const satisfies (keyof StepTable)[]
const putStepSql = `insert into step (${stepColumns.join(', ')}) values (${stepColumns.map(() => '?').join(', ')})
  on conflict (run_id, seq) do update set status = excluded.status, attempt = excluded.attempt, port = excluded.port,
  input = coalesce(excluded.input, step.input), output = excluded.output, error = excluded.error, finished_at = excluded.finished_at`

/** Marks the row that ends one pass of a loop; lists of steps leave it out. */
export const passPort = '~pass'

/** Marks the rows of sub-steps. */
export const subPort = '~sub'

/** The statements of the journal. Each names the workspace or the run it belongs to. */
export const journal = {
  insertRun: (run: RunTable): Statement => ({ sql: insertRunSql, parameters: runColumns.map(column => run[column]) }),

  /** A step as it now stands; its number and beginning stay. */
  putStep: (step: StepTable): Statement => ({ sql: putStepSql, parameters: stepColumns.map(column => step[column]) }),

  /** Proves that the run is still ours. With `status` or `finished` it changes that too; a final status is never touched. */
  guard: ({ workspaceId, runId, owner, epoch }: Lease): Statement => ({
    sql: `update run set epoch = epoch where workspace_id = ? and id = ? and owner = ? and epoch = ? and status = 'running' returning poke, request`,
    parameters: [workspaceId, runId, owner, epoch],
    expect: 1,
  }),

  /** `others`: whether runs of its workflow are held back. */
  finish: (
    { workspaceId, runId, owner, epoch }: Lease,
    { status, error, at }: { status: 'succeeded' | 'failed' | 'cancelled'; error: string | null; at: string },
    workflowId: string,
  ): Statement => ({
    sql: `update run set status = ?, error = ?, finished_at = ?, owner = null, request = null
      where workspace_id = ? and id = ? and owner = ? and epoch = ? and status = 'running'
      returning (select 1 from run as other where other.workspace_id = ? and other.workflow_id = ? and other.held = 1
        and other.status = 'queued' limit 1) as others`,
    parameters: [status, error, at, workspaceId, runId, owner, epoch, workspaceId, workflowId],
    expect: 1,
  }),

  /** Lets go of a run that only waits; not when something came meanwhile, which the answer tells. */
  suspend: ({ workspaceId, runId, owner, epoch }: Lease, poke: number): Statement => ({
    sql: `update run set status = case when poke = ? then 'waiting' else status end, owner = case when poke = ? then null else owner end
      where workspace_id = ? and id = ? and owner = ? and epoch = ? and status = 'running' returning status, poke, request`,
    parameters: [poke, poke, workspaceId, runId, owner, epoch],
    expect: 1,
  }),

  /** Lets go of a run that is to be paused, or read anew; not when something else is wanted of it, which the answer tells. */
  leave: ({ workspaceId, runId, owner, epoch }: Lease): Statement => ({
    sql: `update run set status = case when request is null then 'queued' when request = 'pause' then 'paused' else status end,
      owner = case when request is null or request = 'pause' then null else owner end,
      request = case when request = 'pause' then null else request end
      where workspace_id = ? and id = ? and owner = ? and epoch = ? and status = 'running' returning status, poke, request`,
    parameters: [workspaceId, runId, owner, epoch],
    expect: 1,
  }),

  setAnswer: ({ workspaceId, runId }: Lease, answer: string): Statement => ({
    sql: 'update run set answer = ? where workspace_id = ? and id = ?',
    parameters: [answer, workspaceId, runId],
  }),

  /**
   * Takes queued runs of this workspace that nobody owns, those of high priority first. `others`: workers that take runs at the same time;
   * each gets different ones, and none waits for another (PostgreSQL).
   */
  claim: (workspaceId: string, owner: string, at: string, most: number, others: boolean): Statement => ({
    sql: `with next as materialized (select id from run where workspace_id = ? and status = 'queued' and status <> 'succeeded' and held = 0
        and owner is null order by priority, id limit ?${others ? ' for update skip locked' : ''})
      update run set status = 'running', owner = ?, epoch = epoch + 1, started_at = coalesce(started_at, ?)
      where workspace_id = ? and id in (select id from next) returning *`,
    parameters: [workspaceId, most, owner, at, workspaceId],
  }),

  insertWaitpoint: (wait: WaitpointTable): Statement => ({
    sql: `insert into waitpoint (workspace_id, id, run_id, seq, kind, subject, "match", until, status, result, created_at)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing`,
    parameters: [
      wait.workspace_id,
      wait.id,
      wait.run_id,
      wait.seq,
      wait.kind,
      wait.subject,
      wait.match,
      wait.until,
      wait.status,
      wait.result,
      wait.created_at,
    ],
  }),

  /** What came, once: the second to come is too late. */
  settleWaitpoint: (runId: string, id: string, status: 'done' | 'timeout' | 'cancelled', result: string | null): Statement => ({
    sql: `update waitpoint set status = ?, result = ? where run_id = ? and id = ? and status = 'pending'`,
    parameters: [status, result, runId, id],
  }),

  dropWaitpoints: (runId: string): Statement => ({
    sql: `update waitpoint set status = 'cancelled' where run_id = ? and status = 'pending'`,
    parameters: [runId],
  }),

  insertEvent: (event: {
    workspaceId: string
    id: string
    name: string
    data: string
    sourceId: string | null
    at: string
  }): Statement => ({
    sql: `insert into event_log (workspace_id, id, name, data, source_id, at, kept) values (?, ?, ?, ?, ?, ?, 1)
      on conflict (workspace_id, name, source_id) do nothing`,
    parameters: [event.workspaceId, event.id, event.name, event.data, event.sourceId, event.at],
    expect: 1,
  }),
}
