import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Person } from '../harness/person.ts'
import { databases, eventually, startWorld, type World } from './world.ts'

for (const database of databases)
  describe(`what happens in ATOM starts automations, on ${database.name}`, () => {
    let world: World
    beforeAll(async () => {
      world = await startWorld({ database })
    })
    afterAll(() => world?.stop())

    const publish = async (who: Person, graph: object) => {
      const { id } = (await who.api('/api/workflows', { body: { name: 'By event', graph } })).body
      expect((await who.api(`/api/workflows/${id}/publish`, { body: {} })).status).toBe(200)
      return id as string
    }
    const runsOf = async (who: Person, id: string) => (await who.api(`/api/runs?workflow=${id}`)).body.items
    const keep = { nodes: [{ id: 'keep', type: 'set', input: { record: '{{ event.record }}' } }], edges: [{ from: 'trigger', to: 'keep' }] }

    test('a condition can speak of the record, and the run is given it as its get skill answers it', async () => {
      const { ana } = world
      const id = await publish(ana, {
        trigger: { type: 'event', name: 'task.created', where: "{{ 'urgent' in event.record.labels }}" },
        ...keep,
      })
      await ana.api('/api/tasks', { body: { title: 'Later', labels: ['some-day'] } })
      const task = (await ana.api('/api/tasks', { body: { title: 'Now', labels: ['urgent', 'home'] } })).body
      const run = await eventually(async () => (await runsOf(ana, id)).find((found: { status: string }) => found.status === 'succeeded'))
      expect(await runsOf(ana, id)).toHaveLength(1)
      expect((await ana.api(`/api/runs/${run.id}/event`)).body.event.record).toEqual((await ana.api(`/api/tasks/${task.id}`)).body)
      await ana.api(`/api/workflows/${id}`, { method: 'DELETE' })
    })

    test('a run that waits for an event is given the record too', async () => {
      const { ana } = world
      const id = await publish(ana, {
        trigger: { type: 'manual' },
        nodes: [{ id: 'until', type: 'wait', event: { name: 'note.created', where: "{{ event.record.body = 'the word' }}" }, limit: '1m' }],
        edges: [{ from: 'trigger', to: 'until' }],
      })
      const { runId } = (await ana.api(`/api/workflows/${id}/run`, { body: {} })).body
      await eventually(async () => ((await ana.api(`/api/runs/${runId}`)).body.status === 'waiting' ? true : undefined))
      await ana.api('/api/notes', { body: { title: 'Not it', body: 'other words' } })
      await ana.api('/api/notes', { body: { title: 'It', body: 'the word' } })
      await eventually(async () => ((await ana.api(`/api/runs/${runId}`)).body.status === 'succeeded' ? true : undefined))
      const [step] = (await ana.api(`/api/runs/${runId}/steps`)).body.items
      expect(step.output.record).toMatchObject({ title: 'It', body: 'the word' })
    })

    test('an automation that does what starts it ends after ten rounds, and says why', async () => {
      const { ana } = world
      const id = await publish(ana, {
        trigger: { type: 'event', name: 'note.created', where: "{{ event.title = 'again' }}" },
        nodes: [{ id: 'write', type: 'skill', skill: 'notes.create', input: { title: 'again', body: 'x' } }],
        edges: [{ from: 'trigger', to: 'write' }],
      })
      await ana.api('/api/notes', { body: { title: 'again', body: 'x' } })
      const failed = await eventually(async () => (await runsOf(ana, id)).find((run: { status: string }) => run.status === 'failed'))
      expect(failed.error).toEqual({
        code: 'workflow.chain_too_long',
        message: 'Automations have started each other 10 times in a row by what they did. Does one of them do what starts it?',
      })
      const done = await eventually(async () => {
        const runs = await runsOf(ana, id)
        return runs.every((run: { status: string }) => ['succeeded', 'failed'].includes(run.status)) ? runs : undefined
      })
      expect(done.map((run: { status: string }) => run.status).sort()).toEqual(['failed', ...Array(10).fill('succeeded')])
      await ana.api(`/api/workflows/${id}`, { method: 'DELETE' })
    })

    test('what somebody else is told starts nothing of mine', async () => {
      const { ana, max } = world
      const trigger = { type: 'event', name: 'notification.created' }
      const hers = await publish(ana, { trigger, ...keep })
      const his = await publish(max, { trigger, ...keep })
      await max.api('/api/reminders', { body: { title: 'Mine alone', due: new Date(Date.now() + 500).toISOString() } })
      await eventually(async () => ((await runsOf(max, his)).length === 1 ? true : undefined))
      expect(await runsOf(ana, hers)).toEqual([])
    })

    test('the events there are can be listed, each as expressions see it', async () => {
      const { items } = (await world.ana.api('/api/workflows/events')).body
      const byName = new Map(items.map((item: { name: string }) => [item.name, item]))
      expect(items.length).toBe(byName.size)
      expect(byName.get('task.created')).toEqual({
        name: 'task.created',
        title: 'A task was added',
        example: expect.objectContaining({
          name: 'task.created',
          title: 'Call Dana',
          record: expect.objectContaining({ title: 'Call Dana', labels: expect.any(Array), id: expect.any(String) }),
        }),
      })
    })

    test('an automation that cannot run any more keeps nobody from their work, and says why', async () => {
      const { ana, server } = world
      const skill = { id: 'automation.helper', title: 'Help', description: 'Helps.', examples: [] }
      const helper = await publish(ana, {
        trigger: { type: 'manual' },
        settings: { skill },
        nodes: [{ id: 'list', type: 'skill', skill: 'tasks.list', input: {} }],
        edges: [{ from: 'trigger', to: 'list' }],
      })
      const user = await publish(ana, {
        trigger: { type: 'event', name: 'contact.created' },
        nodes: [{ id: 'help', type: 'skill', skill: skill.id, input: {} }],
        edges: [{ from: 'trigger', to: 'help' }],
      })
      // Turned off it is no skill any more; it could not be deleted while it is needed.
      await ana.api(`/api/workflows/${helper}`, { method: 'PATCH', body: { enabled: false } })
      await server.restart()
      expect((await ana.api('/api/contacts', { body: { name: 'Dana Weiss' } })).status).toBe(201)
      expect(await runsOf(ana, user)).toEqual([])
      expect((await ana.api(`/api/workflows/${user}`)).body.triggerError).toMatchObject({ code: 'workflow.invalid_graph' })
      expect((await ana.api('/api/contacts')).body.items).toMatchObject([{ name: 'Dana Weiss' }])
    })
  })
