import { dialects } from '@atom/storage/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { store } from '../store.ts'
import { codeOf, items, openWorld, present, titles, type World } from '../testing.ts'

for (const dialect of dialects)
  describe(`tasks on ${dialect.name}`, () => {
    let world: World
    beforeAll(async () => {
      world = await openWorld(dialect)
    })
    beforeEach(async () => {
      world.clock.set(present)
      await world.run(world.ana, 'tasks.delete', { filter: 'all' })
      world.events.length = 0
    })
    afterAll(() => world.close())
    const ana = () => world.ana
    const make = (input: Record<string, unknown>) => world.run(world.ana, 'tasks.create', input)
    const get = (id: unknown) => world.run(world.ana, 'tasks.get', { id })

    test('a new task has every field that was given, and sensible ones for the rest', async () => {
      const full = await make({
        title: ' Write report ',
        notes: 'Q3',
        due: '2026-11-25T15:00',
        project: 'Office',
        assignee: 'me',
        labels: ['#work', 'Work', 'q3'],
        priority: 'high',
      })
      expect(full).toEqual({
        id: expect.any(String),
        title: 'Write report',
        notes: 'Q3',
        status: 'open',
        priority: 'high',
        due: '2026-11-25T15:00:00+01:00',
        project: 'Office',
        projectId: expect.any(String),
        madeProject: expect.any(String),
        assignee: 'Ana',
        assigneeId: ana().person.id,
        labels: ['work', 'q3'],
        createdAt: '2026-11-24T10:00:00+01:00',
        updatedAt: '2026-11-24T10:00:00+01:00',
      })
      expect(await make({ title: 'Bare' })).toEqual({
        id: expect.any(String),
        title: 'Bare',
        status: 'open',
        priority: 'normal',
        labels: [],
        createdAt: '2026-11-24T10:00:00+01:00',
        updatedAt: '2026-11-24T10:00:00+01:00',
      })
    })

    test('a project is made once, whatever the case it is named in', async () => {
      const first = await make({ title: 'Milk', project: 'Shopping' })
      const second = await make({ title: 'Bread', project: 'SHOPPING' })
      expect(second.projectId).toBe(first.projectId)
      expect(titles(await world.run(ana(), 'tasks.list', { project: 'shopping' }))).toEqual(['Milk', 'Bread'])
    })

    test('a member is known by first name, and an unknown person stays as text', async () => {
      expect(await make({ title: 'a', assignee: 'Sam' })).toMatchObject({ assignee: 'Sam Lee', assigneeId: world.sam.person.id })
      const stranger = await make({ title: 'b', assignee: 'Grandma' })
      expect(stranger).toMatchObject({ assignee: 'Grandma' })
      expect(stranger.assigneeId).toBeUndefined()
      expect(titles(await world.run(ana(), 'tasks.list', { assignee: 'grandma' }))).toEqual(['b'])
      expect(titles(await world.run(ana(), 'tasks.list', { assignee: 'Sam Lee' }))).toEqual(['a'])
    })

    test('what is due sorts by date, a day before the moments of it, and what has no date comes last', async () => {
      for (const [title, due] of Object.entries({ none: undefined, moment: '2026-11-26T09:00', day: '2026-11-26', early: '2026-11-25' }))
        await make({ title, due })
      expect(titles(await world.run(ana(), 'tasks.list'))).toEqual(['early', 'day', 'moment', 'none'])
    })

    test('overdue are days before today and moments before now, in the zone of who asks', async () => {
      await make({ title: 'yesterday', due: '2026-11-23' })
      await make({ title: 'today', due: '2026-11-24' })
      await make({ title: 'at nine', due: '2026-11-24T09:59' })
      await make({ title: 'at eleven', due: '2026-11-24T11:00' })
      expect(titles(await world.run(ana(), 'tasks.list', { filter: 'overdue' }))).toEqual(['yesterday', 'at nine'])
      world.clock.set('2026-11-25T02:00:00.000Z')
      expect(titles(await world.run(ana(), 'tasks.list', { filter: 'overdue' }))).toEqual(['yesterday', 'today', 'at nine', 'at eleven'])
      expect(titles(await world.run(world.sam, 'tasks.list', { filter: 'overdue' }))).toEqual(['yesterday', 'at nine', 'at eleven'])
    })

    test('from and to are days of the person’s zone, inclusive', async () => {
      await make({ title: 'day', due: '2026-11-27' })
      await make({ title: 'first minute', due: '2026-11-27T00:00' })
      await make({ title: 'last minute', due: '2026-11-27T23:59' })
      await make({ title: 'next day', due: '2026-11-28T00:00' })
      await make({ title: 'no date' })
      const within = { dueFrom: '2026-11-27', dueTo: '2026-11-27' }
      expect(new Set(titles(await world.run(ana(), 'tasks.list', within)))).toEqual(new Set(['day', 'first minute', 'last minute']))
      expect(titles(await world.run(ana(), 'tasks.list', { dueFrom: '2026-11-28' }))).toEqual(['next day'])
    })

    test('labels are found whole and in any case, and every one asked for must be there', async () => {
      await make({ title: 'both', labels: ['Home', '100%'] })
      await make({ title: 'one', labels: ['homework'] })
      expect(titles(await world.run(ana(), 'tasks.list', { labels: ['home'] }))).toEqual(['both'])
      expect(titles(await world.run(ana(), 'tasks.list', { labels: ['home', '100%'] }))).toEqual(['both'])
      expect(titles(await world.run(ana(), 'tasks.list', { labels: ['1__%'] }))).toEqual([])
    })

    test('the other filters look at assignee, priority and status', async () => {
      await make({ title: 'free', priority: 'low' })
      await make({ title: 'taken', assignee: 'me', status: 'in_progress' })
      const { id } = await make({ title: 'finished' })
      await world.run(ana(), 'tasks.complete', { id })
      await make({ title: 'dropped', status: 'cancelled' })
      expect(titles(await world.run(ana(), 'tasks.list', { filter: 'unassigned' }))).toEqual(['free'])
      expect(titles(await world.run(ana(), 'tasks.list', { assignee: 'me' }))).toEqual(['taken'])
      expect(titles(await world.run(ana(), 'tasks.list', { priority: 'low' }))).toEqual(['free'])
      expect(titles(await world.run(ana(), 'tasks.list', { filter: 'done' }))).toEqual(['finished'])
      expect(titles(await world.run(ana(), 'tasks.list', {}))).toEqual(['free', 'taken'])
      expect(items(await world.run(ana(), 'tasks.list', { filter: 'all' }))).toHaveLength(4)
    })

    test('pages go on where the last one ended, without a gap or a repetition', async () => {
      for (let i = 0; i < 7; i++) await make({ title: `t${i}`, due: i % 2 ? '2026-12-01' : undefined })
      const seen: unknown[] = []
      for (let cursor: unknown; cursor !== null; ) {
        const page = await world.run(ana(), 'tasks.list', { limit: 3, ...(cursor ? { cursor } : {}) })
        seen.push(...titles(page))
        cursor = page.nextCursor
      }
      expect(seen).toEqual(['t1', 't3', 't5', 't0', 't2', 't4', 't6'])
    })

    test('searching finds all words in any order and case, and takes signs literally', async () => {
      await make({ title: 'Pay the ÄRZTE invoice', notes: 'by bank_transfer', labels: ['Health'] })
      await make({ title: 'Pay rent' })
      expect(titles(await world.run(ana(), 'tasks.search', { query: 'INVOICE ärzte' }))).toEqual(['Pay the ÄRZTE invoice'])
      expect(titles(await world.run(ana(), 'tasks.search', { query: 'health bank_' }))).toEqual(['Pay the ÄRZTE invoice'])
      expect(titles(await world.run(ana(), 'tasks.search', { query: 'p_y' }))).toEqual([])
      expect(titles(await world.run(ana(), 'tasks.search', { query: '%' }))).toEqual([])
    })

    test('an update changes what is given, null clears, and undo puts everything back', async () => {
      const before = await make({ title: 'Old', notes: 'n', due: '2026-12-01', project: 'Office', assignee: 'Sam', labels: ['a'] })
      const { id } = before
      const change = {
        title: 'New',
        notes: null,
        due: null,
        project: null,
        assignee: null,
        labels: ['b'],
        priority: 'urgent',
        status: 'in_progress',
      }
      const after = await world.run(ana(), 'tasks.update', { id, ...change })
      expect(after).toEqual({
        id,
        title: 'New',
        status: 'in_progress',
        priority: 'urgent',
        labels: ['b'],
        createdAt: before.createdAt,
        updatedAt: before.updatedAt,
      })
      await world.undo(ana())
      expect(await get(id)).toEqual(before)
    })

    test('labels are added to those it has, each once, and undo takes only them away', async () => {
      const before = await make({ title: 'Rent', labels: ['home'] })
      const change = (input: object) => world.run(ana(), 'tasks.update', { id: before.id, ...input })
      expect(await change({ addLabels: ['#Home', 'money', 'Money'] })).toMatchObject({ labels: ['home', 'money'] })
      expect(titles(await world.run(ana(), 'tasks.list', { labels: ['money'] }))).toEqual(['Rent'])
      await world.undo(ana())
      expect(await get(before.id)).toEqual(before)
      expect(await codeOf(change({ labels: ['a'], addLabels: ['b'] }))).toBe('productivity.adds_or_replaces')
      expect(await codeOf(change({ addLabels: Array.from({ length: 50 }, (_, at) => `l${at}`) }))).toBe('productivity.list_full')
      expect(await change({ labels: ['b'] })).toMatchObject({ labels: ['b'] })
    })

    test('an update without a change is refused', async () => {
      const { id } = await make({ title: 'x' })
      expect(await codeOf(world.run(ana(), 'tasks.update', { id }))).toBe('productivity.no_change')
    })

    test('completing and undoing it leave the task as it was', async () => {
      const before = await make({ title: 'x', status: 'in_progress' })
      expect(await world.run(ana(), 'tasks.complete', { id: before.id })).toMatchObject({
        status: 'done',
        completedAt: '2026-11-24T10:00:00+01:00',
      })
      await world.undo(ana())
      expect(await get(before.id)).toEqual(before)
    })

    test('undated are the open ones without a due date', async () => {
      await make({ title: 'some day' })
      await make({ title: 'soon', due: '2026-12-24' })
      await make({ title: 'over', status: 'done' })
      expect(items(await world.run(ana(), 'tasks.list', { filter: 'undated' })).map(task => task.title)).toEqual(['some day'])
    })

    test('what was finished in some days, whenever it was due', async () => {
      const early = await make({ title: 'early', due: '2026-12-24' })
      await world.run(ana(), 'tasks.complete', { id: early.id })
      world.clock.advance(14 * 3_600_000)
      const late = await make({ title: 'after midnight in Berlin', due: '2026-11-24' })
      await world.run(ana(), 'tasks.complete', { id: late.id })
      await make({ title: 'open', due: '2026-11-24' })
      const titles = async (input: Record<string, unknown>) => items(await world.run(ana(), 'tasks.list', input)).map(task => task.title)
      expect(await titles({ completedFrom: '2026-11-24', completedTo: '2026-11-24' })).toEqual(['early'])
      expect(await titles({ filter: 'done', completedFrom: '2026-11-25' })).toEqual(['after midnight in Berlin'])
      expect(await titles({ completedTo: '2026-11-25' })).toEqual(['after midnight in Berlin', 'early'])
      expect(await titles({ filter: 'open', completedFrom: '2026-11-24' })).toEqual([])
      expect(await codeOf(world.run(ana(), 'tasks.list', { completedFrom: '2026-11-25', completedTo: '2026-11-24' }))).toBe(
        'productivity.from_after_to',
      )
    })

    test('a recurring task moves to its next date at the same hour across a clock change, and its past stays', async () => {
      const task = await make({ title: 'Water plants', due: '2027-03-26T09:00', rrule: 'FREQ=DAILY;INTERVAL=3' })
      const done = await world.run(ana(), 'tasks.complete', { id: task.id })
      expect(done).toMatchObject({ id: task.id, status: 'open', due: '2027-03-29T09:00:00+02:00' })
      expect(items(await world.run(ana(), 'tasks.list', { filter: 'done' }))).toMatchObject([
        { id: done.finishedCopy, title: 'Water plants', due: '2027-03-26T09:00:00+01:00' },
      ])
      await world.undo(ana())
      expect(await get(task.id)).toEqual(task)
      expect(items(await world.run(ana(), 'tasks.list', { filter: 'done' }))).toEqual([])
    })

    test('a task that repeats within a day gets a time, and done it moves to a later one', async () => {
      const task = await make({ title: 'water', due: '2026-11-24', rrule: 'FREQ=HOURLY;INTERVAL=2' })
      expect(task.due).toBe('2026-11-24T11:00:00+01:00')
      expect(await world.run(ana(), 'tasks.complete', { id: task.id })).toMatchObject({ due: '2026-11-24T13:00:00+01:00' })
      const undated = await make({ title: 'stretch', rrule: 'FREQ=HOURLY' })
      expect(undated.due).toBe('2026-11-24T11:00:00+01:00')
      const later = await make({ title: 'walk', due: '2026-11-26' })
      expect(await world.run(ana(), 'tasks.update', { id: later.id, rrule: 'FREQ=HOURLY' })).toMatchObject({
        due: '2026-11-26T09:00:00+01:00',
      })
    })

    test('an hourly series of days that an older version kept moves to the next day when it is done', async () => {
      const { id } = await make({ title: 'old', due: '2026-11-24', rrule: 'FREQ=DAILY' })
      await world.storage.unitOfWork.writing(ana(), tx =>
        store.update(tx, 'task').set({ rrule: 'FREQ=HOURLY' }).where('id', '=', String(id)).execute(),
      )
      expect(await world.run(ana(), 'tasks.complete', { id })).toMatchObject({ due: '2026-11-25' })
    })

    test('undoing a task takes the project along that was made for it, unless something else is in it by now; redoing brings both back', async () => {
      const projects = async () => items(await world.run(ana(), 'projects.list')).map(({ name }) => name)
      const before = await projects()
      const made = await make({ title: 'paint', project: 'Shed' })
      expect(made).toMatchObject({ project: 'Shed', madeProject: expect.any(String) })
      await world.undo(ana())
      expect(await projects()).toEqual(before)
      await world.undo(ana())
      expect(await get(made.id)).toMatchObject({ title: 'paint', project: 'Shed' })
      expect((await make({ title: 'sweep', project: 'Shed' })).madeProject).toBeUndefined()
      await world.run(ana(), 'tasks.retract', { id: made.id, project: made.madeProject })
      expect(await projects()).toEqual([...before, 'Shed'].sort())
    })

    test('a recurring task that is late moves to a date that is not over', async () => {
      const task = await make({ title: 'Stretch', due: '2026-11-10', rrule: 'FREQ=DAILY' })
      expect(await world.run(ana(), 'tasks.complete', { id: task.id })).toMatchObject({ due: '2026-11-24' })
    })

    test('the last date of a series ends it', async () => {
      const task = await make({ title: 'Twice', due: '2026-11-25', rrule: 'FREQ=WEEKLY;COUNT=2' })
      expect(await world.run(ana(), 'tasks.complete', { id: task.id })).toMatchObject({ status: 'open', due: '2026-12-02' })
      expect(await world.run(ana(), 'tasks.complete', { id: task.id })).toMatchObject({ status: 'done' })
    })

    test('a rule without a date begins on the first day it names', async () => {
      expect(await make({ title: 'x', rrule: 'FREQ=WEEKLY;BYDAY=FR' })).toMatchObject({ due: '2026-11-27' })
      expect(await make({ title: 'y', rrule: 'FREQ=DAILY' })).toMatchObject({ due: '2026-11-24' })
    })

    test('a rule that cannot be read or repeats every minute is refused', async () => {
      expect(await codeOf(make({ title: 'x', rrule: 'FREQ=WEEKLY;BYDAY=XX' }))).toBe('kernel.invalid_input')
      expect(await codeOf(make({ title: 'x', rrule: 'FREQ=MINUTELY' }))).toBe('kernel.invalid_input')
    })

    test('one date of a recurring task can be left out and brought back', async () => {
      const task = await make({ title: 'Rubbish', due: '2026-11-26', rrule: 'FREQ=WEEKLY' })
      await world.run(ana(), 'tasks.delete', { id: task.id, date: '2026-11-26' })
      expect(await get(task.id)).toMatchObject({ due: '2026-12-03', status: 'open' })
      await world.undo(ana())
      expect(await get(task.id)).toEqual(task)
      await world.run(ana(), 'tasks.delete', { id: task.id, date: '2026-12-03' })
      expect(await get(task.id)).toMatchObject({ due: '2026-11-26' })
      expect(await world.run(ana(), 'tasks.complete', { id: task.id })).toMatchObject({ due: '2026-12-10' })
      expect(await codeOf(world.run(ana(), 'tasks.delete', { id: task.id, date: '2026-12-11' }))).toBe('productivity.no_occurrence')
    })

    test('a recurring task set to done moves on as a completed one does, and undo takes all of it back', async () => {
      const task = await make({ title: 'Rubbish', due: '2026-11-26', rrule: 'FREQ=WEEKLY' })
      const changed = await world.run(ana(), 'tasks.update', { id: task.id, status: 'done', title: 'Bins' })
      expect(changed).toMatchObject({ title: 'Bins', status: 'open', due: '2026-12-03', finishedCopy: expect.any(String) })
      expect(titles(await world.run(ana(), 'tasks.list', { filter: 'done' }))).toEqual(['Bins'])
      await world.undo(ana())
      expect(await get(task.id)).toEqual(task)
      expect(titles(await world.run(ana(), 'tasks.list', { filter: 'done' }))).toEqual([])
    })

    test('a task keeps its date as long as it repeats, and what was left out stays so at another hour', async () => {
      const task = await make({ title: 'Rubbish', due: '2026-11-26', rrule: 'FREQ=WEEKLY' })
      expect(await codeOf(world.run(ana(), 'tasks.update', { id: task.id, due: null }))).toBe('productivity.recurring_needs_date')
      await world.run(ana(), 'tasks.delete', { id: task.id, date: '2026-12-03' })
      await world.run(ana(), 'tasks.update', { id: task.id, due: '2026-11-26T18:00' })
      expect(await world.run(ana(), 'tasks.complete', { id: task.id })).toMatchObject({ due: '2026-12-10T18:00:00+01:00' })
      expect(await world.run(ana(), 'tasks.update', { id: task.id, due: null, rrule: null })).toMatchObject({
        rrule: undefined,
        due: undefined,
      })
    })

    test('deleting takes the subtasks along, and undo brings all back', async () => {
      const parent = await make({ title: 'Party' })
      const child = await make({ title: 'Cake', parent: 'Party' })
      await make({ title: 'Candles', parent: child.id })
      expect(await world.run(ana(), 'tasks.delete', { id: parent.id })).toMatchObject({ id: parent.id, title: 'Party', deleted: 3 })
      expect(await codeOf(get(child.id))).toBe('kernel.not_found')
      await world.undo(ana())
      expect(titles(await world.run(ana(), 'tasks.list'))).toEqual(['Party', 'Cake', 'Candles'])
    })

    test('the parts of a task are listed alone, done ones too', async () => {
      const party = await make({ title: 'Party' })
      const cake = await make({ title: 'Cake', parent: party.id })
      const candles = await make({ title: 'Candles', parent: party.id })
      await make({ title: 'Matches', parent: candles.id })
      await world.run(ana(), 'tasks.complete', { id: cake.id })
      const { items } = (await world.run(ana(), 'tasks.list', { parent: party.id, filter: 'all' })) as { items: { title: string }[] }
      expect(items.map(task => task.title).sort()).toEqual(['Cake', 'Candles'])
    })

    test('a task cannot come under its own subtask', async () => {
      const parent = await make({ title: 'A' })
      const child = await make({ title: 'B', parent: parent.id })
      expect(await codeOf(world.run(ana(), 'tasks.update', { id: parent.id, parent: child.id }))).toBe('productivity.circle')
      expect(await codeOf(world.run(ana(), 'tasks.update', { id: parent.id, parent: parent.id }))).toBe('productivity.circle')
    })

    test('a filter deletes what it names and nothing else', async () => {
      await make({ title: 'keep' })
      const { id } = await make({ title: 'gone' })
      await world.run(ana(), 'tasks.complete', { id })
      expect(await world.run(ana(), 'tasks.delete', { filter: 'done' })).toEqual({ deleted: 1, ids: [id] })
      expect(titles(await world.run(ana(), 'tasks.list', { filter: 'all' }))).toEqual(['keep'])
      expect(await codeOf(world.run(ana(), 'tasks.delete', {}))).toBe('productivity.one_of')
      expect(await codeOf(world.run(ana(), 'tasks.delete', { id, filter: 'done' }))).toBe('kernel.not_found')
    })

    test('undoing a creation takes the task away', async () => {
      const { id } = await make({ title: 'oops' })
      await world.undo(ana())
      expect(await codeOf(get(id))).toBe('kernel.not_found')
    })

    test('in chat a deletion asks first, and taking back a creation does not', async () => {
      const chat = world.as(ana(), { via: 'chat' })
      const { id } = await world.run(chat, 'tasks.create', { title: 'x' })
      await expect(world.run(chat, 'tasks.delete', { id })).rejects.toThrow('tasks.delete wants an approval.')
      await world.undo(chat)
      expect(await codeOf(get(id))).toBe('kernel.not_found')
    })

    test('a viewer reads and changes nothing', async () => {
      const viewer = world.as(ana(), { role: 'viewer' })
      await make({ title: 'x' })
      expect(titles(await world.run(viewer, 'tasks.list'))).toEqual(['x'])
      expect(await codeOf(world.run(viewer, 'tasks.create', { title: 'y' }))).toBe('kernel.forbidden')
    })

    test('every change is told', async () => {
      const { id } = await make({ title: 'x' })
      await world.run(ana(), 'tasks.update', { id, title: 'y' })
      await world.run(ana(), 'tasks.complete', { id })
      await world.run(ana(), 'tasks.delete', { id })
      expect(world.events.map(({ name, data }) => [name, data.id])).toEqual([
        ['task.created', id],
        ['task.updated', id],
        ['task.completed', id],
        ['task.deleted', id],
      ])
    })

    test('whose a task is is told when it is made for them and when it is given to them, and not again', async () => {
      const { id } = await make({ title: 'x', assignee: 'Sam' })
      await world.run(ana(), 'tasks.update', { id, assignee: 'Sam', title: 'y' })
      await world.run(ana(), 'tasks.update', { id, assignee: 'Grandma' })
      await world.run(ana(), 'tasks.update', { id, assignee: null })
      await make({ title: 'nobody’s' })
      const told = world.events.filter(({ name }) => name === 'task.assigned')
      expect(told.map(({ data }) => [data.id, data.assignee])).toEqual([
        [id, 'Sam Lee'],
        [id, 'Grandma'],
      ])
    })

    test('SQL and markup in any text are kept as text', async () => {
      const text = `'; drop table task; -- <img src=x onerror=alert(1)>`
      const { id } = await make({ title: text, notes: text, labels: [text.slice(0, 40)], project: text, assignee: text })
      expect(await get(id)).toMatchObject({ title: text, notes: text, project: text, assignee: text })
      expect(titles(await world.run(ana(), 'tasks.search', { query: text }))).toEqual([text])
    })
  })
