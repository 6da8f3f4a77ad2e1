import { EventBus, eventMigrations } from '@atom/events'
import { EmbeddedDispatcher, type JobHandler, jobMigrations } from '@atom/jobs'
import { type Context, createInvoke, defineSkill, kernelErrors, manualClock, means, newId, type Role, SkillRegistry } from '@atom/kernel'
import type { Statement } from '@atom/storage'
import { type TestDialect, testContext } from '@atom/storage/testing'
import { z } from 'zod'
import { createWorkflows, workflowMigrations, workflowRefs } from '../index.ts'
import { type RunTable, store } from '../store.ts'

/**
 * The automations of one workspace as an installation has them, called through `invoke`, with three skills that tell what they were given:
 * `test.echo` (reads outside), `test.send` (writes outside, with a field that lets somebody in) and `test.keep` (writes inside).
 */
export async function installation(dialect: TestDialect, { capacity = 1000 }: { capacity?: number } = {}) {
  /** What happens when statements the engine sent in one go are durable, and before it hears of that. */
  let whenDurable: (statements: readonly Statement[]) => Promise<void> = async () => {}
  const storage = await dialect.open([eventMigrations, jobMigrations, workflowMigrations])
  const clock = manualClock('2026-11-24T09:00:00Z')
  const events = new EventBus()
  const registry = new SkillRegistry()
  const calls: { skill: string; input: Record<string, unknown> }[] = []
  const lines: string[] = []
  /** Calls of `test.echo` with this text wait until they are let go. */
  const held = new Map<string, () => void>()
  const loose = z.looseObject({})
  const tell = (skill: string, input: Record<string, unknown>) => calls.push({ skill, input })
  registry.add(
    defineSkill({
      id: 'test.echo',
      title: 'Echo',
      description: 'Gives back what it is given.',
      effect: 'read',
      reach: 'outside',
      timeout: 60_000,
      input: z.object({ text: z.string(), hold: z.boolean().optional() }),
      output: z.object({ text: z.string() }),
      examples: [],
      run: async (ctx, { text, hold }) => {
        tell('test.echo', { text })
        ctx.log.info({ text }, `echo ${text}`)
        if (hold)
          await new Promise<void>((resolve, reject) => {
            held.set(text, resolve)
            ctx.signal.addEventListener('abort', () => reject(ctx.signal.reason))
          })
        if (text.startsWith('fail')) throw kernelErrors.unreachable({ host: text, reason: 'it is not there' })
        return { text }
      },
    }),
    defineSkill({
      id: 'test.send',
      title: 'Send',
      description: 'Sends something away.',
      effect: 'write',
      reach: 'outside',
      input: z.object({
        to: z.string(),
        headers: means(z.record(z.string(), z.string()), { kind: 'secret' }).optional(),
        body: z.unknown().optional(),
      }),
      output: z.object({ ok: z.boolean(), echo: loose }),
      examples: [],
      run: async (_, input) => {
        tell('test.send', input)
        return { ok: true, echo: input }
      },
    }),
    defineSkill({
      id: 'test.keep',
      title: 'Keep',
      description: 'Keeps something.',
      effect: 'write',
      input: z.object({ what: z.string() }),
      output: z.object({ kept: z.string() }),
      examples: [],
      run: async (_, { what }) => {
        tell('test.keep', { what })
        return { kept: what }
      },
    }),
  )
  const approvals: Record<string, unknown>[] = []
  const invoke = createInvoke({
    registry,
    unitOfWork: storage.unitOfWork,
    permission: {
      decide: async ({ role }, { title }, effect) => {
        if (role === 'viewer' && effect !== 'read') throw kernelErrors.forbidden({ role: 'A viewer', skill: title })
        return 'allow'
      },
    },
    audit: { record: async () => {} },
    approvals: {
      request: async (_: Context, __: unknown, input: Record<string, unknown>) => {
        approvals.push(input)
        return { id: newId(), expiresAt: '2999-01-01T00:00:00Z' }
      },
    } as never,
    idempotency: { claim: async () => undefined, store: async () => {}, release: async () => {}, interrupt: async () => {} } as never,
    undoLog: { record: async () => 'u' },
    refs: new Map(workflowRefs.map(resolver => [resolver.to, resolver])),
  })
  const write = (fields: object, message: string) => {
    const texts = Object.values(fields).map(value => (value instanceof Error ? `${value.stack}` : JSON.stringify(value)))
    lines.push(`${message} ${texts.join(' ')}`)
  }
  const base = testContext(storage, { clock, events, workspaceId: newId() })
  const log = { debug: write, info: write, warn: write, error: write }
  const contextFor = (workspaceId: string): Context => ({ ...ctx, workspaceId })
  const dispatcher = new EmbeddedDispatcher({ unitOfWork: storage.unitOfWork, clock, log: base.log, contextFor })
  const ctx: Context = { ...base, log, jobs: dispatcher }
  let role: Role | undefined = ctx.role
  const boot = () =>
    createWorkflows({
      clock,
      log,
      unitOfWork: storage.unitOfWork,
      batch: async statements => {
        const results = await storage.batch(statements)
        await whenDurable(statements)
        return results
      },
      vault: storage.vault,
      registry,
      invoke,
      events,
      system: contextFor,
      memberContext: async (workspaceId, _, runId) =>
        role && { ...ctx, workspaceId, role, via: 'workflow', ...(runId === undefined ? {} : { runId }) },
      shared: true,
      capacity,
      eventKinds: [{ name: 'order.paid', title: 'An order was paid', example: { order: 1, sum: 20 } }],
      address: () => 'http://atom.example',
    })
  let workflows = boot()
  registry.add(...workflows.skills)
  let leave = registry.addSource(workflows.automationSkills)
  dispatcher.handle(
    ...workflows.jobs.map(({ kind }, at): JobHandler => ({ kind, run: (...given) => (workflows.jobs[at] as JobHandler).run(...given) })),
  )
  dispatcher.start()
  await workflows.engine.work()

  // biome-ignore lint/suspicious/noExplicitAny: tests say what they expect of it
  const call = async (skill: string, input: object): Promise<any> => {
    const outcome = await invoke(ctx, skill, input)
    return outcome.status === 'done' ? outcome.output : outcome
  }
  const publish = async (graph: object, name = newId()): Promise<string> => {
    const { id } = await call('workflows.create', { name, graph })
    await call('workflows.publish', { id })
    return id
  }
  const run = (id: string): Promise<RunTable> => store.from(ctx, 'run').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  return {
    storage,
    clock,
    ctx,
    calls,
    lines,
    held,
    whenDurable: (happens: typeof whenDurable) => {
      whenDurable = happens
    },
    approvals,
    registry,
    workflows: () => workflows,
    call,
    publish,
    run,
    start: async (workflow: string, input: object = {}): Promise<string> => (await call('workflows.run', { id: workflow, input })).runId,
    /** Waits until the run stands so. */
    async until(id: string, status: RunTable['status']): Promise<RunTable> {
      for (const deadline = Date.now() + 10_000; Date.now() < deadline; await new Promise(resolve => setTimeout(resolve, 10))) {
        const row = await run(id)
        if (row.status === status) return row
        if (row.finished_at !== null) throw new Error(`The run is ${row.status}: ${row.error}`)
      }
      throw new Error(`The run is ${(await run(id)).status}, not ${status}.`)
    },
    /** Node, iteration, status and output of each step, as the API shows them. */
    steps: async (id: string) => (await call('runs.steps', { id, whole: true })).items,
    /** The publisher has another role from now on; has left without one. */
    async becomes(next: Role | undefined) {
      role = next
      await storage.unitOfWork.writing(ctx, tx =>
        events.publish(tx, { name: next ? 'member.changed' : 'member.left', data: { id: ctx.person.id } }),
      )
    },
    /** Ends this process and begins another on the same database. */
    async restart() {
      await workflows.engine.stop(1000)
      for (const { id } of workflows.skills) registry.remove(id)
      leave()
      workflows = boot()
      registry.add(...workflows.skills)
      leave = registry.addSource(workflows.automationSkills)
      await workflows.engine.work()
    },
    /** Lets time pass, and what is due be done. */
    async pass(milliseconds: number) {
      clock.advance(milliseconds)
      await storage.unitOfWork.writing(ctx, tx => tx.jobs.enqueue(tx, { kind: 'nothing', payload: {} }))
    },
    async close() {
      await workflows.engine.stop(1000)
      await dispatcher.stop(1000)
      await storage.close()
    },
  }
}
