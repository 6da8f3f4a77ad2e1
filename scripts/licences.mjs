import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './places.mjs'

/** Licences under which ATOM (Apache-2.0) may use and hand on a package. */
const allowed = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'MPL-2.0',
  'OFL-1.1',
  'Python-2.0',
  'Unlicense',
  'Zlib',
])

/** Packages outside that list, and why each may stay. */
const exceptions = [
  { pattern: /^caniuse-lite$/, licence: 'CC-BY-4.0', reason: 'data about browsers, used while building, named here as its author asks' },
  {
    pattern: /^@img\/sharp-/,
    licence: /LGPL-3\.0-or-later/,
    reason: 'libvips, a separate library that next may load to scale images; ATOM never does and hands none of it on',
  },
]

/** One sentence for each package whose licence does not fit and each version that is not pinned exactly; none when all is well. */
export function unfitLicences(lock = readJson('package-lock.json'), manifests = ownManifests()) {
  const licences = Object.entries(lock.packages)
    .filter(([path, entry]) => path.includes('node_modules/') && !entry.link)
    .map(([path, entry]) => ({ name: path.slice(path.lastIndexOf('node_modules/') + 13), licence: entry.license ?? licenceOnDisk(path) }))
    .filter(({ name, licence }) => !fits(licence) && !exceptions.some(e => e.pattern.test(name) && licence?.match(e.licence)))
    .map(({ name, licence }) => `${name} has the licence ${licence ?? 'unknown'}, which is not on the list in scripts/licences.mjs.`)
  const loose = manifests.flatMap(({ file, manifest }) =>
    Object.entries({ ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies })
      .filter(([, version]) => !/^(npm:(@[^/]+\/)?[^@/]+@)?\d+\.\d+\.\d+(-[\w.-]+)?$/.test(version))
      .map(([name, version]) => `${file} asks for ${name} ${version}: name one exact version.`),
  )
  return [...licences, ...loose]
}

/** Reads an SPDX expression: any side of OR will do, every side of AND must. */
function fits(expression) {
  if (!expression) return false
  const sides = word => expression.replace(/^\((.*)\)$/, '$1').split(` ${word} `)
  if (sides('OR').length > 1) return sides('OR').some(fits)
  if (sides('AND').length > 1) return sides('AND').every(fits)
  return allowed.has(expression)
}

/** Old packages name their licence only in their own manifest, some as `licenses: [{ type }]`. */
function licenceOnDisk(path) {
  try {
    const { license, licenses } = readJson(join(path, 'package.json'))
    return license?.type ?? license ?? licenses?.map(({ type }) => type).join(' OR ')
  } catch {
    return undefined
  }
}

function ownManifests() {
  const files = ['package.json', ...globSync('{packages,apps}/*/package.json', { cwd: root })]
  return files.map(file => ({ file, manifest: readJson(file) }))
}

function readJson(file) {
  return JSON.parse(readFileSync(join(root, file), 'utf8'))
}
