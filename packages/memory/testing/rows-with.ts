import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { connect } from '@lancedb/lancedb'

/** How many rows have a word in any version of any table of the index that can still be opened. @param folder holds a folder a workspace */
export async function rowsWith(folder: string, word: string): Promise<number> {
  let rows = 0
  for (const workspace of readdirSync(folder)) {
    const connection = await connect(join(folder, workspace))
    for (const name of await connection.tableNames()) {
      const table = await connection.openTable(name)
      for (const { version } of await table.listVersions()) {
        await table.checkout(version)
        rows += await table.countRows(`terms like '%${word}%'`)
      }
      table.close()
    }
    connection.close()
  }
  return rows
}
