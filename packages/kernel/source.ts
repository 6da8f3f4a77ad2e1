import type { Context } from './context.ts'

/** One thing a source holds, by its own id there. `version` changes when the content does. */
export interface SourceItem {
  id: string
  version: string
  title: string
  uri: string
  updatedAt?: string
}

/** Who may see an item at its source. Absent means nobody. */
export interface SourcePermissions {
  everyone?: boolean
  people?: string[]
  groups?: string[]
}

/** A failure of one item; the rest of the sync goes on. */
export interface SourceFailure {
  id: string
  code: string
  message: string
}

/**
 * What can be read from somewhere else, in four separate abilities, so that each source offers what its vendor allows.
 * A checkpoint is opaque text of the source's own and survives a restart: `list` goes on after the page that gave it, and the one of a list's
 * last page is where `changesSince` begins. Changes are surely told for twenty days; who was away longer lists anew.
 */
export interface Source {
  id: string
  list(ctx: Context, checkpoint?: string): AsyncIterable<{ items: SourceItem[]; failures: SourceFailure[]; checkpoint: string }>
  changesSince?(
    ctx: Context,
    checkpoint: string,
  ): AsyncIterable<{ items: SourceItem[]; deleted: string[]; failures: SourceFailure[]; checkpoint: string }>
  /**
   * Ids alone, to find deletions cheaply; those of things that could not be looked at too. Where that is a folder, what is known of `<its id>/…` is kept.
   * @throws where it cannot be told what is there: nothing is taken for deleted then
   */
  ids?(ctx: Context): AsyncIterable<string[]>
  fetch(ctx: Context, id: string): Promise<{ content: Uint8Array; mediaType: string }>
  permissions?(ctx: Context, id: string): Promise<SourcePermissions | undefined>
}
