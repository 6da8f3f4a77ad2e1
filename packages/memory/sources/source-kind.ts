import type { Context, Source } from '@atom/kernel'
import type { Category } from '../store.ts'

/** A kind of source: how to read one, and what its documents are. Given by the package that knows it. */
export interface SourceKind {
  /** Stable, such as `note` or `folder`. */
  kind: string
  /** What one is called where there can be only one, such as “Notes”. */
  title: string
  category: Category
  /** Whether every workspace has exactly one, made by itself. */
  builtIn: boolean
  /** Of a built-in one: whether each document has readers of its own (`Source.permissions`); else the workspace sees them all. */
  perDocument?: boolean
  /** Minutes between two comparisons of a built-in one that no events tell the changes of. */
  everyMinutes?: number
  /** Where people add them: what they say of one, checked. @throws an AtomError that says what is wrong */
  add?(ctx: Context, given: GivenSource): Promise<NewSourceConfig>
  /** What a source of this kind is shown by, such as its folder. */
  locationOf?(config: Record<string, unknown>): string
  /** The source with this configuration. @throws an AtomError that says what is wrong with it */
  open(config: Record<string, unknown>): Source
}

/** What a person says of a source they add. */
export interface GivenSource {
  name?: string | undefined
  path?: string | undefined
  url?: string | undefined
  ignore?: string[] | undefined
  maxPages?: number | undefined
}

export interface NewSourceConfig {
  name: string
  config: Record<string, unknown>
  /** Minutes between two looks, unless the person says. */
  everyMinutes: number
}
