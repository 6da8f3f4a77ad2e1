import { expect, test } from 'vitest'
import { fileName } from './file-name.ts'

test.each([
  ['a.txt', 'a.txt'],
  ['docs/2026/a.txt', 'docs/2026/a.txt'],
  ['../../etc/passwd', 'etc/passwd'],
  ['C:\\Users\\a\\b.txt', 'Users/a/b.txt'],
  ['/root//./x.txt', 'root/x.txt'],
  ['a\u0000b\n.txt', 'ab.txt'],
  ['', 'file'],
  ['../..', 'file'],
])('%j is kept as %j', (given, kept) => {
  expect(fileName(given)).toBe(kept)
})
