import { openScriptedModel, type Script, type ScriptedModel } from './scripted-model.ts'
import { type ChatRequest, toolResults } from './turn.ts'

const firstTool = (request: ChatRequest, like?: RegExp): string => {
  const names = (request.tools ?? []).map(tool => tool.function.name)
  return names.find(name => like?.test(name)) ?? names[0] ?? 'no_such_tool'
}

/** Calls once, then tells what came back; without a tool's result it would be asked for ever. */
const callThenTell =
  (name: (request: ChatRequest) => string, input: unknown): Script =>
  request => {
    const results = toolResults(request)
    return results.length ? { text: `I was told: ${results.at(-1)}` } : { calls: [{ name: name(request), input }] }
  }

/** Everything a model has been seen to do wrong, by name. */
export const worstCases = {
  'slow-first-byte': { text: 'Sorry, that took a while.', firstByteAfter: 3000 },
  hang: { hang: 'at once' },
  stall: { text: 'I will just', hang: 'after text' },
  cut: { text: 'The answer is', cut: true },
  garbage: { raw: 'data: {"id": "x", "choi\n\n<html>502 Bad Gateway</html>\n\ndata: \u0000\ufffd\n\n' },
  'not-a-model': { raw: '<!doctype html><title>Router login</title>' },
  empty: { text: '' },
  'rate-limit': { status: 429, error: 'Rate limit reached.', retryAfter: 1 },
  'wrong-key': { status: 401, error: 'Incorrect API key provided.' },
  'no-such-model': { status: 404, error: 'The model does not exist.' },
  'server-error': { status: 500, error: 'The server had an error.' },
  'context-too-long': { status: 400, error: "This model's maximum context length is 8192 tokens." },
  'unknown-tool': callThenTell(() => 'no_such_tool', {}),
  'wrong-input': callThenTell(request => firstTool(request), { nonsense: 42, id: { deep: [null] } }),
  'broken-input': callThenTell(request => firstTool(request), '{"title": "half'),
  loop: request => ({ calls: [{ name: firstTool(request, /list|search|get/), input: {} }] }),
  flood: { text: 'word '.repeat(50_000) },
} satisfies Record<string, Script>

export type WorstCase = keyof typeof worstCases

/** A model that goes wrong: the name of the model asked for says how, such as `hang` or `unknown-tool`. */
export async function openWorstCaseModel(): Promise<ScriptedModel> {
  const model = await openScriptedModel()
  model.otherwise(request => {
    const script: Script | undefined = worstCases[request.model as WorstCase]
    if (!script) return { status: 404, error: `There is no worst case called ${request.model}.` }
    return typeof script === 'function' ? script(request) : script
  })
  return model
}
