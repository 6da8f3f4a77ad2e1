import { type ReactNode, Suspense } from 'react'
import { PageSkeleton, Shell } from '../../components/shell/shell.tsx'

export default function AppLayout({ children }: { children: ReactNode }) {
  return (
    <Suspense fallback={<PageSkeleton />}>
      <Shell>
        <Suspense fallback={<PageSkeleton />}>{children}</Suspense>
      </Shell>
    </Suspense>
  )
}
