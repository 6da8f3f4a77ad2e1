import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Person, person } from '../harness/person.ts'
import { type Anything, type Server, startServer } from '../harness/server.ts'
import { eventually } from './world.ts'

let server: Server
let ana: Person
beforeAll(async () => {
  server = await startServer()
  ana = await person(server)
})
afterAll(() => server?.stop())

const automations = async () =>
  (await ana.api('/api/workflows')).body.items as { id: string; name: string; enabled: boolean; published: boolean }[]
const notes = async () => (await ana.api('/api/notes')).body.items.map((note: { body: string }) => note.body) as string[]

describe('an automation said in the chat, without a model', () => {
  let sessionId: string
  let id: string

  test('is proposed as a draft, told in words, and nothing is on before a yes', async () => {
    const answer = await ana.chat('when a task tagged urgent is created, write a note about it')
    sessionId = answer.sessionId
    expect(answer.calls).toEqual([
      {
        skill: 'automations.propose',
        input: { text: 'when a task tagged urgent is created, write a note about it' },
        output: expect.objectContaining({ id: expect.any(String), name: 'When a task tagged urgent is created, write a note about it' }),
        undoId: expect.any(String),
      },
    ])
    id = answer.calls[0]?.output.id
    expect(answer.text).toContain('**When a task is added and its labels hold “urgent”**')
    expect(answer.text).toContain('- Write a note about it')
    expect(answer.text).toMatch(/It is a draft: nothing runs until you say yes or enable it\.$/)
    expect(await automations()).toMatchObject([{ id, enabled: false, published: false }])
    await ana.api('/api/tasks', { body: { title: 'before the yes', labels: ['urgent'] } })
  })

  test('runs for real after a yes, when what it waits for happens, and only then', async () => {
    const answer = await ana.chat('yes', sessionId)
    expect(answer.calls).toMatchObject([{ skill: 'workflows.publish', input: { id }, output: { id, enabled: true } }])
    await ana.api('/api/tasks', { body: { title: 'call the plumber', labels: ['urgent'] } })
    await ana.api('/api/tasks', { body: { title: 'water the ferns', labels: ['home'] } })
    await eventually(async () => ((await notes()).length > 0 ? true : undefined))
    expect(await notes()).toEqual(['call the plumber'])
    expect((await ana.api(`/api/runs?workflow=${id}`)).body.items).toMatchObject([{ status: 'succeeded', trigger: 'event' }])
  })

  test('is asked about, paused, resumed, run and deleted by what is said', async () => {
    expect((await ana.chat('did it run today?', sessionId)).text).toMatch(/succeeded today/)
    expect((await ana.chat('pause it', sessionId)).calls).toMatchObject([{ skill: 'workflows.pause', output: { id, enabled: false } }])
    expect((await ana.chat('what automations do I have?', sessionId)).text).toContain(': paused')
    expect((await ana.chat('resume it', sessionId)).calls).toMatchObject([{ skill: 'workflows.resume', output: { id, enabled: true } }])
    const run = await ana.chat('run it now', sessionId)
    expect(run.calls).toMatchObject([{ skill: 'workflows.run', output: { runId: expect.any(String) } }])
    const runId = run.calls[0]?.output.runId
    await eventually(async () => ((await ana.api(`/api/runs/${runId}`)).body.finishedAt ? true : undefined))
    expect((await ana.api(`/api/runs/${runId}`)).body.status).toBe('failed')
    const why = (await ana.chat('why did it fail?', sessionId)).text
    expect(why).toContain('at the step “notes_create”')
    expect(why).toContain('then say “run it now”')
    // Out of a new conversation, and about a time when nothing did: the last failure is told with when it was.
    expect((await ana.chat('why did it fail last night?')).text).toMatch(
      /^Nothing failed then\. “When a task tagged urgent is created, write a note about it” failed today at /,
    )
    // It failed just now; and whoever asks out of the blue means what failed last.
    for (const session of [sessionId, undefined])
      expect((await ana.chat('Why did it fail last night?', session)).text).toMatch(
        /^Nothing failed then\. “When a task tagged urgent is created, write a note about it” failed today at \d\d:\d\d at the step “notes_create”/,
      )
    expect((await ana.chat('stop it', sessionId)).calls).toMatchObject([{ skill: 'workflows.pause', output: { id, enabled: false } }])
    const asked = await ana.chat('delete it', sessionId)
    expect(asked.calls).toMatchObject([{ skill: 'workflows.delete', approval: { status: 'pending' } }])
    expect((await ana.chat('yes', sessionId)).text).toBe('The automation is deleted. Nothing starts it any more.')
    expect(await automations()).toEqual([])
  })
})

// “Not now” is what the card's button says.
test.each(['no', 'Not now'])('“%s” leaves it a draft, and a later yes means nothing', async no => {
  const { sessionId, calls } = await ana.chat('whenever a note is added, create a task to tidy the notes')
  expect((await ana.chat(no, sessionId)).text).toBe('All right, I left it as it is.')
  expect((await ana.chat('yes', sessionId)).calls).toEqual([])
  expect((await ana.api(`/api/workflows/${calls[0]?.output.id}`)).body).toMatchObject({ published: false, enabled: false })
})

test('a schedule is changed by saying it, after another yes, and runs at its time', async () => {
  const { sessionId, calls } = await ana.chat('every weekday at 8 list my overdue tasks and make a note of them')
  const id = calls[0]?.output.id
  await ana.chat('yes', sessionId)
  expect((await ana.api(`/api/workflows/${id}`)).body.graph.trigger).toEqual({ type: 'schedule', cron: '0 8 * * 1-5' })
  const moved = await ana.chat('change it to 9', sessionId)
  expect(moved.calls).toMatchObject([{ skill: 'workflows.change-time', output: { id } }])
  expect(moved.text).toContain('**Every weekday at 09:00**')
  expect((await ana.api(`/api/workflows/${id}`)).body).toMatchObject({ changed: true, version: 1 })
  await ana.chat('yes', sessionId)
  expect((await ana.api(`/api/workflows/${id}`)).body).toMatchObject({
    changed: false,
    version: 2,
    graph: { trigger: { cron: '0 9 * * 1-5' } },
  })
  await ana.chat('delete it', sessionId)
})

test('what a run asks is answered in the chat that started it, and it goes on', async () => {
  const bo = await person(server, 'Bo Lund')
  await bo.api('/api/tasks', { body: { title: 'pay the rent', due: '2026-01-02' } })
  const { sessionId } = await bo.chat('every Friday at 5 list my overdue tasks. If there are any, ask me first, then make a note of them')
  await bo.chat('yes', sessionId)
  const run = await bo.chat('run it now', sessionId)
  const id = run.calls[0]?.output.runId
  const state = async () => (await bo.api(`/api/runs/${id}`)).body.status
  await eventually(async () => ((await state()) === 'waiting' ? true : undefined))
  expect((await bo.chat('did it run today?', sessionId)).text).toMatch(
    / waiting today.*\n+It asks: “Make a note of them\?” Say yes or no\.$/,
  )
  expect((await bo.chat('yes', sessionId)).text).toBe('The automation has your yes to “Make a note of them?” and goes on.')
  await eventually(async () => ((await state()) === 'succeeded' ? true : undefined))
  expect((await bo.api('/api/notes')).body.items.map((note: { body: string }) => note.body)).toEqual(['- pay the rent'])
  // What is quoted in an answer is no name of anything.
  expect((await bo.chat('did it run today?', sessionId)).text).toContain('succeeded today')
})

test('branch, wait, approval and loop, by chat alone: with the plug pulled in the middle it ends as if nothing had happened', async () => {
  const cy = await person(server, 'Cy Holm')
  for (const title of ['Ida', 'Jon', 'Kim']) await cy.api('/api/tasks', { body: { title, labels: ['guest'] } })
  const proposed = await cy.chat(
    'when a task tagged party is created, if it is urgent, list the tasks tagged guest, wait 5 seconds, ask me first, ' +
      'then for each of them create a task to call them, otherwise make a note of it',
  )
  const id = proposed.calls[0]?.output.id
  const types = (await cy.api(`/api/workflows/${id}`)).body.graph.nodes.map((node: { type: string }) => node.type)
  expect(types).toEqual(['if', 'skill', 'wait', 'approval', 'forEach', 'skill'])
  const { sessionId } = proposed
  await cy.chat('yes', sessionId)
  await cy.chat('add a task to sweep up tagged party')
  await cy.chat('add an urgent task to plan the summer party tagged party')
  const runs = async () => (await cy.api(`/api/runs?workflow=${id}`)).body.items as { id: string; status: string }[]
  const waiting = await eventually(async () => (await runs()).find(({ status }) => status === 'waiting'))
  const stepsOf = async () =>
    ((await cy.api(`/api/runs/${waiting.id}/steps`)).body.items as Anything[]).map(({ node, iteration, status }) =>
      [node, iteration, status].filter(Boolean).join(' '),
    )
  const before = ['check succeeded', 'tasks_list succeeded', 'wait waiting']
  await eventually(async () => ((await stepsOf()).join() === before.join() ? true : undefined))
  await server.kill9()
  await server.restart()
  await eventually(async () => ((await stepsOf()).includes('ask waiting') ? true : undefined), 40)
  // And once more, while it asks.
  await server.kill9()
  await server.restart()
  expect((await cy.chat('did it run today?', sessionId)).text).toContain('It asks: “For each of them create a task to call them?”')
  await cy.chat('yes', sessionId)
  await eventually(async () => ((await runs()).every(({ status }) => status === 'succeeded') ? true : undefined), 40)
  expect(await stepsOf()).toEqual([
    ...['check succeeded', 'tasks_list succeeded', 'wait succeeded', 'ask succeeded', 'each succeeded'],
    ...['tasks_create 0 succeeded', 'tasks_create 1 succeeded', 'tasks_create 2 succeeded'],
  ])
  const titles = (await cy.api('/api/tasks')).body.items.map((task: { title: string }) => task.title).sort()
  expect(titles).toEqual(['Ida', 'Jon', 'Kim', 'call Ida', 'call Jon', 'call Kim', 'plan the summer party', 'sweep up'])
  expect((await cy.api('/api/notes')).body.items.map((note: { body: string }) => note.body)).toEqual(['sweep up'])
}, 180_000)

test('what cannot be read is asked about, and nothing is made', async () => {
  const before = (await automations()).length
  const answer = await ana.chat('when a task is created, congratulate the aardvark loudly')
  expect(answer.calls).toEqual([])
  expect(answer.text).toContain('congratulate the aardvark loudly')
  expect((await automations()).length).toBe(before)
})

test('what a skill repeats by itself stays with it', async () => {
  const answer = await ana.chat('remind me every Monday at 9 to send the report')
  expect(answer.calls).toMatchObject([{ skill: 'reminders.create', input: { rrule: 'FREQ=WEEKLY;BYDAY=MO' } }])
})
