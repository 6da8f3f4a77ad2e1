import { spawn } from 'node:child_process'
import { delimiter, dirname } from 'node:path'
import { root } from './places.mjs'
import { giveUp } from './say.mjs'

/** @type {[RegExp, string][]} */
const reasons = [
  [/ENOSPC|no space left/i, 'The disk is full. Free about 2 GB, then try again.'],
  [/EROFS|read-only file system/i, `The disk with ${root} is read-only. Clone ATOM to a disk you may write to.`],
  [/EACCES|EPERM|permission denied/i, `npm may not write to ${root}. Give your user write access to that folder, or clone somewhere else.`],
  [
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|network/i,
    'The npm registry could not be reached. Check the connection (or the proxy: npm config set proxy …), then try again.',
  ],
  [/EINTEGRITY/i, 'A package arrived damaged. Run npm cache clean --force, then try again.'],
]

/**
 * The sentence for npm’s last words.
 * @returns {string}
 */
export function reasonOf(words) {
  for (const [pattern, sentence] of reasons) if (pattern.test(words)) return sentence
  return 'npm could not install the packages; its own words are above.'
}

/** Runs npm quietly with the Node in use; ends the process with a sentence when that fails. */
export async function npm(args) {
  const own = process.env.npm_execpath
  const [command, first] = own?.endsWith('npm-cli.js') ? [process.execPath, [own]] : [process.platform === 'win32' ? 'npm.cmd' : 'npm', []]
  const path = [dirname(process.execPath), process.env.PATH].join(delimiter)
  const child = spawn(
    command,
    [...first, ...args, '--loglevel=error', '--no-audit', '--no-fund', '--no-update-notifier', '--no-progress'],
    {
      cwd: root,
      env: { ...process.env, PATH: path },
      stdio: ['ignore', 'ignore', 'pipe'],
      shell: process.platform === 'win32',
    },
  )
  let words = ''
  child.stderr.on('data', chunk => {
    words = (words + chunk).slice(-4000)
  })
  const code = await new Promise(resolve => {
    child.once('error', error => {
      if (error.code === 'ENOENT') giveUp('npm was not found. Install Node.js from https://nodejs.org, which brings npm, then try again.')
      giveUp('npm could not be started.', String(error))
    })
    child.once('close', resolve)
  })
  if (code !== 0) giveUp(reasonOf(words), words)
}
