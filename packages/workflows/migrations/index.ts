import type { Migration } from '@atom/storage'
import * as run from './20261125T1000-run.ts'
import * as delivery from './20261125T1100-delivery.ts'
import * as variablesAndGates from './20261125T1140-variables-and-gates.ts'
import * as engineWorker from './20261125T1150-engine-worker.ts'
import * as runEvent from './20261125T1155-run-event.ts'
import * as workflowSkill from './20261125T1340-workflow-skill.ts'
import * as runHeld from './20261125T1730-run-held.ts'
import * as eventUndecided from './20261125T2200-event-undecided.ts'

export const workflowMigrations: Record<string, Migration> = {
  '20261125T1000-run': run,
  '20261125T1100-delivery': delivery,
  '20261125T1140-variables-and-gates': variablesAndGates,
  '20261125T1150-engine-worker': engineWorker,
  '20261125T1155-run-event': runEvent,
  '20261125T1340-workflow-skill': workflowSkill,
  '20261125T1730-run-held': runHeld,
  '20261125T2200-event-undecided': eventUndecided,
}
