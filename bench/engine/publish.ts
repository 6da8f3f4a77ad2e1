import { type Person, person } from '../../tests/harness/person.ts'
import type { Server } from '../../tests/harness/server.ts'

/** Saves and publishes graphs as a new person. @returns their webhooks and ids by name, and the person */
export async function publish<const G extends Record<string, object>>(
  server: Server,
  graphs: G,
): Promise<{ urls: Record<keyof G, string>; ids: Record<keyof G, string>; owner: Person }> {
  const owner = await person(server)
  const post = async (path: string, body: object) => {
    const answer = await owner.api<{ id: string; webhookUrl?: string }>(path, { body })
    if (answer.status >= 300) throw new Error(`${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`)
    return answer.body
  }
  const urls: Record<string, string> = {}
  const ids: Record<string, string> = {}
  for (const [name, graph] of Object.entries(graphs)) {
    const { id, webhookUrl } = await post('/api/workflows', { name, graph })
    await post(`/api/workflows/${id}/publish`, {})
    urls[name] = webhookUrl ? `${server.url}${new URL(webhookUrl).pathname}` : ''
    ids[name] = id
  }
  return { urls: urls as Record<keyof G, string>, ids: ids as Record<keyof G, string>, owner }
}
