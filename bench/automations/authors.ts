import { createOpenAICompatible } from '@ai-sdk/openai-compatible'
import { createUnderstanding } from '@atom/agents'
import { EventBus } from '@atom/events'
import { SkillRegistry, systemClock } from '@atom/kernel'
import { openScriptedModel } from '@atom/models/testing'
import { productivityEvents, productivitySkills } from '@atom/productivity'
import { createWorkflows, type WorkflowDeps } from '@atom/workflows'
import { heardAsAutomation } from '../../packages/agents/automations/heard.ts'
import { readSentence } from '../../packages/agents/automations/read-sentence.ts'
import { writeWithModel } from '../../packages/agents/automations/write-with-model.ts'

/** What comes of a sentence: a graph, a question, or skills that are called at once. */
export interface Asked {
  graph?: unknown
  ask?: string
  skills?: string[]
}
interface Author {
  name: string
  write(say: string): Promise<Asked>
}

/** The moment and the people of the sentences. */
const around = {
  now: new Date('2026-11-24T10:00:00Z'),
  timeZone: 'UTC',
  names: { person: ['Sam', 'Dana', 'Lee', 'Priya'], project: ['Office'] },
}
const nothing = async () => {
  throw new Error('The bench does nothing.')
}

/**
 * Who writes automations: the reader without a model, and a model. With ATOM_MODEL_BASE_URL and ATOM_MODEL that one; without, a scripted one
 * that first writes a graph that cannot run and then the right one, so that the figure says whether what is wrong goes back and is repaired.
 */
export async function openAuthors(sentences: { say: string; graph?: object }[]): Promise<{ authors: Author[]; close(): Promise<void> }> {
  const registry = new SkillRegistry().add(...productivitySkills)
  const unused = { invoke: nothing, unitOfWork: {}, batch: nothing, http: {}, log: console, vault: { derive: () => Buffer.alloc(32) } }
  const engine = createWorkflows({
    ...unused,
    registry,
    clock: systemClock,
    events: new EventBus(),
    eventKinds: productivityEvents,
  } as unknown as WorkflowDeps)
  registry.add(...engine.skills)
  const understanding = createUnderstanding({ registry })
  const deps = { understanding, events: () => engine.events, types: engine.types, proposes: 'automations.propose' }
  const here = { ...around, skills: registry.shared }
  // The way of the chat: what is no automation is done at once.
  const offline: Author = {
    name: 'offline',
    async write(say) {
      const plain = await understanding.understand({ text: say, ...here, history: [] })
      const { requests, ask } = (await heardAsAutomation(deps, say, plain, here)) ?? plain
      if (requests[0]?.skill === deps.proposes) return readSentence(deps, say, here)
      return { skills: requests.map(request => request.skill), ...(ask ? { ask } : {}) }
    },
  }

  const { ATOM_MODEL_BASE_URL: baseURL, ATOM_MODEL: id, ATOM_MODEL_API_KEY: apiKey } = process.env
  const scripted = baseURL ? undefined : await openScriptedModel()
  scripted?.otherwise(request => {
    const said = request.messages.filter(message => message.role === 'user')
    const meant = sentences.find(({ say }) =>
      said.some(message => JSON.stringify(message.content).includes(JSON.stringify(say).slice(1, -1))),
    )
    const graph = said.length > 1 ? meant?.graph : { ...meant?.graph, nodes: [] }
    return { text: JSON.stringify({ name: 'Automation', graph }) }
  })
  // Not every endpoint takes a schema; the instructions hold it too.
  Object.assign(globalThis, { AI_SDK_LOG_WARNINGS: false })
  const provider = createOpenAICompatible({
    name: 'bench',
    baseURL: baseURL ?? (scripted?.url as string),
    ...(apiKey ? { apiKey } : {}),
  })
  const write = writeWithModel({
    models: { languageModel: async () => provider(id ?? 'scripted') },
    registry,
    permission: { decide: async () => 'allow' },
    types: engine.types,
    events: () => engine.events,
  })
  const ctx = {
    person: { timeZone: around.timeZone },
    clock: { now: () => around.now },
    signal: new AbortController().signal,
    log: { ...console, warn: () => {} },
  }
  const model: Author = {
    name: baseURL ? `model (${id})` : 'model (scripted)',
    write: async say => (await write(ctx as unknown as Parameters<typeof write>[0], say)) ?? {},
  }
  return { authors: [offline, model], close: async () => scripted?.close() }
}
