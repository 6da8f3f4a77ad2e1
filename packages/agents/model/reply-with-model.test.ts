import type { ChatMessage } from '@atom/contracts'
import type { Context } from '@atom/kernel'
import { createLanguageModels } from '@atom/models'
import { type ChatRequest, openScriptedModel, openWorstCaseModel, type ScriptedModel, type WorstCase } from '@atom/models/testing'
import { dialects } from '@atom/storage/testing'
import { afterEach, describe, expect, test } from 'vitest'
import { type ChatWorld, openChatWorld } from '../chat/testing.ts'
import { createModelReply, type ModelLimits } from './reply-with-model.ts'

for (const dialect of dialects)
  describe(`the chat with a model on ${dialect.name}`, () => {
    let world: ChatWorld
    let model: ScriptedModel
    let ana: Context

    const open = async (server: ScriptedModel, name = 'scripted', limits: Partial<ModelLimits> = {}, modelWait?: number) => {
      // Only a model that falls silent is given up soon; a busy machine is silent for a while too.
      const silence = name === 'hang' || name === 'stall' ? 300 : 20_000
      model = server
      world = await openChatWorld(dialect, {
        understand: async (_, { text }) => ({ requests: [{ skill: 'things.add', input: { title: `${text}, offline` } }] }),
        replyWithModel: deps =>
          createModelReply({
            ...deps,
            limits,
            modelWait,
            models: createLanguageModels({
              config: { model: { baseUrl: server.url, apiKey: 'sk-secret', name } },
              vault: deps.storage.vault,
              unitOfWork: deps.unitOfWork,
              deadlines: { firstByte: silence, between: silence },
            }),
          }),
      })
      ana = world.person()
    }
    const worst = async (name: WorstCase, limits: Partial<ModelLimits> = {}) => open(await openWorstCaseModel(), name, limits)
    afterEach(async () => {
      await world.close()
      await model.close()
    })

    const say = async (text: string, sessionId?: string) => {
      const turn = await world.coordinator.reply(ana, { text, ...(sessionId ? { sessionId } : {}) })
      return turn.result()
    }
    const messages = async (id: string) => {
      const outcome = await world.invoke(ana, 'chat.messages.list', { id })
      return outcome.status === 'done' ? (outcome.output as { items: ChatMessage[] }).items : []
    }
    const add = (title: string) => ({ calls: [{ name: 'things_add', input: { title } }] })

    test('the model uses several skills in a row and then tells', async () => {
      await open(await openScriptedModel(add('lamp'), add('chair'), { text: 'I added both.' }))
      const answer = await say('furnish the room')
      expect(answer.text).toBe('I added both.')
      expect(answer.calls.map(call => call.skill)).toEqual(['things.add', 'things.add'])
      expect(await world.titles(ana)).toEqual(['lamp', 'chair'])
    })

    test('the tools are the skills this person may use and no internal ones', async () => {
      await open(await openScriptedModel({ text: 'Hello.' }))
      ana = world.person({ role: 'viewer' })
      await say('hello')
      expect(model.requests[0]?.tools?.map(tool => tool.function.name)).toEqual(['help', 'things_break', 'things_list'])
    })

    test('the tokens of every step are counted and stored with the message', async () => {
      await open(await openScriptedModel(add('lamp'), { text: 'Done.', usage: { input: 20, output: 7 } }))
      const { sessionId } = await say('a lamp')
      expect((await messages(sessionId))[1]?.usage).toEqual({ model: 'scripted', inputTokens: 30, outputTokens: 12 })
    })

    test('history comes from the database, with every call and its result', async () => {
      await open(await openScriptedModel(add('lamp'), { text: 'Added.' }, { text: 'A lamp.' }))
      const { sessionId } = await say('a lamp')
      await say('what did you add?', sessionId)
      const sent = (model.requests[2] as ChatRequest).messages.slice(1)
      expect(sent.map(message => message.role)).toEqual(['user', 'assistant', 'tool', 'assistant', 'user'])
      expect(sent[1]?.tool_calls?.[0]?.id).toBe(sent[2]?.tool_call_id)
    })

    test('a destructive call ends the turn with a question, and after “yes” the model goes on with the result', async () => {
      await open(
        await openScriptedModel(
          add('lamp'),
          { text: 'Added.' },
          { calls: [{ name: 'things_drop', input: { id: 'lamp' } }] },
          { text: 'The lamp is gone.' },
        ),
      )
      const { sessionId } = await say('a lamp')
      const asked = await say('delete it', sessionId)
      expect(asked.text).toBe('Delete a thing: “lamp”. Shall I? Say yes or no.')
      expect(await world.titles(ana)).toEqual(['lamp'])
      const answer = await say('yes', sessionId)
      expect(answer.text).toBe('The lamp is gone.')
      expect(answer.calls).toMatchObject([{ skill: 'things.drop', output: { title: 'lamp' } }])
      expect(await world.titles(ana)).toEqual([])
    })

    test('after “no” the model is told so and nothing is done', async () => {
      await open(await openScriptedModel(add('lamp'), { calls: [{ name: 'things_drop', input: { id: 'lamp' } }] }, { text: 'It stays.' }))
      const { sessionId } = await say('a lamp, no, not a lamp')
      expect((await say('no', sessionId)).text).toBe('It stays.')
      expect(JSON.stringify(model.requests[2]?.messages)).toContain('The person said no. Nothing was done.')
      expect(await world.titles(ana)).toEqual(['lamp'])
    })

    test('an error of a skill goes back to the model, which may do better', async () => {
      await open(
        await openScriptedModel({ calls: [{ name: 'things_drop', input: { id: 'piano' } }] }, add('lamp'), {
          text: 'There was no piano, so I added a lamp.',
        }),
      )
      const answer = await say('swap the piano for a lamp')
      expect(answer.calls.map(call => call.error?.code)).toEqual(['kernel.not_found', undefined])
      expect(answer.text).toBe('There was no piano, so I added a lamp.')
    })

    test('stop ends the model’s stream and keeps what was written', async () => {
      await open(await openScriptedModel({ text: 'One two three four five six seven eight nine ten.', chunkEvery: 100 }))
      const turn = await world.coordinator.reply(ana, { text: 'count' })
      await expect.poll(() => turn.parts.length).toBe(1)
      await world.coordinator.stop(ana, turn.sessionId)
      const stored = (await messages(turn.sessionId))[1]
      expect(stored?.status).toBe('stopped')
      expect(stored?.parts[0]).toMatchObject({ type: 'text', text: expect.stringMatching(/^One/) })
    })

    test('the text is in the database while it is still being written', async () => {
      await open(await openScriptedModel({ text: 'One two three four five six seven eight nine ten.', chunkEvery: 100 }))
      const turn = await world.coordinator.reply(ana, { text: 'count' })
      const storedText = async () => (await messages(turn.sessionId))[1]?.parts[0]
      await expect.poll(storedText, { timeout: 2000 }).toMatchObject({ text: expect.stringMatching(/^One/) })
      expect(turn.ended).toBe(false)
      await turn.done()
    })

    test('the key is in no message, card or prompt', async () => {
      await open(
        await openScriptedModel(
          { calls: [{ name: 'things_add', input: { title: 'lamp', apiKey: 'hunter2' } }] },
          { text: 'Added.' },
          { text: 'Yes.' },
        ),
      )
      const { sessionId } = await say('a lamp')
      await say('sure?', sessionId)
      expect(JSON.stringify(await messages(sessionId))).not.toContain('hunter2')
      expect(JSON.stringify(model.requests[2]?.messages)).not.toContain('hunter2')
    })

    for (const name of [
      'hang',
      'garbage',
      'not-a-model',
      'empty',
      'wrong-key',
      'no-such-model',
      'server-error',
      'context-too-long',
    ] as const)
      test(`a model that fails before its first word (${name}): the person is told in one line and answered without it`, async () => {
        await worst(name)
        const answer = await say('lamp')
        expect(answer.text).toMatch(/^_.+\. I answer without it\._\n\nAdded “lamp, offline”\.$/)
        expect(await world.titles(ana)).toEqual(['lamp, offline'])
        expect(answer.text).not.toContain('sk-secret')
      })

    test.each([
      [undefined, 'The model worked for more than 0 minutes and was stopped.'],
      [60_000, '127.0.0.1:'],
    ])('the time of a turn is beyond that until a model begins (%s ms)', async (modelWait, told) => {
      await open(await openWorstCaseModel(), 'hang', { turn: 50 }, modelWait)
      expect((await say('lamp')).text).toContain(told)
    })

    for (const name of ['stall', 'cut'] as const)
      test(`a model that breaks off in the middle (${name}): what it wrote stays, and the person is told`, async () => {
        await worst(name)
        const answer = await say('lamp')
        expect(answer.text).toMatch(/^(I will just|The answer is)\n\n127\.0\.0\.1.+\. What is shown above stands\.$/)
        expect((await messages(answer.sessionId))[1]?.status).toBe('failed')
        expect(await world.titles(ana)).toEqual([])
      })

    test('a skill that does not exist: a failed card, the model hears of it, the chat goes on', async () => {
      await worst('unknown-tool')
      const answer = await say('lamp')
      expect(answer.calls).toMatchObject([{ skill: 'no_such_tool', error: { code: 'chat.unknown_tool' } }])
      expect(answer.text).toContain('I was told:')
    })

    for (const [name, code] of [
      ['wrong-input', 'kernel.invalid_input'],
      ['broken-input', 'chat.unreadable_call'],
    ] as const)
      test(`a skill with ${name}: nothing is done, a failed card, the model hears why`, async () => {
        await worst(name)
        const answer = await say('lamp')
        expect(answer.calls[0]?.error?.code).toBe(code)
        expect(answer.text).toContain('I was told:')
      })

    test('a call that cannot be made, and no word after it: the person is told why', async () => {
      await open(await openScriptedModel({ calls: [{ name: 'things_add', input: { nonsense: 1 } }] }, { text: '' }))
      const answer = await say('lamp')
      expect(answer.calls).toMatchObject([{ skill: 'things.add', error: { code: 'kernel.invalid_input' } }])
      expect(answer.text).toBe(answer.calls[0]?.error?.message)
      expect(answer.text).not.toBe('')
    })

    test('a model that goes in circles is stopped at the third time', async () => {
      await worst('loop')
      const answer = await say('lamp')
      expect(answer.calls.length).toBe(2)
      expect(answer.text).toBe('I stopped, because the model asked for the same thing again and again.')
    })

    test('a model that never ends its work is stopped after so many steps', async () => {
      let count = 0
      const endless = await openScriptedModel()
      endless.otherwise(() => add(`lamp ${count++}`))
      await open(endless, 'scripted', { steps: 4 })
      expect((await say('lamps')).text).toBe('I stopped after 4 steps. Say “go on” and I continue.')
      expect(await world.titles(ana)).toEqual(['lamp 0', 'lamp 1', 'lamp 2', 'lamp 3'])
    })

    test('a model that floods is stopped', async () => {
      await open(await openWorstCaseModel(), 'flood', { text: 5_000 })
      expect((await say('lamp')).text).toMatch(/The model would not stop writing, so it was stopped\. What is shown above stands\.$/)
    })
  })
