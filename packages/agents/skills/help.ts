import { defineSkill, type Permission, query, type Skill, type SkillRegistry } from '@atom/kernel'
import { z } from 'zod'
import { mayUse } from '../chat/may-use.ts'

const Family = z.object({
  id: z.string(),
  title: z.string(),
  skills: z.array(z.object({ id: z.string(), title: z.string(), example: z.string().optional() })),
})

export interface HelpDeps {
  /** Asked when somebody wants help, since skills come and go. */
  registry: SkillRegistry
  permission: Permission
}

/** What this person can say here, by family, with an example each. */
export const help = ({ registry, permission }: HelpDeps) =>
  defineSkill({
    id: 'help',
    title: 'What ATOM can do',
    description: 'Lists what this person can ask for, with an example each. To do one of these things use its own skill.',
    effect: 'read',
    input: z.object({
      topic: query({ cues: ['with', 'about', 'for'] })
        .describe('Only what has to do with this.')
        .optional(),
    }),
    output: z.object({ families: z.array(Family) }),
    examples: [
      'help',
      'what can you do?',
      'what can I ask you?',
      'how does this work',
      'show me what you are able to do',
      'what are you capable of',
      'which commands are there?',
      'I need help',
      'can you help me',
      'show me what I can say',
      'give me some examples',
      'give me some examples of what I can say',
      'I do not know what to type',
      "I don't know what to say",
      'list your skills',
      'how do I use this',
      'what are you good for',
      'what features do you have',
      'what else can you do?',
      'who are you',
      'list everything you can do',
      'tell me all the things you can do for me',
      'what other things do you know how to do',
      'explain what you can help with',
      { say: 'help with calendar', input: { topic: 'calendar' } },
      { say: 'what can you do about notes', input: { topic: 'notes' } },
    ],
    synonyms: { verbs: ['help', 'help me', 'explain'], nouns: ['help', 'commands', 'abilities', 'capabilities', 'features', 'skills'] },
    route: 'GET /api/help',
    tell: ({ families }) =>
      families.length === 0
        ? 'I know nothing about that. Say “help” for everything I can do.'
        : `Here is what you can say:\n\n${families.map(tellFamily).join('\n')}`,
    run: async (ctx, { topic }) => {
      const usable: Skill[] = []
      for (const skill of (await registry.in(ctx)).all())
        if (!skill.internal && skill.id !== 'help' && (await mayUse(ctx, permission, skill))) usable.push(skill)
      usable.sort((a, b) => rank(a) - rank(b))
      const families = new Map<string, z.infer<typeof Family>>()
      for (const skill of usable) {
        const id = skill.id.split('.')[0] as string
        const family = families.get(id) ?? { id, title: titleOf(id), skills: [] }
        const example = exampleOf(skill)
        family.skills.push({ id: skill.id, title: skill.title, ...(example ? { example } : {}) })
        families.set(id, family)
      }
      const all = [...families.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
      return { families: topic ? all.filter(family => about(family, topic)) : all }
    },
  })

/** What makes things first, what takes them away last. */
const rank = ({ effect, status }: Skill) => (status === 201 ? 0 : effect === 'write' ? 1 : effect === 'read' ? 2 : 3)

const perFamily = 4

function tellFamily({ title, skills }: z.infer<typeof Family>): string {
  const examples = skills.flatMap(({ example }) => (example ? [`“${example}”`] : [])).slice(0, perFamily)
  return `- **${title}**: ${examples.length ? examples.join(', ') : skills.map(skill => skill.title.toLowerCase()).join(', ')}`
}

const exampleOf = ({ examples }: Skill): string | undefined => {
  const first = examples[0]
  return typeof first === 'string' ? first : first?.say
}

/** Families whose id is no word people use. */
const titles: Record<string, string> = { automation: 'Your automations', http: 'Web requests' }

const titleOf = (id: string) => titles[id] ?? `${id.charAt(0).toUpperCase()}${id.slice(1).replaceAll('-', ' ')}`

const about = (family: z.infer<typeof Family>, topic: string) => {
  const words = topic.toLowerCase().replace(/s$/, '')
  return [family.id, family.title, ...family.skills.map(skill => skill.title)].some(text => text.toLowerCase().includes(words))
}
