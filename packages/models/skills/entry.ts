import type { LanguageModelEntry } from '@atom/contracts'
import type { Config } from '@atom/kernel'
import type { Provider } from '../providers/provider.ts'

/** A provider as people see it. */
export const entryOf = (provider: Provider, config: Pick<Config, 'model'>): LanguageModelEntry => ({
  id: provider.id,
  kind: provider.kind,
  name: provider.name,
  model: provider.model,
  ...(provider.baseUrl === undefined ? {} : { baseUrl: provider.baseUrl }),
  ...(provider.privateOrigin === undefined ? {} : { privateAddress: true }),
  hasKey: provider.origin === 'environment' ? config.model?.apiKey !== undefined : provider.secretId !== undefined,
  enabled: provider.enabled,
  position: provider.position,
  origin: provider.origin,
})
