/** Runs `work` once for all who ask for the same thing while it is under way. */
export function joined<T>(underWay: Map<string, Promise<T>>, key: string, work: () => Promise<T>): Promise<T> {
  const known = underWay.get(key)
  if (known) return known
  const own = work().finally(() => underWay.delete(key))
  underWay.set(key, own)
  return own
}
