import type { Clock, Context, Logger, UnitOfWork } from '@atom/kernel'
import type { Batch, Signals, Vault } from '@atom/storage'
import type { Plans } from '../graph/plans.ts'

export interface EngineDeps {
  clock: Clock
  log: Logger
  unitOfWork: UnitOfWork
  batch: Batch
  plans: Plans
  vault: Pick<Vault, 'open' | 'derive'>
  /** A context of the system in this workspace, or in none. */
  system(workspaceId: string): Context
  /** The person in that workspace with the role of this moment, acting through a run; nothing when they have left. */
  memberContext(workspaceId: string, personId: string, runId: string): Promise<Context | undefined>
}

export interface EngineOptions {
  /** Runs in memory at the same time; 1,000 unless told. Others wait in the database. */
  capacity?: number
  /** Other processes may work on the same database, and hear of each other by these. */
  signals?: Signals | undefined
}
