import { memoryErrors } from '../errors.ts'
import type { Extracted } from './extracted.ts'
import { plain } from './plain.ts'

export interface FileToRead {
  content: Uint8Array
  mediaType: string
  /** With its ending, which tells the type where `mediaType` does not. */
  name: string
}

/** Makes text of a file. @throws memory.unknown_type, memory.broken_file, memory.encrypted, memory.too_large, memory.took_too_long */
export type Extract = (file: FileToRead, signal?: AbortSignal) => Promise<Extracted>

export const extract: Extract = async ({ content, mediaType }) => {
  if (mediaType.startsWith('text/')) return plain(new TextDecoder().decode(content))
  throw memoryErrors.unknown_type({ type: mediaType })
}
