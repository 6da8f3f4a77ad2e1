import type { Context } from './context.ts'
import { kernelErrors } from './errors.ts'
import type { Skill } from './skill.ts'

/** The skills there are for somebody. What is derived from them may be kept by this object: once they change there is another. */
export interface Skills {
  find(id: string): Skill | undefined
  /** @throws kernel.unknown_skill */
  get(id: string): Skill
  /** In the order of their ids. */
  all(): Skill[]
}

/** What one workspace has beyond what all have. */
export interface SkillSource {
  /**
   * Read with the context's own database handle, so that a transaction sees what it has written and no process lags behind another.
   * @returns the same array as long as nothing of them has changed
   */
  skillsOf(ctx: Context): Promise<readonly Skill[]>
}

/**
 * Skills by id: those every workspace of this installation has, and by `in` those of one workspace as well. A name that all have cannot
 * be taken by one.
 */
export class SkillRegistry implements Skills {
  readonly #skills = new Map<string, Skill>()
  readonly #sources: SkillSource[] = []
  #shared: Skills | undefined
  readonly #joined = new WeakMap<Skills, WeakMap<readonly Skill[], Skills>>()
  /** Grows when what all have changes, so that what is derived from it knows when it is stale. */
  revision = 0

  add(...skills: Skill[]): this {
    for (const skill of skills) {
      if (this.#skills.has(skill.id)) throw new Error(`Two skills are called ${skill.id}.`)
      this.#skills.set(skill.id, skill)
    }
    this.#change()
    return this
  }

  remove(id: string): void {
    if (this.#skills.delete(id)) this.#change()
  }

  /** Skills of single workspaces come from there too. @returns what ends it */
  addSource(source: SkillSource): () => void {
    this.#sources.push(source)
    return () => {
      this.#sources.splice(this.#sources.indexOf(source), 1)
    }
  }

  /** What all have. */
  get shared(): Skills {
    this.#shared ??= skillsIn(new Map(this.#skills))
    return this.#shared
  }

  /** What this workspace has: what all have, and its own. */
  async in(ctx: Context): Promise<Skills> {
    let skills = this.shared
    for (const source of this.#sources) {
      const own = await source.skillsOf(ctx)
      if (own.length > 0) skills = this.#join(skills, own)
    }
    return skills
  }

  find(id: string): Skill | undefined {
    return this.#skills.get(id)
  }

  get(id: string): Skill {
    return this.shared.get(id)
  }

  all(): Skill[] {
    return this.shared.all()
  }

  #join(shared: Skills, own: readonly Skill[]): Skills {
    const known = this.#joined.get(shared) ?? new WeakMap<readonly Skill[], Skills>()
    const joined = known.get(own) ?? skillsIn(new Map([...own, ...shared.all()].map(skill => [skill.id, skill])))
    this.#joined.set(shared, known.set(own, joined))
    return joined
  }

  #change(): void {
    this.revision++
    this.#shared = undefined
  }
}

function skillsIn(byId: ReadonlyMap<string, Skill>): Skills {
  const sorted = [...byId.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
  return {
    find: id => byId.get(id),
    get(id) {
      const skill = byId.get(id)
      if (!skill) throw kernelErrors.unknown_skill({ skill: id })
      return skill
    },
    all: () => [...sorted],
  }
}
