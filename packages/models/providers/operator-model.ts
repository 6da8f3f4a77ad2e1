import { type Config, createOutboundHttp, EgressGuard, type OutboundHttp } from '@atom/kernel'
import type { Provider } from './provider.ts'

type ModelConfig = Pick<Config, 'model'>

/** The id of the model that the environment names. */
export const operatorModelId = 'environment'

/** The model of ATOM_MODEL_BASE_URL and ATOM_MODEL. It comes after a workspace's own. */
export function operatorModel({ model }: ModelConfig, position: number): Provider | undefined {
  return (
    model && {
      id: operatorModelId,
      kind: 'openai-compatible',
      name: new URL(model.baseUrl).host,
      baseUrl: model.baseUrl,
      model: model.name,
      secretId: undefined,
      position,
      enabled: true,
      origin: 'environment',
    }
  )
}

/** `host:port` of a web address, as ATOM_EGRESS_ALLOW writes it. */
const hostOf = (address: string): string => {
  const url = new URL(address)
  return `${url.hostname}:${url.port || (url.protocol === 'https:' ? 443 : 80)}`
}

/** `host:port` of ATOM_MODEL_BASE_URL: what the operator thereby allows the model calls, and nothing else, to reach. */
export const operatorModelHost = ({ model }: ModelConfig): string | undefined => model && hostOf(model.baseUrl)

/** The way out for a provider: the caller's, or for the operator's own host one that may reach exactly that. */
export function modelHttp(config: ModelConfig): (caller: OutboundHttp, baseUrl: string | undefined) => OutboundHttp {
  const host = operatorModelHost(config)
  const own = host === undefined ? undefined : createOutboundHttp(new EgressGuard({ allow: [host] }))
  return (caller, baseUrl) => (own && baseUrl !== undefined && hostOf(baseUrl) === host ? own : caller)
}
