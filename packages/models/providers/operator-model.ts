import type { Config } from '@atom/kernel'
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
      privateOrigin: undefined,
      model: model.name,
      secretId: undefined,
      position,
      enabled: true,
      origin: 'environment',
    }
  )
}
