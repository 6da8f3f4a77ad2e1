import { type Config, createOutboundHttp, EgressGuard, type OutboundHttp, privateOrigin } from '@atom/kernel'
import type { Provider } from './provider.ts'

/** `host:port` of a web address, as ATOM_EGRESS_ALLOW writes it. */
const hostOf = (address: string): string => {
  const url = new URL(address)
  return `${url.hostname}:${url.port || (url.protocol === 'https:' ? 443 : 80)}`
}

/**
 * The way out for the calls of one model: the caller's; for the operator's own hosts one that may reach each too; for an address in a private
 * network that the owner of the installation allowed, one that reaches exactly that origin and nothing else.
 */
export function modelHttp({
  model,
  embeddings,
}: Pick<Config, 'model'> & Partial<Pick<Config, 'embeddings'>>): (
  caller: OutboundHttp,
  provider: Pick<Provider, 'baseUrl' | 'privateOrigin'>,
) => OutboundHttp {
  const operators = new Map(
    [model, embeddings]
      .flatMap(set => (set ? [hostOf(set.baseUrl)] : []))
      .map(host => [host, createOutboundHttp(new EgressGuard({ allow: [host] }))]),
  )
  /** Kept, so that connections are used again. */
  const privately = new Map<string, OutboundHttp>()
  return (caller, { baseUrl, privateOrigin: allowed }) => {
    if (baseUrl === undefined) return caller
    if (allowed !== undefined && new URL(baseUrl).origin === allowed) {
      const http = privately.get(allowed) ?? createOutboundHttp(privateOrigin(allowed))
      privately.set(allowed, http)
      return http
    }
    return operators.get(hostOf(baseUrl)) ?? caller
  }
}
