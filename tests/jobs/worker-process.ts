/**
 * node worker-process.ts DATABASE_URL: a worker in a process of its own. It runs jobs of kind `hold`, which go on until their signal ends,
 * and tells on stdout, a line each, that it works, and which job begins or is aborted.
 */
import { openJobs } from './open-jobs.ts'

const say = (line: string) => process.stdout.write(`${line}\n`)
const jobs = await openJobs(process.argv[2] as string)
jobs.dispatcher.handle({
  kind: 'hold',
  async run(ctx, _, job) {
    await job.progress({ done: job.attempt, note: 'held' })
    say(`begun ${job.id}`)
    await new Promise<void>(resolve => ctx.signal.addEventListener('abort', () => resolve()))
    say(`aborted ${job.id}`)
    throw ctx.signal.reason
  },
})
jobs.dispatcher.start()
say('works')
process.on('SIGTERM', () => void jobs.close().then(() => process.exit(0)))
