/** Characters: more is no answer in a chat; the run has it whole. */
const longest = 2000
/** Lines of a list, and fields of an object. */
const most = 20

/**
 * What an automation gave, in words: a text as it is, a list in lines, a record by its title, an object by its fields. @returns nothing where
 * there is nothing to say, or too much
 */
export function sayOutput(output: unknown): string | undefined {
  const said = plain(output) ?? listed(output) ?? fields(output)
  return said !== undefined && said.trim() !== '' && said.length <= longest ? said : undefined
}

const plain = (value: unknown): string | undefined =>
  typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined

/** A page of records is a list too. */
function listed(value: unknown): string | undefined {
  const items = Array.isArray(value) ? value : (value as { items?: unknown } | null | undefined)?.items
  if (!Array.isArray(items)) return undefined
  if (items.length === 0) return 'Nothing was found.'
  const lines = items.slice(0, most).map(item => plain(item) ?? titleOf(item))
  if (lines.some(line => line === undefined)) return undefined
  return [...lines.map(line => `- ${line}`), ...(items.length > most ? [`- … and ${items.length - most} more`] : [])].join('\n')
}

function titleOf(value: unknown): string | undefined {
  const { title, name, body } = (value && typeof value === 'object' ? value : {}) as { title?: unknown; name?: unknown; body?: unknown }
  return plain(title) ?? plain(name) ?? plain(body)
}

/** Of one field its value, of several each with its name; of a record, which has an id, what it is called. */
function fields(value: unknown): string | undefined {
  if (!value || typeof value !== 'object' || Array.isArray(value)) return undefined
  if ('id' in value) return titleOf(value)
  const entries = Object.entries(value)
  const lines = entries.map(([name, field]) => [name, plain(field)] as const)
  if (lines.length === 0 || lines.length > most || lines.some(([, text]) => text === undefined)) return undefined
  return lines.length === 1 ? lines[0]?.[1] : lines.map(([name, text]) => `- ${name}: ${text}`).join('\n')
}
