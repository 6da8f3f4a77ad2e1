import { workerData } from 'node:worker_threads'

// Ends this process within a second of its parent, whatever the other thread is busy with.

setInterval(() => {
  try {
    process.kill(workerData as number, 0)
  } catch {
    process.kill(process.pid, 'SIGKILL')
  }
}, 1000)
