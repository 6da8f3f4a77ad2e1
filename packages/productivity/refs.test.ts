import { AtomError } from '@atom/kernel'
import { dialects } from '@atom/storage/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { productivityRefs } from './refs.ts'
import { codeOf, openWorld, type World } from './testing.ts'

for (const dialect of dialects)
  describe(`words that name records on ${dialect.name}`, () => {
    let world: World
    const ids: Record<string, unknown> = {}
    beforeAll(async () => {
      world = await openWorld(dialect)
      const titles = [
        'Call Dana',
        'Call Dana about the invoice',
        'Review the Q3 budget',
        'Budget meeting slides',
        'Renew passport',
        'Water plants',
      ]
      for (const title of titles) ids[title] = (await world.run(world.ana, 'tasks.create', { title })).id
      ids.note = (await world.run(world.ana, 'notes.create', { body: 'The wifi password is tulip' })).id
      ids.done = (await world.run(world.ana, 'tasks.create', { title: 'Renew passport', status: 'done' })).id
    })
    afterAll(() => world.close())
    const task = (id: string) => world.run(world.ana, 'tasks.get', { id }).then(found => found.id)

    test('the exact title wins over a longer one', async () => {
      expect(await task('call dana')).toBe(ids['Call Dana'])
    })

    test.each([
      ['the passport task', 'Renew passport'],
      ['my budget review', 'Review the Q3 budget'],
      ['slides', 'Budget meeting slides'],
      ['invoice', 'Call Dana about the invoice'],
      ['invoices', 'Call Dana about the invoice'],
      ['pasport', 'Renew passport'],
      ['watering the plants', 'Water plants'],
      ['plant', 'Water plants'],
    ])('“%s” names %s', async (words, title) => {
      expect(await task(words)).toBe(ids[title])
    })

    test('what is open is meant before what is done', async () => {
      expect(await task('Renew passport')).toBe(ids['Renew passport'])
    })

    test('several that fit equally well are named, so that a person can choose', async () => {
      const error: unknown = await task('call').catch(e => e)
      await world.run(world.ana, 'tasks.create', { title: 'Paint the door' })
      await world.run(world.ana, 'tasks.create', { title: 'Paint the wall' })
      const ambiguous: unknown = await task('paint').catch(e => e)
      expect(error).toBe(ids['Call Dana'])
      if (!AtomError.is(ambiguous)) throw new Error('Something was chosen.')
      expect(ambiguous.code).toBe('kernel.ambiguous')
      expect((ambiguous.details.candidates as { title: string }[]).map(({ title }) => title).sort()).toEqual([
        'Paint the door',
        'Paint the wall',
      ])
    })

    test('words nothing holds name nothing, and neither do signs', async () => {
      for (const words of ['zebra', 'call zebra', '%', '_', '...', 'the']) expect(await codeOf(task(words))).toBe('kernel.not_found')
    })

    test('a note without a title goes by its text', async () => {
      expect((await world.run(world.ana, 'notes.get', { id: 'wifi password' })).id).toBe(ids.note)
    })

    test('reading by a project nobody knows makes none', async () => {
      expect(await codeOf(world.run(world.ana, 'tasks.list', { project: 'Nowhere' }))).toBe('kernel.not_found')
      expect(await world.run(world.ana, 'projects.list')).toEqual({ items: [], nextCursor: null })
    })

    test('an id of another workspace never becomes the name of a project', async () => {
      const { id } = await world.run(world.otto, 'projects.create', { name: 'Secret' })
      expect(await codeOf(world.run(world.ana, 'tasks.create', { title: 'x', project: id }))).toBe('kernel.not_found')
    })

    test('a picker is offered what fits, best first', async () => {
      const resolver = productivityRefs.find(({ to }) => to === 'task')
      const reading = world.storage.unitOfWork.reading(world.ana)
      expect((await resolver?.suggest(reading, 'dana'))?.map(({ title }) => title)).toEqual(['Call Dana', 'Call Dana about the invoice'])
      expect((await resolver?.suggest(reading, ''))?.length).toBe(9)
      expect((await resolver?.suggest(reading, '', 4))?.length).toBe(4)
    })
  })
