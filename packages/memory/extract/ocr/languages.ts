import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { kernelErrors } from '@atom/kernel'

const { resolve } = createRequire(import.meta.url)

/** The data of a language that scans are read in. */
export interface ScanLanguage {
  /** As Tesseract calls it, such as `eng`. */
  code: string
  /** A `.traineddata`, or one packed by gzip. */
  file: string
}

/**
 * Where the data of languages is: in the folder `ocr` of further models, else in the npm package of the language. Nothing is fetched.
 * @param codes with + between, such as `eng+deu`; `off` for none
 * @throws kernel.invalid_config for one that has no data here
 */
export function scanLanguages(codes: string, modelsDir: string | undefined): ScanLanguage[] {
  if (codes === 'off') return []
  return codes.split('+').map(code => {
    const file = fileOf(code, modelsDir)
    if (file === undefined) throw kernelErrors.invalid_config({ name: 'ATOM_OCR', problem: noData(code) })
    return { code, file }
  })
}

const noData = (code: string): string =>
  `there is no data for the language ${code}. Put ${code}.traineddata into the folder “ocr” of ATOM_MODELS_DIR, or install the npm package @tesseract.js-data/${code}.`

function fileOf(code: string, modelsDir: string | undefined): string | undefined {
  const own = modelsDir === undefined ? [] : [`${code}.traineddata`, `${code}.traineddata.gz`].map(name => join(modelsDir, 'ocr', name))
  const found = own.find(existsSync)
  if (found !== undefined) return found
  try {
    return resolve(`@tesseract.js-data/${code}/4.0.0_best_int/${code}.traineddata.gz`)
  } catch {
    return undefined
  }
}
