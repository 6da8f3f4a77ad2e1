import { workerData } from 'node:worker_threads'

/** What the thread is told. */
export interface Watched {
  /** The process whose end is the end of this one. */
  parent: number
  /** Megabytes this process may hold. */
  memory: number | undefined
}

// Ends this process soon after its parent, or when it holds too much memory, whatever the other thread is busy with.

const { parent, memory = Number.POSITIVE_INFINITY } = workerData as Watched

setInterval(() => {
  try {
    process.kill(parent, 0)
    if (process.memoryUsage.rss() <= memory * 2 ** 20) return
  } catch {
    // It is gone.
  }
  process.kill(process.pid, 'SIGKILL')
}, 250)
