import type { ChatCallPart, ChatMessage } from '@atom/contracts'
import type { JSONValue, ModelMessage } from 'ai'
import { toolName } from './tools.ts'

/** A token of English is about four characters; the estimate errs on the long side elsewhere. */
const charactersPerToken = 4
/** Characters of one result of an earlier turn. */
const longestPastResult = 2_000

/** JSON for a model, cut where it is too long, and saying so. */
export function forModel(value: unknown, longest: number): JSONValue {
  const text = JSON.stringify(value ?? null)
  if (text.length <= longest) return JSON.parse(text) as JSONValue
  return {
    cut: `Only the first ${longest} of ${text.length} characters are shown. Ask for less, or for the next page.`,
    beginning: text.slice(0, longest),
  }
}

/**
 * The conversation so far as a model reads it, from our own rows alone: the newest messages that fit the budget, beginning with one of
 * the person's. Every call has a result, whatever became of it.
 */
export function modelMessages(history: ChatMessage[], text: string, budgetTokens: number): ModelMessage[] {
  let left = budgetTokens * charactersPerToken - text.length
  const kept: ModelMessage[][] = []
  for (const message of [...history].reverse()) {
    const messages = message.role === 'user' ? userMessages(message) : assistantMessages(message)
    left -= JSON.stringify(messages).length
    if (left < 0) break
    kept.unshift(messages)
  }
  const flat = kept.flat()
  const first = flat.findIndex(message => message.role === 'user')
  return [...(first < 0 ? [] : flat.slice(first)), { role: 'user', content: text }]
}

const userMessages = ({ parts }: ChatMessage): ModelMessage[] => [
  { role: 'user', content: parts.map(part => (part.type === 'text' ? part.text : '')).join('\n') },
]

type AssistantContent = Exclude<Extract<ModelMessage, { role: 'assistant' }>['content'], string>
type ToolContent = Extract<ModelMessage, { role: 'tool' }>['content']

function assistantMessages({ parts }: ChatMessage): ModelMessage[] {
  const messages: ModelMessage[] = []
  let said: AssistantContent = []
  let results: ToolContent = []
  const flush = () => {
    if (said.length) messages.push({ role: 'assistant', content: said })
    if (results.length) messages.push({ role: 'tool', content: results })
    said = []
    results = []
  }
  for (const part of parts) {
    if (part.type === 'text') {
      if (results.length) flush()
      if (part.text.trim() !== '') said.push({ type: 'text', text: part.text })
    } else {
      const name = { toolCallId: part.id, toolName: toolName(part.skill) }
      said.push({ type: 'tool-call', ...name, input: part.input })
      results.push({ type: 'tool-result', ...name, output: resultOf(part) })
    }
  }
  flush()
  return messages
}

function resultOf(call: ChatCallPart): Extract<ToolContent[number], { type: 'tool-result' }>['output'] {
  if (call.status === 'done') {
    const value = forModel(call.output, longestPastResult)
    return { type: 'json', value: call.undone ? { undone: 'The person took this back.', result: value } : value }
  }
  if (call.status === 'denied') return { type: 'error-text', value: 'The person said no. Nothing was done.' }
  if (call.status === 'asks') return { type: 'error-text', value: 'This waits for the person’s approval. Nothing was done yet.' }
  return { type: 'error-text', value: call.error?.message ?? 'This was interrupted; whether it was done is not known.' }
}
