import { dialects } from '@atom/storage/testing'
import { describe, expect, test } from 'vitest'
import { shownText } from '../run/hidden.ts'
import { store } from '../store.ts'
import { installation } from '../testing/installation.ts'

const secret = 'sk-live-51Hx"/ä'
const forms = [secret, Buffer.from(secret).toString('base64').slice(0, 12), encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)]
const edges = (...ids: string[]) => ids.map((id, at) => ({ from: at === 0 ? 'trigger' : (ids[at - 1] as string), to: id }))
const manual = { type: 'manual' }

for (const dialect of dialects)
  describe(`variables on ${dialect.name}`, () => {
    /** Every row of every table of the engine, as text. */
    const everything = async (w: Awaited<ReturnType<typeof installation>>) => {
      const tables = ['run', 'step', 'waitpoint', 'run_blob', 'workflow_variable', 'event_log', 'workflow', 'workflow_version'] as const
      const rows = await Promise.all(tables.map(table => store.db(w.ctx).selectFrom(table).selectAll().execute()))
      return JSON.stringify(rows)
    }
    const noneIn = (text: string) =>
      expect(forms.filter(form => text.includes(form) || text.includes(JSON.stringify(form).slice(1, -1)))).toEqual([])

    test('plain ones are told, secret ones only that they are set', async () => {
      const w = await installation(dialect)
      await w.call('variables.set', { name: 'city', value: { de: 'Köln' } })
      expect(await w.call('variables.set', { name: 'key', value: secret, kind: 'secret' })).not.toHaveProperty('value')
      const { items } = await w.call('variables.list', {})
      expect(items).toMatchObject([
        { name: 'city', kind: 'plain', value: { de: 'Köln' } },
        { name: 'key', kind: 'secret' },
      ])
      expect(items[1]).not.toHaveProperty('value')
      noneIn(await everything(w))
      await expect(w.call('variables.set', { name: 'key', value: 'abc', kind: 'secret' })).rejects.toMatchObject({
        code: 'workflow.bad_secret',
      })
      await w.call('variables.remove', { name: 'key' })
      await expect(w.call('variables.remove', { name: 'key' })).rejects.toMatchObject({ code: 'workflow.variable_not_found' })
      const kept = await store
        .db(w.ctx)
        .selectFrom('secret' as never)
        .selectAll()
        .execute()
      expect(kept).toEqual([])
      await w.close()
    })

    test('a secret reaches the step that names it, and nothing that is kept or told', async () => {
      const w = await installation(dialect)
      await w.call('variables.set', { name: 'key', value: secret, kind: 'secret' })
      await w.call('variables.set', { name: 'to', value: 'shop' })
      const workflow = await w.publish({
        trigger: manual,
        nodes: [
          {
            id: 'send',
            type: 'skill',
            skill: 'test.send',
            input: {
              to: '{{ vars.to }}',
              headers: { Authorization: 'Basic {{ $base64encode("me:" & vars.key) }}', Accept: 'text/plain' },
              body: { text: 'The key is {{ vars.key }}, is it?', lone: '{{ vars.key }}', kind: 'text/plain' },
            },
          },
          { id: 'echo', type: 'skill', skill: 'test.echo', input: { text: '{{ vars.key }} {{ steps.send.output.echo.body.lone }}' } },
          { id: 'same', type: 'if', condition: '{{ event.given = vars.key }}' },
        ],
        edges: edges('send', 'echo', 'same'),
      })
      const id = await w.start(workflow, { given: 'other' })
      await w.until(id, 'succeeded')
      expect(w.calls).toEqual([
        {
          skill: 'test.send',
          input: {
            to: 'shop',
            headers: { Authorization: `Basic ${Buffer.from(`me:${secret}`, 'latin1').toString('base64')}`, Accept: 'text/plain' },
            body: { text: `The key is ${secret}, is it?`, lone: secret, kind: 'text/plain' },
          },
        },
        { skill: 'test.echo', input: { text: `${secret} •••` } },
      ])
      const [send, echo, same] = await w.steps(id)
      expect(send.input).toEqual({
        to: 'shop',
        headers: { Authorization: '•••', Accept: '•••' },
        body: { text: 'The key is •••, is it?', lone: '•••', kind: 'text/plain' },
      })
      expect(send.output.echo).toEqual({
        to: 'shop',
        headers: { Authorization: '•••', Accept: 'text/plain' },
        body: { text: 'The key is •••, is it?', lone: '•••', kind: 'text/plain' },
      })
      expect(echo).toMatchObject({ input: { text: '••• •••' }, output: { text: '••• •••' } })
      expect(same).toMatchObject({ input: { condition: '•••' }, port: 'false' })
      noneIn(await everything(w))
      noneIn(w.lines.join('\n'))
      expect(w.lines.join('\n')).toContain('echo ••• •••')
      await w.close()
    })

    test('an error says nothing of it, and every attempt is given it, in another process too', async () => {
      const w = await installation(dialect)
      await w.call('variables.set', { name: 'key', value: secret, kind: 'secret' })
      const workflow = await w.publish({
        trigger: manual,
        nodes: [
          { id: 'echo', type: 'skill', skill: 'test.echo', input: { text: 'fail {{ vars.key }}' }, retry: { attempts: 2, delay: '1s' } },
        ],
        edges: edges('echo'),
      })
      const id = await w.start(workflow)
      await w.until(id, 'waiting')
      await w.restart()
      await w.pass(5000)
      const run = await w.until(id, 'failed')
      expect(w.calls.map(({ input }) => input.text)).toEqual([`fail ${secret}`, `fail ${secret}`])
      expect(JSON.parse(run.error as string).message).toBe('fail ••• could not be reached: it is not there.')
      noneIn(await everything(w))
      noneIn(w.lines.join('\n'))
      await w.close()
    })

    test('an expression that fails with a secret does not say why', async () => {
      const w = await installation(dialect)
      await w.call('variables.set', { name: 'key', value: secret, kind: 'secret' })
      const failing = [
        '"Bearer " & vars.key + 1',
        '$string($number(vars.key))',
        '$toMillis(vars.key)',
        '$error(vars.key)',
        '$assert(false, vars.key)',
      ]
      for (const text of failing) {
        const node = { id: 'n', type: 'skill', skill: 'test.echo', input: { text: `{{ ${text} }}` } }
        const id = await w.start(await w.publish({ trigger: manual, nodes: [node], edges: edges('n') }))
        const run = await w.until(id, 'failed')
        expect([text, JSON.parse(run.error as string).message]).toEqual([
          text,
          expect.stringContaining('it names a secret, so the reason is not told.'),
        ])
      }
      const condition = { id: 'n', type: 'if', condition: '{{ $number(vars.key) > 1 }}' }
      const id = await w.start(await w.publish({ trigger: manual, nodes: [condition], edges: edges('n') }))
      await w.until(id, 'failed')
      noneIn(await everything(w))
      noneIn(w.lines.join('\n'))
      await w.close()
    })

    test('what would write it down refuses it', async () => {
      const w = await installation(dialect)
      const nodes = [
        { id: 'n', type: 'skill', skill: 'test.keep', input: { what: 'It is {{ vars.key }}' } },
        { id: 'n', type: 'set', input: { a: '{{ vars.key }}' } },
        { id: 'n', type: 'respond', body: { a: '{{ vars.key }}' } },
        { id: 'n', type: 'stop', message: '{{ vars.key }}' },
        { id: 'n', type: 'approval', question: '{{ vars.key }}?' },
        { id: 'n', type: 'workflow', workflow: 'other', input: { a: '{{ vars.key }}' } },
        { id: 'n', type: 'forEach', items: '{{ vars.key }}', graph: { nodes: [{ id: 'x', type: 'set', input: {} }], edges: [] } },
      ]
      const graphs = nodes.map(node => ({ trigger: manual, nodes: [node], edges: edges('n') }))
      const live: string[] = []
      for (const graph of graphs) live.push(await w.publish(graph))
      await w.call('variables.set', { name: 'key', value: secret, kind: 'secret' })
      for (const graph of graphs) await expect(w.publish(graph)).rejects.toThrow('This would write the secret “vars.key”')
      // What was live before it was a secret.
      for (const workflow of live) {
        const id = await w.start(workflow)
        const run = await w.until(id, 'failed')
        expect(JSON.parse(run.error as string)).toMatchObject({
          code: 'workflow.secret_in_value',
          message: expect.stringContaining('“vars.key”'),
        })
      }
      noneIn(await everything(w))
      await w.close()
    })

    test('a webhook’s run sees variables, and a mark written by the caller is not taken for a secret’s place', async () => {
      const w = await installation(dialect)
      await w.call('variables.set', { name: 'key', value: secret, kind: 'secret' })
      await w.call('variables.set', { name: 'city', value: 'Köln' })
      await w.publish({
        trigger: { type: 'webhook', path: 'in', respond: 'node' },
        nodes: [
          { id: 'send', type: 'skill', skill: 'test.send', input: { to: '{{ event.body.to }}', body: '{{ vars.key }}' } },
          { id: 'reply', type: 'respond', body: { city: '{{ vars.city }}' } },
        ],
        edges: edges('send', 'reply'),
      })
      const forged = '•••\uE000'.concat('0'.repeat(32), '.input.0\uE001')
      const raw = Buffer.from('{}')
      const answer = await w.workflows().hooks.take({
        workspaceId: w.ctx.workspaceId,
        path: 'in',
        method: 'POST',
        headers: {},
        query: {},
        raw,
        body: () => ({ to: forged }),
      } as never)
      expect(answer).toMatchObject({ status: 200, body: { city: 'Köln' } })
      expect(w.calls[0]?.input).toEqual({ to: forged, body: secret })
      await w.close()
    })
  })

test('only a whole mark is taken out of what is shown', () => {
  expect(shownText('a •••\uE000'.concat('a'.repeat(32), '.input.0\uE001 b'))).toBe('a ••• b')
  expect(shownText('a •••\uE000 b')).toBe('a •••\uE000 b')
})
