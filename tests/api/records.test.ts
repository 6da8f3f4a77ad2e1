import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Anything } from '../harness/server.ts'
import { databases, expectProblem, startWorld, type World } from './world.ts'

/** Any time in an answer carries its zone. */
const moment = expect.stringMatching(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}[+-]\d{2}:\d{2}$/)
const id = expect.stringMatching(/^[0-9a-f-]{36}$/)
const made = { id, createdAt: moment, updatedAt: moment }

interface Kind {
  path: string
  /** The least that makes one, and what it is then. */
  least: [Anything, Anything]
  /** Everything a person can say, and what it is then. */
  full: [Anything, Anything]
  /** A change, and the fields that differ afterwards. */
  change: [Anything, Anything]
  /** Where its list has it. */
  list?: string
}

const kinds: Record<string, Kind> = {
  task: {
    path: '/api/tasks',
    least: [{ title: 'Call Dana' }, { ...made, title: 'Call Dana', status: 'open', priority: 'normal', labels: [] }],
    full: [
      {
        title: 'Pay rent',
        notes: 'By transfer',
        status: 'in_progress',
        priority: 'high',
        due: '2026-12-01T09:30',
        project: 'Home',
        assignee: 'me',
        labels: ['money', 'money', '#home'],
        rrule: 'FREQ=MONTHLY;BYMONTHDAY=1',
      },
      {
        ...made,
        title: 'Pay rent',
        notes: 'By transfer',
        status: 'in_progress',
        priority: 'high',
        due: '2026-12-01T09:30:00+01:00',
        project: 'Home',
        projectId: id,
        assignee: 'Ana Reyes',
        assigneeId: id,
        labels: ['money', 'home'],
        rrule: 'FREQ=MONTHLY;BYMONTHDAY=1',
      },
    ],
    change: [
      { priority: 'urgent', due: '2026-12-02', notes: null },
      { priority: 'urgent', due: '2026-12-02', notes: undefined },
    ],
    list: '/api/tasks?filter=all',
  },
  event: {
    path: '/api/calendar/events',
    least: [
      { title: 'Standup', start: '2026-12-01T10:00' },
      {
        ...made,
        title: 'Standup',
        start: '2026-12-01T10:00:00+01:00',
        end: '2026-12-01T11:00:00+01:00',
        allDay: false,
        timeZone: 'Europe/Berlin',
        people: [],
      },
    ],
    full: [
      {
        title: 'Offsite',
        start: '2026-12-10',
        end: '2026-12-11',
        allDay: true,
        timeZone: 'Asia/Tokyo',
        rrule: 'FREQ=YEARLY',
        people: ['me', 'Dana'],
        location: 'Lisbon',
        notes: 'Bring shoes',
      },
      {
        ...made,
        title: 'Offsite',
        start: '2026-12-10',
        end: '2026-12-11',
        allDay: true,
        timeZone: 'Asia/Tokyo',
        rrule: 'FREQ=YEARLY',
        people: ['Ana Reyes', 'Dana'],
        location: 'Lisbon',
        notes: 'Bring shoes',
      },
    ],
    change: [
      { title: 'Retreat', location: null },
      { title: 'Retreat', location: undefined },
    ],
    list: '/api/calendar/events?from=2026-12-01&to=2026-12-31',
  },
  note: {
    path: '/api/notes',
    least: [{ body: 'Just text' }, { ...made, body: 'Just text', labels: [], revision: expect.any(String) }],
    full: [
      { title: 'Ideas', body: '# One\n\n- two', labels: ['draft'] },
      { ...made, title: 'Ideas', body: '# One\n\n- two', labels: ['draft'], revision: expect.any(String) },
    ],
    change: [
      { title: null, body: 'Other' },
      { title: undefined, body: 'Other', revision: expect.any(String) },
    ],
  },
  contact: {
    path: '/api/contacts',
    least: [{ name: 'Dana' }, { ...made, name: 'Dana' }],
    full: [
      { name: 'Priya Shah', email: 'priya@example.com', phone: '+49 30 123', company: 'Acme', notes: 'Met in May' },
      { ...made, name: 'Priya Shah', email: 'priya@example.com', phone: '+49 30 123', company: 'Acme', notes: 'Met in May' },
    ],
    change: [
      { company: 'Globex', phone: null },
      { company: 'Globex', phone: undefined },
    ],
  },
  reminder: {
    path: '/api/reminders',
    least: [
      { title: 'Stretch', due: '2999-12-01' },
      { ...made, title: 'Stretch', due: '2999-12-01', status: 'scheduled' },
    ],
    full: [
      { title: 'Medicine', due: '2999-12-01T07:30', rrule: 'FREQ=DAILY', person: 'Dana' },
      { ...made, title: 'Medicine', due: '2999-12-01T07:30:00+01:00', rrule: 'FREQ=DAILY', person: 'Dana', status: 'scheduled' },
    ],
    change: [
      { title: 'Vitamins', rrule: null },
      { title: 'Vitamins', rrule: undefined },
    ],
  },
}

/** What JSON leaves of a value: fields without one are not there. */
const present = (value: object) => Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined))
/** The record alone: what making it brought to light (conflicts) or made besides (a project) is told once. */
const alone = ({ conflicts: _, madeProject: __, ...record }: Anything) => record

for (const database of databases)
  describe(`records on ${database.name}`, () => {
    let world: World
    beforeAll(async () => {
      world = await startWorld({ database })
      await world.ana.api('/api/me', { method: 'PATCH', body: { timeZone: 'Europe/Berlin' } })
    })
    afterAll(() => world?.stop())

    for (const [kind, { path, least, full, change, list = path }] of Object.entries(kinds)) {
      test(`${kind}: made with 201, got, listed, changed and deleted, with exactly its fields`, async () => {
        const { ana } = world
        for (const [input, record] of [least, full]) {
          const created = await ana.api(path, { body: input })
          expect([created.status, alone(created.body)]).toEqual([201, record])
          const address = `${path}/${created.body.id}`
          expect((await ana.api(address)).body).toEqual(alone(created.body))
          expect((await ana.api(list)).body.items).toContainEqual(alone(created.body))
        }
        const { body: before } = await ana.api(path, { body: full[0] })
        const address = `${path}/${before.id}`
        const changed = await ana.api(address, { method: 'PATCH', body: change[0] })
        const after = present({ ...alone(before), ...change[1], updatedAt: moment })
        expect([changed.status, alone(changed.body)]).toEqual([200, after])
        expect((await ana.api(address)).body).toEqual(after)

        expectProblem(await ana.api(address, { method: 'PATCH', body: {} }), 400, 'productivity.no_change')
        const another = { ...change[0], id: '01a20000-0000-7000-8000-000000000000' }
        expectProblem(await ana.api(address, { method: 'PATCH', body: another }), 400, 'kernel.invalid_input')
        const deleted = await ana.api(address, { method: 'DELETE' })
        expect([deleted.status, deleted.body]).toMatchObject([200, { id: before.id, deleted: 1, ids: [before.id] }])
        expectProblem(await ana.api(address), 404, 'kernel.not_found')
        expectProblem(await ana.api(address, { method: 'PATCH', body: change[0] }), 404, 'kernel.not_found')
        expectProblem(await ana.api(address, { method: 'DELETE' }), 404, 'kernel.not_found')
        expect((await ana.api(list)).body.items.map((item: { id: string }) => item.id)).not.toContain(before.id)
      })

      test(`${kind}: a change and a deletion can be taken back by the undoId of their answer`, async () => {
        const { ana } = world
        const { body: before } = await ana.api(path, { body: full[0] })
        const address = `${path}/${before.id}`
        const undo = async (answer: { headers: Headers }) => {
          const undone = await ana.api('/api/undo', { body: { id: answer.headers.get('atom-undo') } })
          expect(undone.status).toBe(200)
        }
        await undo(await ana.api(address, { method: 'PATCH', body: change[0] }))
        expect((await ana.api(address)).body).toEqual({ ...alone(before), updatedAt: moment })
        await undo(await ana.api(address, { method: 'DELETE' }))
        expect((await ana.api(address)).body).toEqual({ ...alone(before), updatedAt: moment })
      })

      test(`${kind}: words in an address change and delete nothing, though they name one`, async () => {
        const { ana } = world
        const { body: before } = await ana.api(path, {
          body: { ...full[0], ...('name' in full[0] ? { name: 'Zyxw' } : { title: 'Zyxw' }) },
        })
        expectProblem(await ana.api(`${path}/zyxw`, { method: 'PATCH', body: change[0] }), 404, 'kernel.not_found')
        expectProblem(await ana.api(`${path}/zyxw`, { method: 'DELETE' }), 404, 'kernel.not_found')
        expect((await ana.api(`${path}/${before.id}`)).body).toEqual(alone(before))
        await ana.api(`${path}/${before.id}`, { method: 'DELETE' })
      })

      test(`${kind}: pages follow each other without gap or repeat`, async () => {
        const { max } = world
        await Promise.all(Array.from({ length: 7 }, () => max.api(path, { body: least[0] })))
        const whole = (await max.api(`${list}${list.includes('?') ? '&' : '?'}limit=200`)).body
        expect(whole.nextCursor).toBeNull()
        const ids: string[] = []
        let cursor: string | null = ''
        for (let pages = 0; cursor !== null && pages < 50; pages++) {
          const at = `${list}${list.includes('?') ? '&' : '?'}limit=3${cursor && `&cursor=${encodeURIComponent(cursor)}`}`
          const page: { body: { items: { id: string }[]; nextCursor: string | null } } = await max.api(at)
          ids.push(...page.body.items.map(item => item.id))
          cursor = page.body.nextCursor
        }
        expect(ids).toEqual(whole.items.map((item: { id: string }) => item.id))
      })
    }

    test('a list gives 50 unless told', async () => {
      const { eve } = world
      await Promise.all(Array.from({ length: 51 }, (_, n) => eve.api('/api/notes', { body: { body: `Note ${n}` } })))
      const page = (await eve.api('/api/notes')).body
      expect(page.items).toHaveLength(50)
      expect(page.nextCursor).toEqual(expect.any(String))
      expect((await eve.api('/api/notes?limit=200')).body.items).toHaveLength(51)
    })

    test('every record skill answers {output} with the same record', async () => {
      const { ana } = world
      for (const [domain, kind] of [
        ['tasks', 'task'],
        ['calendar', 'event'],
        ['notes', 'note'],
        ['contacts', 'contact'],
        ['reminders', 'reminder'],
      ] as const) {
        const { least, change } = kinds[kind] as Kind
        const invoke = (verb: string, body: Anything) => ana.api(`/api/skills/${domain}.${verb}/invoke`, { body })
        const created = await invoke('create', least[0])
        expect([created.status, Object.keys(created.body)]).toEqual([200, ['output']])
        expect(alone(created.body.output)).toEqual(least[1])
        const { id } = created.body.output
        expect((await invoke('get', { id })).body.output.id).toBe(id)
        expect((await invoke('update', { id, ...change[0] })).body.output).toMatchObject({ id })
        const words = String(least[0].title ?? least[0].name ?? least[0].body)
        expect((await invoke('search', { query: words })).body.output).toMatchObject({ items: expect.any(Array), nextCursor: null })
        expect((await invoke('list', {})).body.output).toMatchObject({ items: expect.any(Array) })
        expect((await invoke('delete', { id })).body.output).toMatchObject({ id, deleted: 1 })
        expectProblem(await invoke('delete', {}), 400, 'productivity.one_of')
        expectProblem(await invoke('delete', { id, filter: 'all' }), 404, 'kernel.not_found')
      }
    })

    describe('tasks.list', () => {
      const titles = async (query: string) =>
        (await world.vic.api(`/api/tasks?limit=200&${query}`)).body.items.map((task: { title: string }) => task.title)

      test('filters by what stands in the API: filter, project, assignee, labels, priority, days inclusive', async () => {
        const { max } = world
        const add = (title: string, fields: object = {}) => max.api('/api/tasks', { body: { title, project: 'Filters', ...fields } })
        await add('late', { due: '2020-01-01' })
        await add('first', { due: '2027-03-01', assignee: 'Sam' })
        await add('last', { due: '2027-03-31T23:30', labels: ['red', 'blue'] })
        await add('after', { due: '2027-04-01T00:00', labels: ['red'], priority: 'urgent' })
        const finished = await add('finished', { due: '2027-03-10', status: 'done' })
        expect(finished.body.completedAt).toEqual(expect.any(String))
        await add('dropped', { status: 'cancelled' })
        const within = 'project=Filters'
        expect(await titles(within)).toEqual(['late', 'first', 'last', 'after'])
        expect(await titles(`${within}&filter=open`)).toEqual(['late', 'first', 'last', 'after'])
        expect(await titles(`${within}&filter=done`)).toEqual(['finished'])
        expect((await titles(`${within}&filter=all`)).sort()).toEqual(['after', 'dropped', 'finished', 'first', 'last', 'late'])
        expect(await titles(`${within}&filter=overdue`)).toEqual(['late'])
        expect(await titles(`${within}&filter=unassigned`)).toEqual(['late', 'last', 'after'])
        expect(await titles(`${within}&assignee=sam`)).toEqual(['first'])
        expect(await titles(`${within}&labels=red`)).toEqual(['last', 'after'])
        expect(await titles(`${within}&labels=red,blue`)).toEqual(['last'])
        expect(await titles(`${within}&labels=red&labels=blue`)).toEqual(['last'])
        expect(await titles(`${within}&priority=urgent`)).toEqual(['after'])
        expect(await titles(`${within}&dueFrom=2027-03-01&dueTo=2027-03-31`)).toEqual(['first', 'last'])
        expect(await titles(`${within}&dueFrom=2027-04-01`)).toEqual(['after'])
        expect(await titles(`${within}&dueTo=2027-02-28`)).toEqual(['late'])
      })
    })

    describe('names and ids', () => {
      test('a project is named by id or name, and made when there is none; an unknown person stays as text', async () => {
        const { ana } = world
        const first = (await ana.api('/api/tasks', { body: { title: 'a', project: 'Moon base', assignee: 'Neil' } })).body
        expect(first).toMatchObject({ project: 'Moon base', projectId: id, assignee: 'Neil' })
        expect(first.assigneeId).toBeUndefined()
        const second = (await ana.api('/api/tasks', { body: { title: 'b', project: 'moon BASE' } })).body
        const third = (await ana.api('/api/tasks', { body: { title: 'c', project: first.projectId } })).body
        expect([second.projectId, third.projectId]).toEqual([first.projectId, first.projectId])
        const projects = (await ana.api('/api/projects')).body.items
        expect(projects.filter((project: { name: string }) => /moon/i.test(project.name))).toHaveLength(1)
      })

      test('to look in a project nobody has made is 404 and makes none', async () => {
        const { ana } = world
        const count = async () => (await ana.api('/api/projects?limit=200')).body.items.length
        const before = await count()
        expectProblem(await ana.api('/api/tasks?project=Atlantis'), 404, 'kernel.not_found')
        expect(await count()).toBe(before)
      })

      test('`me` is the caller, a member is named by name, first name, e-mail or id', async () => {
        const { ana, max } = world
        const assign = async (assignee: string) => (await ana.api('/api/tasks', { body: { title: 'x', assignee } })).body
        const members = (await ana.api('/api/members')).body.items as { id: string; name: string; email: string }[]
        const theirs = members.find(member => member.name === max.name)?.id
        const mine = members.find(member => member.name === ana.name)?.id
        expect((await assign('me')).assigneeId).toBe(mine)
        for (const words of ['Max Member', 'max', max.email, theirs as string]) expect((await assign(words)).assigneeId).toBe(theirs)
      })

      test('a task is named by its words; several that fit equally are 409 with the candidates', async () => {
        const { ana } = world
        const [one, two] = [
          await ana.api('/api/tasks', { body: { title: 'Order quartz countertop' } }),
          await ana.api('/api/tasks', { body: { title: 'Order quartz tiles' } }),
        ]
        const got = await ana.api('/api/skills/tasks.get/invoke', { body: { id: 'quartz countertop' } })
        expect(got.body.output.id).toBe(one.body.id)
        const vague = await ana.api('/api/skills/tasks.get/invoke', { body: { id: 'order quartz' } })
        expectProblem(vague, 409, 'kernel.ambiguous')
        expect(vague.body.candidates.map((candidate: { id: string }) => candidate.id).sort()).toEqual([one.body.id, two.body.id].sort())
      })
    })

    describe('times', () => {
      test('without a zone they are the person’s, with one they are kept as the moment, and answers carry the reader’s', async () => {
        const { ana, max } = world
        await max.api('/api/me', { method: 'PATCH', body: { timeZone: 'America/New_York' } })
        const bare = (await ana.api('/api/tasks', { body: { title: 'bare', due: '2026-12-24T18:00' } })).body
        expect(bare.due).toBe('2026-12-24T18:00:00+01:00')
        expect((await max.api(`/api/tasks/${bare.id}`)).body.due).toBe('2026-12-24T12:00:00-05:00')
        const zoned = (await ana.api('/api/tasks', { body: { title: 'zoned', due: '2026-12-24T18:00:00Z' } })).body
        expect(zoned.due).toBe('2026-12-24T19:00:00+01:00')
        const day = (await ana.api('/api/tasks', { body: { title: 'day', due: '2026-12-24' } })).body
        expect(day.due).toBe('2026-12-24')
        expect((await max.api(`/api/tasks/${day.id}`)).body.due).toBe('2026-12-24')
      })

      for (const due of [
        '2026-02-30',
        '2026-13-01',
        '2026-12-24T25:00',
        '2026-12-24T24:00',
        'tomorrow',
        '24.12.2026',
        '2026-12-24T18:00+99:00',
        '0000-01-01',
      ])
        test(`${due} is no time`, async () => {
          const answer = await world.ana.api('/api/tasks', { body: { title: 'x', due } })
          expectProblem(answer, 400, 'kernel.invalid_input')
          expect(answer.body.errors[0].path).toBe('due')
        })
    })

    describe('recurrence', () => {
      test('a completed recurring task moves to its next date and leaves a finished copy', async () => {
        const { ana } = world
        const { body: task } = await ana.api('/api/tasks', { body: { title: 'Water', due: '2027-01-04', rrule: 'FREQ=WEEKLY;BYDAY=MO' } })
        const done = await ana.api('/api/skills/tasks.complete/invoke', { body: { id: task.id } })
        expect(done.body.output).toMatchObject({ id: task.id, status: 'open', due: '2027-01-11' })
        expect((await ana.api('/api/tasks?filter=done')).body.items).toContainEqual(
          expect.objectContaining({ title: 'Water', due: '2027-01-04' }),
        )
      })

      for (const [kind, body] of [
        ['tasks', { title: 'x', due: '2027-01-04' }],
        ['calendar/events', { title: 'x', start: '2027-01-04T10:00' }],
        ['reminders', { title: 'x', due: '2027-01-04T10:00' }],
      ] as const)
        test(`${kind}: a rule that is none, never comes true or carries RRULE: is 400`, async () => {
          for (const rrule of [
            'weekly',
            'RRULE:FREQ=DAILY',
            'FREQ=SECONDLY',
            'FREQ=WEEKLY;BYDAY=XX',
            'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30',
            'FREQ=DAILY;BYSETPOS=5',
            'FREQ=YEARLY;INTERVAL=99999999999',
          ])
            expectProblem(await world.ana.api(`/api/${kind}`, { body: { ...body, rrule } }), 400, 'kernel.invalid_input')
        })

      test('`date` takes one date out of a series, and what does not repeat has none', async () => {
        const { ana } = world
        const { body: task } = await ana.api('/api/tasks', { body: { title: 'Bins', due: '2027-01-04', rrule: 'FREQ=WEEKLY' } })
        const left = await ana.api(`/api/tasks/${task.id}?date=2027-01-04`, { method: 'DELETE' })
        expect(left.body).toMatchObject({ id: task.id, date: '2027-01-04', deleted: 1 })
        expect((await ana.api(`/api/tasks/${task.id}`)).body.due).toBe('2027-01-11')
        expectProblem(await ana.api(`/api/tasks/${task.id}?date=2027-01-05`, { method: 'DELETE' }), 404, 'productivity.no_occurrence')
        const { body: once } = await ana.api('/api/tasks', { body: { title: 'Once', due: '2027-01-04' } })
        expectProblem(await ana.api(`/api/tasks/${once.id}?date=2027-01-04`, { method: 'DELETE' }), 400, 'productivity.not_recurring')
      })
    })

    test('a deletion of all a filter names takes these and no others', async () => {
      const { eve } = world
      await eve.api('/api/tasks', { body: { title: 'stays' } })
      await eve.api('/api/tasks', { body: { title: 'goes', status: 'done' } })
      const deleted = await eve.api('/api/skills/tasks.delete/invoke', { body: { filter: 'done' } })
      expect(deleted.body.output).toMatchObject({ deleted: 1 })
      expect((await eve.api('/api/tasks?filter=all')).body.items.map((task: { title: string }) => task.title)).toEqual(['stays'])
    })
  })
