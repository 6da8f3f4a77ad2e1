import { join } from 'node:path'

/** Folder of a workspace's tables. */
export const indexFolder = (memoryDir: string, workspaceId: string): string => join(memoryDir, workspaceId)
