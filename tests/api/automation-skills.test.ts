import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { databases, eventually, expectProblem, startModelWorld, startWorld, type World } from './world.ts'

for (const database of databases)
  describe(`an automation as a skill on ${database.name}`, () => {
    let world: World
    let id: string
    beforeAll(async () => {
      world = await startWorld({ database })
    })
    afterAll(() => world?.stop())

    const skill = {
      id: 'automation.greet-visitor',
      title: 'Greet a visitor',
      description: 'Writes a note that greets a visitor.',
      examples: [
        { say: 'greet the visitor Dana', input: { visitor: 'Dana' } },
        { say: 'please greet visitor Lee', input: { visitor: 'Lee' } },
        { say: 'welcome the visitor Priya', input: { visitor: 'Priya' } },
        { say: 'say hello to the visitor Sam', input: { visitor: 'Sam' } },
      ],
    }
    const graph = (more: object = {}) => ({
      trigger: { type: 'manual', form: [{ name: 'visitor', type: 'text', required: true }] },
      settings: { skill },
      nodes: [{ id: 'note', type: 'skill', skill: 'notes.create', input: { body: 'Hello {{ event.visitor }}' } }],
      edges: [{ from: 'trigger', to: 'note' }],
      ...more,
    })
    const listed = async (who = world.ana) =>
      ((await who.api('/api/skills?limit=200')).body.items as { id: string }[]).filter(one => one.id.startsWith('automation.'))
    const notes = async () => ((await world.ana.api('/api/notes')).body.items as { body: string }[]).map(({ body }) => body)

    test('is listed for its workspace and no other, and done by whoever may run it', async () => {
      expect((await world.ana.chat('greet the visitor Robin')).calls).not.toContainEqual(expect.objectContaining({ skill: skill.id }))
      id = (await world.ana.api('/api/workflows', { body: { name: 'Reception', graph: graph() } })).body.id
      expect(await listed()).toEqual([])
      expect((await world.ana.api(`/api/workflows/${id}/publish`, { body: {} })).status).toBe(200)
      expect(await listed()).toMatchObject([
        {
          id: skill.id,
          title: skill.title,
          effect: 'write',
          examples: skill.examples.map(({ say }) => say),
          automation: { id, name: 'Reception' },
          input: { required: ['visitor'] },
        },
      ])
      expect(await listed(world.eve)).toEqual([])
      expectProblem(await world.eve.api(`/api/skills/${skill.id}/invoke`, { body: { visitor: 'Eve' } }), 404, 'kernel.unknown_skill')
      expectProblem(await world.vic.api(`/api/skills/${skill.id}/invoke`, { body: { visitor: 'Vic' } }), 403, 'kernel.forbidden')
      const done = await world.max.api(`/api/skills/${skill.id}/invoke`, { body: { visitor: 'Max' } })
      expect(done).toMatchObject({ status: 200, body: { output: { status: 'succeeded', output: { body: 'Hello Max' } } } })
      expect(await notes()).toEqual(['Hello Max'])
    })

    test('the same call under the same key is one run', async () => {
      const call = (visitor: string) =>
        world.ana.api(`/api/skills/${skill.id}/invoke`, { body: { visitor }, headers: { 'idempotency-key': 'greet-1' } })
      const [first, second] = [await call('Ada'), await call('Ada')]
      expect(second.body).toEqual(first.body)
      expect((await notes()).filter(body => body === 'Hello Ada')).toHaveLength(1)
      expect((await call('Bob')).status).toBe(409)
    })

    test('is understood in chat without a model from the moment it is published, and elsewhere not', async () => {
      const { calls, text } = await world.ana.chat('greet the visitor Robin')
      expect(calls).toMatchObject([
        { skill: skill.id, input: { visitor: 'Robin' }, output: { status: 'succeeded', output: { body: 'Hello Robin' } } },
      ])
      expect(text).toBe('Hello Robin')
      const understood = async (who: World['ana']) =>
        (await who.api('/api/understand', { body: { text: 'greet the visitor Robin' } })).body.requests
      expect(await understood(world.ana)).toMatchObject([{ skill: skill.id, input: { visitor: 'Robin' } }])
      expect(await understood(world.eve)).not.toContainEqual(expect.objectContaining({ skill: skill.id }))
    })

    test('travels in an export, and its version is brought back by rolling back', async () => {
      const { text } = (await world.ana.api(`/api/workflows/${id}/export`)).body
      expect(text).toContain('id: automation.greet-visitor')
      const taken = await world.eve.api('/api/workflows/import', { body: { files: [{ text }], publish: true } })
      expect(taken.body.items).toMatchObject([{ status: 'created', problems: [] }])
      expect(await listed(world.eve)).toMatchObject([{ id: skill.id }])
      await world.ana.api(`/api/workflows/${id}`, { method: 'PATCH', body: { graph: graph({ settings: {} }) } })
      await world.ana.api(`/api/workflows/${id}/publish`, { body: {} })
      expect(await listed()).toEqual([])
      await world.ana.api(`/api/workflows/${id}/roll-back`, { body: { version: 1 } })
      expect(await listed()).toMatchObject([{ id: skill.id }])
    })

    test('a destructive step makes chat ask first, and a policy that denies it is kept', async () => {
      const nodes = [{ id: 'gone', type: 'skill', skill: 'notes.delete', input: { id: '{{ event.visitor }}' } }]
      await world.ana.api(`/api/workflows/${id}`, {
        method: 'PATCH',
        body: { graph: graph({ nodes, edges: [{ from: 'trigger', to: 'gone' }] }) },
      })
      await world.ana.api(`/api/workflows/${id}/publish`, { body: {} })
      expect(await listed()).toMatchObject([{ effect: 'destructive' }])
      const asked = await world.ana.chat('greet the visitor Robin')
      expect(asked.calls).toMatchObject([{ skill: skill.id, approval: { status: 'pending' } }])
      await world.ana.api('/api/policies', { method: 'PUT', body: { rules: [{ skill: 'automation.*', decision: 'deny' }] } })
      expectProblem(await world.ana.api(`/api/skills/${skill.id}/invoke`, { body: { visitor: 'x' } }), 403, 'kernel.denied_by_policy')
    })

    test('is gone with its automation', async () => {
      await world.ana.api(`/api/workflows/${id}`, { method: 'DELETE' })
      await eventually(async () => ((await listed()).length === 0 ? true : undefined))
      expectProblem(await world.ana.api(`/api/skills/${skill.id}/invoke`, { body: { visitor: 'x' } }), 404, 'kernel.unknown_skill')
    })
  })

describe('an automation as a tool of a language model', () => {
  let world: Awaited<ReturnType<typeof startModelWorld>>
  beforeAll(async () => {
    world = await startModelWorld()
  })
  afterAll(() => world?.stop())

  test('is called by its name in its workspace; elsewhere the same call is of no tool', async () => {
    const skill = { id: 'automation.double', title: 'Double a number', description: 'Doubles.' }
    const graph = {
      trigger: { type: 'manual', form: [{ name: 'number', type: 'number', required: true }] },
      settings: { skill },
      nodes: [{ id: 'reply', type: 'respond', body: '{{ event.number * 2 }}' }],
      edges: [{ from: 'trigger', to: 'reply' }],
    }
    const { id } = (await world.ana.api('/api/workflows', { body: { name: 'Double', graph } })).body
    await world.ana.api(`/api/workflows/${id}/publish`, { body: {} })
    const script = () => world.model.next({ calls: [{ name: 'automation_double', input: { number: 21 } }] }, { text: 'There you are.' })
    script()
    expect((await world.ana.chat('what is twice 21?')).calls).toMatchObject([
      { skill: skill.id, input: { number: 21 }, output: { status: 'succeeded', output: 42 } },
    ])
    script()
    const elsewhere = await world.eve.chat('what is twice 21?')
    expect(elsewhere.calls.filter(({ output }) => output !== undefined)).toEqual([])
  })
})
