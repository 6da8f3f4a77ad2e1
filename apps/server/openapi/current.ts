import { readConfig } from '@atom/kernel'
import { pino } from 'pino'
import { compose } from '../compose.ts'
import { type OpenApiDocument, openApi } from './document.ts'

/** The API's document as this version of the code serves it; `dataDir` is an empty folder of its own. */
export async function currentDocument(dataDir: string): Promise<OpenApiDocument> {
  const atom = await compose(readConfig({ ATOM_DATA_DIR: dataDir }), { log: pino({ level: 'silent' }) })
  try {
    return openApi(atom.registry)
  } finally {
    await atom.close()
  }
}
