import type { MemorySummary } from '@atom/contracts'
import { dialects } from '@atom/storage/testing'
import { MockLanguageModelV4 } from 'ai/test'
import { afterEach, describe, expect, test } from 'vitest'
import type { Passage } from '../retrieve/search.ts'
import { store } from '../store.ts'
import { installation, ShelfSource } from '../testing/installation.ts'
import { patience } from '../testing/patience.ts'

const usage = { inputTokens: { total: 1, noCache: 1, cacheRead: 0, cacheWrite: 0 }, outputTokens: { total: 1, text: 1, reasoning: 0 } }
const report = [
  'The harbour of Emden was dredged in spring.',
  'Dredging the harbour cost two million euro.',
  "A seagull stole the minister's sandwich at the opening.",
  'Ships with a draught of nine metres can now enter the harbour of Emden.',
].join(' ')

const sqlite = dialects[0]
if (!sqlite) throw new Error('there is always SQLite')

describe('one document', patience, () => {
  let world: Awaited<ReturnType<typeof installation>>
  afterEach(() => world.close())
  const shelf = () => {
    const made = new ShelfSource()
    made.put('harbour', report, 'Harbour report')
    made.put('port', 'The port of Emden can be entered by larger ships since its harbour basin was dredged.', 'Newspaper')
    made.put('cat', 'The cat sleeps on the sofa all afternoon.', 'Pets')
    return made
  }
  const idOf = async (external: string) =>
    (await store.from(world.ctx, 'memory_document').select('id').where('external_id', '=', external).executeTakeFirstOrThrow()).id
  const run = async <T>(skill: string, input: object, ctx = world.ctx) =>
    (await world.memory.skills.find(({ id }) => id === skill)?.run(ctx, input as never)) as T

  test('in short is what it says itself, each sentence with its place; what is near it is named, what is not is left out', async () => {
    world = await installation(sqlite, shelf())
    await world.sync()
    const document = await idOf('harbour')
    const { summary, written, whole, citations } = await run<MemorySummary>('memory.summarise', { document })
    expect([written, whole]).toEqual([false, true])
    expect(summary).toContain('“The harbour of Emden was dredged in spring.” [1]')
    for (const { start, end, text, documentId } of citations) expect([report.slice(start, end), documentId]).toEqual([text, document])
    const { items } = await run<{ items: Passage[] }>('memory.related', { document, limit: 5 })
    expect(items.map(({ title }) => title)).toEqual(['Newspaper'])
    expect(items[0]?.score).toBeGreaterThan(0.4)

    // Who may not see it cannot have it summarised, nor hear that something is near it.
    const source = (await store.from(world.ctx, 'memory_source').select('id').executeTakeFirstOrThrow()).id
    const seen = { source_id: source, document_id: document, principal: `person:${world.ctx.person.id}` }
    await world.storage.unitOfWork.writing(world.ctx, async tx => {
      await store.remove(tx, 'memory_access').execute()
      await store.insert(tx, 'memory_access', seen).execute()
    })
    expect((await run<{ items: Passage[] }>('memory.related', { document, limit: 5 })).items).toEqual([])
    const stranger = { ...world.ctx, person: { ...world.ctx.person, id: 'somebody-else' } }
    for (const skill of ['memory.summarise', 'memory.related'])
      await expect(run(skill, { document, limit: 5 }, stranger)).rejects.toMatchObject({ code: 'kernel.not_found' })
    const [refs] = world.memory.refs.filter(({ to }) => to === 'document')
    expect([
      await refs?.suggest(world.ctx, 'harbour'),
      await refs?.suggest(stranger, 'harbour'),
      await refs?.suggest(world.ctx, 'pets'),
    ]).toEqual([[{ id: document, title: 'Harbour report' }], [], []])
  })

  test('is written in short by a model from its passages; where that fails it is quoted', async () => {
    const asked: string[] = []
    let fails = false
    const model = new MockLanguageModelV4({
      doGenerate: async ({ prompt }) => {
        asked.push(JSON.stringify(prompt))
        if (fails) throw new Error('out of order')
        return {
          content: [{ type: 'text' as const, text: 'Emden has a deeper harbour [1].' }],
          finishReason: { unified: 'stop' as const, raw: 'stop' },
          usage,
          warnings: [],
        }
      },
    })
    world = await installation(sqlite, shelf(), {}, model)
    await world.sync()
    const document = await idOf('harbour')
    const told = await run<MemorySummary>('memory.summarise', { document })
    expect([told.summary, told.written, told.citations[0]?.text]).toEqual(['Emden has a deeper harbour [1].', true, report])
    expect(asked[0]).toContain('[1] The harbour of Emden')
    expect(asked[0]).not.toContain('sofa')
    fails = true
    expect((await run<MemorySummary>('memory.summarise', { document })).written).toBe(false)
  })
})
