import type { FaultPoint } from '@atom/kernel'
import { afterEach, describe, expect, test } from 'vitest'
import { databases, eventually, startWorld, type World } from '../api/world.ts'
import type { Anything } from '../harness/server.ts'

const headers = { accept: 'application/json', 'idempotency-key': 'said' }

describe.each(databases)('kill -9 during a chat on $name', { timeout: 120_000 }, database => {
  let world: World
  afterEach(() => world?.stop())

  /** A server that dies at this point, which `prepare` does not pass. */
  const dyingAt = async <T>(point: FaultPoint, prepare: (world: World) => Promise<T>): Promise<T> => {
    world = await startWorld({ database, env: { ATOM_FAULT: `${point}=kill` } })
    return prepare(world)
  }
  const say = (text: string) => world.ana.api('/api/chat', { body: { text }, headers })
  /** Sends what kills the server, and starts it anew. */
  const killedBy = async (request: Promise<unknown>) => {
    await expect(request).rejects.toThrow('fetch failed')
    expect(await world.server.ended).toBe('SIGKILL')
    await world.server.restart({ ATOM_FAULT: '' })
  }
  const titles = async (): Promise<string[]> =>
    (await world.ana.api('/api/tasks?filter=all')).body.items.map((task: Anything) => task.title)
  const session = async () => (await world.ana.api('/api/chat/sessions')).body.items[0].id
  const parts = async (message: number) =>
    (await world.ana.api(`/api/chat/sessions/${await session()}/messages`)).body.items[message].parts as Anything[]

  test('before the call is made: the card says that nothing was done, and the message sent again does it once', async () => {
    await dyingAt('chat.card-stored', async () => {})
    await killedBy(say('add a task to buy milk'))
    expect((await parts(1))[0]).toMatchObject({ skill: 'tasks.create', status: 'failed', error: { code: 'chat.not_done' } })
    expect(await titles()).toEqual([])
    const again = await say('add a task to buy milk')
    expect([again.status, again.body.calls]).toMatchObject([200, [{ output: { title: 'buy milk' } }]])
    expect(await titles()).toEqual(['buy milk'])
  })

  test('after the write, before the message says so: the card shows what was made, and the message sent again makes no second', async () => {
    await dyingAt('chat.called', async () => {})
    await killedBy(say('add a task to buy milk'))
    expect(await titles()).toEqual(['buy milk'])
    const [card] = await parts(1)
    expect(card).toMatchObject({ skill: 'tasks.create', status: 'done', output: { title: 'buy milk' } })
    const again = await say('add a task to buy milk')
    expect([again.status, again.body.calls]).toMatchObject([200, [{ output: { title: 'buy milk' }, undoId: card.undoId }]])
    expect((await world.ana.api('/api/undo', { body: { id: card.undoId } })).status).toBe(200)
    expect(await titles()).toEqual([])
  })

  const asked = async ({ ana }: World) => {
    for (const title of ['Doomed', 'Spared']) await ana.api('/api/tasks', { body: { title } })
    const { body } = await ana.api('/api/chat', { body: { text: 'delete the task Doomed' }, headers: { accept: 'application/json' } })
    return body.calls[0].approval.id as string
  }
  const decide = (id: string, body: Anything = { decision: 'approve' }) => world.ana.api(`/api/approvals/${id}`, { body })
  const settled = () => eventually(async () => ((await parts(1))[0].status === 'asks' ? undefined : (await parts(1))[0]))

  test('after the question is stored, before anybody sees it: it is there to be answered', async () => {
    await dyingAt('chat.asked', async ({ ana }) => ana.api('/api/tasks', { body: { title: 'Doomed' } }))
    await killedBy(say('delete the task Doomed'))
    const [card] = await parts(1)
    expect(card).toMatchObject({ status: 'asks', approval: { status: 'pending' } })
    expect((await decide(card.approval.id)).status).toBe(200)
    expect(await titles()).toEqual([])
  })

  test('after the decision: it is carried out at the start, without anybody asking again', async () => {
    const id = await dyingAt('approvals.decided', asked)
    await killedBy(decide(id))
    expect(await settled()).toMatchObject({ status: 'done', approval: { status: 'approved' } })
    expect(await titles()).toEqual(['Spared'])
    expect((await decide(id)).body.code).toBe('identity.approval_settled')
  })

  test('after the decision with another input: that input is carried out and shown', async () => {
    const id = await dyingAt('approvals.decided', asked)
    const spared = (await world.ana.api('/api/tasks')).body.items.find((task: Anything) => task.title === 'Spared')
    await killedBy(decide(id, { decision: 'approve', input: { id: spared.id } }))
    expect(await settled()).toMatchObject({ status: 'done', input: { id: spared.id } })
    expect(await titles()).toEqual(['Doomed'])
  })

  test('after what was approved is done, before its card says so: it is shown as done, and the decision is repeated to its key', async () => {
    const id = await dyingAt('chat.approved-called', asked)
    const keyed = () => world.ana.api(`/api/approvals/${id}`, { body: { decision: 'approve' }, headers: { 'idempotency-key': 'yes' } })
    await killedBy(keyed())
    expect(await settled()).toMatchObject({ status: 'done', output: expect.anything() })
    expect(await titles()).toEqual(['Spared'])
    expect(await keyed()).toMatchObject({ status: 200, body: { id, status: 'approved' } })
  })
})
