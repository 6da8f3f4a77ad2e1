/**
 * What an index remembers of its embedder: how that embedded one sentence, so that a model that was exchanged under the same name is noticed, and
 * how near it finds what belongs together and what does not, for no two models agree on that.
 */
export interface Probe {
  /** Of `probeText`, in base64. */
  vector: string
  /** Mean cosine of questions with passages that answer others, and with those that answer them. */
  unrelated: number
  related: number
}

export const probeText = 'The delivery of the ordered parts was agreed for the first week of March.'

/** Questions, each with a passage that answers it in other words. */
export const pairs: readonly [string, string][] = [
  ['When does the supplier bring the parts?', 'Agreed delivery of the ordered components is the first week of March.'],
  ['How many holidays do I get?', 'Full-time staff have thirty days of annual leave.'],
  ['Who repairs the heating?', 'For defects of the boiler call the caretaker, Mr Brandt.'],
  ['What does a night in a hotel cost at most?', 'Accommodation is reimbursed up to 120 euros.'],
  ['Why did the website fail?', 'The outage of the shop was caused by an expired certificate.'],
  ['May I bring my dog to the office?', 'Pets are welcome in the rooms of the second floor on Fridays.'],
  ['Which language is the software written in?', 'The backend of the application was programmed in TypeScript.'],
  ['How can I cancel the contract?', 'Termination has to be sent in writing three months before the end of the term.'],
]

/** @param asked vectors of the questions of `pairs`. @param said those of their passages */
export function probeOf(vector: Float32Array, asked: readonly Float32Array[], said: readonly Float32Array[]): Probe {
  const cosines = asked.flatMap((question, i) => said.map((passage, j) => ({ own: i === j, near: dot(question, passage) })))
  const mean = (own: boolean) => {
    const some = cosines.filter(cosine => cosine.own === own)
    return some.reduce((sum, { near }) => sum + near, 0) / some.length
  }
  return { vector: base64(vector), unrelated: mean(false), related: mean(true) }
}

/** Cosine below which two probes are of two models; rounding and another processor stay far above. */
const sameFrom = 0.98

/** Whether two probes are of one model. An index from before there were any tells nothing. */
export function sameProbe(a: Probe | undefined, b: Probe | undefined): boolean {
  if (!a || !b) return true
  const [x, y] = [vectorOf(a.vector), vectorOf(b.vector)]
  return x.length === y.length && dot(x, y) >= sameFrom
}

/** As `probeOf` finds the carried model, with which all bounds and weights were measured. */
export const carriedNearness = { unrelated: 0.0817, related: 0.4135 }

/** A cosine of another model as the carried one would have found it. */
export function asCarried(cosine: number, probe: Pick<Probe, 'unrelated' | 'related'> | undefined): number {
  if (!probe) return cosine
  const { unrelated, related } = carriedNearness
  const share = (cosine - probe.unrelated) / Math.max(0.01, probe.related - probe.unrelated)
  return Math.max(0, Math.min(1, unrelated + share * (related - unrelated)))
}

const dot = (a: Float32Array, b: Float32Array): number => a.reduce((sum, x, i) => sum + x * (b[i] as number), 0)
const base64 = ({ buffer, byteOffset, byteLength }: Float32Array): string => Buffer.from(buffer, byteOffset, byteLength).toString('base64')
const vectorOf = (text: string): Float32Array => new Float32Array(Uint8Array.from(Buffer.from(text, 'base64')).buffer)
