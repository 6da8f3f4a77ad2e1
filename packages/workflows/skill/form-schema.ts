import { choice, day, longText, means, title } from '@atom/kernel'
import { z } from 'zod'
import type { FormField } from '../graph/schema.ts'

/** A form as the input of a skill: what has a default or need not be given may be left out. */
export function formSchema(form: readonly FormField[]): z.ZodObject {
  const shape: Record<string, z.ZodType> = {}
  // One text takes the words that are left of a sentence; the others are known by their names in front of them.
  const main = form.find(({ type, required }) => type === 'text' && required) ?? form.find(({ type }) => type === 'text')
  for (const field of form) {
    const schema = schemaOf(field, field === main).describe(field.label ?? field.name)
    shape[field.name] = field.required && field.default === undefined ? schema : schema.optional()
  }
  return z.object(shape)
}

function schemaOf({ name, label, type, choices = [] }: FormField, main: boolean): z.ZodType {
  const words = (label ?? name).toLowerCase()
  const ask = `What is the ${words}?`
  switch (type) {
    case 'text':
      return main ? means(z.string().trim().min(1).max(10_000), { kind: 'title', ask }) : z.string().max(10_000)
    case 'long-text':
      return longText({ cues: [words], ask })
    case 'number':
      return z.number()
    case 'boolean':
      return z.boolean()
    case 'date':
      return day({ ask })
    case 'choice':
      return choices.length > 0 ? choice(choices as [string, ...string[]], { ask }) : title()
  }
}
