import { spawn } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import { buildWeb } from './build-web.mjs'
import { unfitLicences } from './licences.mjs'
import { makeMemory, memory, root } from './places.mjs'
import { say } from './say.mjs'

/** Skipped tests that are named; a pattern of names skips thousands. */
const mostNamed = 50
/** What vitest calls a test that did not run. */
const unrun = new Set(['pending', 'skipped', 'todo', 'disabled'])

const tool = path => join(root, 'node_modules', path)

const checks = [
  { name: 'lint', run: () => node(tool('@biomejs/biome/bin/biome'), 'check', '.') },
  { name: 'types', run: () => node(tool('typescript/bin/tsc'), '--noEmit') },
  { name: 'types of the web app', run: () => node(tool('typescript/bin/tsc'), '--noEmit', '-p', 'apps/web') },
  { name: 'nothing unused', run: () => node(tool('knip/bin/knip.js'), '--no-config-hints') },
  { name: 'licences and pinned versions', run: checkLicences },
]

/**
 * Runs the checks (a test each), builds the web app, then every test file, or those the arguments name. The last line is
 * `N passed, N failed`; tests that were skipped stand by name above it, and fail the whole where `FAIL_ON_SKIPS` is set. Gives the exit code.
 */
export async function runTests(args) {
  const sum = { passed: 0, failed: 0 }
  if (args.length === 0) {
    for (const { name, run } of checks) {
      const begun = Date.now()
      const passed = await run()
      sum[passed ? 'passed' : 'failed']++
      say(`${passed ? '✓' : '✗'} ${name} (${((Date.now() - begun) / 1000).toFixed(1)} s)`)
    }
    await buildWeb()
  }
  const tests = await vitest(args)
  sum.passed += tests.passed
  sum.failed += tests.failed
  const strict = Boolean(process.env.FAIL_ON_SKIPS)
  if (tests.skipped.length > 0) {
    say(`\n${tests.skipped.length} SKIPPED, so nothing is known of these${strict ? ', and here none may be' : ''}:`)
    for (const name of tests.skipped.slice(0, mostNamed)) say(`  SKIPPED ${name}`)
    if (tests.skipped.length > mostNamed) say(`  and ${tests.skipped.length - mostNamed} more`)
  }
  if (strict) sum.failed += tests.skipped.length
  say(`${sum.passed} passed, ${sum.failed} failed`)
  return sum.failed > 0 ? 1 : 0
}

async function vitest(args) {
  makeMemory()
  const report = join(memory, 'tests.json')
  rmSync(report, { force: true })
  const clean = await node(
    tool('vitest/vitest.mjs'),
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...args,
  )
  const counted = countTests(report)
  // Vitest also fails for what no test can be blamed for: an unhandled rejection, a file that does not load, no test found.
  if (!clean && counted.failed === 0) counted.failed = 1
  return counted
}

/** Sums vitest's JSON report; a file that failed without a failed test in it (it did not load) counts as one failure. */
function countTests(report) {
  let results
  try {
    results = JSON.parse(readFileSync(report, 'utf8'))
  } catch {
    return { passed: 0, failed: 0, skipped: [] }
  }
  const broken = results.testResults.filter(
    file => file.status === 'failed' && !file.assertionResults.some(test => test.status === 'failed'),
  )
  return {
    passed: results.numPassedTests,
    failed: results.numFailedTests + broken.length,
    skipped: results.testResults.flatMap(file =>
      file.assertionResults.filter(test => unrun.has(test.status)).map(test => `${relative(root, file.name)}: ${test.fullName}`),
    ),
  }
}

function checkLicences() {
  const unfit = unfitLicences()
  for (const sentence of unfit) say(`  ${sentence}`)
  return unfit.length === 0
}

/** Runs a script in a child of the same Node; true when it ended with 0. Ctrl-C reaches it with this process, as one group. */
function node(script, ...args) {
  const child = spawn(process.execPath, [script, ...args], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] })
  const end = signal => child.kill(signal)
  const stop = () => end('SIGTERM')
  process.once('SIGTERM', stop)
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', code => {
      process.off('SIGTERM', stop)
      resolve(code === 0)
    })
  })
}
