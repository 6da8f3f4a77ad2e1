import { spawnSync } from 'node:child_process'
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { temporaryFolder } from '../harness/temporary.ts'

const root = join(import.meta.dirname, '../..')
const packages = globSync('packages/*/package.json', { cwd: root }).map(file => file.split('/')[1] as string)

/** From the bottom up; packages of one line do not know each other, and nobody but models knows model-minilm. */
const layers = [
  ['contracts', 'client'],
  ['kernel'],
  ['storage'],
  ['identity', 'events', 'jobs', 'model-minilm'],
  ['models'],
  ['memory', 'productivity', 'connectors'],
  ['workflows'],
  ['agents'],
]
const layerOf = (name: string) => layers.findIndex(layer => layer.includes(name))
const forbiddenFor = (name: string) => [...packages.filter(other => other !== name && layerOf(other) >= layerOf(name)), 'server'].sort()

let refused: Set<string>
let folder: string

/** Lints made-up files by the project's own rules, in a folder of its own and notes which it refuses. */
beforeAll(() => {
  folder = temporaryFolder('lint')
  const write = (file: string, text: string) => {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), text)
  }
  const rules = JSON.parse(readFileSync(join(root, 'biome.json'), 'utf8'))
  write('biome.json', JSON.stringify({ ...rules, vcs: undefined }))
  for (const name of packages)
    for (const other of [...packages, 'server'])
      if (other !== name) {
        write(`packages/${name}/imports-${other}.ts`, `import '@atom/${other}'\n`)
        write(`packages/${name}/reaches-${other}.ts`, `import '../${other}/file.ts'\n`)
        write(`packages/${name}/inner/reaches-${other}.ts`, `import '../../${other}/inner/file.ts'\n`)
      }
  for (const name of packages) write(`packages/${name}/inner/stays.ts`, `import '../beside/file.ts'\nimport '../${name}.ts'\n`)
  write('apps/web/imports-kernel.ts', `import '@atom/kernel'\n`)
  write('apps/web/reaches-kernel.ts', `import '../../packages/kernel/index.ts'\n`)
  write('apps/web/reaches-server.ts', `import '../server/app.ts'\n`)
  write('apps/web/imports-client.ts', `import '@atom/client'\n`)
  const biome = join(root, 'node_modules/@biomejs/biome/bin/biome')
  const only = ['lint', '--only=style/noRestrictedImports', '--reporter=github', '--max-diagnostics=none', '.']
  const { stdout } = spawnSync(process.execPath, [biome, ...only], { cwd: folder, encoding: 'utf8' })
  refused = new Set([...stdout.matchAll(/^::error .*?file=([^,]*)/gm)].map(match => relative(folder, match[1] as string)))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const notOurs = ['**/node_modules/**', '**/.next/**', '**/out/**', '**/generated/**']
const importsOf = (file: string) =>
  [...readFileSync(join(root, file), 'utf8').matchAll(/(?:from|import) '([^']+)'|import\('([^']+)'\)/g)].map(
    match => (match[1] ?? match[2]) as string,
  )
const isRefused = (file: string) => refused.has(file)

describe('the package graph', () => {
  test('every package has its layer', () => {
    expect(packages.filter(name => layerOf(name) < 0)).toEqual([])
  })

  for (const name of packages) {
    test(`lint refuses every import by ${name} of a package above it or beside it`, () => {
      const others = [...packages, 'server'].filter(other => other !== name)
      const caught = others.filter(other => isRefused(`packages/${name}/imports-${other}.ts`))
      expect(caught).toEqual(expect.arrayContaining(forbiddenFor(name)))
    })
  }

  for (const name of packages)
    test(`lint refuses every path by ${name} into another package, however deep, and none within it`, () => {
      const others = packages.filter(other => other !== name)
      const reached = others.filter(
        other => !isRefused(`packages/${name}/reaches-${other}.ts`) || !isRefused(`packages/${name}/inner/reaches-${other}.ts`),
      )
      expect([reached, isRefused(`packages/${name}/inner/stays.ts`)]).toEqual([[], false])
    })

  test('lint lets agents import everything below', () => {
    const below = ['contracts', 'kernel', 'storage', 'identity', 'events', 'jobs', 'models', 'productivity']
    expect(below.filter(other => isRefused(`packages/agents/imports-${other}.ts`))).toEqual([])
  })

  test('no import leaves its package but by another package’s name', () => {
    const escapes = globSync('{packages,apps}/*/**/*.{ts,tsx}', { cwd: root, exclude: notOurs }).flatMap(file => {
      const home = join(root, ...file.split('/').slice(0, 2))
      return importsOf(file)
        .filter(path => path.startsWith('.') && !resolve(root, dirname(file), path).startsWith(home))
        .map(path => `${file} imports ${path}`)
    })
    expect(escapes).toEqual([])
  })

  test('lint lets the web app reach the server only through the client', () => {
    expect(isRefused('apps/web/imports-kernel.ts')).toBe(true)
    expect(isRefused('apps/web/reaches-kernel.ts')).toBe(true)
    expect(isRefused('apps/web/reaches-server.ts')).toBe(true)
    expect(isRefused('apps/web/imports-client.ts')).toBe(false)
  })

  test('a package names in its package.json what it imports from others', () => {
    const missing = packages.flatMap(name => {
      const manifest = JSON.parse(readFileSync(join(root, 'packages', name, 'package.json'), 'utf8'))
      const declared = { ...manifest.dependencies, ...manifest.devDependencies }
      return globSync(`packages/${name}/**/*.ts`, { cwd: root, exclude: notOurs }).flatMap(file =>
        importsOf(file)
          .flatMap(path => path.match(/^@atom\/[\w-]+/)?.[0] ?? [])
          .filter(other => other !== `@atom/${name}` && !(other in declared))
          .map(other => `${file} imports ${other}`),
      )
    })
    expect(missing).toEqual([])
  })
})
