import { dialects } from '@atom/storage/testing'
import { expect, test } from 'vitest'
import { items, openWorld } from './testing.ts'

for (const dialect of dialects)
  test(`on ${dialect.name} who left keeps their name in what they were part of, and an owner is told what they were to be reminded of`, async () => {
    const world = await openWorld(dialect)
    const { ana, sam, otto } = world
    const task = await world.run(ana, 'tasks.create', { title: 'Report', assignee: 'Sam' })
    const event = await world.run(ana, 'calendar.create', { title: 'Review', start: '2026-11-26T14:00', people: ['Sam', 'Dana'] })
    const forSam = await world.run(ana, 'reminders.create', { title: 'Projector', due: '2026-11-25T10:00', person: 'Sam' })
    const ofSam = await world.run(sam, 'reminders.create', { title: 'Water', due: '2026-11-25T11:00' })
    await world.run(ana, 'members.remove', { id: sam.person.id })

    expect(await world.run(ana, 'tasks.get', { id: task.id })).toMatchObject({ assignee: 'Sam Lee' })
    expect(await world.run(ana, 'calendar.get', { id: event.id })).toMatchObject({ people: ['Sam Lee', 'Dana'] })
    expect(await world.run(ana, 'reminders.get', { id: forSam.id })).toMatchObject({ person: 'Sam Lee' })
    world.clock.set('2026-11-26T12:00:00.000Z')
    await world.fire(`reminder:${forSam.id}`)
    await world.fire(`reminder:${ofSam.id}`)
    const told = items(await world.run(ana, 'notifications.list')).map(({ title }) => title)
    expect(told).toEqual(['Sam Lee: Water', 'Sam Lee: Projector'])

    // Who belongs to another workspace has no name here, whatever id stands there.
    const strange = await world.run(ana, 'tasks.create', { title: 'Strange', assignee: otto.person.id })
    expect(strange).toMatchObject({ assignee: otto.person.id })
    await world.close()
  })
