import { memoryErrors } from '../errors.ts'
import { docx } from './docx.ts'
import type { Extracted } from './extracted.ts'
import { isOdf, odf } from './odf.ts'
import { mainPartOf } from './opc.ts'
import { openZip, type Zip } from './open-zip.ts'
import { pptx } from './pptx.ts'
import { xlsx } from './xlsx.ts'

const readers: [begins: string, read: (zip: Zip, main: string) => Promise<Extracted>][] = [
  ['word/', docx],
  ['xl/', xlsx],
  ['ppt/', pptx],
]

/** A file of an office program, which is a ZIP: what is in it tells which. @throws memory.unknown_type for any other ZIP */
export async function office(content: Uint8Array): Promise<Extracted> {
  const zip = await openZip(content)
  if (await isOdf(zip)) return odf(zip)
  if (!zip.has('[Content_Types].xml')) throw memoryErrors.unknown_type({ type: 'application/zip' })
  const main = await mainPartOf(zip)
  if (!main) throw memoryErrors.broken_file({ reason: 'its text is missing.' })
  const reader = readers.find(([begins]) => main.startsWith(begins))
  // Excel's binary sheets come in the same wrapping.
  if (!reader || !main.endsWith('.xml')) throw memoryErrors.unknown_type({ type: `an office file with ${main}` })
  return reader[1](zip, main)
}
