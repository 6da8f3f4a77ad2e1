import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { z } from 'zod'
import { modelErrors } from '../errors.ts'
import type { ModelFiles } from './model-files.ts'
import { type Prompts, promptsOf } from './prompts.ts'

const Config = z.object({
  hidden_size: z.number().int().min(1).max(8192),
  max_position_embeddings: z.number().int().min(8).optional(),
})
const Pooling = z.object({ pooling_mode_mean_tokens: z.boolean().default(false), pooling_mode_cls_token: z.boolean().default(false) })
const Prompted = z.object({ prompts: z.record(z.string(), z.string()).nullable().optional() })
const Sentences = z.object({ max_seq_length: z.number().int().min(8).optional() })

const meanPooling = { pooling_mode_mean_tokens: true, pooling_mode_cls_token: false }
const promptsFile = 'config_sentence_transformers.json'

/** What sentence-transformers calls by either of its names. */
function promptsIn(named: Record<string, string>): Prompts | undefined {
  const query = named.query ?? named.search_query ?? ''
  const passage = named.passage ?? named.document ?? named.search_document ?? ''
  return query + passage === '' ? undefined : { query, passage }
}

/** Longest text in tokens that a model may ask for; beyond it one text costs seconds. */
const mostTokens = 512

/**
 * Reads a folder with `model.onnx`, `tokenizer.json` and `config.json`, as sentence-transformers lays them out; the id is the folder's name.
 * The weights themselves are proved by the first embedding.
 * @throws models.invalid_model_folder with what is wrong
 */
export function readModelFolder(folder: string): ModelFiles {
  const path = resolve(folder)
  const fail = (problem: string) => modelErrors.invalid_model_folder({ folder: path, problem })
  const file = (name: string) => join(path, name)
  const json = <T>(name: string, schema: z.ZodType<T>): T => {
    try {
      return schema.parse(JSON.parse(readFileSync(file(name), 'utf8')))
    } catch (cause) {
      throw fail(`${name} is not what it should be${cause instanceof z.ZodError ? ` (${cause.issues[0]?.path.join('.')})` : ''}.`)
    }
  }
  for (const name of ['model.onnx', 'tokenizer.json', 'config.json']) {
    if (!existsSync(file(name))) throw fail(`${name} is missing.`)
    if (statSync(file(name)).size === 0) throw fail(`${name} is empty.`)
  }
  const config = json('config.json', Config)
  json('tokenizer.json', z.object({ model: z.object({}).loose() }))
  const sentences = existsSync(file('sentence_bert_config.json')) ? json('sentence_bert_config.json', Sentences) : {}
  const pooling = existsSync(file('1_Pooling/config.json')) ? json('1_Pooling/config.json', Pooling) : meanPooling
  if (pooling.pooling_mode_mean_tokens === pooling.pooling_mode_cls_token)
    throw fail('it pools neither by the mean nor by the first token, which is all ATOM does.')
  const named = existsSync(file(promptsFile)) ? json(promptsFile, Prompted).prompts : undefined
  const prompts = promptsIn(named ?? {}) ?? promptsOf(basename(path))
  return {
    id: basename(path),
    dimension: config.hidden_size,
    maxTokens: Math.min(sentences.max_seq_length ?? 256, config.max_position_embeddings ?? mostTokens, mostTokens),
    model: file('model.onnx'),
    tokenizer: file('tokenizer.json'),
    pooling: pooling.pooling_mode_cls_token ? 'first' : 'mean',
    ...(prompts ? { prompts } : {}),
    ...(existsSync(file('tokenizer_config.json')) ? { tokenizerConfig: file('tokenizer_config.json') } : {}),
  }
}

/** Names of the folders in `modelsDir` that hold a model, in order. A directory that does not exist holds none. */
export function modelFolders(modelsDir: string): string[] {
  if (!existsSync(modelsDir)) return []
  return readdirSync(modelsDir, { withFileTypes: true })
    .filter(entry => entry.isDirectory() && !entry.name.startsWith('.') && existsSync(join(modelsDir, entry.name, 'model.onnx')))
    .map(entry => entry.name)
    .sort()
}
