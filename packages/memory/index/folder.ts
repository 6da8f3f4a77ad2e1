import { readdirSync } from 'node:fs'
import { join } from 'node:path'

/** Folder of a workspace's tables. */
export const indexFolder = (memoryDir: string, workspaceId: string): string => join(memoryDir, workspaceId)

/** Names of the tables in it, as LanceDB lays them out; none where there is no folder. */
export function tablesIn(folder: string): string[] {
  try {
    return readdirSync(folder).flatMap(name => (name.endsWith('.lance') ? [name.slice(0, -'.lance'.length)] : []))
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return []
    throw error
  }
}
