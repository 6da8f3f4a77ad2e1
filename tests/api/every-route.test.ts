import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Answer, RequestOptions } from '../harness/server.ts'
import { addressOf, bodyOf, isOurs, type Operation, operationsOf, readDocument, sampleOf, typeOf, typesOf } from './operations.ts'
import { eventually, expectProblem, startWorld, type World } from './world.ts'

/** Milliseconds: one test sends some hundred requests, which a busy machine takes its time for. */
const patience = { timeout: 60_000 }

let world: World
let operations: Operation[]

beforeAll(async () => {
  world = await startWorld()
  operations = operationsOf(await readDocument(world.server))
})
afterAll(() => world?.stop())

const name = ({ method, path }: Operation) => `${method} ${path}`
/** Sends the least the operation accepts. */
const least = ({ method, body }: Operation): RequestOptions => ({ method, ...(body ? { body: bodyOf(body) } : {}) })
/** What went otherwise than it should, so that one look tells all of it. */
const differing = (answers: [string, Answer, number][]) =>
  answers
    .filter(([, answer, wanted]) => answer.status !== wanted)
    .map(([what, answer]) => `${what}: ${answer.status} ${JSON.stringify(answer.body).slice(0, 300)}`)

describe('every route of /openapi.json', patience, () => {
  test('there are as many as this issue promises, each once', () => {
    expect(operations.length).toBeGreaterThan(60)
    expect(new Set(operations.map(({ id }) => id)).size).toBe(operations.length)
  })

  test('answers 401 without a caller, in words', async () => {
    const answers: [string, Answer, number][] = []
    for (const operation of operations.filter(({ open }) => !open)) {
      const answer = await world.server.request(addressOf(operation), least(operation))
      answers.push([name(operation), answer, 401])
      if (isOurs(operation)) expectProblem(answer, 401, 'server.unauthenticated')
    }
    expect(differing(answers)).toEqual([])
  })

  test('an address that programs without an account call, where nothing is, is 404 in words and asks for no caller', async () => {
    for (const path of ['/webhooks/nowhere/none', '/feeds/no-such-secret', '/.well-known/nothing'])
      for (const method of ['GET', 'POST']) expectProblem(await world.server.request(path, { method }), 404, 'server.no_route')
  })

  /** What everybody who may look may do too: with what is their own, and by skills that ask for the right themselves. */
  const forEverybody = new Set([
    'PATCH /api/me',
    'POST /api/keys',
    'DELETE /api/keys/{id}',
    'PATCH /api/notifications/{id}',
    'POST /api/notifications/read',
    'PATCH /api/chat/sessions/{id}',
    'DELETE /api/chat/sessions/{id}',
    'POST /api/chat',
    'POST /api/chat/sessions/{id}/stop',
    'POST /api/understand',
    'POST /api/approvals/{id}',
    'POST /api/skills/{id}/invoke',
    'POST /api/calendar/import',
    'POST /api/calendar/imports',
    // A form, not JSON: tests/api/files.test.ts says that a viewer may not.
    'POST /api/files',
    // It reads, by POST because a graph is too long for an address.
    'POST /api/workflows/{id}/validate',
    // Reads too: a question is longer than an address should be.
    'POST /api/memory/explore',
    'POST /api/memory/search',
    'POST /api/memory/ask',
    'POST /api/memory/summarise',
    'POST /api/memory/related',
    // One's own membership; and what a link is worth to whoever has it.
    'POST /api/workspace/leave',
    'POST /api/invitations/check',
    'POST /api/reset-links/check',
  ])
  test('that writes answers 403 to a viewer, and nothing is written', async () => {
    const writing = operations.filter(operation => operation.method !== 'GET' && isOurs(operation) && !forEverybody.has(name(operation)))
    expect(writing.length).toBeGreaterThan(25)
    const before = (await world.ana.api('/api/audit?limit=200')).body.items.filter((item: { outcome: string }) => item.outcome === 'done')
    const answers: [string, Answer, number][] = []
    for (const operation of writing) answers.push([name(operation), await world.vic.api(addressOf(operation), least(operation)), 403])
    expect(differing(answers)).toEqual([])
    const after = (await world.ana.api('/api/audit?limit=200')).body.items.filter((item: { outcome: string }) => item.outcome === 'done')
    expect(after).toEqual(before)
  })

  test('of the calendar file, which carries text, is closed to a viewer too', async () => {
    const headers = { 'content-type': 'text/calendar' }
    for (const path of ['/api/calendar/import', '/api/calendar/imports'])
      expectProblem(await world.vic.api(path, { body: 'BEGIN:VCALENDAR\r\nEND:VCALENDAR', headers }), 403, 'kernel.forbidden')
  })

  test('that takes JSON refuses a field nobody knows, and names it', async () => {
    const taking = operations.filter(operation => operation.body && isOurs(operation) && operation.id !== 'skills.invoke')
    const answers: [string, Answer, number][] = []
    for (const operation of taking) {
      const answer = await world.ana.api(addressOf(operation), {
        ...least(operation),
        body: { ...bodyOf(operation.body ?? {}), surprise: 1 },
      })
      answers.push([name(operation), answer, 400])
      if (answer.status === 400) expect(answer.body.errors.map((error: { path: string }) => error.path)).toContain('surprise')
    }
    expect(differing(answers)).toEqual([])
  })

  test('that takes parameters refuses one nobody knows', async () => {
    const taking = operations.filter(
      operation =>
        (operation.method === 'GET' || operation.method === 'DELETE') && isOurs(operation) && !operation.open && !operation.streams,
    )
    const answers: [string, Answer, number][] = []
    for (const operation of taking) {
      const address = addressOf(operation)
      answers.push([
        name(operation),
        await world.ana.api(`${address}${address.includes('?') ? '&' : '?'}surprise=1`, { method: operation.method }),
        400,
      ])
    }
    expect(differing(answers)).toEqual([])
  })

  const wrong = [null, 7, -1, 1e308, true, 'x', '', [], [1], [null], {}, { a: { b: 1 } }]
  test('answers 400 to a value of a wrong type in any field of its body, and never 500', async () => {
    const answers: [string, Answer, number][] = []
    for (const operation of operations.filter(({ body }) => body?.properties && isOurs({ path: '' } as Operation))) {
      if (!operation.body || !isOurs(operation) || operation.id === 'skills.invoke') continue
      for (const [field, schema] of Object.entries(operation.body.properties ?? {})) {
        const types = typesOf(schema)
        for (const value of wrong) {
          const fits = types === undefined || types.has(typeOf(value))
          // What has the right type may be right: another test says what becomes of it.
          if (fits) continue
          const body = { ...bodyOf(operation.body), [field]: value }
          const answer = await world.ana.api(addressOf(operation), { method: operation.method, body })
          answers.push([`${name(operation)} ${field}=${JSON.stringify(value)}`, answer, 400])
        }
      }
    }
    expect(answers.length).toBeGreaterThan(500)
    expect(differing(answers)).toEqual([])
  })

  test('answers 400 to a parameter that is no number, no choice, or too long', async () => {
    const answers: [string, Answer, number][] = []
    for (const operation of operations.filter(operation => isOurs(operation) && !operation.streams))
      for (const { name: parameter, schema } of operation.query) {
        const closed = schema.type !== 'string' || schema.enum !== undefined
        const value = closed ? 'zebra' : 'x'.repeat(3000)
        if (schema.type === 'array') continue
        const address = new URL(addressOf(operation), 'http://x')
        address.searchParams.set(parameter, value)
        answers.push([
          `${name(operation)} ${parameter}`,
          await world.ana.api(address.pathname + address.search, { method: operation.method }),
          400,
        ])
      }
    expect(answers.length).toBeGreaterThan(40)
    expect(differing(answers)).toEqual([])
  })

  test('that lists takes limit and cursor and answers items and nextCursor', async () => {
    const lists = operations.filter(
      ({ method, answer, path }) => method === 'GET' && JSON.stringify(answer ?? {}).includes('"nextCursor"') && !path.includes('{id}'),
    )
    expect(lists.map(({ path }) => path)).toEqual(
      expect.arrayContaining([
        '/api/tasks',
        '/api/calendar/events',
        '/api/notes',
        '/api/contacts',
        '/api/reminders',
        '/api/keys',
        '/api/audit',
        '/api/skills',
        '/api/approvals',
        '/api/notifications',
        '/api/chat/sessions',
        '/api/usage',
        '/api/members',
        '/api/projects',
        '/api/files',
        '/api/files/folders',
        '/api/memory/facts',
        '/api/memory/jobs',
        '/api/memory/sources',
      ]),
    )
    const answers: [string, Answer, number][] = []
    for (const operation of lists) {
      const { path } = operation
      const page = await world.ana.api(`${path}?limit=1`)
      answers.push([path, page, 200])
      expect(page.body, path).toMatchObject({ items: expect.any(Array) })
      expect(page.body.items.length, path).toBeLessThanOrEqual(1)
      expect(page.body.nextCursor === null || typeof page.body.nextCursor === 'string', path).toBe(true)
      for (const bad of ['limit=0', 'limit=201', 'limit=1.5', 'limit=ten', 'limit=', 'limit=1e3', 'limit=1&limit=2', 'cursor='])
        answers.push([`${path}?${bad}`, await world.ana.api(`${path}?${bad}`), 400])
      answers.push([`${path}?cursor=junk`, await world.ana.api(`${path}?cursor=junk`), 400])
    }
    expect(differing(answers)).toEqual([])
  })
})

describe('/api/skills', patience, () => {
  test('tells of each skill what it takes and gives, page by page', async () => {
    const all = (await world.ana.api('/api/skills?limit=200')).body
    expect(all.nextCursor).toBeNull()
    expect(all.items.length).toBeGreaterThan(25)
    for (const item of all.items)
      expect(item).toEqual({
        id: expect.stringMatching(/^[a-z][a-z.-]+$/),
        title: expect.stringMatching(/\S/),
        description: expect.stringMatching(/\S/),
        effect: expect.stringMatching(/^(read|write|destructive)$/),
        input: expect.objectContaining({ type: 'object', additionalProperties: false }),
        output: expect.objectContaining({ type: 'object' }),
        examples: expect.arrayContaining([expect.any(String)]),
      })
    const ids = all.items.map((item: { id: string }) => item.id)
    expect(ids).toEqual(
      expect.arrayContaining([
        ...['create', 'list', 'get', 'search', 'update', 'complete', 'delete'].map(verb => `tasks.${verb}`),
        ...['calendar', 'notes', 'contacts', 'reminders'].flatMap(domain =>
          ['create', 'list', 'get', 'search', 'update', 'delete'].map(verb => `${domain}.${verb}`),
        ),
        'calendar.free-slots',
        'help',
        'undo',
      ]),
    )
    const first = (await world.ana.api('/api/skills?limit=10')).body
    const next = (await world.ana.api(`/api/skills?limit=10&cursor=${encodeURIComponent(first.nextCursor)}`)).body
    expect([...first.items, ...next.items].map((item: { id: string }) => item.id)).toEqual(ids.slice(0, 20))
  })

  test('a viewer may invoke every skill that reads and none that writes', async () => {
    const answers: [string, Answer, number][] = []
    for (const { id, effect, input } of (await world.vic.api('/api/skills?limit=200')).body.items) {
      // What a request does depends on its method, and the least one reads.
      if (effect === 'read' || id === 'http.request') continue
      answers.push([id, await world.vic.api(`/api/skills/${id}/invoke`, { body: bodyOf(input) }), 403])
    }
    expect(answers.length).toBeGreaterThan(15)
    expect(differing(answers)).toEqual([])
    const post = { body: { method: 'POST', url: 'https://a.example' } }
    expectProblem(await world.vic.api('/api/skills/http.request/invoke', post), 403, 'kernel.forbidden')
    expect((await world.vic.invoke('tasks.list')).items).toEqual(expect.any(Array))
    expect(
      (await world.vic.invoke('help')).families.flatMap((family: { skills: { id: string }[] }) => family.skills.map(skill => skill.id)),
    ).not.toContain('tasks.create')
    expect((await world.ana.invoke('help')).families.find((family: { id: string }) => family.id === 'http')?.title).toBe('Web requests')
  })

  test('what is no skill is 404, and input of one is refused by its own schema', async () => {
    expectProblem(await world.ana.api('/api/skills/no.such/invoke', { body: {} }), 404, 'kernel.unknown_skill')
    for (const body of [{}, { title: 7 }, { title: 'x', colour: 'red' }, [], ['title'], 'text', 7, true])
      expectProblem(
        await world.ana.api('/api/skills/tasks.create/invoke', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        }),
        400,
        'kernel.invalid_input',
      )
  })
})

describe('what is in another workspace', patience, () => {
  const waiting = {
    trigger: { type: 'manual' },
    nodes: [{ id: 'pause', type: 'wait', duration: '1d' }],
    edges: [{ from: 'trigger', to: 'pause' }],
  }

  /** How Ana comes by one of each kind that has an address of its own. A new kind is missing here until it is made testable. */
  const makers: Record<string, () => Promise<string>> = {
    '/api/tasks': async () => (await world.ana.api('/api/tasks', { body: { title: 'Hers', rrule: 'FREQ=DAILY' } })).body.id,
    '/api/calendar/events': async () =>
      (await world.ana.api('/api/calendar/events', { body: { title: 'Hers', start: '2026-12-01' } })).body.id,
    '/api/calendar/imports': async () => {
      const headers = { 'content-type': 'text/calendar' }
      return (await world.ana.api('/api/calendar/imports', { body: 'BEGIN:VCALENDAR\r\nEND:VCALENDAR', headers })).body.id
    },
    '/api/notes': async () => (await world.ana.api('/api/notes', { body: { body: 'Hers' } })).body.id,
    '/api/contacts': async () => (await world.ana.api('/api/contacts', { body: { name: 'Hers' } })).body.id,
    '/api/reminders': async () => (await world.ana.api('/api/reminders', { body: { title: 'Hers', due: '2999-01-01T10:00' } })).body.id,
    '/api/projects': async () => (await world.ana.api('/api/projects', { body: { name: 'Hers' } })).body.id,
    '/api/keys': async () => (await world.ana.api('/api/keys', { body: { name: 'Hers' } })).body.id,
    '/api/models': async () =>
      (await world.ana.api('/api/models', { body: { kind: 'openai', model: 'gpt', apiKey: 'sk-not-a-key' } })).body.id,
    '/api/chat/sessions': async () => (await world.ana.chat('hello')).sessionId,
    '/api/approvals': async () => {
      await world.ana.api('/api/tasks', { body: { title: 'Zeppelin' } })
      await world.ana.chat('delete the task Zeppelin')
      return (await world.ana.api('/api/approvals?status=pending')).body.items[0].id
    },
    '/api/workflows': async () => (await world.ana.api('/api/workflows', { body: { name: 'Hers', graph: waiting } })).body.id,
    '/api/runs': async () => {
      const { id } = (await world.ana.api('/api/workflows', { body: { name: 'Hers too', graph: waiting } })).body
      await world.ana.api(`/api/workflows/${id}/publish`, { body: {} })
      return (await world.ana.api(`/api/workflows/${id}/run`, { body: {} })).body.runId
    },
    '/api/files': async () => {
      const form = new FormData()
      form.append('file', new Blob(['Hers']), 'hers.txt')
      return (await world.ana.api('/api/files', { body: form })).body.id
    },
    '/api/memory/sources': async () =>
      (await world.ana.api('/api/memory/sources', { body: { type: 'web', url: 'https://example.invalid/' } })).body.id,
    '/api/files/uploads': async () => {
      const headers = { 'tus-resumable': '1.0.0', 'upload-length': '4' }
      return (await world.ana.api('/api/files', { method: 'POST', headers })).headers.get('location')?.split('/').at(-1) as string
    },
    '/api/memory/facts': async () => (await world.ana.api('/api/memory/facts', { body: { text: 'Hers' } })).body.id,
    '/api/memory/jobs': async () => {
      await world.ana.api('/api/memory/sources', { body: { type: 'web', url: 'https://example.invalid/' } })
      return (await world.ana.api('/api/memory/jobs')).body.items.find((job: { kind: string }) => job.kind === 'sync').id
    },
    '/api/invitations': async () => (await world.ana.api('/api/invitations', { body: {} })).body.id,
    '/api/members': async () => (await world.max.api('/api/me')).body.id,
    '/api/notifications': async () => {
      await world.ana.api('/api/reminders', { body: { title: 'Now', due: new Date(Date.now() + 500).toISOString() } })
      return eventually(async () => (await world.ana.api('/api/notifications')).body.items[0]?.id)
    },
  }

  test('is not found under any address with an id, and stays as it was', async () => {
    const withId = operations.filter(({ path, id }) => path.includes('{id}') && id !== 'skills.invoke')
    const kinds = [...new Set(withId.map(({ path }) => path.slice(0, path.indexOf('/{id}'))))]
    expect(kinds.filter(kind => !(kind in makers))).toEqual([])
    const answers: [string, Answer, number][] = []
    for (const kind of kinds) {
      const id = await (makers[kind] as () => Promise<string>)()
      expect(id, kind).toEqual(expect.any(String))
      for (const operation of withId.filter(({ path }) => path.startsWith(`${kind}/{id}`))) {
        if (operation.streams) {
          const answer = await world.eve.api(addressOf(operation, id))
          answers.push([name(operation), answer, 404])
          continue
        }
        // A PATCH of nothing is refused before anybody looks for the record.
        const fields = Object.entries(operation.body?.properties ?? {})
        const [field] = operation.method === 'PATCH' ? fields.filter(([, schema]) => schema.type === 'string') : []
        const body = operation.body && { ...bodyOf(operation.body), ...(field ? { [field[0]]: sampleOf(field[1], field[0]) } : {}) }
        const answer = await world.eve.api(addressOf(operation, id), { method: operation.method, ...(body ? { body } : {}) })
        answers.push([name(operation), answer, 404])
      }
    }
    expect(differing(answers)).toEqual([])
    expect((await world.ana.api('/api/tasks?filter=all')).body.items.map((task: { title: string }) => task.title).sort()).toEqual([
      'Hers',
      'Zeppelin',
    ])
  })

  test('cannot be named by its id in a body either', async () => {
    const task = await world.ana.api('/api/tasks', { body: { title: 'Parent', project: 'Secret plan' } })
    expectProblem(await world.eve.api('/api/tasks', { body: { title: 'child', parent: task.body.id } }), 404)
    expectProblem(await world.eve.api('/api/tasks', { body: { title: 'child', project: task.body.projectId } }), 404)
    expectProblem(await world.eve.api('/api/reminders', { body: { title: 'x', due: '2999-01-01', task: task.body.id } }), 404)
    const me = await world.ana.api('/api/me')
    const assigned = await world.eve.api('/api/tasks', { body: { title: 'x', assignee: me.body.id } })
    expect(assigned.body.assigneeId).toBeUndefined()
    // To this workspace it is a word like any other: her name is not told.
    expect(assigned.body.assignee).toBe(me.body.id)
  })

  test('what Ana did, Eve cannot undo', async () => {
    const made = await world.ana.api('/api/notes', { body: { body: 'Mine' } })
    const undoId = made.headers.get('atom-undo')
    expect(undoId).toEqual(expect.any(String))
    expectProblem(await world.eve.api('/api/undo', { body: { id: undoId } }), 404, 'identity.nothing_to_undo')
    expect((await world.ana.api(`/api/notes/${made.body.id}`)).status).toBe(200)
  })

  test('a workspace one does not belong to is not found, by cookie and by key', async () => {
    const theirs = (await world.ana.api('/api/me')).body.workspace.id
    const headers = { 'x-atom-workspace': theirs }
    expectProblem(await world.eve.browse('/api/tasks', { headers }), 404, 'identity.no_such_workspace')
    expectProblem(await world.eve.api('/api/tasks', { headers }), 404, 'identity.no_such_workspace')
  })
})
