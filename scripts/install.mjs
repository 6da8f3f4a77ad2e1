import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { npm } from './npm.mjs'
import { recall, remember, root } from './places.mjs'
import { progress } from './say.mjs'

const wanted = join(root, 'package-lock.json')
const present = join(root, 'node_modules', '.package-lock.json')

/**
 * Installs what package-lock.json names and node_modules lacks; nothing when all is there. What is needed only for tests and builds of the
 * project itself stays out unless asked for (`dev`), but is never taken away.
 */
export async function install({ dev = false } = {}) {
  const known = recall('installed')
  if (known && known.wanted === stamp(wanted) && known.present === stamp(present) && (known.dev || !dev)) return
  const had = { normal: isComplete(false), dev: isComplete(true) }
  if (!(dev ? had.dev : had.normal)) {
    const done = progress('Installing packages: a minute or two the first time …')
    await npm(['install', ...(dev || had.dev || hasDev() ? [] : ['--omit=dev'])])
    done()
  }
  remember('installed', { wanted: stamp(wanted), present: stamp(present), dev: isComplete(true) })
}

/** Size and time of the last change: enough to notice an edit without reading the file. */
function stamp(file) {
  if (!existsSync(file)) return 'absent'
  const { size, mtimeMs } = statSync(file)
  return `${size}:${mtimeMs}`
}

/** True when node_modules holds every package of the lock file, at its version; optional ones depend on the machine and do not count. */
function isComplete(dev) {
  const here = packagesOf(present)
  return Object.entries(packagesOf(wanted)).every(
    ([path, { version, link, optional, devOptional, dev: forDev }]) =>
      path === '' ||
      optional ||
      devOptional ||
      (forDev && !dev) ||
      !path.includes('node_modules/') ||
      (link ? here[path]?.link : here[path]?.version === version),
  )
}

/** True when a developer has installed by hand: then what only they need is kept. */
const hasDev = () => Object.values(packagesOf(present)).some(({ dev }) => dev)

function packagesOf(lockFile) {
  try {
    return JSON.parse(readFileSync(lockFile, 'utf8')).packages ?? {}
  } catch {
    return {}
  }
}
