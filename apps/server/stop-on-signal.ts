/** Ends the process on Ctrl-C or SIGTERM once `work` is over, and without waiting when that takes longer than so many milliseconds. */
export function stopOnSignal(work: () => Promise<void>, milliseconds: number): void {
  let asked = 0
  const stop = async (signal: string) => {
    // One Ctrl-C can come twice, from the terminal and from npm; a person who means it presses again later.
    if (asked > 0 && Date.now() - asked > 2000) process.exit(1)
    if (asked > 0) return
    asked = Date.now()
    process.stdout.write(`${signal === 'SIGINT' ? '\n' : ''}Stopping …\n`)
    setTimeout(() => process.exit(1), milliseconds).unref()
    await work()
    process.stdout.write('Stopped.\n')
    process.exit(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop(signal))
}
