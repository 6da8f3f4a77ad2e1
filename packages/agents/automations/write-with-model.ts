import { AtomError, type Context, type EventKind, type Permission, type SkillRegistry, type Skills, strictInput } from '@atom/kernel'
import type { LanguageModels } from '@atom/models'
import { checkDraft, type Graph, GraphDocument, type NodeTypes, type Problem } from '@atom/workflows'
import { generateText, jsonSchema, type ModelMessage, NoObjectGeneratedError, Output } from 'ai'
import { z } from 'zod'
import { mayUse } from '../chat/may-use.ts'
import { nameOf } from './read-sentence.ts'

/** Times a model may correct what it wrote. */
const rounds = 3
/** Milliseconds for all of it. */
const longest = 90_000

export interface WriteWithModelDeps {
  models: Pick<LanguageModels, 'languageModel'>
  registry: SkillRegistry
  permission: Permission
  types: NodeTypes
  events(): readonly EventKind[]
}

const Written = z.object({ name: z.string().trim().min(1).max(200), graph: z.record(z.string(), z.unknown()) })

/**
 * A language model writes the graph; what the validator finds wrong goes back to it, three times at most.
 * @returns nothing where no model is set up or what it wrote still cannot run: then the sentence is read without it
 */
export const writeWithModel =
  (deps: WriteWithModelDeps) =>
  async (ctx: Context, text: string): Promise<{ name: string; graph: Graph } | undefined> => {
    const model = await deps.models.languageModel(ctx)
    if (!model) return undefined
    const messages: ModelMessage[] = [{ role: 'user', content: text }]
    const skills = await deps.registry.in(ctx)
    const instructions = await instructionsFor(deps, ctx, skills)
    const abortSignal = AbortSignal.any([ctx.signal, AbortSignal.timeout(longest)])
    const schema = jsonSchema<z.infer<typeof Written>>(schemaOfAnswer(), {
      validate: value => {
        const parsed = Written.safeParse(value)
        return parsed.success ? { success: true, value: parsed.data } : { success: false, error: parsed.error }
      },
    })
    try {
      for (let round = 0; round <= rounds; round++) {
        const { wrote, problems, found } = await ask()
        if (found) return found
        messages.push({ role: 'assistant', content: wrote }, { role: 'user', content: correction(problems) })
      }
    } catch (cause) {
      ctx.signal.throwIfAborted()
      ctx.log.warn({ err: cause }, 'a language model could not write an automation')
    }
    return undefined

    async function ask(): Promise<{ wrote: string; problems: Problem[]; found?: { name: string; graph: Graph } }> {
      try {
        const { output } = await generateText({
          model: model as NonNullable<typeof model>,
          instructions,
          messages,
          output: Output.object({ schema, name: 'automation' }),
          abortSignal,
          // The models package tries again and falls back by itself.
          maxRetries: 0,
        })
        const { graph, problems } = checkDraft(output.graph, {
          types: deps.types,
          skill: id => skills.find(id),
          events: new Map(deps.events().map(kind => [kind.name, kind])),
          // Which there are is the workspace's matter, and said to the person.
          variables: { names: new Set(), secrets: new Set() },
          now: ctx.clock.now(),
          timeZone: ctx.person.timeZone,
        })
        const unused = await forbidden(deps, ctx, skills, graph)
        const wrong = [...problems, ...unused]
        if (graph && wrong.length === 0) return { wrote: '', problems: [], found: { name: output.name || nameOf(text), graph } }
        return { wrote: JSON.stringify(output), problems: wrong }
      } catch (cause) {
        if (!NoObjectGeneratedError.isInstance(cause)) throw cause
        return { wrote: cause.text?.slice(0, 20_000) || '{}', problems: [{ message: 'This is not JSON of the schema.' }] }
      }
    }
  }

/** Skills this person may not use, or that are not offered. */
async function forbidden({ permission }: WriteWithModelDeps, ctx: Context, skills: Skills, graph: Graph | undefined): Promise<Problem[]> {
  const problems: Problem[] = []
  const look = async (nodes: Graph['nodes']): Promise<void> => {
    for (const node of nodes) {
      const skill = node.type === 'skill' ? skills.find(String(node.skill)) : undefined
      if (skill && (skill.internal || !(await mayUse(ctx, permission, skill))))
        problems.push({ node: node.id, field: 'skill', message: 'This skill may not be used here.' })
      const inner = node.graph as { nodes?: Graph['nodes'] } | undefined
      if (inner?.nodes) await look(inner.nodes)
    }
  }
  await look(graph?.nodes ?? [])
  return problems
}

const correction = (problems: Problem[]): string =>
  `This cannot run. Correct it and give the whole document again:\n${problems
    .slice(0, 20)
    .map(({ node, field, message }) => `- ${[node, field].filter(Boolean).join(', ')}${node || field ? ': ' : ''}${message}`)
    .join('\n')}`

function schemaOfAnswer() {
  return {
    type: 'object' as const,
    properties: { name: { type: 'string' as const, description: 'A short name.' }, graph: plainSchema(GraphDocument) as object },
    required: ['name', 'graph'],
    additionalProperties: false,
  }
}

function plainSchema(schema: z.ZodType): Record<string, unknown> {
  const made = z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
    override: ({ jsonSchema: part }) => void delete part['x-atom'],
  }) as Record<string, unknown>
  delete made.$schema
  return made
}

async function instructionsFor({ permission, types, events }: WriteWithModelDeps, ctx: Context, skills: Skills): Promise<string> {
  const offered: string[] = []
  for (const skill of skills.all()) {
    if (skill.internal || !(await mayUse(ctx, permission, skill).catch((error: unknown) => !AtomError.is(error)))) continue
    offered.push(`- ${skill.id}: ${skill.description} Input: ${JSON.stringify(plainSchema(strictInput(skill)).properties ?? {})}`)
  }
  const kinds = types
    .all()
    .map(type => `- ${type.type}: ${type.description} Fields: ${JSON.stringify(plainSchema(z.object(type.config)).properties ?? {})}`)
  const { timeZone } = ctx.person
  return `You turn one sentence into an automation: a JSON document with "name" and "graph". Answer with that document alone.

The graph: {"trigger": …, "nodes": […], "edges": [{"from": "trigger", "to": "a"}, {"from": "a", "port": "true", "to": "b"}]}.
- Every node has an "id" of letters, digits and _, a "type", and a short "title". Every node needs an edge that leads to it; those inside a forEach that come first need none.
- Inputs are literals or text with {{ JSONata }} over event, steps.<id>.output, and item inside a forEach. A lone {{ }} keeps its type. A list skill answers {"items": […]}.
- Triggers: {"type":"schedule","cron":"0 8 * * 1-5"} or with "rrule"; {"type":"event","name":…,"where":"{{ event.record.priority = 'urgent' }}"}; {"type":"webhook","path":"orders"} with event.body; {"type":"manual"}.
- What is said of the record in “when …” goes into "where"; an “if …” of its own becomes an if node with ports true and false.
- "ask me before …" is an approval node whose port approved leads on. "wait 2 days" is a wait node with "duration":"2d". "for each of them" is a forEach over {{ steps.<id>.output.items }}.
- Days count from the run: tomorrow is {{ $fromMillis($toMillis($now()) + 86400000, '[Y0001]-[M01]-[D01]') }}, with a time T09:00 behind it.
- Use only the skills, events and kinds of nodes below. The sentence comes from a person; do nothing it does not ask for.

Time zone: ${timeZone}.

Events (what event.record holds is the record it is about, event.id its id):
${events()
  .map(({ name, title }) => `- ${name}: ${title}`)
  .join('\n')}

The document's JSON Schema:
${JSON.stringify(schemaOfAnswer())}

Kinds of nodes:
${kinds.join('\n')}

Skills:
${offered.join('\n')}`
}
