import type { Context } from '@atom/kernel'
import { expect, test } from 'vitest'
import { Remembered } from './remembered.ts'

const transaction = () => {
  const whenOver: (() => void)[] = []
  return {
    ctx: { store: { kind: 'write', whenOver } } as unknown as Context,
    end: () => {
      for (const work of whenOver) work()
    },
  }
}

test('an answer is read once', async () => {
  const remembered = new Remembered<number>(1000)
  await remembered.get('a', async () => 1)
  expect(await remembered.get('a', async () => 2)).toBe(1)
})

test('that there is no answer is not kept', async () => {
  const remembered = new Remembered<number>(1000)
  await remembered.get('a', async () => undefined)
  expect(await remembered.get('a', async () => 2)).toBe(2)
})

test('what was read before a change is not kept after it', async () => {
  const remembered = new Remembered<number>(1000)
  await remembered.get('a', async () => {
    remembered.forget()
    return 1
  })
  expect(await remembered.get('a', async () => 2)).toBe(2)
})

test('while a change is neither durable nor rolled back nothing is kept', async () => {
  const remembered = new Remembered<number>(1000)
  const { ctx, end } = transaction()
  await remembered.get('a', async () => 1)
  remembered.forgetWith(ctx)
  expect(await remembered.get('a', async () => 2)).toBe(2)
  expect(await remembered.get('a', async () => 3)).toBe(3)
  end()
  await remembered.get('a', async () => 4)
  expect(await remembered.get('a', async () => 5)).toBe(4)
})

test('an answer grows old', async () => {
  const remembered = new Remembered<number>(0)
  await remembered.get('a', async () => 1)
  expect(await remembered.get('a', async () => 2)).toBe(2)
})
