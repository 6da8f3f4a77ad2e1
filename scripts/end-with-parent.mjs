import { isMainThread } from 'node:worker_threads'

// npm passes SIGTERM to the shell it runs a script in, and the shell ends without telling the server, which would stay behind with its port.
// So the server (and the process that waits for it on Node 20) drains when its parent is gone.
if (isMainThread) {
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    process.kill(process.pid, 'SIGTERM')
  }, 500)
  watch.unref()
}
