/**
 * Milliseconds after which a stop has hung. Requests have ten seconds, jobs five more before they are told to stop; a busy drain may take long to
 * hear of it, and is not cut.
 */
const longest = 75_000

/** Ends the process on Ctrl-C or SIGTERM once `work` is over, and without it when that hangs. */
export function stopOnSignal(work: () => Promise<void>): void {
  let asked = 0
  const stop = async (signal: string) => {
    // One Ctrl-C can come twice, from the terminal and from npm; a person who means it presses again later.
    if (asked > 0 && Date.now() - asked > 2000) process.exit(1)
    if (asked > 0) return
    asked = Date.now()
    process.stdout.write(`${signal === 'SIGINT' ? '\n' : ''}Stopping …\n`)
    const hung = () => {
      process.stderr.write(`Something did not end within ${longest / 1000} s and was cut off. The next start takes it up again.\n`)
      process.exit(1)
    }
    setTimeout(hung, longest).unref()
    await work()
    process.stdout.write('Stopped.\n')
    process.exit(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop(signal))
}
