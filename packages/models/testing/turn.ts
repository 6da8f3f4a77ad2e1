/** One call of a tool. A string as `input` is sent as it stands, so that it may be broken JSON. */
export interface ScriptedCall {
  name: string
  input: unknown
  id?: string
}

/** What the model does with one request. */
export interface Turn {
  /** Streamed word by word. */
  text?: string
  /** More text, once the test says so: until then the answer is under way. */
  more?: { when: Promise<void>; text: string }
  /** Tools it asks for, after the text. */
  calls?: ScriptedCall[]
  /** Milliseconds before the first byte. */
  firstByteAfter?: number
  /** Milliseconds between two chunks of text. */
  chunkEvery?: number
  /** An error answer instead: 401, 429, 500, … */
  status?: number
  /** What the error says; seconds of `Retry-After` with it. */
  error?: string
  retryAfter?: number
  /** Never sends a byte; `after text` sends the text and then nothing more, without an end. */
  hang?: 'at once' | 'after text'
  /** Breaks the connection after the text. */
  cut?: boolean
  /** Bytes sent with status 200 in place of the protocol. */
  raw?: string
  /** Tokens it says it used; 10 and 5 unless told, `null` leaves them out. */
  usage?: { input: number; output: number } | null
}

/** One part of the conversation, as the OpenAI protocol has it. */
export interface ChatMessage {
  role: 'system' | 'user' | 'assistant' | 'tool'
  content: string | { type: string; text?: string }[] | null
  tool_calls?: { id: string; function: { name: string; arguments: string } }[]
  tool_call_id?: string
}

/** A request as it came, so that a test can look at what was said to the model. */
export interface ChatRequest {
  model: string
  messages: ChatMessage[]
  tools?: { type: 'function'; function: { name: string; description?: string; parameters: unknown } }[]
  stream?: boolean
  /** The `Authorization` header. */
  authorization: string | undefined
}

/** The words of one message, whatever its shape. */
export const textOf = (message: ChatMessage | undefined): string =>
  typeof message?.content === 'string' ? message.content : (message?.content ?? []).map(part => part.text ?? '').join('')

/** What the person said last. */
export const lastUserText = (request: ChatRequest): string => textOf(request.messages.findLast(message => message.role === 'user'))

/** Results of tools since the person's last words. */
export const toolResults = (request: ChatRequest): string[] => {
  const start = request.messages.findLastIndex(message => message.role === 'user')
  return request.messages
    .slice(start + 1)
    .filter(message => message.role === 'tool')
    .map(textOf)
}
