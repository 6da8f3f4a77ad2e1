'use client'
import { Button, Skeleton, Stack } from '@chakra-ui/react'
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query'
import { Fragment, type ReactNode } from 'react'
import type { Paged } from '../lib/records.ts'
import { Problem } from './problem.tsx'

interface Props<T> {
  query: UseInfiniteQueryResult<InfiniteData<Paged<T>>>
  empty: ReactNode
  /** Draws all items, or give `item` to draw each. */
  children?: (items: T[]) => ReactNode
  item?: (item: T) => ReactNode
  /** Names the list for a screen reader. */
  label: string
  rows?: number
}

/** Owns what every list needs: rows in grey while loading, the error with retry, the empty state, the next page. */
export function AsyncList<T extends { id: string } | { name: string }>({ query, empty, children, item, label, rows = 6 }: Props<T>) {
  if (query.isPending) return <SkeletonRows rows={rows} label={label} />
  if (query.isError && !query.data) return <Problem error={query.error} onRetry={() => query.refetch()} />
  const items = query.data?.pages.flatMap(page => page.items) ?? []
  if (items.length === 0) return empty
  return (
    <>
      {children ? (
        children(items)
      ) : (
        <Stack as="ul" gap="0" aria-label={label} listStyleType="none">
          {items.map(one => (
            <Fragment key={'id' in one ? one.id : one.name}>{item?.(one)}</Fragment>
          ))}
        </Stack>
      )}
      {query.hasNextPage && (
        <Button variant="ghost" size="sm" width="full" mt="2" loading={query.isFetchingNextPage} onClick={() => query.fetchNextPage()}>
          Show more
        </Button>
      )}
    </>
  )
}

/** Rows in grey, as high as the real ones, so that nothing jumps. */
export function SkeletonRows({ rows, label }: { rows: number; label: string }) {
  return (
    <Stack gap="0" aria-busy="true" role="status" aria-label={`Loading ${label.toLowerCase()}`}>
      {Array.from({ length: rows }, (_, row) => (
        <Stack key={row} h="row" justify="center">
          <Skeleton h="4" w={`${[72, 56, 64, 40, 60, 48][row % 6]}%`} borderRadius="control" />
        </Stack>
      ))}
    </Stack>
  )
}
