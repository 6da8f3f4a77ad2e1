import { createHash } from 'node:crypto'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { AtomError, newId, type OutboundHttp } from '@atom/kernel'
import { modelErrors } from '../errors.ts'
import { readModelFolder } from './model-folder.ts'

export const modelFileNames = ['model.onnx', 'tokenizer.json', 'tokenizer_config.json', 'config.json', 'sentence_bert_config.json'] as const

/** One file of a model: what it is called in the folder, where it is, and the SHA-256 it must have. */
export interface ModelFile {
  name: (typeof modelFileNames)[number]
  url: string
  sha256: string
}

export interface FetchProgress {
  file: string
  /** Bytes of this file so far, and in all where the server says so. */
  done: number
  total: number | undefined
}

/** Milliseconds without a byte after which a download is given up. */
const silence = 60_000
/** Gigabytes of one file at most: twice the largest that ONNX itself can hold in one. */
const most = 4
/** Bytes between two reports. */
const reportEvery = 512 * 1024

/**
 * Fetches a model once into a new folder of ATOM_MODELS_DIR, reporting as it goes. The folder appears only when every file is there with
 * its checksum; a failure or a cancelled signal leaves nothing behind. Never needed: ATOM works with the carried model.
 * @throws models.fetch_failed, models.file_too_large, models.wrong_checksum, models.invalid_model_folder, kernel.egress_refused and its kin
 */
export async function* fetchModel(
  http: OutboundHttp,
  modelsDir: string,
  id: string,
  files: ModelFile[],
  signal?: AbortSignal,
): AsyncGenerator<FetchProgress> {
  if (!/^[a-z0-9][a-z0-9._-]{0,99}$/i.test(id))
    throw modelErrors.invalid_model_folder({ folder: id, problem: 'its name must be letters, digits, dots and dashes.' })
  const target = join(modelsDir, id)
  const temporary = join(modelsDir, `.fetch-${newId()}`)
  await mkdir(temporary, { recursive: true }).catch(cause => {
    throw modelErrors.invalid_model_folder({ folder: modelsDir, problem: `nothing can be written there (${cause.code}).` }, { cause })
  })
  try {
    for (const file of files) yield* fetchFile(http, file, join(temporary, file.name), signal)
    readModelFolder(temporary)
    await rename(temporary, target).catch(cause => {
      throw modelErrors.invalid_model_folder({ folder: target, problem: 'there is a folder of this name already.' }, { cause })
    })
  } finally {
    await rm(temporary, { recursive: true, force: true })
  }
}

async function* fetchFile(http: OutboundHttp, file: ModelFile, path: string, signal?: AbortSignal): AsyncGenerator<FetchProgress> {
  const host = new URL(file.url).host
  const stop = new AbortController()
  const either = signal ? AbortSignal.any([signal, stop.signal]) : stop.signal
  let timer = setTimeout(() => stop.abort(), silence)
  const heard = () => {
    clearTimeout(timer)
    timer = setTimeout(() => stop.abort(), silence)
  }
  const hash = createHash('sha256')
  const out = await open(path, 'wx')
  try {
    const response = await http.fetch(file.url, { signal: either })
    if (!response.ok || !response.body) throw modelErrors.fetch_failed({ host, problem: `it answered ${response.status}.` })
    const total = Number(response.headers.get('content-length')) || undefined
    const checkSize = (bytes: number) => {
      if (bytes > most * 1e9) throw modelErrors.file_too_large({ file: file.name, most })
    }
    checkSize(total ?? 0)
    let done = 0
    let reported = 0
    for await (const part of response.body) {
      heard()
      done += part.byteLength
      checkSize(done)
      hash.update(part)
      await out.write(part)
      if (done - reported >= reportEvery) {
        reported = done
        yield { file: file.name, done, total }
      }
    }
    yield { file: file.name, done, total }
  } catch (cause) {
    if (AtomError.is(cause)) throw cause
    if (signal?.aborted) throw signal.reason
    throw modelErrors.fetch_failed({ host, problem: stop.signal.aborted ? 'it fell silent.' : 'the connection broke.' }, { cause })
  } finally {
    clearTimeout(timer)
    await out.close()
  }
  const actual = hash.digest('hex')
  if (actual !== file.sha256.toLowerCase()) throw modelErrors.wrong_checksum({ file: file.name, actual, expected: file.sha256 })
}
