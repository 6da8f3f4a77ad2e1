import { dialects } from '@atom/storage/testing'
import { simulateReadableStream } from 'ai'
import { MockLanguageModelV4 } from 'ai/test'
import { afterEach, describe, expect, test } from 'vitest'
import { installation, ShelfSource } from '../testing/installation.ts'
import { patience } from '../testing/patience.ts'

const usage = {
  inputTokens: { total: 1, noCache: 1, cacheRead: 0, cacheWrite: 0 },
  outputTokens: { total: 1, text: 1, reasoning: 0 },
}

/** A model that says these words, each in a piece of its own. */
const saying = (words: string[]) =>
  new MockLanguageModelV4({
    doStream: async () => ({
      stream: simulateReadableStream({
        chunks: [
          { type: 'text-start' as const, id: '1' },
          ...words.map(delta => ({ type: 'text-delta' as const, id: '1', delta })),
          { type: 'text-end' as const, id: '1' },
          { type: 'finish' as const, finishReason: { unified: 'stop' as const, raw: 'stop' }, usage },
        ],
      }),
    }),
  })

const sqlite = dialects[0]
if (!sqlite) throw new Error('there is always SQLite')

describe('an answer from what was read', patience, () => {
  let world: Awaited<ReturnType<typeof installation>>
  afterEach(() => world.close())

  const skill = () => world.memory.skills.find(one => one.id === 'memory.ask')
  const ask = async (question: string) =>
    (await skill()?.run(world.ctx, { question })) as { answer: string; found: boolean; citations: { title: string; text: string }[] }

  const shelf = () => {
    const made = new ShelfSource()
    made.put('a', 'Northwind delivers on the tenth of each month.\n\nPayment is due within thirty days.', 'Contract with Northwind')
    made.put('b', 'The cat sleeps on the sofa all afternoon.', 'Pets')
    made.put('c', 'The wifi password of the office is sunflower42.', 'Office')
    return made
  }

  test('without a model it quotes the sentence that says it, and names where it stands', async () => {
    world = await installation(sqlite, shelf())
    await world.sync()
    const answer = await ask('When does Northwind deliver?')
    expect(answer.found).toBe(true)
    expect(answer.answer.split('\n')[0]).toContain('“Northwind delivers on the tenth of each month.')
    expect(answer.answer).toContain('— Contract with Northwind [1]')
    expect(answer.citations[0]).toMatchObject({ title: 'Contract with Northwind' })
    expect((await ask('what is the pasword for the wifi')).answer).toContain('sunflower42')
  })

  test('what nothing supports is said so', async () => {
    world = await installation(sqlite, shelf())
    await world.sync()
    for (const question of ['Who won the world cup in 1990?', 'How tall is the Eiffel Tower?', 'What does Priya earn?'])
      expect(await ask(question)).toEqual({ answer: 'I found nothing about that in what I have read.', found: false, citations: [] })
  })

  test('a model writes it, and only the passages it names are citations', async () => {
    world = await installation(sqlite, shelf(), {}, saying(['On the tenth ', 'of each month [1].']))
    await world.sync()
    const answer = await ask('When does Northwind deliver?')
    expect(answer).toMatchObject({ answer: 'On the tenth of each month [1].', found: true })
    expect(answer.citations.map(citation => citation.title)).toEqual(['Contract with Northwind'])
  })

  test('a model that finds no answer in the passages is believed', async () => {
    world = await installation(sqlite, shelf(), {}, saying(['NOT', ' FOUND', '.']))
    await world.sync()
    expect(await ask('When does Northwind deliver?')).toEqual({
      answer: 'I found nothing about that in what I have read.',
      found: false,
      citations: [],
    })
  })

  test('a model that fails before its first word is replaced by quotations', async () => {
    const broken = new MockLanguageModelV4({
      doStream: async () => {
        throw new Error('it is down')
      },
    })
    world = await installation(sqlite, shelf(), {}, broken)
    await world.sync()
    expect((await ask('When does Northwind deliver?')).answer).toContain('“Northwind delivers')
  })

  test('facts are found by the one who told them alone', async () => {
    world = await installation(sqlite)
    const remember = world.memory.skills.find(one => one.id === 'memory.remember')
    await world.storage.unitOfWork.writing(
      world.ctx,
      tx => remember?.run(tx, { text: 'I take my coffee without sugar' }) as Promise<unknown>,
    )
    await world.settled()
    expect((await world.memory.search(world.ctx, 'coffee sugar', {}, 5)).map(passage => passage.text)).toEqual([
      'I take my coffee without sugar',
    ])
    const other = { ...world.ctx, person: { ...world.ctx.person, id: 'somebody-else' } }
    expect(await world.memory.search(other, 'coffee sugar', {}, 5)).toEqual([])
  })
})
