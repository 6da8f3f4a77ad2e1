'use client'
import { ChakraProvider } from '@chakra-ui/react'
import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { ThemeProvider } from 'next-themes'
import { type ReactNode, useState } from 'react'
import { Toaster } from '../components/toaster.tsx'
import { ApiError } from '../lib/api.ts'
import { system } from '../theme/system.ts'
import { EmotionRegistry } from './emotion-registry.tsx'

/** A refusal stays a refusal; only a server that was not there or broke is asked again. */
const worthRetrying = (failures: number, error: unknown) =>
  failures < 3 && (!(error instanceof ApiError) || error.status === 0 || error.status >= 500)

/** A session that has ended is found out by whichever call is first; asking who is here leads to the sign-in page. */
const newClient = () => {
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      onError: (error, query) => {
        if (error instanceof ApiError && error.status === 401 && query.queryKey[0] !== 'me') client.invalidateQueries({ queryKey: ['me'] })
      },
    }),
    defaultOptions: { queries: { retry: worthRetrying, staleTime: 5_000, networkMode: 'always' }, mutations: { networkMode: 'always' } },
  })
  return client
}

/** What every page stands on: theme, colour mode, the cache of answers, toasts. */
export function Providers({ children }: { children: ReactNode }) {
  const [client] = useState(newClient)
  return (
    <EmotionRegistry>
      <ChakraProvider value={system}>
        <ThemeProvider attribute="class" disableTransitionOnChange>
          <QueryClientProvider client={client}>
            {children}
            <Toaster />
          </QueryClientProvider>
        </ThemeProvider>
      </ChakraProvider>
    </EmotionRegistry>
  )
}
