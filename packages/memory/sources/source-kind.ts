import type { Source } from '@atom/kernel'
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
  /** The source with this configuration. @throws an AtomError that says what is wrong with it */
  open(config: Record<string, unknown>): Source
}
