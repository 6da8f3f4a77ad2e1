import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')
const read = (file: string) => readFileSync(join(root, file), 'utf8')
const pages = globSync(['*.md', 'docs/**/*.md', '{apps,packages}/**/*.md'], {
  cwd: root,
  exclude: ['**/node_modules/**', '**/out/**', '**/.next/**'],
})

/** What every page says by a pattern's first group and does not hold, as “page: what”. */
const untrue = (pattern: RegExp, holds: (said: string, page: string) => boolean) =>
  pages.flatMap(page =>
    [...read(page).matchAll(pattern)]
      .map(match => match[1] as string)
      .filter(said => !holds(said, page))
      .map(said => `${page}: ${said}`),
  )

/** A heading as GitHub makes an anchor of it. */
const anchorsOf = (page: string) =>
  [...read(page).matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
    (heading as string)
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  )

describe('the documents', () => {
  test('every link leads to a file that is there, and to a heading of it', () => {
    const leads = (link: string, page: string) => {
      if (/^(https?|mailto):/.test(link)) return true
      const [path, anchor] = link.split('#') as [string, string?]
      const target = path === '' ? page : join(dirname(page), path)
      return existsSync(join(root, target)) && (anchor === undefined || anchorsOf(target).includes(anchor))
    }
    expect(pages).toContain('README.md')
    expect(untrue(/\]\(([^)\s]+)\)/g, leads)).toEqual([])
  })

  test('every file and folder of the repository they name is there', () => {
    const named = /`((?:apps|bench|docs|packages|scripts|tests)\/[\w./()-]+)`/g
    const madeByTheReader = ['packages/productivity/contacts/greet.ts']
    expect(untrue(named, path => madeByTheReader.includes(path) || existsSync(join(root, path)))).toEqual([])
  })

  test('every command they name is one of package.json', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
    expect(untrue(/npm run ([\w:-]+)/g, name => name in scripts)).toEqual([])
  })

  test('every package says in a README of its own what it is for, and ARCHITECTURE.md has a room for it', () => {
    const folders = globSync('{apps,packages}/*/package.json', { cwd: root }).map(dirname)
    const rooms = read('ARCHITECTURE.md').split('## Rooms')[1]?.split('```')[1] ?? ''
    expect(folders.filter(folder => !pages.includes(`${folder}/README.md`))).toEqual([])
    expect(folders.filter(folder => !new RegExp(`^ {2}${folder.split('/')[1]}/ `, 'm').test(rooms))).toEqual([])
  })
})
