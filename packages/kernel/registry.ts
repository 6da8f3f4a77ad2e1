import { kernelErrors } from './errors.ts'
import type { Skill } from './skill.ts'

/** Every skill of this installation, by id. Workflows and remote tools join and leave while it runs. */
export class SkillRegistry {
  readonly #skills = new Map<string, Skill>()
  /** Grows with every change, so that what is derived from the skills knows when it is stale. */
  revision = 0

  add(...skills: Skill[]): this {
    for (const skill of skills) {
      if (this.#skills.has(skill.id)) throw new Error(`Two skills are called ${skill.id}.`)
      this.#skills.set(skill.id, skill)
    }
    this.revision++
    return this
  }

  remove(id: string): void {
    if (this.#skills.delete(id)) this.revision++
  }

  find(id: string): Skill | undefined {
    return this.#skills.get(id)
  }

  /** @throws kernel.unknown_skill */
  get(id: string): Skill {
    const skill = this.#skills.get(id)
    if (!skill) throw kernelErrors.unknown_skill({ skill: id })
    return skill
  }

  /** In the order of their ids. */
  all(): Skill[] {
    return [...this.#skills.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
  }
}
