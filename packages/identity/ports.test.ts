import { type Context, defineSkill, type Skill } from '@atom/kernel'
import { dialects } from '@atom/storage/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { decideApproval } from './approvals.ts'
import { createIdempotency } from './idempotency.ts'
import { Seal } from './seal.ts'
import { codeOf, openWorld, type World } from './testing.ts'
import { takeUndo } from './undo-log.ts'

let done: unknown[] = []
const lampSkill = (verb: string, more: Partial<Skill>): Skill => ({
  ...defineSkill({
    id: `lamps.${verb}`,
    title: `${verb} a lamp`,
    description: 'For tests.',
    effect: 'write',
    input: z.object({ room: z.string(), secret: z.string().optional() }),
    output: z.object({ id: z.string(), room: z.string() }),
    examples: [],
    run: async (_ctx, input) => {
      done.push(input)
      return { id: 'lamp', room: input.room }
    },
  }),
  ...more,
})
const lamps = [
  lampSkill('see', { effect: 'read' }),
  lampSkill('light', { undo: (_output, input) => ({ skill: 'lamps.break', input }) }),
  lampSkill('break', { effect: 'destructive' }),
  lampSkill('rewire', { role: 'admin' }),
]

for (const dialect of dialects)
  describe(`the kernel's ports on ${dialect.name}`, () => {
    let world: World
    let owner: Context
    let member: Context
    let viewer: Context
    const auditOf = async (ctx = owner) =>
      ((await world.run(ctx, 'audit.list', { limit: 200 })) as { items: Record<string, unknown>[] }).items
    const decide = (ctx: Context, id: string, answer: Parameters<typeof decideApproval>[2]) =>
      world.storage.unitOfWork.writing(ctx, tx => decideApproval(tx, id, answer))
    const asked = async (ctx: Context, skill = 'lamps.break', input: Record<string, unknown> = { room: 'hall' }) => {
      const outcome = await world.invoke({ ...ctx, via: 'chat' }, skill, input)
      if (outcome.status !== 'approval') throw new Error(`${skill} did not ask.`)
      return outcome.approval
    }

    beforeAll(async () => {
      world = await openWorld(dialect, {}, lamps)
      owner = await world.person('Olga')
      member = await world.join(owner, 'Max', 'member')
      viewer = await world.join(owner, 'Vera', 'viewer')
    })
    afterAll(() => world.close())

    describe('permission', () => {
      const codes = { owner: 'no error', admin: 'no error', member: 'no error', viewer: 'kernel.forbidden' }
      test.each([
        ['lamps.see', { ...codes, viewer: 'no error' }],
        ['lamps.light', codes],
        ['lamps.break', codes],
        ['lamps.rewire', { ...codes, member: 'kernel.forbidden' }],
      ])('%s may be called by the roles it is for', async (skill, expected) => {
        const found = Object.fromEntries(
          await Promise.all(
            (['owner', 'admin', 'member', 'viewer'] as const).map(async role => [
              role,
              await codeOf(world.run({ ...owner, role }, skill, { room: 'hall' })),
            ]),
          ),
        )
        expect(found).toEqual(expected)
      })

      test('a viewer who writes changes nothing, and it is written down', async () => {
        done = []
        expect(await codeOf(world.run(viewer, 'lamps.light', { room: 'hall' }))).toBe('kernel.forbidden')
        expect(done).toEqual([])
        expect((await auditOf())[0]).toMatchObject({
          actor: `person:${viewer.person.id}`,
          skill: 'lamps.light',
          outcome: 'denied',
          error: 'kernel.forbidden',
        })
      })

      test('a rule holds from the moment it is set until it is gone, for its workspace alone', async () => {
        const other = await world.person('Otto')
        expect(await codeOf(world.run(owner, 'lamps.light', { room: 'hall' }))).toBe('no error')
        await world.run(owner, 'policies.set', { rules: [{ skill: 'lamps.*', decision: 'deny' }] })
        expect(await codeOf(world.run(owner, 'lamps.light', { room: 'hall' }))).toBe('kernel.denied_by_policy')
        expect(await codeOf(world.run(other, 'lamps.light', { room: 'hall' }))).toBe('no error')
        await world.run(owner, 'policies.set', { rules: [] })
        expect(await codeOf(world.run(owner, 'lamps.light', { room: 'hall' }))).toBe('no error')
      })

      test('ask asks in chat; a direct call is its own consent', async () => {
        await world.run(owner, 'policies.set', { rules: [{ skill: 'lamps.light', decision: 'ask' }] })
        expect((await world.invoke({ ...owner, via: 'chat' }, 'lamps.light', { room: 'hall' })).status).toBe('approval')
        expect((await world.invoke(owner, 'lamps.light', { room: 'hall' })).status).toBe('done')
        await world.run(owner, 'policies.set', { rules: [] })
      })

      test('a rule may name a person by first name and answers with the id', async () => {
        const rules = [{ person: 'max', skill: 'lamps.light', decision: 'deny' }]
        expect(await world.run(owner, 'policies.set', { rules })).toEqual({ rules: [{ ...rules[0], person: member.person.id }] })
        expect(await codeOf(world.run(member, 'lamps.light', { room: 'hall' }))).toBe('kernel.denied_by_policy')
        expect(await codeOf(world.run(owner, 'lamps.light', { room: 'hall' }))).toBe('no error')
        expect(await codeOf(world.run(owner, 'policies.set', { rules: [{ person: 'nobody', decision: 'deny' }] }))).toBe(
          'identity.person_unknown',
        )
        await world.run(owner, 'policies.set', { rules: [] })
      })

      test('a member does not set rules', async () => {
        expect(await codeOf(world.run(member, 'policies.set', { rules: [] }))).toBe('kernel.forbidden')
      })
    })

    describe('approvals', () => {
      const go = (ctx: Context, approvalId: string, input: Record<string, unknown> = { room: 'hall' }, skill = 'lamps.break') =>
        codeOf(world.run({ ...ctx, via: 'chat' }, skill, input, { approvalId }))

      test('what was approved is done once', async () => {
        const { id, status } = await asked(member)
        expect(status).toBe('pending')
        expect(await go(member, id)).toBe('identity.approval_not_given')
        expect((await decide(member, id, { decision: 'approve' })).status).toBe('approved')
        done = []
        expect(await go(member, id)).toBe('no error')
        expect(await go(member, id)).toBe('identity.approval_used')
        expect(done).toEqual([{ room: 'hall' }])
      })

      test('who must answer is told where, until somebody has answered', async () => {
        const nora = await world.join(owner, 'Nora', 'member')
        const unread = async () =>
          ((await world.run(nora, 'notifications.list', { unread: true })) as { items: Record<string, unknown>[] }).items
        const inChat = await asked({ ...nora, sessionId: 's1' })
        const elsewhere = await asked(nora)
        const notification = { id: expect.any(String), kind: 'approval', title: 'break a lamp?', createdAt: expect.any(String) }
        expect(await unread()).toEqual([
          { ...notification, body: 'It waits for your yes.', link: `/approvals#${elsewhere.id}` },
          { ...notification, body: 'It waits for your yes.', link: `/?s=s1#${inChat.id}` },
        ])
        await decide(nora, inChat.id, { decision: 'deny' })
        expect((await unread()).map(one => one.link)).toEqual([`/approvals#${elsewhere.id}`])
        await decide(owner, elsewhere.id, { decision: 'approve' })
        expect(await unread()).toEqual([])
        const all = (await world.run(nora, 'notifications.list', {})) as { items: { body?: string }[] }
        expect(all.items.map(one => one.body)).toEqual(['Answered with yes.', 'Answered with no.'])
      })

      test('two at once with one approval do it once', async () => {
        const { id } = await asked(member)
        await decide(member, id, { decision: 'approve' })
        done = []
        const codes = await Promise.all([go(member, id), go(member, id)])
        expect(codes.sort()).toEqual(['identity.approval_used', 'no error'])
      })

      test('an approval is for the input that was shown, and for that skill', async () => {
        const { id } = await asked(member)
        await decide(member, id, { decision: 'approve' })
        done = []
        expect(await go(member, id, { room: 'cellar' })).toBe('identity.approval_differs')
        await world.run(owner, 'policies.set', { rules: [{ skill: 'lamps.light', decision: 'ask' }] })
        expect(await go(member, id, { room: 'hall' }, 'lamps.light')).toBe('identity.approval_differs')
        await world.run(owner, 'policies.set', { rules: [] })
        expect(done).toEqual([])
      })

      test('an input that was changed while approving is what may be done', async () => {
        const { id } = await asked(member)
        await decide(member, id, { decision: 'approve', input: { room: 'cellar' } })
        expect(await go(member, id, { room: 'hall' })).toBe('identity.approval_differs')
        expect(await go(member, id, { room: 'cellar' })).toBe('no error')
      })

      test('what was denied is not done, and stays denied', async () => {
        const { id } = await asked(member)
        expect((await decide(member, id, { decision: 'deny' })).status).toBe('denied')
        expect(await go(member, id)).toBe('identity.approval_settled')
        expect(await codeOf(decide(member, id, { decision: 'approve' }))).toBe('identity.approval_settled')
      })

      test('after a day nobody can approve or use it', async () => {
        const lea = await world.join(owner, 'Lea', 'member')
        const [late, unused] = [await asked(lea), await asked(lea)]
        await decide(lea, unused.id, { decision: 'approve' })
        world.clock.advance(86_400_000)
        expect(await codeOf(decide(lea, late.id, { decision: 'approve' }))).toBe('identity.approval_expired')
        expect(await go(lea, unused.id)).toBe('identity.approval_expired')
        const { items } = (await world.run(lea, 'approvals.list', { status: 'expired' })) as { items: { id: string }[] }
        expect(items.map(one => one.id)).toEqual([unused.id, late.id])
        world.clock.advance(-86_400_000)
      })

      test('the asker and admins decide; others do not, and another workspace does not know of it', async () => {
        const { id } = await asked(owner)
        expect(await codeOf(decide(member, id, { decision: 'approve' }))).toBe('identity.approval_not_yours')
        expect(await codeOf(decide(await world.person('Pia'), id, { decision: 'approve' }))).toBe('identity.approval_not_found')
        const mine = await asked(member)
        expect((await decide(owner, mine.id, { decision: 'approve' })).status).toBe('approved')
      })

      test('a member sees what they asked for, an admin all', async () => {
        const quinn = await world.join(owner, 'Quinn', 'member')
        const { id } = await asked(quinn)
        const idsFor = async (ctx: Context) =>
          ((await world.run(ctx, 'approvals.list', { status: 'pending' })) as { items: { id: string }[] }).items.map(one => one.id)
        expect(await idsFor(quinn)).toEqual([id])
        expect(await idsFor(member)).not.toContain(id)
        expect(await idsFor(owner)).toContain(id)
      })

      test('only an admin may approve for all times', async () => {
        await world.run(owner, 'policies.set', { rules: [{ skill: 'lamps.light', decision: 'ask' }] })
        const { id } = await asked(member, 'lamps.light')
        expect(await codeOf(decide(member, id, { decision: 'approve', always: true }))).toBe('identity.always_needs_admin')
        await decide(owner, id, { decision: 'approve', always: true })
        expect((await world.invoke({ ...member, via: 'chat' }, 'lamps.light', { room: 'hall' })).status).toBe('done')
        await world.run(owner, 'policies.set', { rules: [] })
      })
    })

    describe('idempotency', () => {
      const light = (ctx: Context, key: string, room = 'hall') => world.invoke(ctx, 'lamps.light', { room }, { idempotencyKey: key })

      test('the same key and input is done once and gets the same answer', async () => {
        done = []
        const first = await light(owner, 'k1')
        expect(await light(owner, 'k1')).toEqual({ ...first, replayed: true })
        expect(done).toHaveLength(1)
      })

      test('five at once are done once', async () => {
        done = []
        const outcomes = await Promise.all(Array.from({ length: 5 }, () => light(owner, 'k2')))
        expect(outcomes.map(one => one.status === 'done' && one.output)).toEqual(Array(5).fill({ id: 'lamp', room: 'hall' }))
        expect(done).toHaveLength(1)
      })

      test('the same key with another input is refused', async () => {
        await light(owner, 'k3')
        expect(await codeOf(light(owner, 'k3', 'cellar'))).toBe('kernel.idempotency_conflict')
      })

      test('another person’s key is another key', async () => {
        await light(owner, 'k4')
        done = []
        await light(member, 'k4')
        expect(done).toHaveLength(1)
      })

      test('the answer that holds a new API key is kept, but cannot be read in the database', async () => {
        const make = () => world.invoke(owner, 'keys.create', { name: 'x' }, { idempotencyKey: 'k5' })
        const first = await make()
        const { key } = (first.status === 'done' ? first.output : {}) as { key: string }
        expect(await make()).toMatchObject({ replayed: true, output: { key } })
        const rows = await world.storage.kysely.selectFrom('idempotency').selectAll().execute()
        expect(JSON.stringify(rows)).not.toContain(key)
      })

      test('a question asked under a key is asked once; the approval does it under the same key, also with the input it changed', async () => {
        const chat = { ...member, via: 'chat' as const }
        const call = (room: string, approvalId?: string) =>
          world.invoke(chat, 'lamps.break', { room }, { idempotencyKey: 'ask', ...(approvalId ? { approvalId } : {}) })
        const first = await call('hall')
        const id = first.status === 'approval' ? first.approval.id : ''
        expect(await call('hall')).toEqual(first)
        expect(await codeOf(call('attic'))).toBe('kernel.idempotency_conflict')
        await decide(member, id, { decision: 'approve', input: { room: 'cellar' } })
        expect(await call('hall')).toMatchObject({ status: 'approval', approval: { id, status: 'approved' } })
        done = []
        expect(await call('cellar', id)).toMatchObject({ status: 'done', replayed: false })
        expect(await call('cellar', id)).toMatchObject({ status: 'done', replayed: true })
        expect(done).toEqual([{ room: 'cellar' }])
      })

      test('two at once under one key ask once', async () => {
        const chat = { ...member, via: 'chat' as const }
        const asked = await Promise.all(
          [1, 2, 3].map(() => world.invoke(chat, 'lamps.break', { room: 'roof' }, { idempotencyKey: 'ask at once' })),
        )
        expect(new Set(asked.map(one => one.status === 'approval' && one.approval.id)).size).toBe(1)
      })

      test('it is told what became of a call: nothing, done, interrupted by a failure or by the end of the process', async () => {
        const { unitOfWork, vault } = world.storage
        const state = (key: string, port = world.identity.idempotency) => port.stateOf(unitOfWork.reading(owner), key)
        const claim = (key: string, port = world.identity.idempotency) =>
          unitOfWork.writing(owner, tx => port.claim(tx, key, 'f', { repeatable: false }))
        expect(await state('s1')).toEqual({ status: 'none' })
        const outcome = await light(owner, 's1')
        expect(await state('s1')).toEqual({ status: 'done', answer: outcome })
        await claim('s2')
        expect(await state('s2')).toEqual({ status: 'running' })
        expect(await codeOf(claim('s2'))).toBe('kernel.idempotency_running')
        await unitOfWork.writing(owner, tx => world.identity.idempotency.interrupt(tx, 's2'))
        expect(await state('s2')).toEqual({ status: 'interrupted' })
        expect(await codeOf(claim('s2'))).toBe('kernel.interrupted')
        await claim('s3')
        const later = new Date(world.clock.now().getTime() + 1).toISOString()
        const next = createIdempotency(new Seal(vault.derive('idempotency')), later)
        expect(await state('s3', next)).toEqual({ status: 'interrupted' })
        expect(await codeOf(claim('s3', next))).toBe('kernel.interrupted')
        expect(await unitOfWork.writing(owner, tx => next.claim(tx, 's3', 'f', { repeatable: true }))).toBeUndefined()
      })

      test('that a call was interrupted is known for longer than an answer', async () => {
        await world.storage.unitOfWork.writing(owner, tx => world.identity.idempotency.claim(tx, 's4', 'f'))
        world.clock.advance(86_400_001)
        await world.identity.prune()
        world.clock.advance(-86_400_001)
        expect(await codeOf(light(owner, 's4'))).toBe('kernel.idempotency_conflict')
      })

      test('after a day the key is new again', async () => {
        await light(owner, 'k6')
        world.clock.advance(86_400_001)
        await world.identity.prune()
        world.clock.advance(-86_400_001)
        expect(await light(owner, 'k6')).toMatchObject({ replayed: false })
      })
    })

    describe('undo', () => {
      test('the last thing is taken back once, by who did it', async () => {
        const outcome = await world.invoke(member, 'lamps.light', { room: 'attic' })
        const writing = (ctx: Context, id?: string) => world.storage.unitOfWork.writing(ctx, tx => takeUndo(tx, id))
        const id = outcome.status === 'done' ? outcome.undoId : undefined
        expect(await codeOf(writing(owner, id))).toBe('identity.nothing_to_undo')
        const doneAt = world.clock.now().toISOString()
        expect(await writing(member)).toEqual({ id, doneSkill: 'lamps.light', doneAt, skill: 'lamps.break', input: { room: 'attic' } })
        expect(await codeOf(writing(member, id))).toBe('identity.nothing_to_undo')
      })
    })

    describe('audit', () => {
      test('a line names fields and ids, never values', async () => {
        await world.run(owner, 'lamps.light', { room: 'library', secret: 'open sesame' })
        const [line] = await auditOf()
        expect(line).toEqual({
          id: expect.any(String),
          at: world.clock.now().toISOString(),
          actor: `person:${owner.person.id}`,
          who: 'Olga',
          via: 'api',
          skill: 'lamps.light',
          effect: 'write',
          target: 'lamp',
          fields: ['room', 'secret'],
          outcome: 'done',
        })
        expect(JSON.stringify(await world.storage.kysely.selectFrom('audit').selectAll().execute())).not.toMatch(/sesame|library/)
      })

      test('it is for admins, and for one workspace', async () => {
        expect(await codeOf(auditOf(member))).toBe('kernel.forbidden')
        expect(await auditOf(await world.person('Rita'))).toEqual([])
      })

      test('it comes in pages, newest first', async () => {
        const sam = await world.person('Sam')
        for (const room of ['a', 'b', 'c']) await world.run(sam, 'lamps.light', { room })
        const page = (cursor?: string) =>
          world.run(sam, 'audit.list', { limit: 2, ...(cursor ? { cursor } : {}) }) as Promise<{
            items: { id: string }[]
            nextCursor: string
          }>
        const first = await page()
        const second = await page(first.nextCursor)
        const ids = [...first.items, ...second.items].map(item => item.id)
        expect(ids).toHaveLength(3)
        expect(ids).toEqual(ids.toSorted().toReversed())
        expect(second.nextCursor).toBeNull()
      })
    })
  })
