import type { LanguageModelV4 } from '@ai-sdk/provider'
import type { ModelKind } from '@atom/contracts'
import type { Config, Context, UnitOfWork } from '@atom/kernel'
import type { Vault } from '@atom/storage'
import { modelErrors } from '../errors.ts'
import { type ModelProviderTable, store } from '../store.ts'
import { recordUsage } from '../usage/record-usage.ts'
import { createModel } from './create-model.ts'
import { type ChosenModel, fallbackModel } from './fallback-model.ts'
import { modelHttp } from './model-http.ts'
import { operatorModel, operatorModelId } from './operator-model.ts'
import type { Provider } from './provider.ts'
import { type Deadlines, deadlinesOf, providerFetch } from './provider-fetch.ts'

/** What one answer used; `cost` in US dollars where the price is known. */
export interface Usage {
  provider: string
  model: string
  inputTokens: number
  outputTokens: number
  cost?: number
}

export interface ModelUse {
  /** The chat session and message the answer belongs to. */
  sessionId?: string
  messageId?: string
  /** Told of each answer's tokens, after they are stored. */
  onUsage?: (usage: Usage) => void
}

export interface LanguageModels {
  /** The workspace's models in the order they are tried, disabled ones too, the operator's last. */
  providers(ctx: Context): Promise<Provider[]>
  /** The enabled ones, ready to be called. Empty when none is set up. */
  chooseModels(ctx: Context): Promise<ChosenModel[]>
  /** One model that falls back through `chooseModels` and stores what it used. Nothing when none is set up. */
  languageModel(ctx: Context, use?: ModelUse): Promise<LanguageModelV4 | undefined>
  /** One model alone, enabled or not. @throws models.unknown_provider */
  modelOf(ctx: Context, id: string): Promise<ChosenModel>
}

export interface LanguageModelsOptions {
  config: Pick<Config, 'model'> & Partial<Pick<Config, 'modelWait'>>
  vault: Vault
  unitOfWork: UnitOfWork
  /** Of every model, instead of those each has by where it runs. */
  deadlines?: Deadlines
}

const providerOf = (row: ModelProviderTable): Provider => ({
  id: row.id,
  kind: row.kind as ModelKind,
  name: row.name,
  baseUrl: row.base_url ?? undefined,
  privateOrigin: row.private_origin ?? undefined,
  model: row.model,
  secretId: row.secret_id ?? undefined,
  position: row.position,
  enabled: row.enabled === 1,
  origin: 'workspace',
})

export function createLanguageModels({ config, vault, unitOfWork, deadlines }: LanguageModelsOptions): LanguageModels {
  const httpFor = modelHttp(config)

  async function providers(ctx: Context): Promise<Provider[]> {
    const rows = await store.from(ctx, 'model_provider').selectAll().orderBy('position').orderBy('id').execute()
    const own = (rows as ModelProviderTable[]).map(providerOf)
    const operator = operatorModel(config, own.length)
    return operator ? [...own, operator] : own
  }

  async function ready(ctx: Context, provider: Provider): Promise<ChosenModel> {
    const key = provider.secretId ? await vault.open(ctx, provider.secretId) : undefined
    const apiKey = provider.id === operatorModelId ? config.model?.apiKey : key
    const fetch = providerFetch(httpFor(ctx.http, provider).fetch, provider.name, deadlines ?? deadlinesOf(provider, config))
    return { provider, model: await createModel(provider, apiKey, fetch) }
  }

  /** A key that can no longer be read must not silence the others. */
  async function readyOrNot(ctx: Context, provider: Provider): Promise<ChosenModel[]> {
    try {
      return [await ready(ctx, provider)]
    } catch (cause) {
      ctx.log.error({ err: cause, provider: provider.name }, 'a language model is left out')
      return []
    }
  }

  async function chooseModels(ctx: Context): Promise<ChosenModel[]> {
    const enabled = (await providers(ctx)).filter(provider => provider.enabled)
    return (await Promise.all(enabled.map(provider => readyOrNot(ctx, provider)))).flat()
  }

  return {
    providers,
    chooseModels,
    async languageModel(ctx, use = {}) {
      const chosen = await chooseModels(ctx)
      if (chosen.length === 0) return undefined
      return fallbackModel(chosen, {
        log: ctx.log,
        async onUsage(provider, used) {
          try {
            const usage = await unitOfWork.writing(ctx, tx => recordUsage(tx, provider, used, use))
            use.onUsage?.(usage)
          } catch (cause) {
            // The answer is worth more than its record.
            ctx.log.error({ err: cause, provider: provider.name }, 'what an answer used could not be stored')
          }
        },
      })
    },
    async modelOf(ctx, id) {
      const provider = (await providers(ctx)).find(one => one.id === id)
      if (!provider) throw modelErrors.unknown_provider()
      return ready(ctx, provider)
    },
  }
}
