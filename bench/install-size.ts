import { existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Figure, mb } from './figure.ts'

const root = join(import.meta.dirname, '..')

/** Size on disk of what `npm start` installs, without what only tests need, and of the built pages. */
export function installSize(): Figure[] {
  const packages = JSON.parse(readFileSync(join(root, 'node_modules/.package-lock.json'), 'utf8')).packages as Record<
    string,
    { dev?: boolean; link?: boolean }
  >
  const sizes = Object.entries(packages)
    .filter(([path, { dev, link }]) => path.includes('node_modules/') && !dev && !link)
    .map(([path]) => ({ path, size: sizeOf(path) }))
  const largest = sizes.toSorted((a, b) => b.size - a.size).slice(0, 5)
  return [
    { what: 'installed packages', value: mb(sizes.reduce((sum, { size }) => sum + size, 0)) },
    ...largest.map(({ path, size }) => ({ what: `  ${path.slice(path.lastIndexOf('node_modules/') + 13)}`, value: mb(size) })),
    { what: 'built pages', value: mb(sizeOf('apps/web/out')) },
  ]
}

/** Bytes of a folder; packages nested in it are counted for themselves. */
function sizeOf(folder: string): number {
  if (!existsSync(join(root, folder))) return 0
  return readdirSync(join(root, folder), { withFileTypes: true }).reduce((sum, entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return entry.name === 'node_modules' ? sum : sum + sizeOf(path)
    return sum + lstatSync(join(root, path)).size
  }, 0)
}
