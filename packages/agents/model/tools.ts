import { AtomError, type Context, type Permission, parseInput, type Skill, type SkillRegistry, strictInput } from '@atom/kernel'
import { jsonSchema, type Tool, type ToolSet, tool } from 'ai'
import { z } from 'zod'
import { mayUse } from '../chat/may-use.ts'

/** Providers take letters, digits, `_` and `-`, 64 at most. */
const longestName = 64

/** `tasks.create` as a tool is called `tasks_create`. */
export const toolName = (skillId: string): string => skillId.replace(/[^A-Za-z0-9_-]/g, '_').slice(0, longestName)

export interface OfferedTools {
  tools: ToolSet
  /** The skill behind a tool's name. */
  skillOf(name: string): Skill | undefined
}

/** The skills this person may use, as tools. `run` makes the call; its answer goes back to the model. */
export async function toolsFor(
  ctx: Context,
  registry: SkillRegistry,
  permission: Permission,
  run: (skill: Skill, input: Record<string, unknown>) => Promise<unknown>,
): Promise<OfferedTools> {
  const skills = new Map<string, Skill>()
  const tools: ToolSet = {}
  for (const skill of (await registry.in(ctx)).all()) {
    const name = toolName(skill.id)
    if (skill.internal || skills.has(name) || !(await mayUse(ctx, permission, skill))) continue
    skills.set(name, skill)
    tools[name] = toolOf(skill, run)
  }
  return { tools, skillOf: name => skills.get(name) }
}

const toolOf = (skill: Skill, run: (skill: Skill, input: Record<string, unknown>) => Promise<unknown>): Tool =>
  tool({
    description: skill.description,
    inputSchema: jsonSchema<Record<string, unknown>>(schemaOf(skill), {
      validate: value => {
        try {
          parseInput(skill, value)
          // As the model wrote it: `invoke` parses it again, and the card shows what was asked.
          return { success: true, value: value as Record<string, unknown> }
        } catch (error) {
          return { success: false, error: AtomError.is(error) ? error : new Error('not valid', { cause: error }) }
        }
      },
    }),
    execute: input => run(skill, input),
  })

const schemas = new WeakMap<Skill, object>()

/** The input's JSON Schema without what only ATOM's own forms read. */
function schemaOf(skill: Skill): object {
  const known = schemas.get(skill)
  if (known) return known
  const schema = z.toJSONSchema(strictInput(skill), {
    io: 'input',
    unrepresentable: 'any',
    override: ({ jsonSchema: part }) => void delete part['x-atom'],
  })
  delete schema.$schema
  schemas.set(skill, schema)
  return schema
}
