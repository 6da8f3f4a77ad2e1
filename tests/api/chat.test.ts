import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Person, person } from '../harness/person.ts'
import type { Anything } from '../harness/server.ts'
import { databases, eventually, expectProblem, startModelWorld, startWorld, type World } from './world.ts'

const asJson = { accept: 'application/json' }
const say = (person: Person, body: Anything, headers: Record<string, string> = asJson) => person.api('/api/chat', { body, headers })

/** The data of a stream of server-sent events; the last of a whole one is [DONE]. */
const chunksOf = (text: string): Anything[] =>
  text
    .split('\n\n')
    .filter(Boolean)
    .map(event => event.replace(/^data: /, ''))
    .filter(data => data !== '[DONE]')
    .map(data => JSON.parse(data))

for (const database of databases)
  describe(`the chat on ${database.name}, without a model`, () => {
    let world: World
    beforeAll(async () => {
      world = await startWorld({ database })
    })
    afterAll(() => world?.stop())

    test('a question about a thing of the conversation names it, not its id', async () => {
      const first = await say(world.ana, { text: 'remind me tomorrow at 3pm to water the ferns' })
      const asked = await say(world.ana, { text: 'delete it', sessionId: first.body.sessionId })
      expect(asked.body.text).toContain('“water the ferns”')
      await say(world.ana, { text: 'no, leave it', sessionId: first.body.sessionId })
    })

    test('moving a meeting keeps what was not said: the hour when a day is named, the day when an hour is', async () => {
      const made = await say(world.ana, { text: 'add a meeting called Sync on Friday 4 December 2099 at 11am' })
      const id = made.body.calls[0].output.id
      const startNow = async () => (await world.ana.api(`/api/calendar/events/${id}`)).body.start.slice(0, 16)
      expect(await startNow()).toBe('2099-12-04T11:00')
      await say(world.ana, { text: 'move it to 6 December 2099', sessionId: made.body.sessionId })
      expect(await startNow()).toBe('2099-12-06T11:00')
      await say(world.ana, { text: 'move the Sync to 4pm' })
      expect(await startNow()).toBe('2099-12-06T16:00')
      await world.ana.api(`/api/calendar/events/${id}`, { method: 'DELETE' })
    })

    test('who is invited joins those who were there, and a tag joins those it had', async () => {
      const planned = { title: 'Budget meeting', start: '2099-12-04T11:00', people: ['Dana'] }
      const event = (await world.ana.api('/api/calendar/events', { body: planned })).body
      const people = async () => (await world.ana.api(`/api/calendar/events/${event.id}`)).body.people
      const invited = await say(world.ana, { text: 'invite Lars to the Budget meeting' })
      expect(await people()).toEqual(['Dana', 'Lars'])
      await say(world.ana, { text: 'Farah is coming too', sessionId: invited.body.sessionId })
      expect(await people()).toEqual(['Dana', 'Lars', 'Farah'])
      await say(world.ana, { text: 'the attendees of the Budget meeting are Dana and Lars' })
      expect(await people()).toEqual(['Dana', 'Lars'])
      const { id } = (await world.ana.api('/api/tasks', { body: { title: 'water the palms', labels: ['plants'] } })).body
      const labels = async () => (await world.ana.api(`/api/tasks/${id}`)).body.labels
      await say(world.ana, { text: 'add the label home to the water the palms task' })
      expect(await labels()).toEqual(['plants', 'home'])
      const tagged = await say(world.ana, { text: 'tag the task water the palms with urgent' })
      expect([tagged.body.text, await labels()]).toEqual([
        'Changed **water the palms**: tagged plants, home, urgent.',
        ['plants', 'home', 'urgent'],
      ])
      await say(world.ana, { text: 'undo', sessionId: tagged.body.sessionId })
      expect(await labels()).toEqual(['plants', 'home'])
      await world.ana.api(`/api/tasks/${id}`, { method: 'DELETE' })
      await world.ana.api(`/api/calendar/events/${event.id}`, { method: 'DELETE' })
    })

    test('what a policy has asked is done to the thing that was asked about, whatever it is called by then', async () => {
      const policy = await world.ana.api('/api/policies', {
        method: 'PUT',
        body: { rules: [{ skill: 'tasks.complete', decision: 'ask' }] },
      })
      expect(policy.status).toBe(200)
      const first = (await world.ana.api('/api/tasks', { body: { title: 'alpha report' } })).body
      const asked = await say(world.ana, { text: 'mark the alpha report task as done' })
      const { approval } = asked.body.calls[0]
      await world.ana.api(`/api/tasks/${first.id}`, { method: 'PATCH', body: { title: 'Omega' } })
      const second = (await world.ana.api('/api/tasks', { body: { title: 'alpha report' } })).body
      await world.ana.api(`/api/approvals/${approval.id}`, { body: { decision: 'approve' } })
      const statusOf = async (task: { id: string }) => (await world.ana.api(`/api/tasks/${task.id}`)).body.status
      expect([await statusOf(first), await statusOf(second)]).toEqual(['done', 'open'])
      await world.ana.api('/api/policies', { method: 'PUT', body: { rules: [] } })
      for (const { id } of [first, second]) await world.ana.api(`/api/tasks/${id}`, { method: 'DELETE' })
    })

    test('with Accept: application/json it answers once: sessionId, text and calls', async () => {
      const answer = await say(world.ana, { text: 'add a task to call Dana' })
      expect([answer.status, answer.body]).toEqual([
        200,
        {
          sessionId: expect.any(String),
          text: expect.stringContaining('call Dana'),
          calls: [
            {
              skill: 'tasks.create',
              input: { title: 'call Dana' },
              output: expect.objectContaining({ id: expect.any(String), title: 'call Dana', status: 'open' }),
              undoId: expect.any(String),
            },
          ],
        },
      ])
      expect((await world.ana.api('/api/tasks')).body.items.map((task: { title: string }) => task.title)).toEqual(['call Dana'])
    })

    test('else it streams the AI SDK’s UI messages: start, session, card, text, finish', async () => {
      const answer = await say(world.ana, { text: 'add a task to buy milk' }, {})
      expect(answer.status).toBe(200)
      expect(answer.headers.get('content-type')).toContain('text/event-stream')
      expect(answer.headers.get('x-vercel-ai-ui-message-stream')).toBe('v1')
      expect(answer.body.trimEnd()).toMatch(/data: \[DONE\]$/)
      const chunks = chunksOf(answer.body)
      expect(chunks[0]).toMatchObject({ type: 'start', messageId: expect.any(String) })
      expect(chunks[1]).toMatchObject({ type: 'data-session', data: { sessionId: expect.any(String), title: 'add a task to buy milk' } })
      expect(chunks.at(-1)).toMatchObject({ type: 'finish', messageMetadata: { status: 'done' } })
      const card = chunks.findLast(chunk => chunk.type === 'data-call')
      expect(card.data).toMatchObject({ type: 'call', skill: 'tasks.create', status: 'done', input: { title: 'buy milk' } })
      const text = chunks.filter(chunk => chunk.type === 'text-delta').map(chunk => chunk.delta)
      expect(text.join('')).toContain('buy milk')
    })

    test('sessions and messages are lists of the one who wrote them; a session goes on, is renamed and deleted', async () => {
      const { max, ana } = world
      const first = (await say(max, { text: 'add a task to water the plants' })).body
      const second = (await say(max, { sessionId: first.sessionId, text: 'help' })).body
      expect(second.sessionId).toBe(first.sessionId)
      const address = `/api/chat/sessions/${first.sessionId}`
      const sessions = (await max.api('/api/chat/sessions')).body
      expect(sessions).toEqual({
        items: [
          { id: first.sessionId, title: 'add a task to water the plants', createdAt: expect.any(String), updatedAt: expect.any(String) },
        ],
        nextCursor: null,
      })
      const messages = (await max.api(`${address}/messages`)).body
      expect(messages.nextCursor).toBeNull()
      expect(messages.items.map((message: Anything) => [message.role, message.status])).toEqual([
        ['user', 'done'],
        ['assistant', 'done'],
        ['user', 'done'],
        ['assistant', 'done'],
      ])
      const lastPage = (await max.api(`${address}/messages?limit=1`)).body
      expect(lastPage.items[0].id).toBe(messages.items[3].id)
      expect((await max.api(`${address}/messages?limit=1&cursor=${encodeURIComponent(lastPage.nextCursor)}`)).body.items[0].id).toBe(
        messages.items[2].id,
      )
      expect((await max.api(`${address}/stop`, { method: 'POST' })).body).toEqual({ stopped: 0 })
      expect((await max.api(`${address}/stream`)).status).toBe(204)

      expect((await ana.api('/api/chat/sessions')).body.items.map((session: { id: string }) => session.id)).not.toContain(first.sessionId)
      expectProblem(await ana.api(`${address}/messages`), 404, 'chat.session_not_found')
      expectProblem(await say(ana, { sessionId: first.sessionId, text: 'hello' }), 404, 'chat.session_not_found')
      expectProblem(await ana.api(address, { method: 'DELETE' }), 404, 'chat.session_not_found')

      expect((await max.api(address, { method: 'PATCH', body: { title: 'Plants' } })).body.title).toBe('Plants')
      expect((await max.api(`/api/chat/sessions?query=${encodeURIComponent('WATER the')}`)).body.items).toHaveLength(1)
      expect((await max.api('/api/chat/sessions?query=zebra')).body.items).toEqual([])
      expect((await max.api(address, { method: 'DELETE' })).body).toEqual({ id: first.sessionId, title: 'Plants' })
      expectProblem(await max.api(`${address}/messages`), 404, 'chat.session_not_found')
    })

    test('the wrong body is refused before anything is stored', async () => {
      const { eve } = world
      for (const body of [
        {},
        { text: '' },
        { text: '   ' },
        { text: 'x'.repeat(40_000) },
        { text: 7 },
        { text: 'x', more: 1 },
        { text: 'x', sessionId: '' },
        [],
      ])
        expectProblem(await say(eve, body), 400)
      expectProblem(await say(eve, { text: 'x', sessionId: 'nobody' }), 404, 'chat.session_not_found')
      expectProblem(await say(eve, { text: 'x', agent: 'nobody' }), 404, 'chat.unknown_agent')
      expect((await eve.api('/api/chat/sessions')).body.items).toEqual([])
    })

    test('a viewer who writes through the chat is told no, and nothing is written', async () => {
      const { vic, ana } = world
      const before = (await ana.api('/api/tasks?filter=all&limit=200')).body
      const answer = await say(vic, { text: 'add a task to rob the bank' })
      expect(answer.status).toBe(200)
      expect(answer.body.calls.filter((call: Anything) => call.output !== undefined)).toEqual([])
      expect((await ana.api('/api/tasks?filter=all&limit=200')).body).toEqual(before)
      expect((await say(vic, { text: 'show my tasks' })).body.calls).toEqual([
        expect.objectContaining({ skill: 'tasks.list', output: expect.anything() }),
      ])
    })

    describe('approvals', () => {
      /** A task that the chat was asked to delete, and the approval it waits for. */
      async function asked(person: Person, title: string) {
        const { body: task } = await person.api('/api/tasks', { body: { title } })
        const answer = (await say(person, { text: `delete the task ${title}` })).body
        return { task, answer, approval: answer.calls[0]?.approval, sessionId: answer.sessionId }
      }
      const decide = (person: Person, id: string, body: Anything, headers: Record<string, string> = {}) =>
        person.api(`/api/approvals/${id}`, { body, headers })
      const exists = async (task: { id: string }) => (await world.ana.api(`/api/tasks/${task.id}`)).status === 200

      test('the chat asks before what is destructive; approve does it, and the chat goes on', async () => {
        const { ana } = world
        const { task, answer, approval, sessionId } = await asked(ana, 'Zanzibar trip')
        const question = 'Delete the task “Zanzibar trip”?'
        expect(answer.calls).toEqual([
          {
            skill: 'tasks.delete',
            input: { id: task.id },
            approval: { id: expect.any(String), status: 'pending', expiresAt: expect.any(String), question },
          },
        ])
        expect(await exists(task)).toBe(true)
        const listed = (await ana.api('/api/approvals?status=pending')).body
        expect(listed.items).toEqual([
          {
            id: approval.id,
            skill: 'tasks.delete',
            input: { id: task.id },
            named: { id: 'Zanzibar trip' },
            status: 'pending',
            requestedBy: (await ana.api('/api/me')).body.id,
            sessionId,
            question,
            createdAt: expect.any(String),
            expiresAt: approval.expiresAt,
          },
        ])
        const approved = await decide(ana, approval.id, { decision: 'approve' })
        expect([approved.status, approved.body.status]).toEqual([200, 'approved'])
        await eventually(async () => ((await exists(task)) ? undefined : true))
        const messages = await eventually(async () => {
          const { items } = (await ana.api(`/api/chat/sessions/${sessionId}/messages`)).body
          return items.length === 3 && items[2].status === 'done' ? items : undefined
        })
        expect(messages[1].parts.find((part: Anything) => part.type === 'call')).toMatchObject({
          status: 'done',
          approval: { status: 'approved' },
        })
        expectProblem(await decide(ana, approval.id, { decision: 'approve' }), 409, 'identity.approval_settled')
        expectProblem(await decide(ana, approval.id, { decision: 'deny' }), 409, 'identity.approval_settled')
        expect((await say(ana, { text: 'undo', sessionId })).body.text).toBe('Brought back “Zanzibar trip”.')
        expect(await exists(task)).toBe(true)
      })

      test('who decided stands in the approval and in the audit log, and so does the rule that a yes for good made', async () => {
        const { ana } = world
        const { id: personId } = (await ana.api('/api/me')).body
        const [yes, no] = [(await asked(ana, 'Xylophone')).approval, (await asked(ana, 'Quartet')).approval]
        const approved = await ana.browse(`/api/approvals/${yes.id}`, { body: { decision: 'approve', always: true } })
        expect(approved.body).toMatchObject({ status: 'approved', decidedBy: personId })
        await ana.browse('/api/policies', { method: 'PUT', body: { rules: [] } })
        expect((await ana.browse(`/api/approvals/${no.id}`, { body: { decision: 'deny' } })).body).toMatchObject({ decidedBy: personId })
        expect((await ana.api('/api/approvals?status=denied')).body.items).toContainEqual(
          expect.objectContaining({ id: no.id, decidedBy: personId }),
        )
        const told = (await ana.api('/api/audit?limit=50')).body.items.map(({ actor, skill, target, fields, outcome }: Anything) => ({
          actor,
          skill,
          target,
          fields,
          outcome,
        }))
        const line = { actor: `person:${personId}`, outcome: 'done' }
        expect(told).toContainEqual({ ...line, skill: 'approvals.approve', target: yes.id, fields: ['always'] })
        expect(told).toContainEqual({ ...line, skill: 'approvals.deny', target: no.id, fields: [] })
        expect(told).toContainEqual({
          ...line,
          skill: 'policies.add',
          target: `allow tasks.delete for person:${personId}`,
          fields: ['person', 'skill', 'decision'],
        })
      })

      test('deny leaves everything as it was', async () => {
        const { ana } = world
        const { task, approval } = await asked(ana, 'Yodel lesson')
        expect((await decide(ana, approval.id, { decision: 'deny' })).body.status).toBe('denied')
        expect(await exists(task)).toBe(true)
        expect((await ana.api('/api/approvals?status=denied')).body.items.map((item: { id: string }) => item.id)).toContain(approval.id)
      })

      test('a colleague sees and decides only their own, an admin everybody’s; another workspace none', async () => {
        const { ana, max, vic, eve } = world
        const { task, approval } = await asked(max, 'Quixotic plan')
        expect((await vic.api('/api/approvals')).body.items).toEqual([])
        expectProblem(await decide(vic, approval.id, { decision: 'approve' }), 403, 'identity.approval_not_yours')
        expectProblem(await decide(eve, approval.id, { decision: 'approve' }), 404, 'identity.approval_not_found')
        expectProblem(await decide(max, approval.id, { decision: 'approve', always: true }), 403, 'identity.always_needs_admin')
        expect((await ana.api('/api/approvals?status=pending')).body.items.map((item: { id: string }) => item.id)).toContain(approval.id)
        expect((await decide(ana, approval.id, { decision: 'approve' })).status).toBe(200)
        await eventually(async () => ((await exists(task)) ? undefined : true))
      })

      test('another input is checked like any other, and done instead', async () => {
        const { ana } = world
        const { task, approval } = await asked(ana, 'Xylophone concert')
        const { body: other } = await ana.api('/api/tasks', { body: { title: 'Other one' } })
        expectProblem(await decide(ana, approval.id, { decision: 'approve', input: { id: 7 } }), 400, 'kernel.invalid_input')
        expectProblem(
          await decide(ana, approval.id, { decision: 'approve', input: { id: other.id, colour: 'red' } }),
          400,
          'kernel.invalid_input',
        )
        // A person names it in words; what they agree to is the thing.
        expect((await decide(ana, approval.id, { decision: 'approve', input: { id: 'Other one' } })).body).toMatchObject({
          status: 'approved',
          input: { id: other.id },
          named: { id: 'Other one' },
        })
        await eventually(async () => ((await exists(other)) ? undefined : true))
        expect(await exists(task)).toBe(true)
      })

      test('the same Idempotency-Key gets the same answer, with another decision 409', async () => {
        const { ana } = world
        const { approval } = await asked(ana, 'Wombat feeding')
        const headers = { 'idempotency-key': 'decide-once' }
        const first = await decide(ana, approval.id, { decision: 'deny' }, headers)
        const again = await decide(ana, approval.id, { decision: 'deny' }, headers)
        expect([again.status, again.body]).toEqual([200, first.body])
        expectProblem(await decide(ana, approval.id, { decision: 'approve' }, headers), 409, 'kernel.idempotency_conflict')
      })

      test('of five who decide at once one is heard', async () => {
        const { ana } = world
        const { approval } = await asked(ana, 'Vaudeville night')
        const answers = await Promise.all(Array.from({ length: 5 }, () => decide(ana, approval.id, { decision: 'deny' })))
        expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409])
      })

      test('a direct call is its own consent', async () => {
        const { ana } = world
        const { body: task } = await ana.api('/api/tasks', { body: { title: 'Direct' } })
        expect((await ana.api(`/api/tasks/${task.id}`, { method: 'DELETE' })).status).toBe(200)
      })
    })

    describe('policies', () => {
      const put = (rules: Anything[]) => world.ana.api('/api/policies', { method: 'PUT', body: { rules } })

      test('PUT replaces the rules, GET gives them; what they cannot be is refused', async () => {
        const { ana, max } = world
        const rules = [
          { skill: 'notes.*', decision: 'deny' },
          { person: 'Max Member', effect: 'write', decision: 'ask' },
        ]
        const set = await put(rules)
        const maxId = (await max.api('/api/me')).body.id
        expect([set.status, set.body]).toEqual([200, { rules: [rules[0], { ...rules[1], person: maxId }] }])
        expect((await max.api('/api/policies')).body).toEqual(set.body)
        for (const bad of [
          [{ decision: 'maybe' }],
          [{ skill: 'a b', decision: 'deny' }],
          [{ skill: '*x', decision: 'deny' }],
          [{ decision: 'deny', more: 1 }],
          [{}],
        ])
          expectProblem(await put(bad), 400, 'kernel.invalid_input')
        expectProblem(await put([{ person: 'Nobody Here', decision: 'deny' }]), 400, 'identity.person_unknown')
        expectProblem(await max.api('/api/policies', { method: 'PUT', body: { rules: [] } }), 403, 'kernel.forbidden')
        expect((await ana.api('/api/policies')).body).toEqual(set.body)
        expect((await put([])).body).toEqual({ rules: [] })
      })

      test('the most specific rule wins, and among equals deny before ask before allow', async () => {
        const { max } = world
        const noteAs = async (rules: Anything[]) => {
          await put(rules)
          return (await max.api('/api/notes', { body: { body: 'by policy' } })).status
        }
        expect(await noteAs([{ decision: 'deny', effect: 'write' }])).toBe(403)
        expect(
          await noteAs([
            { decision: 'deny', effect: 'write' },
            { skill: 'notes.create', decision: 'allow' },
          ]),
        ).toBe(201)
        expect(
          await noteAs([
            { skill: 'notes.*', decision: 'allow' },
            { skill: 'notes.c*', decision: 'deny' },
          ]),
        ).toBe(403)
        expect(
          await noteAs([
            { skill: 'notes.create', decision: 'allow' },
            { skill: 'notes.create', decision: 'deny' },
          ]),
        ).toBe(403)
        expect(
          await noteAs([
            { skill: 'notes.create', decision: 'deny' },
            { skill: 'notes.create', person: 'Max Member', decision: 'allow' },
          ]),
        ).toBe(201)
        // A direct call is its own consent: asking is allowing there, but not in the chat.
        expect(await noteAs([{ skill: 'notes.create', decision: 'ask' }])).toBe(201)
        const answer = (await say(max, { text: 'note: the code is 1234' })).body
        expect(answer.calls).toEqual([
          expect.objectContaining({ skill: 'notes.create', approval: expect.objectContaining({ status: 'pending' }) }),
        ])
        expect(await noteAs([])).toBe(201)
      })

      test('rules that forbid everything can be taken back', async () => {
        const { ana } = world
        expect((await put([{ decision: 'deny' }])).status).toBe(200)
        expectProblem(await ana.api('/api/tasks'), 403, 'kernel.denied_by_policy')
        expect((await ana.api('/api/policies')).body).toEqual({ rules: [{ decision: 'deny' }] })
        expect((await put([])).body).toEqual({ rules: [] })
        expect((await ana.api('/api/tasks')).status).toBe(200)
      })
    })

    describe('understanding', () => {
      test('says what would be done, and does nothing', async () => {
        const { eve } = world
        const ask = (body: Anything) => eve.api('/api/understand', { body })
        const understood = await ask({
          text: 'add a task to call Dana tomorrow at 3pm',
          now: '2026-11-24T10:00',
          timeZone: 'Europe/Berlin',
        })
        expect([understood.status, understood.body.requests]).toEqual([
          200,
          [{ skill: 'tasks.create', input: { title: 'call Dana', due: '2026-11-25T15:00' }, confidence: expect.any(Number) }],
        ])
        const deleting = (await ask({ text: 'delete the task call Dana', now: '2026-11-24T10:00Z', timeZone: 'UTC' })).body
        expect(deleting.requests).toEqual([expect.objectContaining({ skill: 'tasks.delete', input: { id: 'call Dana' }, confirm: true })])
        expect((await eve.api('/api/tasks?filter=all')).body.items).toEqual([])
        expect((await eve.api('/api/audit')).body.items.filter((item: { via: string }) => item.via === 'chat')).toEqual([])
      })

      test('refuses what is not a question', async () => {
        for (const body of [
          {},
          { text: '' },
          { text: 'x', timeZone: 'Mars' },
          { text: 'x', now: 'today' },
          { text: 'x', history: 'none' },
          { text: 'x', history: [{ role: 'system', text: 'x' }] },
        ])
          expectProblem(await world.eve.api('/api/understand', { body }), 400, 'kernel.invalid_input')
      })
    })

    test('GET /api/usage is a list with its sums', async () => {
      expect((await world.ana.api('/api/usage')).body).toEqual({
        items: [],
        nextCursor: null,
        total: { answers: 0, inputTokens: 0, outputTokens: 0, cost: 0, unpriced: 0 },
      })
      expectProblem(await world.ana.api('/api/usage?from=yesterday'), 400, 'kernel.invalid_input')
    })
  })

describe('the chat with a model', () => {
  let world: Awaited<ReturnType<typeof startModelWorld>>
  beforeAll(async () => {
    world = await startModelWorld()
  })
  afterAll(() => world?.stop())

  test('uses several skills in one answer, and /api/usage counts its tokens', async () => {
    world.model.next(
      {
        calls: [
          { name: 'tasks_create', input: { title: 'First' } },
          { name: 'notes_create', input: { body: 'Second' } },
        ],
      },
      { text: 'Both are done.' },
    )
    const { body } = await say(world.ana, { text: 'two things please' })
    expect(body.calls.map((call: Anything) => [call.skill, call.output?.title ?? call.output?.body])).toEqual([
      ['tasks.create', 'First'],
      ['notes.create', 'Second'],
    ])
    expect(body.text).toBe('Both are done.')
    const usage = (await world.ana.api('/api/usage')).body
    expect(usage.items.length).toBeGreaterThan(0)
    expect(usage.items[0]).toMatchObject({
      model: 'scripted',
      sessionId: body.sessionId,
      inputTokens: expect.any(Number),
      outputTokens: expect.any(Number),
    })
    expect(usage.total.inputTokens).toBe(usage.items.reduce((sum: number, item: { inputTokens: number }) => sum + item.inputTokens, 0))
    expect((await world.max.api('/api/usage')).body.items).toEqual([])
  })

  test('stop ends the answer under way and keeps what was written; who hung up sees it in the list', async () => {
    world.model.next({ text: 'one two three four five', hang: 'after text' })
    const abort = new AbortController()
    const stream = await fetch(`${world.server.url}/api/chat`, {
      method: 'POST',
      headers: { authorization: `Bearer ${world.max.key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ text: 'count for ever' }),
      signal: abort.signal,
    })
    expect(stream.status).toBe(200)
    abort.abort()
    const session = await eventually(async () => (await world.max.api('/api/chat/sessions')).body.items.find((item: Anything) => item.busy))
    const address = `/api/chat/sessions/${session.id}`
    const written = async () => (await world.max.api(`${address}/messages`)).body.items[1]
    await eventually(async () => ((await written()).parts[0]?.text?.includes('three') ? true : undefined))
    expectProblem(await world.ana.api(`${address}/stop`, { method: 'POST' }), 404, 'chat.session_not_found')
    expect((await world.max.api(`${address}/stop`, { method: 'POST' })).body).toEqual({ stopped: 1 })
    const message = await eventually(async () => ((await written()).status === 'stopped' ? written() : undefined))
    expect(message.parts[0].text).toContain('three')
  })

  test('the answer to somebody who is removed meanwhile stops, and so does what reads it', async () => {
    const { ana, server } = world
    const { body: invited } = await ana.api('/api/invitations', { body: { role: 'member' } })
    const gone = await person(server, 'Gone Meanwhile', invited.token)
    const { id } = (await gone.api('/api/me')).body
    world.model.next({ text: 'one two three', hang: 'after text' })
    const stream = await fetch(`${server.url}/api/chat`, {
      method: 'POST',
      headers: { authorization: `Bearer ${gone.key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ text: 'count for ever' }),
    })
    expect(stream.status).toBe(200)
    expect((await ana.api(`/api/members/${id}`, { method: 'DELETE' })).status).toBe(200)
    await stream.text()
    expectProblem(await gone.api('/api/chat/sessions'), 401)
  })

  test('the answer to somebody whose role is lowered meanwhile stops; a higher one stops nothing', async () => {
    const { ana, server } = world
    const { body: invited } = await ana.api('/api/invitations', { body: { role: 'member' } })
    const lowered = await person(server, 'Lowered Meanwhile', invited.token)
    const { id } = (await lowered.api('/api/me')).body
    const become = (role: string) => ana.api(`/api/members/${id}`, { method: 'PATCH', body: { role } })
    world.model.next({ text: 'one two three', hang: 'after text' })
    const said = say(lowered, { text: 'count for ever' })
    const busy = async () => (await lowered.api('/api/chat/sessions')).body.items[0]?.busy as true | undefined
    await eventually(busy)
    expect((await become('admin')).status).toBe(200)
    expect(await busy()).toBe(true)
    expect((await become('viewer')).status).toBe(200)
    const { sessionId } = (await said).body
    const { items } = (await lowered.api(`/api/chat/sessions/${sessionId}/messages`)).body
    expect(items.map((message: { status: string }) => message.status)).toEqual(['done', 'stopped'])
  })

  test('the same Idempotency-Key on a message asks the model once; another message with it is 409', async () => {
    world.model.next({ text: 'Only once.' })
    const headers = { ...asJson, 'idempotency-key': 'one-message' }
    const before = world.model.requests.length
    const first = await say(world.eve, { text: 'hello there' }, headers)
    const again = await say(world.eve, { text: 'hello there' }, headers)
    expect([again.status, again.body]).toEqual([200, first.body])
    expect(world.model.requests.length).toBe(before + 1)
    expectProblem(await say(world.eve, { text: 'something else' }, headers), 409, 'chat.message_reused')
  })
})
