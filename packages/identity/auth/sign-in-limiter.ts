import { isIPv6 } from 'node:net'
import type { Clock } from '@atom/kernel'
import { AttemptLimiter } from './attempt-limiter.ts'

export interface SignInLimiter {
  /** Counts an attempt, before the costly hash, so that attempts under way count too. @returns milliseconds to wait; 0 when it may go on */
  take(address: string, email: string): number
  /** It was the right password: does not count. */
  succeeded(address: string, email: string): void
}

/**
 * Wrong passwords: ten at once for one address and e-mail, forty for one address, fifty for one e-mail from everywhere, then slowly.
 * The first stops guessing, the second spraying, the third many machines; the right password gives its attempt back.
 */
export function createSignInLimiter(clock: Clock): SignInLimiter {
  const both = new AttemptLimiter({ burst: 10, refill: 30_000 }, clock)
  const byAddress = new AttemptLimiter({ burst: 40, refill: 5_000 }, clock)
  const byEmail = new AttemptLimiter({ burst: 50, refill: 10_000 }, clock)

  const counted = (ip: string, email: string): [AttemptLimiter, string][] => {
    const name = email.trim().toLowerCase()
    const address = networkOf(ip)
    return [[both, `${address} ${name}`], [byAddress, address], ...(name ? [[byEmail, name] satisfies [AttemptLimiter, string]] : [])]
  }

  return {
    take(address, email) {
      const limits = counted(address, email)
      const wait = Math.max(...limits.map(([limiter, key]) => limiter.wait(key)))
      if (wait === 0) for (const [limiter, key] of limits) limiter.take(key)
      return wait
    },
    succeeded(address, email) {
      for (const [limiter, key] of counted(address, email)) limiter.giveBack(key)
    },
  }
}

/**
 * What one caller has of addresses: an IPv4 address, also where it is written as an IPv6 one, or the /64 of an IPv6 address, whose 2^64
 * addresses are given to one machine.
 */
function networkOf(ip: string): string {
  const mapped = /^::ffff:([\d.]+)$/i.exec(ip)
  if (mapped) return mapped[1] as string
  if (!isIPv6(ip)) return ip
  const [first = '', last] = (ip.split('%', 1)[0] as string).split('::')
  const given = first.split(':').filter(Boolean)
  const after = last?.split(':').filter(Boolean) ?? []
  // An IPv4 address at the end takes the room of two groups.
  const taken = given.length + after.length + (ip.includes('.') ? 1 : 0)
  const groups = last === undefined ? given : [...given, ...Array<string>(8 - taken).fill('0'), ...after]
  return `${groups
    .slice(0, 4)
    .map(group => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`
}
