import type { Request, Turn, Understanding } from '../understanding/index.ts'
import { wallOf } from '../understanding/time/civil.ts'
import type { Subject, Surroundings } from './types.ts'
import { type Vocabulary, vocabularyOf } from './vocabulary.ts'

/** Readings of parts that one sentence may cost; each takes some milliseconds. */
const patience = 120

/** The understanding at work on the parts of one sentence. */
export class Reader {
  readonly vocabulary: Vocabulary
  readonly around: Surroundings
  readonly #understanding: Understanding
  readonly #known = new Map<string, Promise<Heard>>()
  readonly #ids = new Set<string>()
  #left = patience

  constructor(understanding: Understanding, around: Surroundings) {
    this.#understanding = understanding
    this.vocabulary = vocabularyOf(around.skills)
    this.around = around
  }

  /** So much was tried for this sentence that nothing more should be. */
  get tired(): boolean {
    return this.#left <= 0
  }

  wall(now: Date) {
    return wallOf(now, this.around.timeZone, this.around.locale)
  }

  /** What one part asks for, said at `now`; `subject` is what was spoken of before it. */
  hear(text: string, { now = this.around.now, subject }: { now?: Date; subject?: Subject | undefined } = {}): Promise<Heard> {
    const key = `${now.getTime()} ${subject?.id ?? ''} ${text}`
    let heard = this.#known.get(key)
    if (!heard) {
      this.#left--
      heard = this.#read(text, now, subject)
      this.#known.set(key, heard)
    }
    return heard
  }

  async #read(text: string, now: Date, subject: Subject | undefined): Promise<Heard> {
    // Others are served between two parts.
    await new Promise(resolve => setImmediate(resolve))
    const { timeZone, locale, names, skills } = this.around
    const { requests, ask } = await this.#understanding.understand({
      text,
      now,
      timeZone,
      ...(locale ? { locale } : {}),
      ...(names ? { names } : {}),
      skills,
      history: this.#before(subject),
    })
    return { requests, ...(ask ? { ask } : {}) }
  }

  /** As if the record had just been made: then “it” is that record. */
  #before(subject: Subject | undefined): Turn[] {
    const family = subject?.family === undefined ? undefined : this.vocabulary.families.get(subject.family)
    const skill = family?.profiles[0]?.id
    if (!subject || !family || !skill || subject.many) return []
    const record = { id: `{{ ${subject.id} }}`, title: `{{ ${subject.path}.${family.display} }}` }
    return [{ role: 'user', text: '', calls: [{ skill, input: {}, record }] }]
  }

  /** An id for a step, plain enough for expressions. */
  idFor(name: string): string {
    const plain = name.replace(/[^A-Za-z0-9]+/g, '_').replace(/^(?![A-Za-z_])/, '_')
    let id = plain
    for (let n = 2; this.#ids.has(id); n++) id = `${plain}_${n}`
    this.#ids.add(id)
    return id
  }

  /** Takes ids back that were given for a reading that was not used. */
  ids(): { restore(): void } {
    const before = [...this.#ids]
    return {
      restore: () => {
        this.#ids.clear()
        for (const id of before) this.#ids.add(id)
      },
    }
  }
}

export interface Heard {
  requests: Request[]
  ask?: string
}
