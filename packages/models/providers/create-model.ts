import type { LanguageModelV4 } from '@ai-sdk/provider'
import { modelErrors } from '../errors.ts'
import { kinds, type Provider } from './provider.ts'

/** Servers on one's own machine take any key; the SDKs refuse none at all. */
const noKey = 'none'

/** The AI SDK's model for a provider. The vendor's code is loaded when it is first needed: without a model none of it costs memory. */
export async function createModel(
  provider: Provider,
  apiKey: string | undefined,
  fetch: typeof globalThis.fetch,
): Promise<LanguageModelV4> {
  const { kind, model, name } = provider
  const baseURL = provider.baseUrl ?? kinds[kind].baseUrl
  if (!baseURL) throw modelErrors.base_url_needed()
  if (!apiKey && kind !== 'openai-compatible') throw modelErrors.key_needed({ kind: kinds[kind].title })
  const options = { baseURL, apiKey: apiKey ?? noKey, fetch }
  if (kind === 'openai') return withoutStorage((await import('@ai-sdk/openai')).createOpenAI(options).responses(model))
  if (kind === 'anthropic') return (await import('@ai-sdk/anthropic')).createAnthropic(options)(model)
  if (kind === 'google') return (await import('@ai-sdk/google')).createGoogle(options)(model)
  const { createOpenAICompatible } = await import('@ai-sdk/openai-compatible')
  return createOpenAICompatible({ baseURL, fetch, name, includeUsage: true, ...(apiKey ? { apiKey } : {}) })(model)
}

/** OpenAI keeps what is sent to its Responses API for thirty days unless told not to. https://platform.openai.com/docs/guides/your-data */
function withoutStorage(model: LanguageModelV4): LanguageModelV4 {
  const quiet = (options: Parameters<LanguageModelV4['doStream']>[0]) => ({
    ...options,
    providerOptions: { ...options.providerOptions, openai: { ...options.providerOptions?.openai, store: false } },
  })
  return {
    specificationVersion: 'v4',
    provider: model.provider,
    modelId: model.modelId,
    supportedUrls: model.supportedUrls,
    doGenerate: options => model.doGenerate(quiet(options)),
    doStream: options => model.doStream(quiet(options)),
  }
}
