import { beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import {
  type Audit,
  type AuditEntry,
  type Context,
  createInvoke,
  type Decision,
  defineSkill,
  type Idempotency,
  type InvokeDeps,
  kernelErrors,
  ref,
  type SkillCall,
  SkillRegistry,
  systemClock,
  title,
  type UnitOfWork,
  type Via,
  when,
} from './index.ts'

/** Ports that write down what happened, in order, and what was rolled back. */
function world() {
  const log: string[] = []
  const committed: string[] = []
  const audited: AuditEntry[] = []
  const undo: SkillCall[] = []
  const keys = new Map<string, { fingerprint: string; answer?: unknown }>()
  const state = { decision: 'allow' as Decision, approved: false }
  const unitOfWork: UnitOfWork = {
    reading: ctx => ({ ...ctx, store: 'read' }),
    async writing(ctx, work) {
      if (ctx.store === 'read') throw kernelErrors.read_only({ skill: 'This', attempt: 'open a write transaction' })
      const result = await work({ ...ctx, store: 'write' })
      committed.push(...log.splice(0))
      return result
    },
  }
  const audit: Audit = {
    record: async (_, entry) => {
      log.push(`audit ${entry.outcome}`)
      audited.push(entry)
    },
  }
  const idempotency: Idempotency = {
    async claim(_, key, fingerprint) {
      const known = keys.get(key)
      if (!known) {
        keys.set(key, { fingerprint })
        return undefined
      }
      if (known.fingerprint !== fingerprint) throw kernelErrors.idempotency_conflict()
      return { answer: known.answer }
    },
    store: async (_, key, answer) => {
      keys.set(key, { ...(keys.get(key) as { fingerprint: string }), answer })
    },
    release: async (_, key) => void keys.delete(key),
  }
  const registry = new SkillRegistry()
  const deps: InvokeDeps = {
    registry,
    unitOfWork,
    audit,
    idempotency,
    permission: {
      decide: async (ctx, skill, effect) => {
        if (ctx.role === 'viewer' && effect !== 'read') throw kernelErrors.forbidden({ role: 'A viewer', skill: skill.title })
        return effect === 'destructive' && ctx.via !== 'api' && state.decision === 'allow' ? 'ask' : state.decision
      },
    },
    approvals: {
      request: async (_, skill, input) => ({ id: 'a1', skill: skill.id, input, status: 'pending', requestedBy: 'p', expiresAt: '' }),
      consume: async () => {
        if (!state.approved) throw kernelErrors.denied_by_policy({ skill: 'x' })
      },
    },
    undoLog: { record: async (_, __, call) => `undo-${undo.push(call)}` },
    refs: new Map([
      [
        'colour',
        {
          to: 'colour',
          resolve: async (_: Context, words: string) => (words === 'red' ? 'id-red' : undefined),
          suggest: async () => [],
        },
      ],
    ]),
  }
  const invoke = createInvoke(deps)
  const ctx = (via: Via = 'api', role: Context['role'] = 'member'): Context => ({
    workspaceId: 'w',
    person: { id: 'p', name: 'Ana', email: '', timeZone: 'Europe/Berlin', locale: 'en' },
    role,
    via,
    actor: 'person:p',
    clock: systemClock,
    signal: new AbortController().signal,
    log: { debug() {}, info() {}, warn() {}, error() {} },
    http: { request: async () => ({ status: 200, headers: {}, bytes: new Uint8Array() }), fetch: async () => new Response() },
    store: 'root',
    events: { publish: async () => {} },
    jobs: { enqueue: async () => 'j', cancel: async () => false },
    invoke: async () => undefined,
  })
  return { log, committed, audited, undo, state, registry, invoke, ctx }
}

let w: ReturnType<typeof world>
let seen: unknown[]
beforeEach(() => {
  w = world()
  seen = []
  const record = z.object({ id: z.string(), title: z.string() })
  w.registry.add(
    defineSkill({
      id: 'things.make',
      title: 'Make a thing',
      description: 'Makes it.',
      effect: 'write',
      input: z.object({ title: title(), colour: ref('colour').optional(), due: when().optional() }),
      output: record,
      examples: [],
      undo: output => ({ skill: 'things.drop', input: { id: output.id } }),
      run: async (ctx, input) => {
        seen.push({ store: ctx.store, ...input })
        return { id: 't1', title: input.title }
      },
    }),
    defineSkill({
      id: 'things.drop',
      title: 'Drop',
      description: '',
      effect: 'destructive',
      input: z.object({ id: z.string() }),
      output: z.object({}),
      examples: [],
      run: async () => ({}),
    }),
    defineSkill({
      id: 'things.bad',
      title: 'Bad',
      description: '',
      effect: 'write',
      input: z.object({}),
      output: record,
      examples: [],
      run: async () => ({}) as never,
    }),
    defineSkill({
      id: 'things.slow',
      title: 'Slow',
      description: '',
      effect: 'write',
      input: z.object({}),
      output: z.object({}),
      examples: [],
      timeout: 20,
      run: () => new Promise<never>(() => {}),
    }),
    defineSkill({
      id: 'things.sneaky',
      title: 'Sneaky',
      description: '',
      effect: 'read',
      input: z.object({ how: z.enum(['write', 'send']) }),
      output: z.object({}),
      examples: [],
      run: async (ctx, { how }) => {
        if (how === 'write') await ctx.invoke('things.make', { title: 'x' })
        else await ctx.http.fetch('https://example.com', { method: 'POST' })
        return {}
      },
    }),
  )
})

describe('invoke', () => {
  test('an unknown skill is a 404 and an unknown field a 400 that names it', async () => {
    await expect(w.invoke(w.ctx(), 'no.such', {})).rejects.toMatchObject({ code: 'kernel.unknown_skill', status: 404 })
    await expect(w.invoke(w.ctx(), 'things.make', { title: 'x', nope: 1 })).rejects.toMatchObject({
      status: 400,
      errors: [{ path: 'nope', message: 'This field is not known here.' }],
    })
    expect(seen).toEqual([])
  })

  test('refs and times are resolved before run, inside the transaction', async () => {
    await w.invoke(w.ctx(), 'things.make', { title: ' x ', colour: 'red', due: '2026-11-25T15:00' })
    expect(seen).toEqual([{ store: 'write', title: 'x', colour: 'id-red', due: '2026-11-25T14:00:00.000Z' }])
  })

  test('a reference to nothing writes nothing and says so', async () => {
    await expect(w.invoke(w.ctx(), 'things.make', { title: 'x', colour: 'blue' })).rejects.toMatchObject({
      code: 'kernel.not_found',
      status: 404,
    })
    expect(seen).toEqual([])
    expect(w.audited).toEqual([
      { skill: 'things.make', effect: 'write', fields: ['title', 'colour'], outcome: 'failed', error: 'kernel.not_found' },
    ])
  })

  test('the audit row carries names of fields and the target, never values', async () => {
    await w.invoke(w.ctx(), 'things.make', { title: 'secret' })
    expect(w.audited).toEqual([{ skill: 'things.make', effect: 'write', fields: ['title'], target: 't1', outcome: 'done' }])
    expect(w.committed).toEqual(['audit done'])
  })

  test('how to undo it is kept', async () => {
    expect(await w.invoke(w.ctx(), 'things.make', { title: 'x' })).toMatchObject({ undoId: 'undo-1' })
    expect(w.undo).toEqual([{ skill: 'things.drop', input: { id: 't1' } }])
  })

  test('what a skill calls inside another is not undone by itself', async () => {
    const outer = defineSkill({
      id: 'things.make-two',
      title: 'Make two',
      description: '',
      effect: 'write',
      input: z.object({}),
      output: z.object({}),
      examples: [],
      run: async ctx => {
        await ctx.invoke('things.make', { title: 'a' })
        await ctx.invoke('things.make', { title: 'b' })
        return {}
      },
    })
    w.registry.add(outer)
    await w.invoke(w.ctx(), 'things.make-two', {})
    expect([seen.length, w.undo]).toEqual([2, []])
  })

  test('the same key and input run once; the same key with another input is a conflict', async () => {
    const options = { idempotencyKey: 'k' }
    const first = await w.invoke(w.ctx(), 'things.make', { title: 'x' }, options)
    const second = await w.invoke(w.ctx(), 'things.make', { title: 'x' }, options)
    expect(second).toEqual({ ...first, replayed: true })
    expect(seen).toHaveLength(1)
    await expect(w.invoke(w.ctx(), 'things.make', { title: 'y' }, options)).rejects.toMatchObject({ code: 'kernel.idempotency_conflict' })
  })

  test('a viewer who writes is refused and audited', async () => {
    await expect(w.invoke(w.ctx('api', 'viewer'), 'things.make', { title: 'x' })).rejects.toMatchObject({ status: 403 })
    expect(w.audited).toMatchObject([{ outcome: 'denied' }])
    expect(seen).toEqual([])
  })

  test('chat is asked before a destructive skill, a person’s own call is not', async () => {
    expect(await w.invoke(w.ctx('chat'), 'things.drop', { id: 'x' })).toMatchObject({ status: 'approval', approval: { id: 'a1' } })
    expect(await w.invoke(w.ctx('api'), 'things.drop', { id: 'x' })).toMatchObject({ status: 'done' })
  })

  test('an approval that was not given is worth nothing', async () => {
    await expect(w.invoke(w.ctx('chat'), 'things.drop', { id: 'x' }, { approvalId: 'a1' })).rejects.toMatchObject({ status: 403 })
    w.state.approved = true
    expect(await w.invoke(w.ctx('chat'), 'things.drop', { id: 'x' }, { approvalId: 'a1' })).toMatchObject({ status: 'done' })
  })

  test('a policy that asks holds for a direct call too, one that denies refuses', async () => {
    w.state.decision = 'ask'
    expect(await w.invoke(w.ctx('api'), 'things.make', { title: 'x' })).toMatchObject({ status: 'approval' })
    w.state.decision = 'deny'
    await expect(w.invoke(w.ctx('api'), 'things.make', { title: 'x' })).rejects.toMatchObject({ code: 'kernel.denied_by_policy' })
  })

  test('an answer that breaks the skill’s own promise is an error and saves nothing', async () => {
    await expect(w.invoke(w.ctx(), 'things.bad', {})).rejects.toMatchObject({ code: 'kernel.invalid_output', status: 500 })
  })

  test('a skill that takes too long is stopped', async () => {
    await expect(w.invoke(w.ctx(), 'things.slow', {})).rejects.toMatchObject({ code: 'kernel.timed_out', status: 504 })
  })

  test('a read skill can neither write nor send an unsafe method', async () => {
    await expect(w.invoke(w.ctx(), 'things.sneaky', { how: 'write' })).rejects.toMatchObject({ code: 'kernel.read_only' })
    await expect(w.invoke(w.ctx(), 'things.sneaky', { how: 'send' })).rejects.toMatchObject({ code: 'kernel.read_only' })
    expect(seen).toEqual([])
  })
})
