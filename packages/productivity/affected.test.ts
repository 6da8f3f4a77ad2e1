import { dialects } from '@atom/storage/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openWorld, present, type World } from './testing.ts'

for (const dialect of dialects)
  describe(`the question before something is deleted, on ${dialect.name}`, () => {
    let world: World
    let chat: World['ana']
    beforeAll(async () => {
      world = await openWorld(dialect)
      chat = world.as(world.ana, { via: 'chat' })
    })
    beforeEach(async () => {
      world.clock.set(present)
      for (const noun of ['tasks', 'calendar', 'notes', 'contacts', 'reminders'])
        await world.run(world.ana, `${noun}.delete`, { filter: 'all' })
    })
    afterAll(() => world.close())
    const make = (skill: string, input: Record<string, unknown>) => world.run(world.ana, skill, input)
    const question = async (skill: string, input: Record<string, unknown>) => (await world.ask(chat, skill, input)).question

    test('names what goes and how many, and the bell says the same', async () => {
      const rent = await make('tasks.create', { title: 'Pay rent' })
      expect(await question('tasks.delete', { id: rent.id })).toBe('Delete the task “Pay rent”?')
      const { items } = await world.run(world.ana, 'notifications.list', { unread: true })
      expect((items as { title: string }[])[0]?.title).toBe('Delete the task “Pay rent”?')
      await make('tasks.create', { title: 'Part', parent: rent.id })
      expect(await question('tasks.delete', { id: 'rent' })).toBe('Delete 2 tasks: “Pay rent”, “Part”?')
      for (const title of ['A', 'B', 'C']) await make('tasks.create', { title })
      expect(await question('tasks.delete', { filter: 'all' })).toMatch(/^Delete 5 tasks: “.+”, “.+”, “.+” and 2 more\?$/)
    })

    test('is not asked where there is nothing to delete: that is said, and nobody is notified', async () => {
      const counts = async () =>
        Promise.all(['approvals.list', 'notifications.list'].map(async skill => (await world.run(world.ana, skill, {})).items as unknown[]))
      const before = await counts()
      for (const skill of ['tasks.delete', 'calendar.delete', 'notes.delete', 'contacts.delete', 'reminders.delete'])
        expect(await world.run(chat, skill, { filter: 'all' })).toEqual({ deleted: 0, ids: [] })
      expect(await world.run(chat, 'tasks.delete', { filter: 'overdue' })).toEqual({ deleted: 0, ids: [] })
      expect(await counts()).toEqual(before)
      await make('tasks.create', { title: 'Pay rent' })
      expect(await question('tasks.delete', { filter: 'all' })).toBe('Delete the task “Pay rent”?')
    })

    test('is asked of every kind of record', async () => {
      const note = await make('notes.create', { body: 'Door code 1234' })
      const contact = await make('contacts.create', { name: 'Dana' })
      const reminder = await make('reminders.create', { title: 'Cake', due: '2026-11-25T10:00' })
      const series = await make('calendar.create', { title: 'Standup', start: '2026-11-25T09:00', rrule: 'FREQ=DAILY' })
      const task = await make('tasks.create', { title: 'Paint', project: 'Home' })
      expect(await question('notes.delete', { id: note.id })).toBe('Delete the note “Door code 1234”?')
      expect(await question('contacts.delete', { id: contact.id })).toBe('Delete the contact “Dana”?')
      expect(await question('reminders.delete', { id: reminder.id })).toBe('Delete the reminder “Cake”?')
      expect(await question('projects.delete', { id: 'Home' })).toBe('Delete the project “Home”?')
      expect(await question('calendar.delete', { id: series.id })).toBe('Delete the event “Standup”?')
      expect(await question('calendar.delete', { id: series.id, date: '2026-11-25' })).toBe('Delete the event “Standup” tomorrow?')
      expect(await question('calendar.delete', { id: series.id, date: '2026-11-25', following: true })).toBe(
        'Delete the event “Standup” from tomorrow on?',
      )
      expect(await question('calendar.delete', { filter: 'all', date: '2026-11-25' })).toBe('Delete the event “Standup” tomorrow?')
      await make('tasks.delete', { id: task.id })
    })

    test('what changed, went or came since is not deleted, and that is said', async () => {
      const rent = await make('tasks.create', { title: 'Pay rent' })
      const changed = await world.ask(chat, 'tasks.delete', { id: rent.id })
      world.clock.advance(1000)
      await make('tasks.update', { id: rent.id, notes: 'Landlord has a new account' })
      await expect(world.sayYes(chat, changed)).rejects.toMatchObject({
        code: 'identity.approval_outdated',
        message: '“Pay rent” has changed since this was asked, so nothing was done. Ask again.',
      })
      const gone = await world.ask(chat, 'tasks.delete', { id: rent.id })
      const many = await world.ask(chat, 'tasks.delete', { filter: 'all' })
      await make('tasks.create', { title: 'New' })
      await expect(world.sayYes(chat, many)).rejects.toMatchObject({
        message: 'What would be deleted has changed (1 then, 2 now) since this was asked, so nothing was done. Ask again.',
      })
      await make('tasks.delete', { id: rent.id })
      await expect(world.sayYes(chat, gone)).rejects.toMatchObject({
        code: 'identity.approval_gone',
        message: '“Pay rent” is no longer there, so nothing was done.',
      })
      expect(await world.sayYes(chat, await world.ask(chat, 'tasks.delete', { filter: 'all' }))).toMatchObject({ deleted: 1 })
    })
  })
