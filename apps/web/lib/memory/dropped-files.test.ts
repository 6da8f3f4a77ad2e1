import { expect, test } from 'vitest'
import { droppedFiles } from './dropped-files.ts'

const fileEntry = (name: string) => ({ isFile: true, name, file: (tell: (file: File) => void) => tell(new File([name], name)) })
const folderEntry = (name: string, entries: object[]) => ({
  isFile: false,
  name,
  createReader: () => {
    // As a browser does: some, then the rest, then none.
    const parts = [entries.slice(0, 1), entries.slice(1), []]
    return { readEntries: (tell: (some: object[]) => void) => tell(parts.shift() ?? []) }
  },
})
const transfer = (...entries: object[]) => ({ items: entries.map(entry => ({ webkitGetAsEntry: () => entry })), files: [] }) as never

test('a folder that is dropped brings all that is in it, with its path', async () => {
  const found = await droppedFiles(
    transfer(
      fileEntry('a.txt'),
      folderEntry('contracts', [fileEntry('b.txt'), folderEntry('old', [fileEntry('c.txt')]), fileEntry('d.txt')]),
    ),
  )
  expect(found.map(({ path }) => path)).toEqual(['a.txt', 'contracts/b.txt', 'contracts/old/c.txt', 'contracts/d.txt'])
})
