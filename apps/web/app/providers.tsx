'use client'
import { ChakraProvider } from '@chakra-ui/react'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { ThemeProvider } from 'next-themes'
import { type ReactNode, useState } from 'react'
import { Toaster } from '../components/toaster.tsx'
import { ApiError } from '../lib/api.ts'
import { system } from '../theme/system.ts'
import { EmotionRegistry } from './emotion-registry.tsx'

/** A refusal stays a refusal; only a server that was not there or broke is asked again. */
const worthRetrying = (failures: number, error: unknown) =>
  failures < 3 && (!(error instanceof ApiError) || error.status === 0 || error.status >= 500)

const newClient = () =>
  new QueryClient({
    defaultOptions: { queries: { retry: worthRetrying, staleTime: 5_000, networkMode: 'always' }, mutations: { networkMode: 'always' } },
  })

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
