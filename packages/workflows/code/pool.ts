import { Sandbox } from './sandbox.ts'

/** Threads at once; what comes beyond waits in line. */
const most = 2
/** Milliseconds after which an idle thread is ended, so that its memory comes back. */
const idleFor = 30_000

const idle: { sandbox: Sandbox; timer: NodeJS.Timeout }[] = []
const waiting: (() => void)[] = []
let busy = 0

/** Takes a thread, waiting for its turn. Whoever takes one gives it back, or says that it was ended. @throws the signal's reason */
export async function take(signal?: AbortSignal): Promise<Sandbox> {
  signal?.throwIfAborted()
  if (busy >= most) await turn(signal)
  else busy++
  const rested = idle.pop()
  if (!rested) return new Sandbox()
  clearTimeout(rested.timer)
  return rested.sandbox
}

/** @param reusable whether its last job ended well */
export function giveBack(sandbox: Sandbox, reusable: boolean): void {
  if (reusable) {
    sandbox.rest()
    const entry = { sandbox, timer: setTimeout(() => retire(entry), idleFor) }
    entry.timer.unref()
    idle.push(entry)
  } else void sandbox.end()
  const next = waiting.shift()
  if (next) next()
  else busy--
}

function retire(entry: (typeof idle)[number]): void {
  idle.splice(idle.indexOf(entry), 1)
  void entry.sandbox.end()
}

/** Resolves when a place is handed on. */
function turn(signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const go = () => {
      signal?.removeEventListener('abort', leave)
      resolve()
    }
    const leave = () => {
      waiting.splice(waiting.indexOf(go), 1)
      reject(signal?.reason)
    }
    signal?.addEventListener('abort', leave, { once: true })
    waiting.push(go)
  })
}
