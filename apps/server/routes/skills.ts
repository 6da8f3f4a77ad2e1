import { pageRequest } from '@atom/contracts'
import { effectOf, type Skill, strictInput } from '@atom/kernel'
import { storageErrors } from '@atom/storage'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Atom } from '../atom.ts'
import { readParameters } from '../http/query.ts'
import { answer } from './skill-routes.ts'

/** A skill as callers see it; an effect that depends on the input is described by its strongest. */
export interface SkillDescription {
  id: string
  title: string
  description: string
  effect: string
  input: unknown
  output: unknown
  examples: string[]
  /** The automation people of this workspace made it of. */
  automation?: { id: string; name: string }
}

const described = new WeakMap<Skill, SkillDescription>()

function describeSkill(skill: Skill): SkillDescription {
  let description = described.get(skill)
  if (!description) {
    description = {
      id: skill.id,
      title: skill.title,
      description: skill.description,
      effect: typeof skill.effect === 'function' ? 'destructive' : effectOf(skill, {}),
      input: z.toJSONSchema(strictInput(skill), { io: 'input', unrepresentable: 'any' }),
      output: z.toJSONSchema(skill.output as z.ZodType, { unrepresentable: 'any' }),
      examples: skill.examples.map(example => (typeof example === 'string' ? example : example.say)),
      ...(skill.madeOf ? { automation: { id: skill.madeOf.workflow, name: skill.madeOf.title } } : {}),
    }
    described.set(skill, description)
  }
  return description
}

const page = z.strictObject(pageRequest)
const parameters = readParameters(pageRequest)

export function skills(app: FastifyInstance, atom: Atom): void {
  app.get('/api/skills', async request => {
    const skills = await atom.registry.in(request.context())
    const { limit = 50, cursor } = page.parse(parameters(request.query as Record<string, unknown>))
    if (cursor !== undefined && !skills.find(cursor)) throw storageErrors.bad_cursor()
    const visible = skills.all().filter(skill => !skill.internal && (cursor === undefined || skill.id > cursor))
    const items = visible.slice(0, limit).map(describeSkill)
    return { items, nextCursor: visible.length > limit ? (items.at(-1)?.id ?? null) : null }
  })

  app.post<{ Params: { id: string } }>('/api/skills/:id/invoke', async (request, reply) => {
    const skill = (await atom.registry.in(request.context())).get(request.params.id)
    return answer(atom, { ...skill, status: 200 }, request.body ?? {}, request, reply, { shape: output => ({ output }) })
  })
}
