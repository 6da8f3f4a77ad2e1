/** Prints one line about what goes on now. */
export function say(text) {
  process.stdout.write(`${text}\n`)
}

/** Ends with a sentence for the person who typed the command; `detail` is the tool's own last words. */
export function giveUp(sentence, detail = '') {
  const words = detail.trim()
  process.stderr.write(`${words ? `\n${words}\n` : ''}\n${sentence}\n`)
  process.exit(1)
}

/**
 * Says that something has begun and, while it lasts, for how long: on a terminal in place, elsewhere a line every 15 seconds.
 * The function returned says that it is done.
 */
export function progress(text) {
  const begun = Date.now()
  const seconds = () => Math.round((Date.now() - begun) / 1000)
  const terminal = process.stdout.isTTY
  process.stdout.write(terminal ? text : `${text}\n`)
  const timer = setInterval(
    () => process.stdout.write(terminal ? `\r${text} ${seconds()} s` : `  still at it, ${seconds()} s\n`),
    terminal ? 1000 : 15_000,
  )
  timer.unref()
  return () => {
    clearInterval(timer)
    process.stdout.write(terminal ? `\r${text} done in ${seconds()} s\n` : `  done in ${seconds()} s\n`)
  }
}
