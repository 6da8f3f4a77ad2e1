/** Where an expression is expected the braces may be left out: `event.amount > 100` means `{{ event.amount > 100 }}`. */
export const asExpression = (value: unknown): unknown => (typeof value === 'string' && !value.includes('{{') ? `{{ ${value} }}` : value)

const lone = /^\s*\{\{[\s\S]*\}\}\s*$/

/** What is wrong with a condition, in words: text around braces would make it text, which is always true. */
export function conditionProblem(value: unknown): string | undefined {
  if (typeof value !== 'string' || !value.includes('{{')) return undefined
  const one = lone.test(value) && value.indexOf('{{') === value.lastIndexOf('{{')
  return one ? undefined : 'Put the whole condition into one pair of braces, such as {{ event.amount > 100 }}.'
}
