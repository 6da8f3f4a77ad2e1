import { createHash } from 'node:crypto'
import type { EmbedderSpace } from '@atom/models'
import type { Probe } from './probe.ts'

/** The vectors an index was made with. */
export interface IndexSpace extends EmbedderSpace {
  /** 0 for the first index of a workspace; each that takes its place is one more. */
  generation: number
  /** With it the index is made where it is not there; without, one that is gone is an error and not an empty one. */
  probe?: Probe
}

/** Name of the table that holds an index. */
export function tableOf({ id, generation }: Pick<IndexSpace, 'id' | 'generation'>): string {
  const name = `chunks_${createHash('sha256').update(id).digest('hex').slice(0, 12)}`
  return generation === 0 ? name : `${name}_${generation}`
}
