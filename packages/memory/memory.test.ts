import type { Context } from '@atom/kernel'
import { dialects } from '@atom/storage/testing'
import { afterEach, describe, expect, test } from 'vitest'
import { store } from './store.ts'
import { installation, ShelfSource } from './testing/installation.ts'
import { patience } from './testing/patience.ts'

describe.each(dialects)('memory on $name', patience, dialect => {
  let world: Awaited<ReturnType<typeof installation>>
  afterEach(() => world.close())

  const search = async (query: string) => (await world.memory.search(world.ctx, query, {}, 5)).map(passage => passage.documentId)
  const write = (work: (tx: Context) => Promise<unknown>) => world.storage.unitOfWork.writing(world.ctx, work)
  const documents = () => store.from(world.ctx, 'memory_document').selectAll('memory_document').orderBy('external_id').execute()
  const idOf = async (external: string) => (await documents()).find(row => row.external_id === external)?.id

  test('what is on the shelf is found by words and by meaning, with the place it stands at', async () => {
    const shelf = new ShelfSource()
    shelf.put('a', 'Northwind delivers on the tenth of each month.\n\nPayment is due in thirty days.', 'Contract')
    shelf.put('b', 'The cat sleeps on the sofa all afternoon.', 'Pets')
    world = await installation(dialect, shelf)
    await world.sync()
    const [first] = await world.memory.search(world.ctx, 'when does Northwind deliver', {}, 5)
    expect(first).toMatchObject({
      documentId: await idOf('a'),
      title: 'Contract',
      uri: 'shelf:a',
      text: 'Northwind delivers on the tenth of each month.\n\nPayment is due in thirty days.',
      start: 0,
      end: 78,
    })
    expect((await search('a napping kitten'))[0]).toBe(await idOf('b'))
  })

  test('of copies of one document a passage is found once, of others as often as it stands there', async () => {
    const shelf = new ShelfSource()
    const clause = 'Disputes about the delivery of turbines are brought before the courts of Kassel.'
    shelf.put('a', clause, 'Turbine contract')
    shelf.put('b', clause, 'Turbine contract (copy)')
    shelf.put('c', clause, 'Framework for spare wheels')
    world = await installation(dialect, shelf)
    await world.sync()
    const titles = (await world.memory.search(world.ctx, 'courts for disputes about turbines', {}, 5)).map(({ title }) => title)
    expect(titles.filter(title => title.startsWith('Turbine'))).toHaveLength(1)
    expect(titles).toContain('Framework for spare wheels')
  })

  test('a change is read again, the rest is not; what is gone at the source is gone here', async () => {
    const shelf = new ShelfSource()
    shelf.put('a', 'The meeting is on Monday.')
    shelf.put('b', 'The printer is broken.')
    world = await installation(dialect, shelf)
    await world.sync()
    expect(shelf.reads).toBe(2)
    shelf.put('a', 'The meeting is on Friday.')
    await world.sync()
    expect(shelf.reads).toBe(3)
    expect((await world.memory.search(world.ctx, 'meeting', {}, 1))[0]?.text).toBe('The meeting is on Friday.')
    shelf.texts.delete('b')
    await world.sync()
    expect((await world.memory.search(world.ctx, 'printer broken', {}, 5)).map(passage => passage.title)).toEqual(['a'])
    expect((await documents()).map(row => row.external_id)).toEqual(['a'])
  })

  test('one that cannot be read is told so, and the others are read', async () => {
    const shelf = new ShelfSource()
    shelf.put('a', 'Readable.')
    shelf.put('b', 'Torn.')
    shelf.broken.add('b')
    world = await installation(dialect, shelf)
    await world.sync()
    expect((await documents()).map(row => [row.external_id, row.status, row.error_message])).toEqual([
      ['a', 'ready', null],
      ['b', 'failed', 'Reading it failed.'],
    ])
  })

  test('nobody sees what nobody was let to see, before and after it is read again', async () => {
    const shelf = new ShelfSource()
    shelf.put('a', 'The secret plan is called Osprey.')
    world = await installation(dialect, shelf)
    await world.sync()
    expect(await search('osprey')).toEqual([await idOf('a')])
    await write(tx => store.remove(tx, 'memory_access').execute())
    expect(await search('osprey')).toEqual([])
    shelf.put('a', 'The secret plan is called Osprey still.')
    await world.sync()
    expect(await search('osprey')).toEqual([])
    const [document] = await documents()
    if (!document) throw new Error('there is none')
    await write(tx =>
      store
        .insert(tx, 'memory_access', {
          source_id: document.source_id,
          document_id: document.id,
          principal: `person:${world.ctx.person.id}`,
        })
        .execute(),
    )
    expect(await search('osprey')).toEqual([await idOf('a')])
  })

  test('another workspace finds nothing of it', async () => {
    const shelf = new ShelfSource()
    shelf.put('a', 'Osprey.')
    world = await installation(dialect, shelf)
    await world.sync()
    expect(await world.memory.search(world.contextFor('other'), 'osprey', {}, 5)).toEqual([])
  })
})
