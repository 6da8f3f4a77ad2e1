import { createIdentity, identityMigrations } from '@atom/identity'
import {
  type Context,
  createInvoke,
  defineSkill,
  type Invoke,
  kernelErrors,
  newId,
  type Permission,
  type RefResolver,
  type Role,
  ref,
  SkillRegistry,
  systemClock,
  title,
} from '@atom/kernel'
import { modelMigrations } from '@atom/models'
import { type Migration, type Storage, tablesOf } from '@atom/storage'
import { type TestDialect, testContext } from '@atom/storage/testing'
import type { Kysely } from 'kysely'
import { z } from 'zod'
import { migrations } from '../migrations/index.ts'
import { agentSkills } from '../skills/index.ts'
import { ActiveTurns } from './active-turns.ts'
import type { CallDeps } from './call.ts'
import { type Coordinator, type CoordinatorDeps, createCoordinator, type ReplyWithModel } from './coordinator.ts'

const things = tablesOf<{ thing: { workspace_id: string; id: string; title: string } }>()
const thingMigrations: Record<string, Migration> = {
  '20261124T2000-thing': {
    // biome-ignore lint/suspicious/noExplicitAny: a migration knows the shape of its day, not today's types
    up: async (db: Kysely<any>) => {
      await db.schema.createTable('thing').addColumn('workspace_id', 'text').addColumn('id', 'text').addColumn('title', 'text').execute()
    },
  },
}

const Thing = z.object({ id: z.string(), title: z.string() })
const all = (ctx: Context) => things.from(ctx, 'thing').select(['id', 'title']).orderBy('id').execute()

const addThing = defineSkill({
  id: 'things.add',
  title: 'Add a thing',
  description: 'Adds one thing.',
  effect: 'write',
  input: z.object({ title: title(), apiKey: z.string().optional() }),
  output: Thing,
  examples: ['add a lamp', 'a new chair please'],
  undo: thing => ({ skill: 'things.retract', input: { id: thing.id } }),
  tell: thing => `Added “${thing.title}”.`,
  run: async (ctx, { title }) => {
    const thing = { id: newId(), title }
    await things.insert(ctx, 'thing', thing).execute()
    return thing
  },
})

const remove = async (ctx: Context, id: string) => {
  const thing = await things.from(ctx, 'thing').select(['id', 'title']).where('id', '=', id).executeTakeFirst()
  if (!thing) throw kernelErrors.not_found({ what: 'thing', words: id })
  await things.remove(ctx, 'thing').where('id', '=', id).execute()
  return thing
}

const retractThing = defineSkill({
  id: 'things.retract',
  title: 'Take a thing back',
  description: 'Undoes adding.',
  effect: 'write',
  internal: true,
  input: z.object({ id: z.string() }),
  output: Thing,
  examples: [],
  run: (ctx, { id }) => remove(ctx, id),
})

const dropThing = defineSkill({
  id: 'things.drop',
  title: 'Delete a thing',
  description: 'Deletes one thing for good.',
  effect: 'destructive',
  input: z.object({ id: ref('thing') }),
  output: Thing,
  examples: ['delete the lamp'],
  tell: thing => `Deleted “${thing.title}”.`,
  run: (ctx, { id }) => remove(ctx, id),
})

const listThings = defineSkill({
  id: 'things.list',
  title: 'List things',
  description: 'Lists all things.',
  effect: 'read',
  input: z.object({}),
  output: z.object({ items: z.array(Thing) }),
  examples: ['show my things'],
  run: async ctx => ({ items: await all(ctx) }),
})

const thingResolver: RefResolver = {
  to: 'thing',
  async resolve(ctx, words) {
    const known = await all(ctx)
    const found = known.filter(thing => thing.id === words || thing.title.toLowerCase().includes(words.toLowerCase()))
    if (found.length > 1) {
      const candidates = found.map(({ id, title }) => ({ id, title }))
      throw kernelErrors.ambiguous(
        { what: 'thing', words, candidates: found.map(thing => thing.title).join(', ') },
        { details: { candidates } },
      )
    }
    return found[0]?.id
  },
  suggest: async (ctx, words) =>
    (await all(ctx)).filter(thing => thing.id === words || thing.title.toLowerCase().includes(words.toLowerCase())),
}

export interface ChatWorld {
  storage: Storage
  registry: SkillRegistry
  invoke: Invoke
  turns: ActiveTurns
  events: { name: string; data: Record<string, unknown> }[]
  coordinator: Coordinator
  /** Lets the skill `things.wait` end. */
  release(): void
  /** How often `things.wait` was begun, and how often it heard of a stop. */
  waits: { begun: number; aborted: number }
  /** The inputs with which `things.guard` ran: destructive, with a secret. */
  guarded: Record<string, unknown>[]
  person(options?: { name?: string; workspaceId?: string; role?: Role }): Context
  /** Another process on the same database. */
  restart(deps?: Partial<CoordinatorDeps>): { coordinator: Coordinator; turns: ActiveTurns }
  titles(ctx: Context): Promise<string[]>
  close(): Promise<void>
}

export type ChatWorldDeps = CallDeps & { permission: Permission; storage: Storage }

/** A chat over an empty database with a handful of skills; `understand` is what the test says. */
export async function openChatWorld(
  dialect: TestDialect,
  { understand, replyWithModel }: Pick<CoordinatorDeps, 'understand'> & { replyWithModel?: (deps: ChatWorldDeps) => ReplyWithModel },
): Promise<ChatWorld> {
  const storage = await dialect.open([identityMigrations, modelMigrations, migrations, thingMigrations])
  const events: ChatWorld['events'] = []
  const sink = {
    publish: async (_: Context, { name, data }: { name: string; data: Record<string, unknown> }) => {
      events.push({ name, data })
    },
  }
  const identity = createIdentity({
    storage,
    clock: systemClock,
    config: { port: 5058, publicUrl: undefined, signUp: 'open' },
    systemContext: workspaceId => testContext(storage, { workspaceId, events: sink }),
  })
  const registry = new SkillRegistry()
  const refs = new Map([['thing', thingResolver]])
  const { unitOfWork } = storage
  const invoke = createInvoke({ ...identity, registry, unitOfWork, refs })
  const waits = { begun: 0, aborted: 0 }
  let release = () => {}
  const waitForIt = defineSkill({
    id: 'things.wait',
    title: 'Wait for a thing',
    description: 'Waits outside until it is told to end.',
    effect: 'write',
    reach: 'outside',
    input: z.object({}),
    output: z.object({}),
    examples: ['wait for it'],
    run: (ctx: Context) =>
      new Promise<Record<string, never>>((resolve, reject) => {
        waits.begun++
        release = () => resolve({})
        ctx.signal.addEventListener('abort', () => {
          waits.aborted++
          reject(ctx.signal.reason)
        })
      }),
  })
  const breakIt = defineSkill({
    id: 'things.break',
    title: 'Break a thing',
    description: 'Always fails.',
    effect: 'read',
    input: z.object({}),
    output: z.object({}),
    examples: ['break it'],
    run: async () => {
      throw new Error('connect ECONNREFUSED 10.0.0.7 password=hunter2')
    },
  })
  const guarded: Record<string, unknown>[] = []
  const guardIt = defineSkill({
    id: 'things.guard',
    title: 'Guard a thing',
    description: 'Guards a thing with a key.',
    effect: 'destructive',
    input: z.object({ title: title(), apiKey: z.string() }),
    output: z.object({ title: z.string() }),
    examples: [],
    run: async (_: Context, input) => {
      guarded.push(input)
      return { title: input.title }
    },
  })
  const turns = new ActiveTurns()
  registry.add(guardIt, addThing, retractThing, dropThing, listThings, waitForIt, breakIt)
  registry.add(...agentSkills({ registry, permission: identity.permission, turns }))
  const coordinatorDeps: CoordinatorDeps = {
    registry,
    invoke,
    unitOfWork,
    idempotency: identity.idempotency,
    refs,
    permission: identity.permission,
    turns,
    understand,
    ...(replyWithModel
      ? {
          replyWithModel: replyWithModel({
            registry,
            invoke,
            unitOfWork,
            refs,
            idempotency: identity.idempotency,
            permission: identity.permission,
            storage,
          }),
        }
      : {}),
  }
  const workspace = newId()
  return {
    storage,
    registry,
    invoke,
    turns,
    events,
    waits,
    guarded,
    coordinator: createCoordinator(coordinatorDeps),
    release: () => release(),
    person: ({ name = 'Ana', workspaceId = workspace, role = 'member' } = {}) =>
      testContext(storage, { workspaceId, role, person: { name }, events: sink }),
    restart(more = {}) {
      const fresh = new ActiveTurns()
      return { coordinator: createCoordinator({ ...coordinatorDeps, turns: fresh, ...more }), turns: fresh }
    },
    titles: async ctx => (await all({ ...ctx, store: storage.root })).map(thing => thing.title),
    close: async () => {
      await identity.close()
      await storage.close()
    },
  }
}
