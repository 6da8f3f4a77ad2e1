import type { Skill } from '@atom/kernel'
import { dialects } from '@atom/storage/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { store } from '../store.ts'
import { installation } from '../testing/installation.ts'

const form = [
  { name: 'text', label: 'Words', type: 'text', required: true },
  { name: 'loud', type: 'boolean' },
]

for (const dialect of dialects)
  describe(`automations as skills on ${dialect.name}`, () => {
    let at: Awaited<ReturnType<typeof installation>>
    beforeAll(async () => {
      at = await installation(dialect)
    })
    afterAll(() => at.close())

    const declared = (name: string, more: object = {}) => ({
      id: `automation.${name}`,
      title: 'Say it twice',
      description: 'Says it.',
      ...more,
    })
    const graph = (skill: object | undefined, steps: { id: string; type: string; [field: string]: unknown }[]) => ({
      trigger: { type: 'manual', form },
      ...(skill ? { settings: { skill } } : {}),
      nodes: steps,
      edges: steps.map(({ id }, place) => ({ from: place === 0 ? 'trigger' : (steps[place - 1] as { id: string }).id, to: id })),
    })
    const echo = (more: object = {}) => ({ id: 'echo', type: 'skill', skill: 'test.echo', input: { text: '{{ event.text }}' }, ...more })
    const keep = { id: 'keep', type: 'skill', skill: 'test.keep', input: { what: '{{ event.text }}' } }
    const calls = (skill: string, input: object = { text: '{{ event.text }}' }) => ({ id: 'inner', type: 'skill', skill, input })
    const find = async (id: string, workspaceId = at.ctx.workspaceId): Promise<Skill | undefined> =>
      (await at.registry.in({ ...at.ctx, workspaceId })).find(id)

    test('a published automation is a skill of its workspace, with the form as its input and the last step’s answer as its output', async () => {
      await at.publish(graph(declared('twice'), [echo()]), 'Twice')
      const skill = (await find('automation.twice')) as Skill
      expect(skill).toMatchObject({ title: 'Say it twice', effect: 'read', role: 'member', madeOf: { title: 'Twice' } })
      expect(z.toJSONSchema(skill.input)).toMatchObject({
        required: ['text'],
        properties: { text: { type: 'string' }, loud: { type: 'boolean' } },
      })
      expect(z.toJSONSchema(skill.output)).toMatchObject({ properties: { output: { properties: { text: { type: 'string' } } } } })
      expect(await at.call('automation.twice', { text: 'hello' })).toMatchObject({ status: 'succeeded', output: { text: 'hello' } })
      await expect(at.call('automation.twice', {})).rejects.toMatchObject({ code: 'kernel.invalid_input', errors: [{ path: 'text' }] })
      await expect(at.call('automation.twice', { text: 'x', other: 1 })).rejects.toMatchObject({ errors: [{ path: 'other' }] })
    })

    test('pages hear when what a workspace can do changes, and only then', async () => {
      const told = async () => (await store.from(at.ctx, 'event_log').select('id').where('name', '=', 'skill.changed').execute()).length
      const before = await told()
      const id = await at.publish(graph(undefined, [echo()]))
      expect(await told()).toBe(before)
      await at.call('workflows.update', { id, graph: graph(declared('heard'), [echo()]) })
      expect(await told()).toBe(before)
      await at.call('workflows.publish', { id })
      expect(await told()).toBe(before + 1)
      await at.call('workflows.delete', { id })
      expect(await told()).toBe(before + 2)
    })

    test('another workspace does not know it', async () => {
      expect(await find('automation.twice', 'elsewhere')).toBeUndefined()
      expect(await at.registry.in({ ...at.ctx, workspaceId: 'elsewhere' })).toBe(at.registry.shared)
    })

    test('what respond answers is what it gives; a run that fails is an error that names the run', async () => {
      await at.publish(graph(declared('answer'), [keep, { id: 'reply', type: 'respond', body: 'Kept {{ event.text }}.' }]))
      expect(await at.call('automation.answer', { text: 'it' })).toMatchObject({ status: 'succeeded', output: 'Kept it.' })
      await at.publish(graph(declared('broken', { title: 'Break' }), [{ id: 'stop', type: 'stop', message: 'No more.' }]))
      await expect(at.call('automation.broken', { text: 'x' })).rejects.toMatchObject({
        code: 'workflow.skill_failed',
        message: '“Break” did not succeed: No more.',
        details: { runId: expect.any(String) },
      })
    })

    test('a run that takes longer than the call waits is told by its id', async () => {
      await at.publish(graph(declared('long', { wait: '1s' }), [{ id: 'wait', type: 'wait', duration: '1h' }]))
      const begun = await at.call('automation.long', { text: 'x' })
      expect(begun).toEqual({ runId: expect.any(String), status: 'waiting' })
      await at.call('runs.cancel', { id: begun.runId })
      await at.until(begun.runId, 'cancelled')
    })

    test('whoever stops a chat cancels the run it waits for; a connection that ends does not', async () => {
      await at.publish(graph(declared('held'), [{ ...echo(), input: { text: '{{ event.text }}', hold: true } }]))
      const skill = (await find('automation.held')) as Skill
      for (const [via, status] of [
        ['chat', 'cancelled'],
        ['api', 'succeeded'],
      ] as const) {
        const { runId } = (await at.call('workflows.run', { id: skill.madeOf?.workflow, input: { text: via } })) as { runId: string }
        const stop = new AbortController()
        const following = skill.follow?.({ ...at.ctx, via, signal: stop.signal }, { runId, status: 'queued' }, {}) as Promise<unknown>
        while (!at.held.has(via)) await new Promise(resolve => setTimeout(resolve, 5))
        stop.abort()
        await expect(following).rejects.toMatchObject({ code: 'kernel.cancelled' })
        at.held.get(via)?.()
        await at.until(runId, status)
      }
    })

    test('its effect is the strongest of its steps and of what they run, and follows what those become', async () => {
      await at.publish(graph(declared('inner'), [echo()]), 'Inner')
      const outer = await at.publish(graph(declared('outer'), [calls('automation.inner')]), 'Outer')
      expect((await find('automation.outer'))?.effect).toBe('read')
      const inner = (await find('automation.inner'))?.madeOf?.workflow as string
      await at.call('workflows.update', { id: inner, graph: graph(declared('inner'), [keep]) })
      expect((await find('automation.outer'))?.effect).toBe('read')
      await at.call('workflows.publish', { id: inner })
      expect((await find('automation.outer'))?.effect).toBe('write')
      await at.call('workflows.roll-back', { id: inner, version: 1 })
      expect((await find('automation.outer'))?.effect).toBe('read')
      await at.call('workflows.delete', { id: outer })
      const { id } = await at.call('workflows.create', {
        name: 'Deletes',
        graph: graph(declared('gone'), [
          { id: 'del', type: 'skill', skill: 'http.request', input: { method: 'DELETE', url: 'http://x.example' } },
        ]),
      })
      await expect(at.call('workflows.publish', { id })).resolves.toMatchObject({ published: true })
      expect((await find('automation.gone'))?.effect).toBe('destructive')
    })

    test('as a step it is checked by its schema, waits by a row across a restart, and gives what it gave', async () => {
      await at.publish(graph(declared('slow'), [{ id: 'wait', type: 'wait', duration: '1h' }, echo()]), 'Slow')
      const wrong = at.call('workflows.create', { name: 'Wrong', graph: graph(undefined, [calls('automation.slow', { words: 'x' })]) })
      await expect(wrong).rejects.toMatchObject({
        errors: [
          { path: 'inner.input.words', message: '“Say it twice” has no such field.' },
          { path: 'inner.input.text', message: '“Say it twice” needs it.' },
        ],
      })
      const after = { id: 'after', type: 'skill', skill: 'test.keep', input: { what: '{{ steps.inner.output.output.text }}' } }
      const id = await at.publish(graph(undefined, [calls('automation.slow'), after]))
      const run = await at.start(id, { text: 'through' })
      await at.until(run, 'waiting')
      const child = await store.from(at.ctx, 'run').select(['id', 'status']).where('parent_wait', '=', run).executeTakeFirstOrThrow()
      await at.until(child.id, 'waiting')
      await at.restart()
      await at.pass(3_600_000)
      await at.until(run, 'succeeded')
      expect(at.calls.filter(({ skill }) => skill === 'test.keep').at(-1)).toEqual({ skill: 'test.keep', input: { what: 'through' } })
      expect((await at.steps(run))[0]).toMatchObject({
        node: 'inner',
        output: { runId: child.id, status: 'succeeded', output: { text: 'through' } },
      })
    })

    test('a run that is cancelled ends the run of the skill it waits for', async () => {
      const id = await at.publish(graph(undefined, [calls('automation.slow')]))
      const run = await at.start(id, { text: 'never' })
      await at.until(run, 'waiting')
      const child = await store.from(at.ctx, 'run').select('id').where('parent_wait', '=', run).executeTakeFirstOrThrow()
      await at.call('runs.cancel', { id: run })
      await at.until(child.id, 'cancelled')
    })

    test('a dry run calls none', async () => {
      const id = await at.publish(graph(undefined, [calls('automation.slow')]))
      const { runId } = await at.call('workflows.run', { id, input: { text: 'dry' }, dry: true })
      await at.until(runId, 'succeeded')
      expect(await store.from(at.ctx, 'run').select('id').where('parent_wait', '=', runId).execute()).toEqual([])
    })

    test('automations that would call each other without end cannot be published', async () => {
      await at.publish(graph(declared('ping'), [echo()]), 'Ping')
      await at.publish(graph(declared('pong'), [calls('automation.ping')]), 'Pong')
      const ping = (await find('automation.ping'))?.madeOf?.workflow as string
      await at.call('workflows.update', { id: ping, graph: graph(declared('ping'), [calls('automation.pong')]) })
      await expect(at.call('workflows.publish', { id: ping })).rejects.toMatchObject({
        code: 'workflow.invalid_graph',
        errors: [{ path: 'inner.skill', message: 'What this step runs would run this automation again, and so on without end.' }],
      })
      expect(await at.call('automation.pong', { text: 'still' })).toMatchObject({ output: { output: { text: 'still' } } })
    })

    test('an id is given once; only what is started by hand is a skill, and its examples fit its form', async () => {
      const { id } = await at.call('workflows.create', { name: 'Second', graph: graph(declared('ping'), [echo()]) })
      await expect(at.call('workflows.publish', { id })).rejects.toMatchObject({ code: 'workflow.skill_taken' })
      const scheduled = {
        ...graph(declared('timed'), [{ ...echo(), input: { text: 'x' } }]),
        trigger: { type: 'schedule', cron: '0 9 * * *' },
      }
      await expect(at.call('workflows.create', { name: 'Timed', graph: scheduled })).rejects.toMatchObject({
        errors: [{ path: 'settings.skill' }],
      })
      const examples = ['say it', { say: 'say it loud', input: { loud: 'yes', other: 1 } }]
      await expect(
        at.call('workflows.create', { name: 'Odd', graph: graph(declared('odd', { examples }), [echo()]) }),
      ).rejects.toMatchObject({
        errors: [
          { path: 'settings.skill.examples.1.input.loud', message: 'Expected yes or no.' },
          { path: 'settings.skill.examples.1.input.other', message: 'The form has no such field.' },
        ],
      })
    })

    test('it is one as long as it is live: not while it is paused or deleted, and under its new id once that is published', async () => {
      const id = await at.publish(graph(declared('here'), [echo()]), 'Here')
      await at.call('workflows.pause', { id })
      expect(await find('automation.here')).toBeUndefined()
      await at.call('workflows.resume', { id })
      expect(await find('automation.here')).toBeDefined()
      await at.call('workflows.delete', { id })
      expect(await find('automation.here')).toBeUndefined()
      await at.call('workflows.restore', { id })
      await at.call('workflows.update', { id, graph: graph(declared('there'), [echo()]) })
      expect(await find('automation.here')).toBeDefined()
      await at.call('workflows.publish', { id })
      expect(await find('automation.here')).toBeUndefined()
      expect(await find('automation.there')).toBeDefined()
      await at.call('workflows.update', { id, graph: graph(undefined, [echo()]) })
      await at.call('workflows.publish', { id })
      expect(await find('automation.there')).toBeUndefined()
    })

    test('what is taken back with its transaction was never a skill', async () => {
      const before = await at.registry.in(at.ctx)
      const failed = at.storage.unitOfWork.writing(at.ctx, async tx => {
        await store.remove(tx, 'workflow_skill').execute()
        expect(await at.registry.in(tx)).toBe(at.registry.shared)
        throw new Error('no')
      })
      await expect(failed).rejects.toThrow('no')
      expect((await at.registry.in(at.ctx)).all().map(({ id }) => id)).toEqual(before.all().map(({ id }) => id))
    })
  })
