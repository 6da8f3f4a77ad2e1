import { hashPassword, verifyPassword } from 'better-auth/crypto'

/** scrypt takes a tenth of a second and 32 MB. Two at a time leave the thread pool, and with it files and name look-ups, to the rest of the server. */
const atOnce = 2

let running = 0
const waiting: (() => void)[] = []

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= atOnce) await new Promise<void>(resolve => waiting.push(resolve))
  else running++
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else running--
  }
}

/** better-auth's scrypt, a few at a time. */
export const password = {
  hash: (plain: string): Promise<string> => inTurn(() => hashPassword(plain)),
  verify: (given: { hash: string; password: string }): Promise<boolean> => inTurn(() => verifyPassword(given)),
}
