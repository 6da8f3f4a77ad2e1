import { createHash } from 'node:crypto'
import type { EmbedderSpace } from '@atom/models'

/** The vectors an index was made with. */
export interface IndexSpace extends EmbedderSpace {
  /** 0 for the first index of a workspace; each that takes its place is one more. */
  generation: number
  /** Vector of `probeText`, in base64. With it the index is made where it is not there; without, one that is gone is an error and not an empty one. */
  probe?: string
}

/** Every index remembers how its embedder embedded this, so that a model that was exchanged under the same name is noticed. */
export const probeText = 'The delivery of the ordered parts was agreed for the first week of March.'

/** Name of the table that holds an index. */
export function tableOf({ id, generation }: Pick<IndexSpace, 'id' | 'generation'>): string {
  const name = `chunks_${createHash('sha256').update(id).digest('hex').slice(0, 12)}`
  return generation === 0 ? name : `${name}_${generation}`
}

export const probeOf = (vector: Float32Array): string => Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength).toString('base64')

/** Cosine below which two probes are of two models; rounding and another processor stay far above. */
const sameFrom = 0.98

/** Whether two probes are of one model. A table from before there were any tells nothing. */
export function sameProbe(a: string, b: string): boolean {
  if (a === '' || b === '') return true
  const [x, y] = [vectorOf(a), vectorOf(b)]
  return x.length === y.length && x.reduce((sum, value, i) => sum + value * (y[i] as number), 0) >= sameFrom
}

function vectorOf(probe: string): Float32Array {
  const bytes = Uint8Array.from(Buffer.from(probe, 'base64'))
  return new Float32Array(bytes.buffer)
}
