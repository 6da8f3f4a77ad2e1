import type { QueryClient, QueryFilters } from '@tanstack/react-query'

/**
 * Asks again for the answers that something has made old. One that is on its way for the first time may have been read before that
 * happened, and TanStack Query lets it arrive as if it were new: it is asked for again once it is there.
 */
export function askAgain(client: QueryClient, filters: QueryFilters): void {
  const underWay = client
    .getQueryCache()
    .findAll(filters)
    .filter(({ state }) => state.fetchStatus !== 'idle' && state.data === undefined)
  void client.invalidateQueries(filters)
  for (const { promise, queryKey } of underWay)
    promise?.then(
      () => client.invalidateQueries({ queryKey, exact: true }),
      () => {},
    )
}
