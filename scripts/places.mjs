import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { giveUp } from './say.mjs'

/** The repository's root. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '..')

/** What the scripts remember between runs; safe to delete. */
export const memory = join(root, '.atom')

/** Reads a record of an earlier run; undefined when there is none or it is damaged. */
export function recall(name) {
  try {
    return JSON.parse(readFileSync(join(memory, `${name}.json`), 'utf8'))
  } catch {
    return undefined
  }
}

/** Keeps a record for the next run: written whole or not at all. */
export function remember(name, record) {
  makeMemory()
  const file = join(memory, `${name}.json`)
  writeFileSync(`${file}.new`, JSON.stringify(record))
  renameSync(`${file}.new`, file)
}

/** Makes the folder `.atom`, or says why it cannot be made. */
export function makeMemory() {
  try {
    mkdirSync(memory, { recursive: true })
  } catch (error) {
    giveUp(
      error.code === 'ENOSPC'
        ? `The disk is full. Free about 2 GB, then try again.`
        : `ATOM may not write to ${root} (${error.code}). Give your user write access to that folder, or clone somewhere else.`,
    )
  }
}

/** The arguments by which Node reads the file `.env` of the repository, if there is one; the environment itself goes before it. */
export const withEnvFile = () => (existsSync(join(root, '.env')) ? [`--env-file=${join(root, '.env')}`] : [])
