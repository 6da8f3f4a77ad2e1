import { type Context, defineSkill, type Outcome } from '@atom/kernel'
import Fastify from 'fastify'
import { afterEach, expect, test } from 'vitest'
import { z } from 'zod'
import type { Atom } from '../atom.ts'
import { createAnswerAgain } from './answer-again.ts'

const skill = defineSkill({
  id: 'things.list',
  title: 'List things',
  description: 'Lists things.',
  effect: 'read',
  input: z.object({}),
  output: z.object({ run: z.number() }),
  examples: [],
  answers: 'until-changed',
  run: async () => ({ run: 0 }),
})

const ana = { workspaceId: 'w', person: { id: 'ana', timeZone: 'UTC' }, role: 'member', actor: 'key:1', kind: 'key' }

/** A route over a skill whose every run gives the next number. */
async function world(read: (ctx: Context) => void = () => {}) {
  const state = { revision: '1', decision: 'allow', runs: 0, caller: ana as object }
  const clock = { now: () => new Date() }
  const atom = {
    revision: async () => state.revision,
    unitOfWork: { reading: (ctx: Context) => ctx },
    contextFor: (caller: object) => ({ ...caller, clock }),
    identity: { permission: { decide: async () => state.decision } },
  } as unknown as Atom
  const again = createAnswerAgain(atom)
  const run = async (ctx: Context): Promise<Outcome> => {
    read(ctx)
    return { status: 'done', output: { run: ++state.runs }, replayed: false, effect: 'read' }
  }
  const app = Fastify()
  app.decorateRequest('caller', undefined)
  app.decorateRequest('context', function context() {
    return atom.contextFor(this.caller as never, { via: 'api', signal: new AbortController().signal })
  })
  app.addHook('onRequest', async request => {
    request.caller = state.caller as never
  })
  app.get('/things', (request, reply) => again(skill, request, reply, run))
  close = () => app.close()
  const ask = async (url = '/things') => (await app.inject(url)).json().run
  return { state, app, ask }
}
let close = async () => {}
afterEach(() => close())

test('the same question at the same revision is answered once, with the same bytes and headers', async () => {
  const { app, ask } = await world()
  const first = await app.inject('/things')
  const second = await app.inject('/things')
  const { date: _, ...headers } = first.headers
  expect(headers).toMatchObject({ 'content-type': 'application/json; charset=utf-8', 'content-length': '9' })
  expect([second.body, second.statusCode, { ...second.headers, date: undefined }]).toEqual([
    first.body,
    200,
    { ...headers, date: undefined },
  ])
  expect(await ask()).toBe(1)
})

test('another revision, another address and another caller are answered anew', async () => {
  const { state, ask } = await world()
  expect(await ask()).toBe(1)
  state.revision = '2'
  expect(await ask()).toBe(2)
  expect(await ask('/things?limit=2')).toBe(3)
  for (const other of [
    { ...ana, role: 'viewer' },
    { ...ana, workspaceId: 'v' },
    { ...ana, actor: 'key:2' },
    { ...ana, person: { ...ana.person, timeZone: 'Asia/Tokyo' } },
  ]) {
    state.caller = other
    const runs = state.runs
    expect(await ask()).toBe(runs + 1)
  }
  state.caller = { ...ana, setCookie: ['session=new'] }
  expect(await ask()).toBe(2)
})

test('an answer is not given again to whom a policy forbids it', async () => {
  const { state, ask } = await world()
  await ask()
  state.decision = 'deny'
  expect(await ask()).toBe(2)
})

test('an answer for which the clock was read is not given again', async () => {
  const { ask } = await world(ctx => ctx.clock.now())
  expect([await ask(), await ask()]).toEqual([1, 2])
})

test('an answer that was read while something was committed is not given again', async () => {
  const changing = await world(() => {
    changing.state.revision = '2'
  })
  expect([await changing.ask(), await changing.ask(), await changing.ask()]).toEqual([1, 2, 2])
})
