import type { ChatCallPart } from '@atom/contracts'
import { describe, expect, test } from 'vitest'
import { afterChunk, emptyTurn, type TurnChunk } from './turn.ts'

const after = (...chunks: TurnChunk[]) => chunks.reduce(afterChunk, emptyTurn)
const call = (status: ChatCallPart['status']): ChatCallPart => ({
  type: 'call',
  id: 'c1',
  skill: 'tasks.create',
  title: 'Create a task',
  input: { title: 'x' },
  status,
})

describe('an answer as it streams in', () => {
  test('deltas of one stretch of text become one part', () => {
    const turn = after(
      { type: 'start', messageId: 'm' },
      { type: 'text-start', id: 'a' },
      { type: 'text-delta', id: 'a', delta: 'Hel' },
      { type: 'text-delta', id: 'a', delta: 'lo' },
    )
    expect([turn.messageId, turn.parts]).toEqual(['m', [{ type: 'text', text: 'Hello' }]])
  })
  test('a card that is sent again is replaced where it stands', () => {
    const turn = after(
      { type: 'data-call', id: 'c1', data: call('running') },
      { type: 'text-start', id: 'a' },
      { type: 'text-delta', id: 'a', delta: 'Done.' },
      { type: 'data-call', id: 'c1', data: call('done') },
    )
    expect(turn.parts).toEqual([call('done'), { type: 'text', text: 'Done.' }])
  })
  test('a turn that is stopped keeps what was written', () => {
    const turn = after({ type: 'text-start', id: 'a' }, { type: 'text-delta', id: 'a', delta: 'Half' }, { type: 'abort' })
    expect([turn.status, turn.parts]).toEqual(['stopped', [{ type: 'text', text: 'Half' }]])
  })
  test('a delta of text that never began changes nothing', () => {
    expect(after({ type: 'text-delta', id: 'ghost', delta: 'x' })).toEqual(emptyTurn)
  })
  test('a kind of chunk it does not know changes nothing', () => {
    expect(after({ type: 'reasoning-start', id: 'r' } as never)).toEqual(emptyTurn)
  })
})
