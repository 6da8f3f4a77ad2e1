import { expect, test } from 'vitest'
import { asCarried, carriedNearness, probeOf, sameProbe } from './probe.ts'

const unit = (...numbers: number[]) => {
  const length = Math.hypot(...numbers)
  return Float32Array.from(numbers, x => x / length)
}

test('a cosine of a model to which all is near says what one of the carried model would', () => {
  const { unrelated, related } = carriedNearness
  const near = { unrelated: 0.72, related: 0.86 }
  expect(asCarried(0.72, near)).toBeCloseTo(unrelated)
  expect(asCarried(0.86, near)).toBeCloseTo(related)
  expect([asCarried(0.5, near), asCarried(1, { unrelated: 0.2, related: 0.3 }), asCarried(0.5, undefined)]).toEqual([0, 1, 0.5])
})

test('a probe is of the mean of what belongs together and of what does not, and is one model’s', () => {
  const asked = [unit(1, 0), unit(0, 1)]
  const said = [unit(1, 1), unit(0, 1)]
  const probe = probeOf(unit(3, 4), asked, said)
  expect(probe.related).toBeCloseTo((Math.SQRT1_2 + 1) / 2)
  expect(probe.unrelated).toBeCloseTo((0 + Math.SQRT1_2) / 2)
  expect(sameProbe(probe, probeOf(unit(3, 4.01), asked, said))).toBe(true)
  expect(sameProbe(probe, probeOf(unit(4, 3), asked, said))).toBe(false)
  expect(sameProbe(probe, probeOf(unit(3, 4, 0), asked, said))).toBe(false)
  expect(sameProbe(undefined, probe)).toBe(true)
})
