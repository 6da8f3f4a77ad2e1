import { setTimeout as sleep } from 'node:timers/promises'
import type { OutboundHttp } from '@atom/kernel'
import { z } from 'zod'
import { modelErrors } from '../errors.ts'
import type { TextRole } from './embedder.ts'
import { promptsOf, withPrompt } from './prompts.ts'

/** A server that embeds: Ollama's own protocol where the address has no path, else OpenAI's at `<address>/embeddings`. */
export interface EmbedderAddress {
  baseUrl: string
  model: string
  apiKey: string | undefined
}

/** Texts sent at once; large ones fewer, so that a small server answers in time. */
const most = 64
const mostCharacters = 60_000
/** Characters of one text; what is beyond would be refused or cut there. */
const longest = 6_000
/** Milliseconds for one call. A model that is loaded first takes its time. */
const patience = 60_000
/** Times a call is made when the server takes no more or failed, and the longest wait between two. */
const tries = 4
const longestWait = 20_000
const mostBytes = 64 * 1024 ** 2

const OpenAi = z.object({ data: z.array(z.object({ embedding: z.array(z.number()), index: z.number().int().optional() })) })
const Ollama = z.object({ embeddings: z.array(z.array(z.number())) })

const isOllama = (baseUrl: string): boolean => new URL(baseUrl).pathname === '/'

/** Names the space its vectors lie in: those of another model, or of the same name elsewhere, cannot be compared with them. */
export const addressId = ({ baseUrl, model }: Pick<EmbedderAddress, 'baseUrl' | 'model'>): string =>
  `${baseUrl.replace(/\/+$/, '')}#${model}`

/** Whether an embedder of this id is a server; the names of others are those of folders. */
export const isAddressId = (id: string): boolean => /^https?:\/\//.test(id)

export interface AddressOptions {
  http: OutboundHttp
  /** Numbers its vectors must have; not known yet without. */
  dimension?: number
  signal?: AbortSignal | undefined
  /** Milliseconds of the first wait before a call is made again; each further one is twice as long. */
  pause?: number
}

/**
 * Vectors of length 1 from a server, in the order of the texts, several calls one after the other. A server that takes no more requests is
 * asked again as late as it says. Its answer is checked: what is not a vector of the size the index was made with is an error, never a vector.
 * @throws models.rate_limited, models.wrong_key, models.no_such_model, models.provider_failed, models.request_refused, models.bad_answer,
 * models.other_dimension, and those of the way out
 */
export async function embedAtAddress(
  address: EmbedderAddress,
  texts: string[],
  as: TextRole,
  options: AddressOptions,
): Promise<Float32Array[]> {
  const name = new URL(address.baseUrl).host
  const vectors: Float32Array[] = []
  for (const part of partsOf(withPrompt(promptsOf(address.model), as, texts))) {
    const answer = await asked(address, name, part, options)
    if (answer.length !== part.length) throw modelErrors.bad_answer({ name })
    for (const numbers of answer) vectors.push(vectorOf(numbers, name, options.dimension ?? vectors[0]?.length))
  }
  return vectors
}

function* partsOf(texts: string[]): Generator<string[]> {
  let [part, characters] = [[] as string[], 0]
  for (const text of texts.map(one => one.slice(0, longest))) {
    if (part.length === most || (part.length > 0 && characters + text.length > mostCharacters)) {
      yield part
      ;[part, characters] = [[], 0]
    }
    // OpenAI refuses an empty text.
    part.push(text.trim() === '' ? '-' : text)
    characters += text.length
  }
  if (part.length > 0) yield part
}

async function asked(address: EmbedderAddress, name: string, input: string[], options: AddressOptions): Promise<number[][]> {
  const { baseUrl, model, apiKey } = address
  const base = baseUrl.replace(/\/+$/, '')
  const ollama = isOllama(baseUrl)
  for (let attempt = 1, pause = options.pause ?? 1_000; ; attempt++, pause *= 2) {
    const { status, headers, bytes } = await options.http.request(ollama ? `${base}/api/embed` : `${base}/embeddings`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(apiKey ? { authorization: `Bearer ${apiKey}` } : {}) },
      body: JSON.stringify(ollama ? { model, input } : { model, input, encoding_format: 'float' }),
      timeout: patience,
      maxBytes: mostBytes,
      ...(options.signal ? { signal: options.signal } : {}),
    })
    if (status === 200) return numbersIn(bytes, ollama, name)
    const error = errorOf(status, Buffer.from(bytes).toString('utf8'), name, model)
    const seconds = Number(headers['retry-after'])
    const wait = seconds > 0 ? seconds * 1000 : pause
    if ((status !== 429 && status < 500) || attempt === tries || wait > longestWait) throw error
    await sleep(wait, undefined, options.signal ? { signal: options.signal } : {})
  }
}

function numbersIn(bytes: Uint8Array, ollama: boolean, name: string): number[][] {
  try {
    const said = JSON.parse(Buffer.from(bytes).toString('utf8'))
    if (ollama) return Ollama.parse(said).embeddings
    const { data } = OpenAi.parse(said)
    return data.toSorted((a, b) => (a.index ?? 0) - (b.index ?? 0)).map(({ embedding }) => embedding)
  } catch (cause) {
    throw modelErrors.bad_answer({ name }, { cause })
  }
}

function errorOf(status: number, said: string, name: string, model: string) {
  if (status === 401 || status === 403) return modelErrors.wrong_key({ name })
  if (status === 404) return modelErrors.no_such_model({ name, model })
  if (status === 429) return modelErrors.rate_limited({ name })
  if (status >= 500) return modelErrors.provider_failed({ name, status })
  return modelErrors.request_refused({ name, reason: reasonIn(said) ?? `it answered ${status}.` })
}

/** What the other side said: OpenAI's `error.message`, Ollama's `error`. */
function reasonIn(said: string): string | undefined {
  const Told = z.object({ error: z.union([z.string(), z.object({ message: z.string() })]) })
  try {
    const { error } = Told.parse(JSON.parse(said))
    return (typeof error === 'string' ? error : error.message).replace(/\s+/g, ' ').slice(0, 200)
  } catch {
    return undefined
  }
}

function vectorOf(numbers: number[], name: string, dimension: number | undefined): Float32Array {
  if (dimension !== undefined && numbers.length !== dimension) throw modelErrors.other_dimension({ name, got: numbers.length, dimension })
  const length = Math.hypot(...numbers)
  if (!(length > 0) || !Number.isFinite(length)) throw modelErrors.bad_answer({ name })
  return Float32Array.from(numbers, x => x / length)
}
