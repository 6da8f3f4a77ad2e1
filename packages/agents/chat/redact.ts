const secret = /pass(word|phrase)|secret|token|api[-_]?key|credential|authorization|private[-_]?key/i
const mask = '•••'

/** A copy for cards, prompts and storage: what stands under a name that keeps secrets is masked. */
export function redact<T>(value: T): T {
  if (Array.isArray(value)) return value.map(redact) as T
  if (!value || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      secret.test(key) && typeof inner === 'string' && inner !== '' ? mask : redact(inner),
    ]),
  ) as T
}
