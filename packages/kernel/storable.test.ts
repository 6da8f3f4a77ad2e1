import { describe, expect, test } from 'vitest'
import { AtomError, checkStorable } from './index.ts'

const faultOf = (value: unknown) => {
  try {
    checkStorable(value)
    return undefined
  } catch (error) {
    return AtomError.is(error) ? [error.status, ...(error.errors ?? []).map(fault => fault.path)] : error
  }
}
const nested = (depth: number): unknown => Array.from({ length: depth }).reduce(inner => ({ a: inner }), 1)

describe('what can be stored', () => {
  test('any text people write passes', () => {
    expect(faultOf({ a: ['naïve 🦊 日本語 \u202e\u0007', null, 1.5, true], b: { c: '' } })).toBeUndefined()
  })

  test('NUL and half a character are refused, in names too, and the path says where', () => {
    expect(faultOf({ a: { b: ['x', 'y\0z'] } })).toEqual([400, 'a.b.1'])
    expect(faultOf({ title: 'x\ud800' })).toEqual([400, 'title'])
    expect(faultOf({ 'x\0': 1 })).toEqual([400, ''])
  })

  test('nesting without end is refused without running out of stack', () => {
    expect(faultOf(nested(100))).toBeUndefined()
    expect(faultOf(nested(100_000))).toEqual([400, 'a.a.a'])
  })
})
