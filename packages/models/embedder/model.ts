import { Tokenizer } from '@huggingface/tokenizers'
import type { InferenceSession, Tensor } from 'onnxruntime-node'
import type { ModelFiles } from './model-files.ts'

export interface Model {
  tokens(text: string): number[]
  /** One vector of length 1. */
  vector(tokens: number[]): Promise<Float32Array>
  release(): Promise<void>
}

/** Characters read per token allowed; what is beyond cannot count, and tokenizing a megabyte would cost seconds. */
const charactersPerToken = 32

/**
 * Loads tokenizer and weights and checks that they make vectors of the promised size.
 * One text is computed at a time: on a processor a batch is no faster, and padding and shared quantization would make a
 * text's vector depend on its neighbours.
 */
export async function loadModel(files: ModelFiles, threads: number, read: (path: string) => Uint8Array): Promise<Model> {
  const json = (path: string) => JSON.parse(Buffer.from(read(path)).toString('utf8'))
  const tokenizer = new Tokenizer(json(files.tokenizer), files.tokenizerConfig ? json(files.tokenizerConfig) : {})
  const ort = await import('onnxruntime-node')
  const session: InferenceSession = await ort.InferenceSession.create(files.model, {
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    logSeverityLevel: 3,
  })

  const tokens = (text: string): number[] => {
    const ids = tokenizer.encode(text.slice(0, files.maxTokens * charactersPerToken)).ids
    return ids.length > files.maxTokens ? [...ids.slice(0, files.maxTokens - 1), ids.at(-1) as number] : ids
  }

  const vector = async (ids: number[]): Promise<Float32Array> => {
    const row = (data: BigInt64Array) => new ort.Tensor('int64', data, [1, ids.length])
    const feeds: Record<string, Tensor> = {
      input_ids: row(BigInt64Array.from(ids, BigInt)),
      attention_mask: row(new BigInt64Array(ids.length).fill(1n)),
      token_type_ids: row(new BigInt64Array(ids.length)),
    }
    const known = Object.fromEntries(Object.entries(feeds).filter(([name]) => session.inputNames.includes(name)))
    const answers = await session.run(known)
    const pooled = pooledFrom(answers[session.outputNames[0] as string] as Tensor, files.pooling ?? 'mean')
    if (pooled.length !== files.dimension) throw new Error(`its vectors have ${pooled.length} numbers, not ${files.dimension}`)
    return normalised(pooled)
  }

  await vector(tokens('a'))
  return { tokens, vector, release: () => session.release() }
}

/** Of the vectors `[1, tokens, n]` their mean or the first; `[1, n]` is a model that has pooled already. */
function pooledFrom(output: Tensor, pooling: 'mean' | 'first'): Float32Array {
  const data = output.data as Float32Array
  if (output.dims.length === 2) return Float32Array.from(data)
  const size = output.dims.at(-1) as number
  if (pooling === 'first') return data.slice(0, size)
  const rows = data.length / size
  const sum = new Float32Array(size)
  for (let i = 0; i < data.length; i++) sum[i % size] = (sum[i % size] as number) + (data[i] as number)
  return sum.map(x => x / rows)
}

function normalised(vector: Float32Array): Float32Array {
  const length = Math.sqrt(vector.reduce((sum, x) => sum + x * x, 0)) || 1
  return vector.map(x => x / length)
}
