import type { Skill } from '@atom/kernel'
import { addModel } from './add.ts'
import type { ModelSkillDeps } from './deps.ts'
import { listModels } from './list.ts'
import { listUsage } from './list-usage.ts'
import { removeModel } from './remove.ts'
import { tryModel } from './try.ts'
import { updateModel } from './update.ts'

/** What the settings screens call. */
export const modelSkills = (deps: ModelSkillDeps): Skill[] => [
  listModels(deps),
  addModel(deps),
  updateModel(deps),
  removeModel(deps),
  tryModel(deps),
  listUsage,
]
