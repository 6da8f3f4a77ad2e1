import type { Context, UnitOfWork } from '@atom/kernel'
import type { Vault } from '@atom/storage'
import type { Engine } from '../engine.ts'
import type { Plans } from '../graph/plans.ts'
import type { AutomationSkills } from '../skill/automation-skills.ts'
import type { Triggers } from '../triggers/triggers.ts'
import type { RecordDeps } from '../workflow-record.ts'

/** What the skills of this package share. */
export interface SkillDeps extends RecordDeps {
  /** A person of this workspace as they act through an automation; nothing when they have left. */
  memberContext(workspaceId: string, personId: string, runId?: string): Promise<Context | undefined>
  unitOfWork: UnitOfWork
  vault: Pick<Vault, 'seal' | 'open' | 'derive'>
  engine: Engine
  plans: Plans
  triggers: Triggers
  automationSkills: AutomationSkills
}
