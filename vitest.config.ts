import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

const everywhere = ['**/node_modules/**', '**/out/**', '**/.next/**', '**/.atom/**']

export default defineConfig({
  // apps/web/tsconfig.json keeps JSX for Next; tests need it compiled.
  oxc: { jsx: { runtime: 'automatic' } },
  test: {
    globalSetup: ['tests/harness/global-setup.ts'],
    pool: 'forks',
    // A quarter of the time a test waits for a server it started, or for a clock: one more than cores keeps them busy.
    maxWorkers: Math.max(2, Math.min(4, availableParallelism() + 1)),
    testTimeout: 20_000,
    hookTimeout: 60_000,
    // `expect.poll` gives up after a second by itself, which a busy machine takes for a start alone.
    expect: { poll: { timeout: 15_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          include: [
            'packages/**/*.test.ts',
            'apps/server/**/*.test.ts',
            'scripts/**/*.test.ts',
            'bench/**/*.test.ts',
            'tests/**/*.test.ts',
          ],
          exclude: [...everywhere, 'tests/browser/**'],
        },
      },
      {
        extends: true,
        test: {
          name: 'web',
          environment: 'happy-dom',
          include: ['apps/web/**/*.test.ts', 'apps/web/**/*.test.tsx'],
          exclude: everywhere,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          exclude: everywhere,
          // A browser takes a core by itself: as many files at a time as there are cores, after everything else.
          maxWorkers: Math.max(1, Math.min(3, availableParallelism())),
          sequence: { groupOrder: 1 },
          testTimeout: 60_000,
        },
      },
    ],
  },
})
