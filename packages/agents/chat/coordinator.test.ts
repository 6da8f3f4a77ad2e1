import { type ChatCallPart, type ChatMessage, toUIParts } from '@atom/contracts'
import { decideApproval, findApproval } from '@atom/identity'
import type { Context } from '@atom/kernel'
import { tablesOf } from '@atom/storage'
import { dialects } from '@atom/storage/testing'
import { readUIMessageStream, type UIMessage, type UIMessageChunk } from 'ai'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { leftSay } from '../understanding/dialogue/answer.ts'
import type { Understood } from './offline.ts'
import { interruptedSentence, notBegunSentence } from './recover.ts'
import { type ChatWorld, openChatWorld } from './testing.ts'

/** `add lamp; drop lamp`: each piece is one request. */
async function understand(_: Context, { text }: { text: string; history: ChatMessage[] }): Promise<Understood> {
  if (text === 'rather keep that') return { requests: [], say: leftSay }
  if (text === 'no, the chair') return { requests: [{ skill: 'things.drop', input: { id: 'chair' } }] }
  if (text === 'what?') return { requests: [], ask: 'When?' }
  const requests = text.split(';').flatMap(piece => {
    const [verb, ...rest] = piece.trim().split(' ')
    const words = rest.join(' ')
    if (verb === 'add') return [{ skill: 'things.add', input: { title: words } }]
    if (verb === 'drop') return [{ skill: 'things.drop', input: { id: words } }]
    if (verb === 'list') return [{ skill: 'things.list', input: {} }]
    if (verb === 'wait') return [{ skill: 'things.wait', input: {} }]
    if (verb === 'break') return [{ skill: 'things.break', input: {} }]
    if (verb === 'undo') return [{ skill: 'undo', input: {} }]
    if (verb === 'guard') return [{ skill: 'things.guard', input: { title: words, apiKey: 'hunter2' } }]
    if (verb === 'help') return [{ skill: 'help', input: {} }]
    return []
  })
  return { requests }
}

async function chunksOf(stream: ReadableStream<UIMessageChunk>): Promise<UIMessageChunk[]> {
  const chunks: UIMessageChunk[] = []
  for await (const chunk of stream) chunks.push(chunk)
  return chunks
}

for (const dialect of dialects)
  describe(`the chat on ${dialect.name}`, () => {
    let world: ChatWorld
    beforeAll(async () => {
      world = await openChatWorld(dialect, { understand })
    })
    afterAll(() => world.close())

    const say = async (ctx: Context, text: string, sessionId?: string) => {
      const turn = await world.coordinator.reply(ctx, { text, ...(sessionId ? { sessionId } : {}) })
      return turn.result()
    }
    const messages = async (ctx: Context, id: string) => {
      const outcome = await world.invoke(ctx, 'chat.messages.list', { id })
      return outcome.status === 'done' ? (outcome.output as { items: ChatMessage[] }).items : []
    }
    const fresh = (name = 'Ana') => world.person({ name, workspaceId: crypto.randomUUID() })

    test('two requests in one message are both done, in order, and told', async () => {
      const ana = fresh()
      const answer = await say(ana, 'add lamp; add chair')
      expect(answer.text).toBe('Added “lamp”.\n\nAdded “chair”.')
      expect(answer.calls.map(call => call.output)).toMatchObject([{ title: 'lamp' }, { title: 'chair' }])
      expect(await world.titles(ana)).toEqual(['lamp', 'chair'])
    })

    test('the question and the answer are stored, a row each', async () => {
      const ana = fresh()
      const { sessionId } = await say(ana, 'add lamp')
      const stored = await messages(ana, sessionId)
      expect(stored.map(({ role, status }) => ({ role, status }))).toEqual([
        { role: 'user', status: 'done' },
        { role: 'assistant', status: 'done' },
      ])
      expect(stored[1]?.parts).toMatchObject([
        { type: 'call', skill: 'things.add', status: 'done', output: { title: 'lamp' } },
        { type: 'text', text: 'Added “lamp”.' },
      ])
    })

    test('the UI message stream carries the session, the card from running to done, the text and the end', async () => {
      const turn = await world.coordinator.reply(fresh(), { text: 'add lamp' })
      const chunks = await chunksOf(turn.toUIMessageStream())
      expect(chunks.map(chunk => chunk.type)).toEqual([
        'start',
        'data-session',
        'data-call',
        'data-call',
        'text-start',
        'text-delta',
        'text-end',
        'finish',
      ])
      expect(chunks.flatMap(chunk => (chunk.type === 'data-call' && 'data' in chunk ? [chunk.data] : []))).toMatchObject([
        { status: 'running' },
        { status: 'done' },
      ])
    })

    test('a reader who comes late gets all of it', async () => {
      const turn = await world.coordinator.reply(fresh(), { text: 'add lamp' })
      await turn.done()
      const chunks = await chunksOf(turn.toUIMessageStream())
      expect(chunks.map(chunk => chunk.type)).toEqual([
        'start',
        'data-session',
        'data-call',
        'text-start',
        'text-delta',
        'text-end',
        'finish',
      ])
    })

    test('a reader who leaves does not stop the turn', async () => {
      const ana = fresh()
      const turn = await world.coordinator.reply(ana, { text: 'add lamp' })
      await turn.toUIMessageStream().cancel()
      await turn.done()
      expect(await world.titles(ana)).toEqual(['lamp'])
    })

    test('a destructive request asks first and does nothing until then', async () => {
      const ana = fresh()
      const { sessionId } = await say(ana, 'add lamp')
      const asked = await say(ana, 'drop lamp', sessionId)
      expect(asked.text).toBe('Delete a thing: “lamp”. Shall I? Say yes or no.')
      expect(asked.calls[0]?.approval?.status).toBe('pending')
      expect(await world.titles(ana)).toEqual(['lamp'])
    })

    test('“yes” does what was asked, on the card that asked', async () => {
      const ana = fresh()
      const { sessionId } = await say(ana, 'add lamp')
      await say(ana, 'drop lamp', sessionId)
      const answer = await say(ana, 'Yes, please.', sessionId)
      expect(answer.text).toBe('Deleted “lamp”.')
      expect(answer.calls).toMatchObject([{ skill: 'things.drop', output: { title: 'lamp' } }])
      expect(await world.titles(ana)).toEqual([])
      expect((await messages(ana, sessionId))[3]?.parts[0]).toMatchObject({
        type: 'call',
        status: 'done',
        approval: { status: 'approved' },
      })
    })

    test('“yes, and add …” does both', async () => {
      const ana = fresh()
      const { sessionId } = await say(ana, 'add lamp')
      await say(ana, 'drop lamp', sessionId)
      const answer = await say(ana, 'yes, and add chair', sessionId)
      expect(answer.text).toContain('Deleted “lamp”.')
      expect(answer.calls.map(({ skill }) => skill)).toEqual(['things.drop', 'things.add'])
      expect(await world.titles(ana)).toEqual(['chair'])
      expect((await messages(ana, sessionId))[3]?.parts[0]).toMatchObject({ status: 'done', approval: { status: 'approved' } })
      expect((await say(ana, 'yes', sessionId)).calls).toEqual([])
    })

    test('“no, leave it” does nothing and the card says so', async () => {
      const ana = fresh()
      const { sessionId } = await say(ana, 'add lamp')
      await say(ana, 'drop lamp', sessionId)
      const answer = await say(ana, 'no, leave it', sessionId)
      expect(answer.text).toBe('All right, I left it as it is.')
      expect(await world.titles(ana)).toEqual(['lamp'])
      expect((await messages(ana, sessionId))[3]?.parts[0]).toMatchObject({ status: 'denied', approval: { status: 'denied' } })
    })

    test('whatever is read as a no is one, and the card says so', async () => {
      const ana = fresh()
      const { sessionId } = await say(ana, 'add lamp')
      await say(ana, 'drop lamp', sessionId)
      expect((await say(ana, 'rather keep that', sessionId)).text).toBe('All right, I left it as it is.')
      expect((await messages(ana, sessionId))[3]?.parts[0]).toMatchObject({ status: 'denied', approval: { status: 'denied' } })
    })

    test('“no, the other one” is a no to the first, and asks about the other', async () => {
      const ana = fresh()
      const { sessionId } = await say(ana, 'add lamp; add chair')
      await say(ana, 'drop lamp', sessionId)
      expect((await say(ana, 'no, the chair', sessionId)).text).toBe('Delete a thing: “chair”. Shall I? Say yes or no.')
      expect((await messages(ana, sessionId))[3]?.parts[0]).toMatchObject({ status: 'denied', approval: { status: 'denied' } })
      await say(ana, 'yes', sessionId)
      expect(await world.titles(ana)).toEqual(['lamp'])
    })

    test('“hmm wait” is neither: it still waits, and a yes after it does it', async () => {
      const ana = fresh()
      const { sessionId } = await say(ana, 'add lamp')
      await say(ana, 'drop lamp', sessionId)
      expect((await say(ana, 'hmm wait', sessionId)).text).toBe('It still waits for your yes or no.')
      expect((await messages(ana, sessionId))[3]?.parts[0]).toMatchObject({ status: 'asks', approval: { status: 'pending' } })
      expect((await say(ana, 'yes', sessionId)).text).toBe('Deleted “lamp”.')
    })

    test('a second “yes” does nothing twice', async () => {
      const ana = fresh()
      const { sessionId } = await say(ana, 'add lamp')
      await say(ana, 'drop lamp', sessionId)
      await say(ana, 'yes', sessionId)
      expect((await say(ana, 'yes', sessionId)).calls).toEqual([])
    })

    test('what was agreed to is the thing asked about, though another now fits the words', async () => {
      const ana = fresh()
      const { sessionId } = await say(ana, 'add red lamp')
      await say(ana, 'drop lamp', sessionId)
      await world.invoke(ana, 'things.add', { title: 'green lamp' })
      await say(ana, 'yes', sessionId)
      expect(await world.titles(ana)).toEqual(['green lamp'])
    })

    test('an approval given elsewhere is carried out in the chat that asked', async () => {
      const ana = fresh()
      const { sessionId } = await say(ana, 'add lamp')
      const asked = await say(ana, 'drop lamp', sessionId)
      const approval = await world.storage.unitOfWork.writing(ana, tx =>
        decideApproval(tx, asked.calls[0]?.approval?.id as string, { decision: 'approve' }),
      )
      const turn = await world.coordinator.approvalDecided(ana, approval)
      expect(await world.titles(ana)).toEqual([])
      expect(await turn?.result()).toMatchObject({ text: 'Deleted “lamp”.', calls: [{ skill: 'things.drop' }] })
    })

    test('a yes to what is gone meanwhile says so in the chat, on the page and in the bell', async () => {
      const ana = fresh()
      const { sessionId, calls } = await say(ana, 'add lamp')
      const id = (await say(ana, 'drop lamp', sessionId)).calls[0]?.approval?.id as string
      const lamp = calls[0]?.output as { id: string }
      await world.invoke(ana, 'things.retract', { id: lamp.id })
      const gone = await say(ana, 'yes', sessionId)
      expect(gone.text).toMatch(/^No thing like/)
      expect((await messages(ana, sessionId))[3]?.parts[0]).toMatchObject({ status: 'failed', approval: { status: 'expired' } })
      expect(await findApproval(world.storage.unitOfWork.reading(ana), id)).toMatchObject({ status: 'expired' })
      const bell = await tablesOf<{ notification: { workspace_id: string; body: string; read_at: string | null } }>()
        .from(world.storage.unitOfWork.reading(ana), 'notification')
        .select(['body', 'read_at'])
        .execute()
      expect(bell).toEqual([{ body: gone.text, read_at: expect.any(String) }])
    })

    test('after something else was spoken of, a yes is to the one question that still waits; “ok” is none', async () => {
      const ana = fresh()
      const { sessionId } = await say(ana, 'add lamp; add chair')
      await say(ana, 'drop lamp', sessionId)
      await say(ana, 'list', sessionId)
      await say(ana, 'ok', sessionId)
      expect(await world.titles(ana)).toEqual(['lamp', 'chair'])
      expect((await say(ana, 'yes', sessionId)).text).toBe('Deleted “lamp”.')
      await say(ana, 'drop chair', sessionId)
      await say(ana, 'list', sessionId)
      expect((await say(ana, 'no', sessionId)).text).toBe('All right, I left it as it is.')
      expect(await world.titles(ana)).toEqual(['chair'])
    })

    test('a yes where several questions still wait asks which one', async () => {
      const ana = fresh()
      const { sessionId } = await say(ana, 'add lamp; add chair')
      const first = (await say(ana, 'drop lamp', sessionId)).calls[0]?.approval?.id
      const second = (await say(ana, 'drop chair', sessionId)).calls[0]?.approval?.id
      await say(ana, 'list', sessionId)
      expect((await say(ana, 'yes', sessionId)).text).toBe(
        `Which one? Answer them there:\n\n- [Delete a thing?](/approvals#${first})\n- [Delete a thing?](/approvals#${second})`,
      )
      expect(await world.titles(ana)).toEqual(['lamp', 'chair'])
    })

    test('words that fit several things become a numbered question, and “the second one” answers it', async () => {
      const ana = fresh()
      const { sessionId } = await say(ana, 'add red lamp; add green lamp')
      const asked = await say(ana, 'drop lamp; add desk', sessionId)
      expect(asked.text).toBe('Which thing do you mean?\n\n1. red lamp\n2. green lamp')
      expect((await say(ana, 'hold on', sessionId)).text).toBe('It still waits for you to choose one, or to say no.')
      const chosen = await say(ana, 'the second one', sessionId)
      expect(chosen.text).toBe('Delete a thing: “green lamp”. Shall I? Say yes or no.\n\nAdded “desk”.')
      await say(ana, 'yes', sessionId)
      expect(await world.titles(ana)).toEqual(['red lamp', 'desk'])
    })

    test('an error is a sentence and a failed card, and the chat goes on', async () => {
      const ana = fresh()
      const failed = await say(ana, 'drop piano; add lamp')
      expect(failed.text).toBe('No thing like “piano” was found.\n\nAdded “lamp”.')
      expect(failed.calls[0]?.error?.code).toBe('kernel.not_found')
      expect((await say(ana, 'add chair', failed.sessionId)).text).toBe('Added “chair”.')
    })

    test('an unexpected failure shows nothing from inside', async () => {
      const failed = await say(fresh(), 'break it')
      expect(failed.calls[0]?.error).toEqual({
        code: 'chat.unexpected',
        message: 'Something went wrong inside ATOM. It has been written to the log.',
      })
    })

    test('what is missing is asked for', async () => {
      expect((await say(fresh(), 'what?')).text).toBe('When?')
    })

    test('undo takes back the last thing of this chat and marks its card', async () => {
      const ana = fresh()
      const { sessionId } = await say(ana, 'add lamp')
      await say(ana, 'add chair')
      const undone = await say(ana, 'undo', sessionId)
      expect(undone.text).toBe('Undone: add a thing (“lamp”).')
      expect(await world.titles(ana)).toEqual(['chair'])
      expect((await messages(ana, sessionId))[1]?.parts[0]).toMatchObject({ status: 'done', undone: true })
    })

    test('undo in a chat that changed nothing names what was done elsewhere, and does it after a yes alone', async () => {
      const ana = fresh()
      expect((await say(ana, 'undo')).text).toBe('There is nothing to undo.')
      const elsewhere = await say(ana, 'add lamp')
      const asked = await say(ana, 'undo')
      expect(asked.text).toMatch(
        /^Nothing was changed in this conversation\. The last change you made elsewhere \(.+\) was: add a thing, “lamp”\. Shall I take that back\?$/,
      )
      expect(await world.titles(ana)).toEqual(['lamp'])
      await say(ana, 'no', asked.sessionId)
      expect(await world.titles(ana)).toEqual(['lamp'])
      await say(ana, 'undo', asked.sessionId)
      expect((await say(ana, 'yes', asked.sessionId)).text).toBe('Undone: add a thing (“lamp”).')
      expect(await world.titles(ana)).toEqual([])
      expect((await messages(ana, elsewhere.sessionId))[1]?.parts[0]).toMatchObject({ undone: true })
    })

    test('undo in the same message takes back what came before it', async () => {
      const ana = fresh()
      const answer = await say(ana, 'add lamp; undo')
      expect(answer.text).toBe('Added “lamp”.\n\nUndone: add a thing (“lamp”).')
      expect(await world.titles(ana)).toEqual([])
    })

    test('undo after what cannot be taken back says so and leaves what came before', async () => {
      const ana = fresh()
      const { sessionId } = await say(ana, 'add lamp; add chair')
      await say(ana, 'drop lamp', sessionId)
      await say(ana, 'yes', sessionId)
      expect((await say(ana, 'undo', sessionId)).text).toBe('The last thing I did, “Delete a thing”, cannot be taken back.')
      expect(await world.titles(ana)).toEqual(['chair'])
    })

    test('undo twice takes back two things', async () => {
      const ana = fresh()
      const { sessionId } = await say(ana, 'add lamp; add chair')
      await say(ana, 'undo', sessionId)
      await say(ana, 'undo', sessionId)
      expect(await world.titles(ana)).toEqual([])
    })

    test('help names every family with examples and nothing internal', async () => {
      const { text } = await say(fresh(), 'help')
      expect(text).toContain('- **Things**: “add a lamp”, “wait for it”, “break it”, “show my things”')
      expect(text).not.toContain('chat')
    })

    test('stop ends the skill that runs, and the message says stopped', async () => {
      const ana = fresh()
      const { begun, aborted: before } = world.waits
      const turn = await world.coordinator.reply(ana, { text: 'wait; add lamp' })
      await expect.poll(() => world.waits.begun).toBe(begun + 1)
      expect(await world.coordinator.stop(ana, turn.sessionId)).toEqual({ stopped: 1 })
      expect(world.waits.aborted).toBe(before + 1)
      expect(await world.titles(ana)).toEqual([])
      const stored = (await messages(ana, turn.sessionId))[1]
      expect(stored).toMatchObject({ status: 'stopped', parts: [{ skill: 'things.wait', status: 'failed' }] })
    })

    test('a second message waits for the first and is answered after it', async () => {
      const ana = fresh()
      const begun = world.waits.begun
      const first = await world.coordinator.reply(ana, { text: 'wait; add first' })
      const second = await world.coordinator.reply(ana, { text: 'add second', sessionId: first.sessionId })
      await expect.poll(() => world.waits.begun).toBe(begun + 1)
      expect(second.parts).toEqual([])
      world.release()
      await second.done()
      expect(await world.titles(ana)).toEqual(['first', 'second'])
    })

    test('the same messageId again gives the same answer and does nothing anew', async () => {
      const ana = fresh()
      const request = { text: 'add lamp', messageId: crypto.randomUUID() }
      const first = await (await world.coordinator.reply(ana, request)).result()
      const again = await (await world.coordinator.reply(ana, request)).result()
      expect(again).toEqual(first)
      expect(await world.titles(ana)).toEqual(['lamp'])
    })

    test('the same messageId five times at once, in a new chat or a known one, is one answer', async () => {
      const ana = fresh()
      const { sessionId } = await say(ana, 'list')
      for (const session of [{}, { sessionId }]) {
        const request = { text: 'add lamp', messageId: crypto.randomUUID(), ...session }
        const turns = await Promise.all(Array.from({ length: 5 }, () => world.coordinator.reply(ana, request)))
        expect(new Set(turns.map(turn => turn.messageId)).size).toBe(1)
        await Promise.all(turns.map(turn => turn.done()))
      }
      expect(await world.titles(ana)).toEqual(['lamp', 'lamp'])
    })

    test('the same messageId given to two processes on one database at once is one turn', async () => {
      const processes = [world.restart().coordinator, world.restart().coordinator]
      for (const known of [false, true]) {
        const ana = fresh()
        const session = known ? { sessionId: (await say(ana, 'list')).sessionId } : {}
        const request = { text: 'add lamp', messageId: crypto.randomUUID(), ...session }
        const answers = await Promise.all([0, 1, 0, 1].map(async n => (await processes[n]?.reply(ana, request))?.result()))
        expect(new Set(answers.map(answer => answer?.sessionId)).size).toBe(1)
        expect(answers.map(answer => answer?.text)).toEqual(Array(4).fill('Added “lamp”.'))
        expect(await world.titles(ana)).toEqual(['lamp'])
        expect(await messages(ana, answers[0]?.sessionId ?? '')).toHaveLength(known ? 4 : 2)
      }
    })

    test('a message that another process is still answering is awaited, not begun again', async () => {
      const [first, second] = [world.restart().coordinator, world.restart().coordinator]
      const ana = fresh()
      const request = { text: 'wait; add lamp', messageId: crypto.randomUUID() }
      const begun = world.waits.begun
      const turn = await first.reply(ana, request)
      await expect.poll(() => world.waits.begun).toBe(begun + 1)
      const other = second.reply(ana, request)
      world.release()
      expect((await (await other).result()).text).toBe((await turn.result()).text)
      expect(world.waits.begun).toBe(begun + 1)
      expect(await world.titles(ana)).toEqual(['lamp'])
    })

    test('the same messageId with other words is refused', async () => {
      const ana = fresh()
      const messageId = crypto.randomUUID()
      await (await world.coordinator.reply(ana, { text: 'add lamp', messageId })).done()
      await expect(world.coordinator.reply(ana, { text: 'add chair', messageId })).rejects.toMatchObject({ code: 'chat.message_reused' })
    })

    test('two who watch see the same message grow to its end', async () => {
      const ana = fresh()
      const { sessionId } = await say(ana, 'list')
      const stop = new AbortController()
      const seen = await Promise.all(
        [1, 2].map(async () => {
          const events: string[] = []
          const watching = await world.coordinator.watch({ ...ana, signal: stop.signal }, sessionId)
          return {
            events,
            end: (async () => {
              for await (const event of watching) events.push(event.type === 'message' ? event.message.status : event.type)
            })(),
          }
        }),
      )
      await new Promise(resolve => setImmediate(resolve))
      await say(ana, 'add lamp', sessionId)
      await new Promise(resolve => setImmediate(resolve))
      stop.abort()
      await Promise.all(seen.map(({ end }) => end))
      expect(seen[0]?.events).toEqual(['streaming', 'call', 'call', 'text', 'done'])
      expect(seen[1]?.events).toEqual(seen[0]?.events)
    })

    test('what a crash left unfinished is failed at the next start, with a sentence, and the chat goes on', async () => {
      const ana = fresh()
      const begun = world.waits.begun
      const turn = await world.coordinator.reply(ana, { text: 'add lamp; wait' })
      await expect.poll(() => world.waits.begun).toBe(begun + 1)
      const next = world.restart()
      await next.coordinator.recover(ana, async () => ana)
      const stored = (await messages(ana, turn.sessionId))[1]
      expect(stored).toMatchObject({
        status: 'failed',
        parts: [
          { status: 'done' },
          { type: 'text' },
          { status: 'failed', error: { code: 'chat.interrupted' } },
          { text: interruptedSentence },
        ],
      })
      const answer = await (await next.coordinator.reply(ana, { text: 'add chair', sessionId: turn.sessionId })).result()
      expect(answer.text).toBe('Added “chair”.')
      world.release()
      await turn.done()
    })

    describe('after a crash', () => {
      /** What this person says in a process whose calls reach this far and no further, and how the next one brings it to its end. */
      const cutOff = async (ana: Context, text: string, far: 'before' | 'after', sessionId?: string) => {
        const reached = Promise.withResolvers<void>()
        const dying = world.restart({
          invoke: async (...call) => {
            if (far === 'after') await world.invoke(...call)
            reached.resolve()
            return new Promise<never>(() => {})
          },
        })
        const request = { text, messageId: crypto.randomUUID(), ...(sessionId ? { sessionId } : {}) }
        const turn = await dying.coordinator.reply(ana, request)
        await reached.promise
        const next = world.restart()
        await next.coordinator.recover(ana, async () => ana)
        const stored = (await messages(ana, turn.sessionId)).at(-1) as ChatMessage
        return { next, request, stored, sessionId: turn.sessionId }
      }

      test('a write that was done is shown as done, can be undone, and is not done by the same message sent again', async () => {
        const ana = fresh()
        const { next, request, stored, sessionId } = await cutOff(ana, 'add lamp', 'after')
        expect(stored).toMatchObject({
          status: 'failed',
          parts: [
            { type: 'call', status: 'done', output: { title: 'lamp' }, undoId: expect.any(String) },
            { text: 'Added “lamp”.' },
            { text: interruptedSentence },
          ],
        })
        const again = await (await next.coordinator.reply(ana, request)).result()
        expect(again.calls).toMatchObject([{ output: { title: 'lamp' } }])
        expect(await world.titles(ana)).toEqual(['lamp'])
        await say(ana, 'undo', sessionId)
        expect(await world.titles(ana)).toEqual([])
        expect((await messages(ana, sessionId))[1]?.parts[0]).toMatchObject({ undone: true })
      })

      test('a write that was not done says so, and the same message sent again does it once', async () => {
        const ana = fresh()
        const { next, request, stored } = await cutOff(ana, 'add lamp', 'before')
        expect(stored).toMatchObject({
          status: 'failed',
          parts: [{ status: 'failed', error: { code: 'chat.not_done' } }, { text: notBegunSentence }],
        })
        const turns = await Promise.all([1, 2, 3].map(() => next.coordinator.reply(ana, request)))
        expect((await turns[0]?.result())?.text).toBe('Added “lamp”.')
        expect(new Set(turns.map(turn => turn.messageId))).toEqual(new Set([stored.id]))
        expect(await world.titles(ana)).toEqual(['lamp'])
      })

      test('a question that was stored is asked, and “yes” answers it', async () => {
        const ana = fresh()
        await say(ana, 'add lamp')
        const { next, stored, sessionId } = await cutOff(ana, 'drop lamp', 'after')
        expect(stored.parts).toMatchObject([
          { status: 'asks', named: { id: 'lamp' }, approval: { status: 'pending' } },
          { text: 'Delete a thing: “lamp”. Shall I? Say yes or no.' },
          { text: interruptedSentence },
        ])
        await (await next.coordinator.reply(ana, { text: 'yes', sessionId })).done()
        expect(await world.titles(ana)).toEqual([])
      })

      const asked = async (ana: Context, text: string) => {
        const answer = await say(ana, text)
        return { sessionId: answer.sessionId, id: answer.calls[0]?.approval?.id as string }
      }
      const decide = (ana: Context, id: string, answer: Parameters<typeof decideApproval>[2]) =>
        world.storage.unitOfWork.writing(ana, tx => decideApproval(tx, id, answer))
      const cardOf = async (ana: Context, sessionId: string) => (await messages(ana, sessionId))[1]?.parts[0]

      test('what was approved and not done is done at the start, with its own input and not the masked one', async () => {
        const ana = fresh()
        const { sessionId, id } = await asked(ana, 'guard lamp')
        await decide(ana, id, { decision: 'approve' })
        const next = world.restart()
        await next.coordinator.recover(ana, async () => ana)
        await expect.poll(() => cardOf(ana, sessionId)).toMatchObject({ status: 'done', approval: { status: 'approved' } })
        expect(world.guarded.at(-1)).toEqual({ title: 'lamp', apiKey: 'hunter2' })
        expect(JSON.stringify(await messages(ana, sessionId))).not.toContain('hunter2')
      })

      test('a yes that was given before the crash and is said again uses the input that was approved', async () => {
        const ana = fresh()
        const { sessionId, id } = await asked(ana, 'guard lamp')
        await decide(ana, id, { decision: 'approve', input: { title: 'desk', apiKey: 'hunter3' } })
        const next = world.restart()
        await (await next.coordinator.reply(ana, { text: 'yes', sessionId })).done()
        expect(world.guarded.at(-1)).toEqual({ title: 'desk', apiKey: 'hunter3' })
        expect(await cardOf(ana, sessionId)).toMatchObject({ status: 'done', input: { title: 'desk', apiKey: '•••' } })
      })

      test('what was approved and done is shown as done and not done again', async () => {
        const ana = fresh()
        const { sessionId, id } = await asked(ana, 'guard lamp')
        const approval = await decide(ana, id, { decision: 'approve' })
        const reached = Promise.withResolvers<void>()
        const dying = world.restart({
          invoke: async (...call) => {
            await world.invoke(...call)
            reached.resolve()
            return new Promise<never>(() => {})
          },
        })
        void dying.coordinator.approvalDecided(ana, approval)
        await reached.promise
        const times = world.guarded.length
        await world.restart().coordinator.recover(ana, async () => ana)
        await expect.poll(() => cardOf(ana, sessionId)).toMatchObject({ status: 'done', output: { title: 'lamp' } })
        expect(world.guarded.length).toBe(times)
      })

      test('what was approved for somebody who has left is not done, and the card says so; so does one that expired', async () => {
        const ana = fresh()
        const left = await asked(ana, 'guard lamp')
        await decide(ana, left.id, { decision: 'approve' })
        const times = world.guarded.length
        await world.restart().coordinator.recover(ana, async () => undefined)
        expect(await cardOf(ana, left.sessionId)).toMatchObject({ status: 'failed', error: { code: 'chat.asker_left' } })
        const late = await asked(ana, 'guard lamp')
        const tomorrow = { ...ana, clock: { now: () => new Date(Date.now() + 86_400_000) } }
        await world.restart().coordinator.recover(tomorrow, async () => tomorrow)
        expect(await cardOf(ana, late.sessionId)).toMatchObject({ status: 'failed', approval: { status: 'expired' } })
        expect(world.guarded.length).toBe(times)
      })

      test('what was approved and done is not told as failed when its card cannot be stored; the next start shows it', async () => {
        const ana = fresh()
        const { sessionId, id } = await asked(ana, 'guard lamp')
        const { unitOfWork } = world.storage
        let breaks = false
        const next = world.restart({
          invoke: async (...call) => {
            const outcome = await world.invoke(...call)
            breaks = true
            return outcome
          },
          unitOfWork: {
            ...unitOfWork,
            writing: async (ctx, work) => {
              if (!breaks) return unitOfWork.writing(ctx, work)
              breaks = false
              throw new Error('the disk is full')
            },
          },
        })
        const turn = await next.coordinator.approvalDecided(ana, await decide(ana, id, { decision: 'approve' }))
        expect((await turn?.result())?.text).toBe('Guard a thing: lamp')
        const times = world.guarded.length
        await world.restart().coordinator.recover(ana, async () => ana)
        await expect.poll(() => cardOf(ana, sessionId)).toMatchObject({ status: 'done', output: { title: 'lamp' } })
        expect(world.guarded.length).toBe(times)
      })

      test('an approval given again while it is carried out is one turn', async () => {
        const ana = fresh()
        const { sessionId, id } = await asked(ana, 'guard lamp')
        const approval = await decide(ana, id, { decision: 'approve' })
        const turns = await Promise.all([1, 2, 3].map(() => world.coordinator.approvalDecided(ana, approval)))
        expect(new Set(turns.map(turn => turn?.messageId)).size).toBe(1)
        await turns[0]?.done()
        expect(await messages(ana, sessionId)).toHaveLength(3)
        expect(await world.coordinator.approvalDecided(ana, approval)).toBeUndefined()
      })

      test('who stops before an approved call was begun has stopped it for good', async () => {
        const ana = fresh()
        const { sessionId, id } = await asked(ana, 'guard lamp')
        const begun = world.waits.begun
        const first = await world.coordinator.reply(ana, { text: 'wait; list', sessionId })
        await expect.poll(() => world.waits.begun).toBe(begun + 1)
        const carried = world.coordinator.approvalDecided(ana, await decide(ana, id, { decision: 'approve' }))
        await expect.poll(() => messages(ana, sessionId).then(all => all.length)).toBe(5)
        const times = world.guarded.length
        await world.coordinator.stop(ana, sessionId)
        await Promise.all([first.done(), carried])
        await world.restart().coordinator.recover(ana, async () => ana)
        expect(await cardOf(ana, sessionId)).toMatchObject({ status: 'failed', error: { code: 'chat.stopped' } })
        expect(world.guarded.length).toBe(times)
      })
    })

    test('the card that asks is stored when its reader sees it, so that the quickest answer is carried out', async () => {
      const ana = fresh()
      const { sessionId } = await say(ana, 'add lamp')
      const turn = await world.coordinator.reply(ana, { text: 'drop lamp', sessionId })
      for await (const chunk of turn.toUIMessageStream()) {
        const card = chunk.type === 'data-call' ? (chunk.data as ChatCallPart) : undefined
        if (card?.status !== 'asks') continue
        const stored = (await messages(ana, sessionId)).at(-1)
        expect(stored?.parts[0]).toMatchObject({ status: 'asks', approval: { id: card.approval?.id } })
        const { unitOfWork } = world.storage
        const approval = await unitOfWork.writing(ana, tx => decideApproval(tx, card.approval?.id as string, { decision: 'approve' }))
        await (await world.coordinator.approvalDecided(ana, approval))?.done()
        expect(await world.titles(ana)).toEqual([])
      }
      expect((await messages(ana, sessionId))[3]?.parts[0]).toMatchObject({ status: 'done' })
    })

    test('an outside call that was stopped when something may have been sent says that this is not known', async () => {
      const ana = fresh()
      const begun = world.waits.begun
      const turn = await world.coordinator.reply(ana, { text: 'wait' })
      await expect.poll(() => world.waits.begun).toBe(begun + 1)
      await world.coordinator.stop(ana, turn.sessionId)
      expect((await messages(ana, turn.sessionId))[1]?.parts[0]).toMatchObject({ error: { code: 'chat.unsure' } })
    })

    test('two stops at once both hear of its end', async () => {
      const ana = fresh()
      const { begun, aborted } = world.waits
      const turn = await world.coordinator.reply(ana, { text: 'wait' })
      await expect.poll(() => world.waits.begun).toBe(begun + 1)
      expect(await Promise.all([1, 2].map(() => world.turns.stop(turn.sessionId)))).toEqual([1, 1])
      expect(world.waits.aborted).toBe(aborted + 1)
      expect((await messages(ana, turn.sessionId))[1]?.status).toBe('stopped')
    })

    test('the server ends: what takes too long is stopped and the message says why', async () => {
      const ana = fresh()
      const next = world.restart()
      const begun = world.waits.begun
      const turn = await next.coordinator.reply(ana, { text: 'wait' })
      await expect.poll(() => world.waits.begun).toBe(begun + 1)
      await next.coordinator.close(10)
      expect((await messages(ana, turn.sessionId))[1]).toMatchObject({
        status: 'failed',
        parts: [{ status: 'failed' }, { text: interruptedSentence }],
      })
    })

    test('the AI SDK reads the stream into one message of the parts that are stored', async () => {
      const ana = fresh()
      const turn = await world.coordinator.reply(ana, { text: 'add lamp; list' })
      let last: UIMessage | undefined
      for await (const message of readUIMessageStream({ stream: turn.toUIMessageStream() })) last = message
      const stored = (await messages(ana, turn.sessionId))[1] as ChatMessage
      expect(last?.id).toBe(stored.id)
      expect(JSON.parse(JSON.stringify(last?.parts))).toEqual(toUIParts(stored.parts))
      expect(last?.metadata).toMatchObject({ status: 'done' })
    })

    test('a question asked before a restart is answered after it', async () => {
      const ana = fresh()
      const { sessionId } = await say(ana, 'add lamp')
      await say(ana, 'drop lamp', sessionId)
      const next = world.restart()
      await (await next.coordinator.reply(ana, { text: 'yes', sessionId })).done()
      expect(await world.titles(ana)).toEqual([])
    })

    test('a chat is its person’s alone, even in the same workspace', async () => {
      const ana = fresh()
      const bo = world.person({ name: 'Bo', workspaceId: ana.workspaceId })
      const { sessionId } = await say(ana, 'add lamp')
      const refused = { code: 'chat.session_not_found', status: 404 }
      await expect(world.coordinator.reply(bo, { text: 'list', sessionId })).rejects.toMatchObject(refused)
      await expect(world.coordinator.watch(bo, sessionId)).rejects.toMatchObject(refused)
      await expect(world.coordinator.stop(bo, sessionId)).rejects.toMatchObject(refused)
      await expect(world.invoke(bo, 'chat.messages.list', { id: sessionId })).rejects.toMatchObject(refused)
      await expect(world.invoke(bo, 'chat.sessions.delete', { id: sessionId })).rejects.toMatchObject(refused)
      expect(await world.invoke(bo, 'chat.sessions.list', {})).toMatchObject({ output: { items: [] } })
    })

    test('chats are listed, found by their words, renamed and deleted', async () => {
      const ana = fresh()
      const { sessionId } = await say(ana, 'add a lamp 100% wool')
      await say(ana, 'list')
      expect(await world.invoke(ana, 'chat.sessions.list', { query: '100% WOOL' })).toMatchObject({
        output: { items: [{ id: sessionId, title: 'add a lamp 100% wool' }] },
      })
      await world.invoke(ana, 'chat.sessions.rename', { id: sessionId, title: 'Lamps' })
      expect(await world.invoke(ana, 'chat.sessions.list', { query: 'lamps' })).toMatchObject({ output: { items: [{ title: 'Lamps' }] } })
      await world.invoke(ana, 'chat.sessions.delete', { id: sessionId })
      expect(await world.invoke(ana, 'chat.sessions.list', {})).toMatchObject({ output: { items: [{ title: 'list' }], nextCursor: null } })
    })

    test('what goes on in a chat that another process deletes makes no further call and leaves nothing behind', async () => {
      const ana = fresh()
      const { coordinator } = world.restart()
      const begun = world.waits.begun
      const turn = await coordinator.reply(ana, { text: 'wait; add lamp' })
      await expect.poll(() => world.waits.begun).toBe(begun + 1)
      await world.invoke(ana, 'chat.sessions.delete', { id: turn.sessionId })
      world.release()
      await turn.done()
      expect(await world.titles(ana)).toEqual([])
      const left = world.storage.kysely.selectFrom('chat_call').select('id').where('session_id', '=', turn.sessionId)
      expect(await left.execute()).toEqual([])
    })

    test('a viewer who asks for a change is told and nothing changes', async () => {
      const viewer = world.person({ workspaceId: crypto.randomUUID(), role: 'viewer' })
      const answer = await say(viewer, 'add lamp')
      expect(answer.calls[0]?.error?.code).toBe('kernel.forbidden')
      expect(await world.titles(viewer)).toEqual([])
    })

    test('events carry ids, never words', async () => {
      world.events.length = 0
      await say(fresh(), 'add secret plan')
      expect(world.events.map(event => event.name)).toEqual(['chat.session', 'chat.message', 'chat.message'])
      expect(JSON.stringify(world.events)).not.toContain('secret plan')
    })
  })
