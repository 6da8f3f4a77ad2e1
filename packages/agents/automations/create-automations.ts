import type { Context, EventKind, Permission, RefResolver, Skill, SkillRegistry, UnitOfWork } from '@atom/kernel'
import type { LanguageModels } from '@atom/models'
import type { NodeTypes } from '@atom/workflows'
import { namesIn } from '../chat/names-in.ts'
import type { Understanding, Understood } from '../understanding/index.ts'
import { changeTime } from './change-time.ts'
import { heardAsAutomation } from './heard.ts'
import { proposeAutomation } from './propose.ts'
import type { Surroundings } from './types.ts'
import { writeWithModel } from './write-with-model.ts'

/** What the engine gives: its kinds of steps, and what may start an automation. */
export interface Engine {
  types: NodeTypes
  events: readonly EventKind[]
}

export interface AutomationDeps {
  engine: Engine
  registry: SkillRegistry
  understanding: Understanding
  permission: Permission
  unitOfWork: UnitOfWork
  refs: ReadonlyMap<string, RefResolver>
  models?: Pick<LanguageModels, 'languageModel'>
}

export interface Automations {
  skills: Skill[]
  /** The message as an automation, where it is one rather than `plain`. */
  heard(text: string, plain: Understood, around: Surroundings): Promise<Understood | undefined>
}

/** Automations said in the chat. */
export function createAutomations({ engine, models, ...deps }: AutomationDeps): Automations {
  const shared = {
    understanding: deps.understanding,
    registry: deps.registry,
    events: () => engine.events,
    types: engine.types,
  }
  const surroundings = async (ctx: Context): Promise<Surroundings> => ({
    now: ctx.clock.now(),
    timeZone: ctx.person.timeZone,
    locale: ctx.person.locale,
    ...(await namesIn(deps.unitOfWork.reading(ctx), deps.refs)),
    skills: await deps.registry.in(ctx),
  })
  const withModel = models && writeWithModel({ ...deps, models, types: engine.types, events: () => engine.events })
  const propose = proposeAutomation({ ...shared, surroundings, ...(withModel ? { withModel } : {}) })
  return {
    skills: [propose, changeTime(shared)],
    heard: (text, plain, around) => heardAsAutomation({ ...shared, proposes: propose.id }, text, plain, around),
  }
}
