import { dialects } from '@atom/storage/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { codeOf, openWorld, present, titles, type World } from './testing.ts'

for (const dialect of dialects)
  describe(`notes, contacts and projects on ${dialect.name}`, () => {
    let world: World
    beforeAll(async () => {
      world = await openWorld(dialect)
    })
    beforeEach(async () => {
      world.clock.set(present)
      for (const domain of ['notes', 'contacts']) await world.run(world.ana, `${domain}.delete`, { filter: 'all' })
    })
    afterAll(() => world.close())
    const run = (skill: string, input: Record<string, unknown> = {}) => world.run(world.ana, skill, input)

    test('a note needs no title, and the newest comes first', async () => {
      expect(await run('notes.create', { body: 'the wifi password is sunflower42', labels: ['home'] })).toEqual({
        id: expect.any(String),
        body: 'the wifi password is sunflower42',
        labels: ['home'],
        revision: expect.any(String),
        createdAt: '2026-11-24T10:00:00+01:00',
        updatedAt: '2026-11-24T10:00:00+01:00',
      })
      await run('notes.create', { title: 'Second', body: '' })
      expect(titles(await run('notes.list'))).toEqual(['Second', 'the wifi password is sunflower42'])
      expect(titles(await run('notes.list', { labels: ['HOME'] }))).toEqual(['the wifi password is sunflower42'])
      expect(titles(await run('notes.search', { query: 'SUNFLOWER wifi' }))).toEqual(['the wifi password is sunflower42'])
    })

    test('a line can be added to a note, and undo takes it away', async () => {
      const note = await run('notes.create', { title: 'Gifts', body: 'a book' })
      expect(await run('notes.update', { id: 'gifts', append: 'a scarf' })).toMatchObject({ body: 'a book\na scarf' })
      await world.undo(world.ana)
      expect(await run('notes.get', { id: note.id })).toEqual(note)
    })

    test('a label is added to those a note has, and undo takes only that away', async () => {
      const note = await run('notes.create', { title: 'Wifi', body: 'tulip', labels: ['home'] })
      expect(await run('notes.update', { id: note.id, addLabels: ['office', 'HOME'] })).toMatchObject({ labels: ['home', 'office'] })
      await world.undo(world.ana)
      expect(await run('notes.get', { id: note.id })).toEqual(note)
      expect(await codeOf(run('notes.update', { id: note.id, labels: [], addLabels: ['x'] }))).toBe('productivity.adds_or_replaces')
    })

    test('a changed note can be put back, title and all', async () => {
      const note = await run('notes.create', { title: 'Gifts', body: 'a book', labels: ['x'] })
      await run('notes.update', { id: note.id, title: null, body: 'b', labels: [] })
      expect(await run('notes.get', { id: note.id })).toEqual({
        ...note,
        title: undefined,
        body: 'b',
        labels: [],
        revision: expect.any(String),
      })
      await world.undo(world.ana)
      expect(await run('notes.get', { id: note.id })).toEqual(note)
    })

    test('a note that has changed since it was read is not overwritten', async () => {
      const { id, revision } = await run('notes.create', { body: 'one' })
      const mine = await run('notes.update', { id, body: 'one, and two', revision })
      expect(await codeOf(run('notes.update', { id, body: 'one, and three', revision }))).toBe('productivity.note_changed')
      expect(await run('notes.get', { id })).toMatchObject({ body: 'one, and two', revision: mine.revision })
      expect(await run('notes.update', { id, body: 'all three', revision: mine.revision })).toMatchObject({ body: 'all three' })
      expect(await codeOf(run('notes.update', { id, revision }))).toBe('productivity.no_change')
    })

    test('a contact is found by any part, a phone number without its signs too', async () => {
      await run('contacts.create', { name: 'Dana Reyes', email: 'dana@acme.test', phone: '+1 (555) 010-0', company: 'Acme' })
      await run('contacts.create', { name: 'adam' })
      expect(titles(await run('contacts.list'))).toEqual(['adam', 'Dana Reyes'])
      for (const query of ['acme', 'REYES dana', '15550100', '@acme'])
        expect(titles(await run('contacts.search', { query }))).toEqual(['Dana Reyes'])
    })

    test('a changed contact can be put back', async () => {
      const contact = await run('contacts.create', { name: 'Dana', email: 'dana@acme.test', phone: '555 0100' })
      expect(await run('contacts.update', { id: 'dana', phone: null, company: 'Newco' })).toEqual({
        ...contact,
        phone: undefined,
        company: 'Newco',
      })
      await world.undo(world.ana)
      expect(await run('contacts.get', { id: contact.id })).toEqual(contact)
    })

    test('an address or number that is none is refused', async () => {
      expect(await codeOf(run('contacts.create', { name: 'x', email: 'not an address' }))).toBe('kernel.invalid_input')
      expect(await codeOf(run('contacts.create', { name: 'x', phone: 'call me' }))).toBe('kernel.invalid_input')
    })

    test.each(['notes', 'contacts'])('%s that are deleted come back by undo, one or all', async domain => {
      const fields = domain === 'notes' ? [{ body: 'one' }, { body: 'two' }] : [{ name: 'one' }, { name: 'two' }]
      const [first] = [await run(`${domain}.create`, fields[0]), await run(`${domain}.create`, fields[1])]
      expect(await run(`${domain}.delete`, { id: first.id })).toEqual({ id: first.id, title: 'one', deleted: 1, ids: [first.id] })
      expect(await codeOf(run(`${domain}.get`, { id: first.id }))).toBe('kernel.not_found')
      await world.undo(world.ana)
      expect(await run(`${domain}.delete`, { filter: 'all' })).toMatchObject({ deleted: 2 })
      await world.undo(world.ana)
      expect(new Set(titles(await run(`${domain}.list`)))).toEqual(new Set(['one', 'two']))
    })

    test('a project can be renamed, put back, deleted and restored, and its tasks stay', async () => {
      const project = await run('projects.create', { name: 'Party' })
      const task = await run('tasks.create', { title: 'Cake', project: 'party' })
      await run('projects.update', { id: 'party', name: 'Garden party' })
      expect(await run('tasks.get', { id: task.id })).toMatchObject({ project: 'Garden party' })
      await world.undo(world.ana)
      await run('projects.delete', { id: project.id })
      expect((await run('tasks.get', { id: task.id })).project).toBeUndefined()
      await world.undo(world.ana)
      expect(await run('tasks.get', { id: task.id })).toMatchObject({ project: 'Party' })
    })

    test('a name belongs to one project at a time', async () => {
      await run('projects.create', { name: 'Alpha' })
      await run('projects.create', { name: 'Beta' })
      expect(await codeOf(run('projects.create', { name: 'alpha' }))).toBe('productivity.name_taken')
      expect(await codeOf(run('projects.update', { id: 'Beta', name: 'ALPHA' }))).toBe('productivity.name_taken')
    })
  })
