import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import core, { type TessBaseAPI } from 'tesseract.js-core/tesseract-core-simd-lstm.js'
import type { ScanLanguage } from './languages.ts'
import type { ScannedBlock } from './scan.ts'
import { blocksOf } from './scanned-blocks.ts'

/** Where the engine looks for a picture. */
const input = '/input'

type Core = Awaited<ReturnType<typeof core>>

/** Of 100. Upright print has 80 and more, a picture of no text or one that lies on its side below 50. */
const sure = 60
/** Milliseconds one look at a page may take for it to be looked at from its other sides too: what is no text takes longest. */
const soon = 10_000
/** Upside down, and lying on one side or the other, as EXIF counts. */
const turned = [3, 6, 8]

/** Reads the text in pictures. */
export class Recognizer {
  readonly #core: Core
  readonly #api: TessBaseAPI

  private constructor(loaded: Core, api: TessBaseAPI) {
    this.#core = loaded
    this.#api = api
  }

  /** @throws where the data of a language is none */
  static async with(languages: readonly ScanLanguage[]): Promise<Recognizer> {
    const loaded = await core({ print() {}, printErr() {} })
    for (const { code, file } of languages) loaded.FS.writeFile(`./${code}.traineddata`, await dataIn(file))
    const api = new loaded.TessBaseAPI()
    const codes = languages.map(({ code }) => code).join('+')
    if (api.Init(null, codes, 1) !== 0) throw new Error(`the data of ${codes} cannot be used`)
    // Finds columns and blocks; the engine's own choice is to take a page for one block.
    api.SetVariable('tessedit_pageseg_mode', '3')
    return new Recognizer(loaded, api)
  }

  /**
   * @param picture PNG, JPEG, WebP, GIF or PGM
   * @param orientation as its EXIF data tells it, 1 for upright
   * @returns nothing where it is no picture this can read; no blocks where there is no text in it
   */
  read(picture: Uint8Array, orientation = 1): ScannedBlock[] | undefined {
    this.#core.FS.writeFile(input, picture)
    try {
      const upright = this.#look(orientation)
      if (!upright) return undefined
      let best = upright
      if (best.confidence < sure && best.took < soon)
        for (const other of turned) {
          const looked = this.#look(other)
          if (looked && looked.confidence > best.confidence) best = looked
          if (best.confidence >= sure) break
        }
      return best.confidence < sure ? [] : blocksOf(best.found)
    } finally {
      this.#api.Clear()
      this.#core.FS.unlink(input)
    }
  }

  #look(orientation: number): { found: string; confidence: number; took: number } | undefined {
    const began = performance.now()
    if (this.#api.SetImageFile(orientation, 0) !== 0) return undefined
    this.#api.Recognize(null)
    return { found: this.#api.GetTSVText(), confidence: this.#api.MeanTextConf(), took: performance.now() - began }
  }
}

async function dataIn(file: string): Promise<Uint8Array> {
  const data = await readFile(file)
  return file.endsWith('.gz') ? promisify(gunzip)(data) : data
}
