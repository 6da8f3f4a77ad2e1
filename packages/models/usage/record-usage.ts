import type { LanguageModelV4Usage } from '@ai-sdk/provider'
import { type Context, newId } from '@atom/kernel'
import type { ModelUse, Usage } from '../providers/language-models.ts'
import type { Provider } from '../providers/provider.ts'
import { store } from '../store.ts'
import { costOf } from './cost.ts'

/** Writes one answer's tokens and cost, inside a write transaction. */
export async function recordUsage(ctx: Context, provider: Provider, used: LanguageModelV4Usage, use: ModelUse): Promise<Usage> {
  const inputTokens = used.inputTokens.total ?? 0
  const outputTokens = used.outputTokens.total ?? 0
  const cost = costOf(provider, used)
  const row = {
    id: newId(),
    person_id: ctx.person.id,
    session_id: use.sessionId ?? null,
    message_id: use.messageId ?? null,
    provider: provider.name,
    model: provider.model,
    input_tokens: inputTokens,
    output_tokens: outputTokens,
    cost: cost ?? null,
    at: ctx.clock.now().toISOString(),
  }
  await store.insert(ctx, 'model_usage', row).execute()
  return {
    provider: provider.name,
    model: provider.model,
    inputTokens,
    outputTokens,
    ...(cost === undefined ? {} : { cost: cost / 1_000_000 }),
  }
}
