/** What an expression may see. Only what `references` names need be filled. Nothing in it is ever changed. */
export interface Scope {
  /** What started the run. */
  event: unknown
  /** Results of finished steps by node id. */
  steps: Record<string, { output: unknown } | undefined>
  /** The workspace's variables by name. */
  vars: Record<string, unknown>
  /** Within “for each”: the item at hand and its place from 0. */
  item?: unknown
  index?: number
  /** Within a catch path: what went wrong. */
  error?: unknown
  /** What stands for a delicate piece of the template that is worked out; nothing where it may be seen. */
  hide?(place: number): string | undefined
}

export const roots = ['event', 'steps', 'vars', 'item', 'index', 'error'] as const
export type Root = (typeof roots)[number]

/** One plain path an expression reads, for checks on saving. */
export interface ReferencedPath {
  root: Root
  /** Names after the root, as far as they are plain: `steps.net.output.tax` gives `['net', 'output', 'tax']`. */
  path: string[]
  /** Whether the expression is marked with a trailing `?`. */
  optional: boolean
  /** The expression's text, without its braces. */
  expression: string
  /** Where in the template's value its string stands, such as `headers.x-id` or `items.0`; '' for a lone string. */
  field: string
}

/** What a template reads. */
export interface References {
  event: boolean
  /** Ids under `steps.` */
  steps: string[]
  vars: string[]
  item: boolean
  index: boolean
  error: boolean
  paths: ReferencedPath[]
}
