import { beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import {
  AtomError,
  type Audit,
  type AuditEntry,
  type Context,
  createInvoke,
  type Decision,
  defineSkill,
  type Idempotency,
  type InvokeDeps,
  type InvokeOptions,
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
  const keys = new Map<string, { fingerprint: string; answer?: unknown; interrupted?: boolean }>()
  const state = { decision: 'allow' as Decision, approved: false, asked: 0, consumed: 0 }
  const asked = { id: '', skill: 'x', input: {}, status: 'pending' as const, requestedBy: 'p', expiresAt: '' }
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
    async claim(_, key, fingerprint, { repeatable = false, reopens = () => false } = {}) {
      const known = keys.get(key)
      if (!known || reopens(known.answer) || (repeatable && known.interrupted)) {
        keys.set(key, { fingerprint })
        return undefined
      }
      if (known.interrupted) throw kernelErrors.interrupted()
      if (known.fingerprint !== fingerprint) throw kernelErrors.idempotency_conflict()
      return { answer: known.answer }
    },
    store: async (_, key, answer) => {
      keys.set(key, { ...(keys.get(key) as { fingerprint: string }), answer })
    },
    release: async (_, key) => void keys.delete(key),
    interrupt: async (_, key) => void keys.set(key, { ...(keys.get(key) as { fingerprint: string }), interrupted: true }),
    stateOf: async () => ({ status: 'none' }),
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
      request: async (_, skill, input) => ({ ...asked, id: `a${++state.asked}`, skill: skill.id, input }),
      find: async (_, id) => ({ ...asked, id }),
      consume: async () => {
        if (!state.approved) throw kernelErrors.denied_by_policy({ skill: 'x' })
        state.consumed++
      },
      giveBack: async () => void state.consumed--,
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
    http: { request: answerOutside, fetch: async () => new Response() },
    store: 'root',
    events: { publish: async () => {} },
    jobs: { enqueue: async () => 'j', cancel: async () => false },
    invoke: async () => undefined,
  })
  return { log, committed, audited, undo, state, registry, invoke, ctx }
}

/** What `things.send` meets, by the host that the outside of these tests answers for. */
const outside: Record<string, string> = {
  'refused by the guard': 'guarded',
  'no connection': 'unconnected',
  'broken connection': 'broken',
  'answered 500': '500',
  'bad answer': '200',
  hangs: 'hanging',
}

async function answerOutside(url: string): Promise<{ status: number; headers: Record<string, string>; bytes: Uint8Array }> {
  const host = url.replace('https://', '')
  if (host === 'guarded') throw kernelErrors.egress_refused({ host, reason: 'private' })
  if (host === 'unconnected') throw kernelErrors.unreachable({ host, reason: 'nothing listens there' }, { nothingDone: true })
  if (host === 'broken') throw kernelErrors.unreachable({ host, reason: 'it broke the connection' })
  if (host === 'hanging') await new Promise<never>(() => {})
  return { status: Number(host), headers: {}, bytes: new Uint8Array() }
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
      id: 'things.look',
      title: 'Look',
      description: '',
      effect: 'read',
      input: z.object({}),
      output: z.object({}),
      examples: [],
      run: async () => ({}),
    }),
    defineSkill({
      id: 'things.send',
      title: 'Send',
      description: '',
      effect: 'write',
      reach: 'outside',
      idempotency: 'none',
      input: z.object({ how: z.string(), colour: ref('colour').optional() }),
      output: z.object({}),
      examples: [],
      timeout: 50,
      run: async (ctx, { how }) => {
        seen.push({ how, ...(ctx.idempotencyKey && { key: ctx.idempotencyKey }) })
        const post = (url: string) => ctx.http.request(`https://${url}`, { method: 'POST' })
        if (how === 'no http') throw new Error('the socket closed')
        if (how === 'says so') throw kernelErrors.unreachable({ host: 'x', reason: 'y' }, { nothingDone: true })
        if (how === 'failed after a GET') {
          await ctx.http.request('https://200')
          throw new Error('nothing like that')
        }
        if (how === 'second refused') await post('200')
        const { status } = await post(outside[how] ?? '422')
        if (status >= 500) throw new Error('it failed')
        if (status >= 400) throw new Error('it said no')
        return 'not an object' as never
      },
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

  test('a read with a key is kept under it, unless the caller keeps it; one that was asked about is used up once all the same', async () => {
    const look = (options: InvokeOptions) => w.invoke(w.ctx(), 'things.look', {}, { idempotencyKey: 'k', ...options })
    expect([await look({ keepsReads: true }), await look({ keepsReads: true })]).toMatchObject([{ replayed: false }, { replayed: false }])
    expect([await look({}), await look({})]).toMatchObject([{ replayed: false }, { replayed: true }])
    w.state.approved = true
    const approved = () => look({ idempotencyKey: 'other', keepsReads: true, approvalId: 'a1' })
    expect([await approved(), await approved()]).toMatchObject([{ replayed: false }, { replayed: true }])
    expect(w.state.consumed).toBe(1)
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

  test('the same question under the same key is asked once, and the key is done once the approval comes', async () => {
    w.state.approved = true
    const drop = (options: InvokeOptions) => w.invoke(w.ctx('chat'), 'things.drop', { id: 'x' }, { idempotencyKey: 'k', ...options })
    const first = await drop({})
    expect(first).toMatchObject({ status: 'approval', approval: { id: 'a1' } })
    expect(await drop({})).toMatchObject({ status: 'approval', approval: { id: 'a1' } })
    expect(w.state.asked).toBe(1)
    expect(await drop({ approvalId: 'a1' })).toMatchObject({ status: 'done', replayed: false })
    expect(await drop({ approvalId: 'a1' })).toMatchObject({ status: 'done', replayed: true })
    expect(await drop({})).toMatchObject({ status: 'done', replayed: true })
    expect([w.state.asked, w.state.consumed]).toEqual([1, 1])
  })

  test('a read that was asked about uses its approval up', async () => {
    w.state.decision = 'ask'
    await expect(w.invoke(w.ctx('chat'), 'things.look', {}, { approvalId: 'a1' })).rejects.toMatchObject({ status: 403 })
    w.state.approved = true
    expect(await w.invoke(w.ctx('chat'), 'things.look', {}, { approvalId: 'a1' })).toMatchObject({ status: 'done' })
    expect(w.state.consumed).toBe(1)
  })

  describe('an outside call that fails', () => {
    const sendWith = (how: string, options: InvokeOptions = { idempotencyKey: 'k' }) =>
      w.invoke(w.ctx(), 'things.send', { how, ...(how === 'no colour' ? { colour: 'blue' } : {}) }, options).then(
        outcome => outcome.status,
        (error: unknown) => (AtomError.is(error) ? error.code : (error as Error).message),
      )

    test.each([
      ['the colour it names does not exist', 'no colour', 'kernel.not_found'],
      ['it may not go there', 'refused by the guard', 'kernel.egress_refused'],
      ['the connection never came about', 'no connection', 'kernel.unreachable'],
      ['the other side refuses', 'answered 422', 'it said no'],
      ['only something was looked up', 'failed after a GET', 'nothing like that'],
      ['it says that nothing was done', 'says so', 'kernel.unreachable'],
    ])('gives its key and the yes to it back where %s', async (_, how, code) => {
      w.state.approved = true
      const yes = { approvalId: 'a1' }
      expect(await sendWith(how, { idempotencyKey: 'k', ...yes })).toBe(code)
      expect(await sendWith(how, { idempotencyKey: 'k', ...yes })).toBe(code)
      expect(await sendWith(how, yes)).toBe(code)
      expect(seen).toHaveLength(how === 'no colour' ? 0 : 3)
      expect(w.state.consumed).toBe(0)
    })

    test.each([
      ['the connection broke', 'broken connection', 'kernel.unreachable'],
      ['the other side failed', 'answered 500', 'it failed'],
      ['the answer is not what it should be', 'bad answer', 'kernel.invalid_output'],
      ['it took too long', 'hangs', 'kernel.timed_out'],
      ['the first of two was done', 'second refused', 'it said no'],
      ['it went out by another way', 'no http', 'the socket closed'],
    ])('keeps its key where %s: the same again is interrupted and does nothing', async (_, how, code) => {
      w.state.approved = true
      const yes = { idempotencyKey: 'k', approvalId: 'a1' }
      expect(await sendWith(how, yes)).toBe(code)
      expect(await sendWith(how, yes)).toBe('kernel.interrupted')
      expect(seen).toHaveLength(1)
      expect(w.state.consumed).toBe(1)
    })

    test('gives its key back after an answer of 5xx where a person asked for another try, not without an answer', async () => {
      const send = (how: string) => w.invoke(w.ctx(), 'things.send', { how }, { idempotencyKey: how, retriesRefused: true })
      for (const _ of [1, 2]) await expect(send('answered 500')).rejects.toMatchObject({ message: 'it failed' })
      await expect(send('broken connection')).rejects.toMatchObject({ code: 'kernel.unreachable' })
      await expect(send('broken connection')).rejects.toMatchObject({ code: 'kernel.interrupted' })
    })

    test('is made again with the same key where the other side takes one', async () => {
      const keyed = { ...w.registry.get('things.send'), id: 'things.send-keyed', idempotency: 'key' as const }
      w.registry.add(keyed)
      const send = (how: string) => w.invoke(w.ctx(), keyed.id, { how }, { idempotencyKey: 'k' })
      await expect(send('broken connection')).rejects.toMatchObject({ code: 'kernel.unreachable' })
      await expect(send('broken connection')).rejects.toMatchObject({ code: 'kernel.unreachable' })
      expect(seen).toEqual(Array(2).fill({ how: 'broken connection', key: 'k' }))
    })
  })

  test('what a skill calls ends with the time of the skill that called it', async () => {
    const inner = Promise.withResolvers<unknown>()
    w.registry.add(
      defineSkill({
        id: 'things.patient',
        title: 'Patient',
        description: '',
        effect: 'write',
        input: z.object({}),
        output: z.object({}),
        examples: [],
        timeout: 20,
        run: async ctx => {
          await ctx.invoke('things.waits', {})
          return {}
        },
      }),
      defineSkill({
        id: 'things.waits',
        title: 'Waits',
        description: '',
        effect: 'write',
        input: z.object({}),
        output: z.object({}),
        examples: [],
        run: ctx => new Promise<never>(() => ctx.signal.addEventListener('abort', () => inner.resolve(ctx.signal.reason))),
      }),
    )
    await expect(w.invoke(w.ctx(), 'things.patient', {})).rejects.toMatchObject({ code: 'kernel.timed_out' })
    expect(await inner.promise).toMatchObject({ code: 'kernel.cancelled' })
  })

  test('an answer that breaks the skill’s own promise is an error and saves nothing', async () => {
    await expect(w.invoke(w.ctx(), 'things.bad', {})).rejects.toMatchObject({ code: 'kernel.invalid_output', status: 500 })
  })

  test('a skill that takes too long is stopped', async () => {
    await expect(w.invoke(w.ctx(), 'things.slow', {})).rejects.toMatchObject({ code: 'kernel.timed_out', status: 504 })
  })

  test('work that never lets a timer run is stopped too, when it asks the database', async () => {
    w.registry.add(
      defineSkill({
        id: 'things.busy',
        title: 'Busy',
        description: '',
        effect: 'write',
        timeout: 20,
        input: z.object({}),
        output: z.object({}),
        examples: [],
        async run(ctx) {
          for (;;) {
            await Promise.resolve()
            ctx.checkTime?.()
          }
        },
      }),
    )
    await expect(w.invoke(w.ctx(), 'things.busy', {})).rejects.toMatchObject({ code: 'kernel.timed_out' })
  })

  test('a read skill can neither write nor send an unsafe method', async () => {
    await expect(w.invoke(w.ctx(), 'things.sneaky', { how: 'write' })).rejects.toMatchObject({ code: 'kernel.read_only' })
    await expect(w.invoke(w.ctx(), 'things.sneaky', { how: 'send' })).rejects.toMatchObject({ code: 'kernel.read_only' })
    expect(seen).toEqual([])
  })
})
