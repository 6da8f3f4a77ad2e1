import type { Config, Context } from '@atom/kernel'
import type { Vault } from '@atom/storage'
import { modelErrors } from '../errors.ts'
import type { LanguageModels } from '../providers/language-models.ts'
import type { Provider } from '../providers/provider.ts'

export interface ModelSkillDeps {
  models: LanguageModels
  vault: Vault
  config: Pick<Config, 'model' | 'egressAllow'>
  /** Whether the caller is the person whose account was the first here. */
  ownsInstance(ctx: Context): Promise<boolean>
}

/** A model this workspace set up itself. @throws models.unknown_provider, models.set_by_operator */
export async function find({ models }: ModelSkillDeps, ctx: Context, id: string): Promise<Provider> {
  const provider = (await models.providers(ctx)).find(one => one.id === id)
  if (!provider) throw modelErrors.unknown_provider()
  if (provider.origin === 'environment') throw modelErrors.set_by_operator()
  return provider
}
