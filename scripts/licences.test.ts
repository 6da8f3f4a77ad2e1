import { describe, expect, test } from 'vitest'
import { unfitLicences } from './licences.mjs'

const lock = (license: string | undefined, name = 'thing') => ({
  packages: { '': {}, [`node_modules/${name}`]: { version: '1.0.0', license } },
})
const manifest = (version: string) => [{ file: 'package.json', manifest: { dependencies: { thing: version } } }]

describe('licences and pinned versions', () => {
  test('every package that ATOM installs has a licence it may be used under', () => {
    expect(unfitLicences()).toEqual([])
  })

  for (const licence of ['MIT', '(MIT OR GPL-3.0-only)', 'Apache-2.0 AND MIT', '(MIT OR CC0-1.0)'])
    test(`${licence} fits`, () => {
      expect(unfitLicences(lock(licence), [])).toEqual([])
    })

  for (const licence of ['GPL-3.0-only', 'AGPL-3.0-or-later', 'MIT AND GPL-3.0-only', 'SEE LICENSE IN LICENSE', undefined])
    test(`${licence} does not fit`, () => {
      expect(unfitLicences(lock(licence), [])).toEqual([
        `thing has the licence ${licence ?? 'unknown'}, which is not on the list in scripts/licences.mjs.`,
      ])
    })

  test('an exception holds for the packages it names and no others', () => {
    expect(unfitLicences(lock('LGPL-3.0-or-later', '@img/sharp-libvips-linux-x64'), [])).toEqual([])
    expect(unfitLicences(lock('LGPL-3.0-or-later', 'libvips'), [])).toHaveLength(1)
  })

  for (const version of ['1.2.3', '1.2.3-beta.17', 'npm:@scope/other@1.2.3'])
    test(`${version} is pinned`, () => {
      expect(unfitLicences(lock('MIT'), manifest(version))).toEqual([])
    })

  for (const version of ['^1.2.3', '~1.2.3', '1', 'latest', '*', '1.2.3 || 2'])
    test(`${version} is not pinned`, () => {
      expect(unfitLicences(lock('MIT'), manifest(version))).toEqual([`package.json asks for thing ${version}: name one exact version.`])
    })
})
