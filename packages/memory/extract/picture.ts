import { imageSize } from 'image-size'
import { memoryErrors } from '../errors.ts'
import type { Extracted } from './extracted.ts'
import { limits, tooMany } from './limits.ts'

/** A picture: all its text, if it has any, is to be read off it. @throws memory.broken_file, memory.too_large */
export function picture(content: Uint8Array): Extracted {
  const { width, height } = measured(content)
  if (width * height > limits.pixels) throw tooMany('pixels', limits.pixels)
  return { text: '', blocks: [], scans: [1] }
}

/** How a picture lies, as EXIF counts it: 1 for upright. @throws memory.broken_file */
export const orientationOf = (content: Uint8Array): number => measured(content).orientation ?? 1

function measured(content: Uint8Array) {
  try {
    return imageSize(content)
  } catch (error) {
    throw memoryErrors.broken_file({ reason: 'the picture is damaged.' }, { cause: error })
  }
}
