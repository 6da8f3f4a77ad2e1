import { manualClock } from '@atom/kernel'
import { expect, test } from 'vitest'
import { createSignInLimiter } from './sign-in-limiter.ts'

const limiterAt = () => {
  const clock = manualClock('2026-11-24T09:00:00Z')
  return { clock, limiter: createSignInLimiter(clock) }
}

test('of two hundred guesses at once ten are let through', () => {
  const { limiter } = limiterAt()
  const waits = Array.from({ length: 200 }, () => limiter.take('1.2.3.4', 'ana@example.test'))
  expect(waits.filter(wait => wait === 0)).toHaveLength(10)
  expect(waits.at(-1)).toBe(30_000)
})

test('an e-mail in other letters is the same e-mail', () => {
  const { limiter } = limiterAt()
  for (let i = 0; i < 10; i++) limiter.take('1.2.3.4', 'ana@example.test')
  expect(limiter.take('1.2.3.4', ' ANA@example.test')).toBe(30_000)
})

test('half a minute later one more is let through', () => {
  const { limiter, clock } = limiterAt()
  for (let i = 0; i < 10; i++) limiter.take('1.2.3.4', 'ana@example.test')
  clock.advance(30_000)
  expect(limiter.take('1.2.3.4', 'ana@example.test')).toBe(0)
  expect(limiter.take('1.2.3.4', 'ana@example.test')).toBe(30_000)
})

test('somebody else at another address is not held up', () => {
  const { limiter } = limiterAt()
  for (let i = 0; i < 10; i++) limiter.take('1.2.3.4', 'ana@example.test')
  expect(limiter.take('5.6.7.8', 'ana@example.test')).toBe(0)
})

test('one address cannot try many e-mails', () => {
  const { limiter } = limiterAt()
  const waits = Array.from({ length: 60 }, (_, i) => limiter.take('1.2.3.4', `person${i}@example.test`))
  expect(waits.filter(wait => wait === 0)).toHaveLength(40)
})

test('many addresses cannot try one e-mail for ever', () => {
  const { limiter } = limiterAt()
  const waits = Array.from({ length: 80 }, (_, i) => limiter.take(`10.0.0.${i}`, 'ana@example.test'))
  expect(waits.filter(wait => wait === 0)).toHaveLength(50)
})

test('the right password does not count', () => {
  const { limiter } = limiterAt()
  for (let i = 0; i < 100; i++) {
    expect(limiter.take('1.2.3.4', 'ana@example.test')).toBe(0)
    limiter.succeeded('1.2.3.4', 'ana@example.test')
  }
})

test.each([
  ['an IPv6 network', (n: number) => `2001:db8:0:1:${n.toString(16)}::1`, 10],
  ['the same network in other words', (n: number) => (n % 2 ? `2001:DB8::1:0:0:0:${n}` : `2001:0db8:0:1::${n}`), 10],
  ['other IPv6 networks', (n: number) => `2001:db8:0:${n.toString(16)}::1`, 40],
  ['one IPv4 address, written both ways', (n: number) => (n % 2 ? '::ffff:1.2.3.4' : '1.2.3.4'), 10],
  ['IPv4 addresses written as IPv6', (n: number) => `::ffff:1.2.3.${n}`, 40],
])('what counts as one address: %s', (_, address, through) => {
  const { limiter } = limiterAt()
  const waits = Array.from({ length: 40 }, (_, n) => limiter.take(address(n), 'ana@example.test'))
  expect(waits.filter(wait => wait === 0)).toHaveLength(through)
})
