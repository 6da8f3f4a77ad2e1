import type { Permission, Skill } from '@atom/kernel'
import type { LanguageModels } from '@atom/models'
import { createAutomations, type Engine } from '../automations/create-automations.ts'
import { createModelReply, type ModelLimits } from '../model/reply-with-model.ts'
import { agentSkills } from '../skills/index.ts'
import type { Understanding } from '../understanding/index.ts'
import { ActiveTurns } from './active-turns.ts'
import { type Coordinator, createCoordinator } from './coordinator.ts'
import { createReader, createUnderstandText, type UnderstandText } from './reader.ts'
import type { RecollectDeps } from './recollect.ts'

export interface ChatDeps extends RecollectDeps {
  permission: Permission
  understanding: Understanding
  /** Without it, or when none is set up, the offline understanding answers alone. */
  models?: Pick<LanguageModels, 'languageModel'>
  limits?: Partial<ModelLimits>
  /** See `ModelReplyDeps`. */
  modelWait?: number | undefined
  /** With it, automations can be made by saying them. */
  engine?: Engine
}

export interface Chat {
  coordinator: Coordinator
  /** To be added to the registry that was given. */
  skills: Skill[]
  understandText: UnderstandText
}

/** The chat with all that belongs to it. Call `coordinator.recover` at the start and `coordinator.close` at the end. */
export function createChat({ models, limits, engine, ...deps }: ChatDeps): Chat {
  const turns = new ActiveTurns()
  const automations = engine && createAutomations({ ...deps, engine, ...(models ? { models } : {}) })
  const reader = { ...deps, automations }
  const replyWithModel = models && createModelReply({ ...deps, models, ...(limits ? { limits } : {}) })
  return {
    coordinator: createCoordinator({ ...deps, turns, understand: createReader(reader), ...(replyWithModel ? { replyWithModel } : {}) }),
    skills: [...agentSkills({ ...deps, turns }), ...(automations?.skills ?? [])],
    understandText: createUnderstandText(reader),
  }
}
