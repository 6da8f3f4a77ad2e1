import type { ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ChatRequest, ScriptedCall, Turn } from './turn.ts'

/** Plays one turn on the wire, as server-sent events or as one JSON answer. */
export async function sendTurn(response: ServerResponse, turn: Turn, request: ChatRequest): Promise<void> {
  if (turn.hang === 'at once') return
  if (turn.firstByteAfter) await sleep(turn.firstByteAfter)
  if (turn.status) {
    response.writeHead(turn.status, {
      'content-type': 'application/json',
      ...(turn.retryAfter === undefined ? {} : { 'retry-after': String(turn.retryAfter) }),
    })
    response.end(JSON.stringify({ error: { message: turn.error ?? `This model answers ${turn.status}.`, type: 'test' } }))
    return
  }
  if (turn.raw !== undefined) {
    response.writeHead(200, { 'content-type': request.stream ? 'text/event-stream' : 'application/json' })
    response.end(turn.raw)
    return
  }
  await (request.stream ? stream(response, turn, request) : whole(response, turn, request))
}

const usageOf = (turn: Turn) => {
  const { input, output } = turn.usage ?? { input: 10, output: 5 }
  return { prompt_tokens: input, completion_tokens: output, total_tokens: input + output }
}

const toolCall = (call: ScriptedCall, index: number) => ({
  id: call.id ?? `call_${index}_${call.name}`,
  type: 'function',
  function: { name: call.name, arguments: typeof call.input === 'string' ? call.input : JSON.stringify(call.input) },
})

const finishOf = (turn: Turn) => (turn.calls?.length ? 'tool_calls' : 'stop')

async function whole(response: ServerResponse, turn: Turn, request: ChatRequest): Promise<void> {
  if (turn.hang) {
    response.writeHead(200, { 'content-type': 'application/json' })
    response.write('{"id":"chat-test",')
    return
  }
  if (turn.cut) {
    response.destroy()
    return
  }
  response.writeHead(200, { 'content-type': 'application/json' })
  const message = {
    role: 'assistant',
    content: turn.text ?? null,
    ...(turn.calls?.length ? { tool_calls: turn.calls.map(toolCall) } : {}),
  }
  response.end(
    JSON.stringify({
      id: 'chat-test',
      object: 'chat.completion',
      created: 1,
      model: request.model,
      choices: [{ index: 0, message, finish_reason: finishOf(turn) }],
      ...(turn.usage === null ? {} : { usage: usageOf(turn) }),
    }),
  )
}

async function stream(response: ServerResponse, turn: Turn, request: ChatRequest): Promise<void> {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' })
  response.flushHeaders()
  const send = (choices: object[], more: object = {}) =>
    response.write(
      `data: ${JSON.stringify({ id: 'chat-test', object: 'chat.completion.chunk', created: 1, model: request.model, choices, ...more })}\n\n`,
    )
  const delta = (value: object, finish: string | null = null) => send([{ index: 0, delta: value, finish_reason: finish }])

  if (turn.text !== undefined || turn.calls) delta({ role: 'assistant', content: '' })
  const say = async (text: string) => {
    for (const word of text.match(/\s*\S+\s*$|\s*\S+/g) ?? []) {
      if (response.destroyed) return
      delta({ content: word })
      if (turn.chunkEvery) await sleep(turn.chunkEvery)
    }
  }
  await say(turn.text ?? '')
  if (turn.more) {
    await turn.more.when
    await say(turn.more.text)
  }
  if (response.destroyed) return
  if (turn.hang) return
  if (turn.cut) {
    // The text must be read first; a broken connection throws away what still waits in the reader's socket.
    await sleep(50)
    response.destroy()
    return
  }
  turn.calls?.forEach((call, index) => {
    const { id, type, function: made } = toolCall(call, index)
    const half = Math.ceil(made.arguments.length / 2)
    delta({ tool_calls: [{ index, id, type, function: { name: made.name, arguments: made.arguments.slice(0, half) } }] })
    delta({ tool_calls: [{ index, function: { arguments: made.arguments.slice(half) } }] })
  })
  delta({}, finishOf(turn))
  if (turn.usage !== null) send([], { usage: usageOf(turn) })
  response.end('data: [DONE]\n\n')
}
