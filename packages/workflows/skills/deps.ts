import type { Engine } from '../engine.ts'
import type { Plans } from '../graph/plans.ts'
import type { Triggers } from '../triggers/triggers.ts'
import type { RecordDeps } from '../workflow-record.ts'

/** What the skills of this package share. */
export interface SkillDeps extends RecordDeps {
  engine: Engine
  plans: Plans
  triggers: Triggers
}
