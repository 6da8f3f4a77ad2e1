import type { Context } from '@atom/kernel'

const made = new WeakMap<Context, Set<string>>()

/** Remembers that the call of this context made a project, because what it named did not exist. */
export function rememberMade(ctx: Context, id: string): void {
  const ids = made.get(ctx) ?? new Set()
  made.set(ctx, ids.add(id))
}

/** Was this project made by the very call that names it? A skill's input is resolved in the context it runs in. */
export const wasMadeFor = (ctx: Context, id: string): boolean => made.get(ctx)?.has(id) ?? false
