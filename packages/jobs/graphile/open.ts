import type { GraphileDispatcher, GraphileOptions } from './dispatcher.ts'

/** graphile-worker is loaded only where it works: a start on SQLite does without it. */
export async function openGraphile(options: GraphileOptions): Promise<GraphileDispatcher> {
  const { GraphileDispatcher } = await import('./dispatcher.ts')
  return GraphileDispatcher.open(options)
}
