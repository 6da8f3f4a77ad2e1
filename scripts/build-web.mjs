import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { recall, remember, root } from './places.mjs'
import { giveUp, progress } from './say.mjs'

const result = join(root, 'apps/web/out/index.html')

/** Builds the web app into apps/web/out when anything it is made of has changed since. */
export async function buildWeb() {
  const files = sources()
  const known = existsSync(result) ? recall('web') : undefined
  const quick = digest(files, file => `${statSync(file).size}:${statSync(file).mtimeMs}`)
  if (known?.quick === quick) return
  const full = digest(files, file => readFileSync(file))
  if (known?.full !== full) await build()
  remember('web', { quick, full })
}

/** Every file the web app is made of: its own, the packages it imports, and the lock file for all else. */
function sources() {
  const folders = ['apps/web', 'packages/client', 'packages/contracts']
  const skipped = /^(node_modules|out|\.next)$/
  const found = folders.flatMap(folder =>
    globSync(`${folder}/**/*`, { cwd: root, withFileTypes: true, exclude: entry => skipped.test(entry.name) }),
  )
  const paths = found
    .filter(entry => entry.isFile() && !/\.test\.tsx?$|next-env\.d\.ts$|\.tsbuildinfo$/.test(entry.name))
    .map(entry => join(entry.parentPath, entry.name))
  return [...paths, join(root, 'package-lock.json')].sort()
}

function digest(files, part) {
  const hash = createHash('sha256')
  for (const file of files)
    hash
      .update(`${file.slice(root.length)}\0`)
      .update(part(file))
      .update('\0')
  return hash.digest('hex')
}

async function build() {
  const done = progress('Building the web app: half a minute …')
  const child = spawn(process.execPath, [join(root, 'node_modules/next/dist/bin/next'), 'build', join(root, 'apps/web')], {
    cwd: join(root, 'apps/web'),
    env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const words = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', chunk => words.push(chunk))
  const code = await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve))
  const said = Buffer.concat(words).toString()
  if (code !== 0)
    giveUp(
      /ENOSPC/.test(said) ? 'The disk is full. Free about 2 GB, then try again.' : 'The web app could not be built; the reason is above.',
      said,
    )
  done()
}
