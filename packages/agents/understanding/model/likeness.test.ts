import { expect, test } from 'vitest'
import { Likeness } from './likeness.ts'

const vectors: Record<string, number[]> = { sing: [1, 0], hum: [0.8, 0.6], dig: [0, 1] }
const examples = [
  { say: 'sing', skill: 'voice' },
  { say: 'dig', skill: 'spade' },
]

test('a sentence is as near to a skill as to the nearest of its examples, once those are known', async () => {
  const likeness = new Likeness(async texts => texts.map(text => Float32Array.from(vectors[text] as number[])), examples)
  expect(await likeness.of('hum')).toBeUndefined()
  await new Promise(resolve => setTimeout(resolve, 5))
  const near = await likeness.of('hum')
  expect(near?.get('voice')).toBeCloseTo(0.8)
  expect(near?.get('spade')).toBeCloseTo(0.6)
})

test('an embedder that fails takes nothing away', async () => {
  const likeness = new Likeness(async () => Promise.reject(new Error('no model')), examples)
  expect(await likeness.of('hum')).toBeUndefined()
  await new Promise(resolve => setTimeout(resolve, 5))
  expect(await likeness.of('hum')).toBeUndefined()
})
