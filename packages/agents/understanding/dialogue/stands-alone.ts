import type { Reading } from '../model/rank.ts'
import { isComplete } from '../model/ready.ts'

/** A request that stands by itself, whatever was said before. */
export const standsAlone = (reading: Reading): boolean =>
  isComplete(reading) &&
  reading.filled.pointer === undefined &&
  reading.score > 2 &&
  reading.alignment.matched > 1.4 &&
  reading.alignment.unexplained < 0.3
