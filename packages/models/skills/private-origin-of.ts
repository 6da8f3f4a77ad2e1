import { type Context, EgressGuard, kindOfHost } from '@atom/kernel'
import { modelErrors } from '../errors.ts'
import type { Provider } from '../providers/provider.ts'
import type { ModelSkillDeps } from './deps.ts'

/**
 * Whether this caller may give a model this address, and the origin its calls may reach that others may not. An address on this machine or in its
 * network is for the owner of the installation to give: it lets ATOM talk to whatever answers there. Where the operator allows it by
 * ATOM_EGRESS_ALLOW or as ATOM_MODEL_BASE_URL anybody may. No DNS is asked: a name that public DNS can hold is never allowed to lead inside.
 * @throws models.private_address, models.closed_address
 */
export async function privateOriginOf(
  { config, ownsInstance }: Pick<ModelSkillDeps, 'config' | 'ownsInstance'>,
  ctx: Context,
  address: string | undefined,
  known?: Pick<Provider, 'baseUrl' | 'privateOrigin'>,
): Promise<string | null> {
  if (address === undefined) return null
  const url = new URL(address)
  const kind = kindOfHost(url.hostname)
  if (kind === 'public') return null
  if (kind === 'private' && (await ownsInstance(ctx))) return url.origin
  if (address === known?.baseUrl) return known.privateOrigin ?? null
  const byOperator = config.model && new URL(config.model.baseUrl).host === url.host
  if (byOperator || new EgressGuard({ allow: config.egressAllow }).mayAllow(url)) return null
  throw kind === 'private' ? modelErrors.private_address({ host: url.host }) : modelErrors.closed_address({ host: url.host })
}
