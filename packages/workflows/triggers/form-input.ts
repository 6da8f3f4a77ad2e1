import { type FieldError, isDay, kernelErrors, when } from '@atom/kernel'
import type { FormField } from '../graph/schema.ts'

/**
 * What a person filled in, with defaults where nothing was given. Without a form anything goes. `under` is the field the answers stand in.
 * @throws kernel.invalid_input with each field at fault
 */
export function formInput(
  form: readonly FormField[] | undefined,
  given: Record<string, unknown>,
  under = 'input',
): Record<string, unknown> {
  if (!form) return given
  const errors: FieldError[] = []
  const fault = (name: string, message: string) => errors.push({ path: `${under}.${name}`, message })
  const input: Record<string, unknown> = {}
  const names = new Set(form.map(({ name }) => name))
  for (const name of Object.keys(given)) if (!names.has(name)) fault(name, 'This field is not known here.')
  for (const field of form) {
    const value = given[field.name] ?? field.default
    if (value === undefined || value === null || value === '') {
      if (field.required) fault(field.name, 'This is needed.')
    } else {
      const problem = problemOf(field, value)
      if (problem) fault(field.name, problem)
      else input[field.name] = value
    }
  }
  if (errors.length === 0) return input
  const summary = errors
    .slice(0, 3)
    .map(({ path, message }) => `${path}: ${message}`)
    .join(' ')
  throw kernelErrors.invalid_input({ summary }, { errors })
}

const longest = { text: 10_000, 'long-text': 100_000 } as const

/** Why this cannot stand in that field, in words. */
export function problemOf({ type, choices = [] }: FormField, value: unknown): string | undefined {
  switch (type) {
    case 'text':
    case 'long-text':
      if (typeof value !== 'string') return 'Expected text.'
      return value.length > longest[type] ? `Expected at most ${longest[type]} characters.` : undefined
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) ? undefined : 'Expected a number.'
    case 'boolean':
      return typeof value === 'boolean' ? undefined : 'Expected yes or no.'
    case 'date':
      return typeof value === 'string' && isDay(value) && when().safeParse(value).success ? undefined : 'Expected a day such as 2026-11-27.'
    case 'choice':
      return typeof value === 'string' && choices.includes(value) ? undefined : `Expected one of ${choices.join(', ')}.`
  }
}

/** What is wrong with a form itself: field and sentence. */
export function formProblems(form: readonly FormField[]): { field: string; message: string }[] {
  const seen = new Set<string>()
  return form.flatMap((field, place) => {
    const problems: { field: string; message: string }[] = []
    const say = (name: string, message: string) => problems.push({ field: `form.${place}.${name}`, message })
    if (seen.has(field.name)) say('name', `Another field is called “${field.name}”.`)
    seen.add(field.name)
    if (field.type === 'choice' && !field.choices?.length) say('choices', 'A choice needs something to choose from.')
    const problem = field.default === undefined ? undefined : problemOf(field, field.default)
    if (problem) say('default', problem)
    return problems
  })
}
