import { readFileSync } from 'node:fs'
import type { LanguageModelV4Usage } from '@ai-sdk/provider'
import type { ModelKind } from '@atom/contracts'
import { z } from 'zod'
import type { Provider } from '../providers/provider.ts'

const Price = z.object({ input: z.number(), cached: z.number().optional(), output: z.number() })
const Prices = z.object({
  asOf: z.string(),
  sources: z.record(z.string(), z.url()),
  models: z.record(z.string(), z.record(z.string(), Price)),
})

/** US dollars for a million tokens, which is the same as millionths of a dollar for one. */
const prices = Prices.parse(JSON.parse(readFileSync(new URL('prices.json', import.meta.url), 'utf8')))

/** `claude-sonnet-4-5-20250929` and `gpt-4.1-2025-04-14` cost what the name without its date costs. */
const withoutDate = (model: string) => model.replace(/-(\d{8}|\d{4}-\d{2}-\d{2}|latest)$/, '')

/**
 * Whole millionths of a US dollar. Known only for a vendor's well-known models at the vendor's own address and where the vendor
 * told the tokens; undefined elsewhere, never a guess.
 */
export function costOf(
  { kind, model, baseUrl }: Pick<Provider, 'kind' | 'model' | 'baseUrl'>,
  used: LanguageModelV4Usage,
): number | undefined {
  const { inputTokens: input, outputTokens: output } = used
  if (baseUrl !== undefined || input.total === undefined || output.total === undefined) return undefined
  const ofVendor = prices.models[kind satisfies ModelKind]
  const price = ofVendor?.[model] ?? ofVendor?.[withoutDate(model)]
  if (!price) return undefined
  const cached = Math.min(input.cacheRead ?? 0, input.total)
  return Math.round((input.total - cached) * price.input + cached * (price.cached ?? price.input) + output.total * price.output)
}
