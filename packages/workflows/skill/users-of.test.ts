import { dialects } from '@atom/storage/testing'
import { expect, test } from 'vitest'
import { installation } from '../testing/installation.ts'

const graph = (node: object, more: object = {}) => ({
  trigger: { type: 'manual' },
  nodes: [{ id: 'n', ...node }],
  edges: [{ from: 'trigger', to: 'n' }],
  ...more,
})
const nothing = { type: 'set', input: {} }

for (const dialect of dialects)
  test(`an automation that others need is not deleted, and who they are is said (${dialect.name})`, async () => {
    const w = await installation(dialect)
    const skill = { id: 'automation.greet', title: 'Greet', description: 'Greets somebody.' }
    const needed = await w.publish(graph(nothing, { settings: { skill } }), 'Needed')
    const inLoop = { type: 'forEach', items: [1], graph: { nodes: [{ id: 'in', type: 'workflow', workflow: needed }], edges: [] } }
    const loop = await w.publish(graph(inLoop), 'B loop')
    const caller = await w.publish(graph({ type: 'skill', skill: skill.id }), 'A caller')
    const failing = await w.publish(graph(nothing, { settings: { errorWorkflow: needed } }), 'Nightly')
    // A draft that was never live needs nothing, nor does one that only speaks of it.
    await w.call('workflows.create', { name: 'Draft', graph: graph({ type: 'workflow', workflow: needed }) })
    await w.publish(graph({ type: 'set', input: { about: needed } }), 'Talks')
    const remove = (id: string) => w.call('workflows.delete', { id })
    await expect(remove(needed)).rejects.toMatchObject({
      code: 'workflow.in_use',
      message:
        '“Needed” is needed: it is run by “A caller” and “B loop”, and it is what happens when “Nightly” fails. Take it out of there and publish that again, or pause or delete that first.',
    })
    await w.call('workflows.update', { id: failing, graph: graph(nothing) })
    await w.call('workflows.publish', { id: failing })
    await remove(caller)
    await expect(remove(needed)).rejects.toMatchObject({ message: expect.stringContaining('it is run by “B loop”. Take') })
    await remove(loop)
    expect(await remove(needed)).toEqual({ id: needed })
    await w.close()
  })

for (const dialect of dialects)
  test(`two that need each other can both be deleted once they are paused, and none is on without what it needs (${dialect.name})`, async () => {
    const w = await installation(dialect)
    const ping = await w.publish(graph(nothing), 'Ping')
    const pong = await w.publish(graph({ type: 'workflow', workflow: ping }), 'Pong')
    await w.call('workflows.update', { id: ping, graph: graph(nothing, { settings: { errorWorkflow: pong } }) })
    await w.call('workflows.publish', { id: ping })
    const remove = (id: string) => w.call('workflows.delete', { id })
    for (const id of [ping, pong]) await expect(remove(id)).rejects.toMatchObject({ code: 'workflow.in_use' })
    await w.call('workflows.pause', { id: pong })
    expect(await remove(ping)).toEqual({ id: ping })
    await expect(w.call('workflows.resume', { id: pong })).rejects.toMatchObject({
      code: 'workflow.needs_deleted',
      message: '“Pong” needs “Ping”, and that was deleted. Take it out of there and publish that again.',
    })
    expect(await w.call('workflows.get', { id: pong })).toMatchObject({ enabled: false })
    expect(await remove(pong)).toEqual({ id: pong })
    await w.close()
  })
