import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

/** pino writes an Error's message and stack only under `err`; under any other name it becomes `{}`. */
test('what is logged of an error is logged as err', () => {
  const files = globSync('{apps,packages}/**/*.ts', { exclude: path => path.includes('node_modules') || path.endsWith('.test.ts') })
  const lost = files.filter(file => /log\.\w+\(\s*\{\s*(cause|error|cause: [^}]*|error: [^}]*)\b/.test(readFileSync(file, 'utf8')))
  expect(lost).toEqual([])
  expect(files.length).toBeGreaterThan(300)
})
