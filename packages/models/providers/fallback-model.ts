import { setTimeout as sleep } from 'node:timers/promises'
import type {
  LanguageModelV4,
  LanguageModelV4CallOptions,
  LanguageModelV4StreamPart,
  LanguageModelV4StreamResult,
  LanguageModelV4Usage,
} from '@ai-sdk/provider'
import type { AtomError, Logger } from '@atom/kernel'
import { modelErrors } from '../errors.ts'
import type { Provider } from './provider.ts'
import { isAbort, translateError } from './translate-error.ts'

/** A provider with the model that calls it. */
export interface ChosenModel {
  provider: Provider
  model: LanguageModelV4
}

export interface FallbackOptions {
  /** Told of every answer that ended, before its end is passed on. */
  onUsage?: (provider: Provider, usage: LanguageModelV4Usage) => Promise<void>
  log?: Logger
  /** Milliseconds before the second round, when all failed in a way that may pass; one second unless told. */
  pause?: number
}

/** Longest pause a vendor's Retry-After may impose; beyond it the person hears of it instead. */
const longestPause = 5_000

/**
 * One model out of several: the first answers; when it fails before its first token the next one is asked. When all have failed and trying
 * again may help, a second round follows after a pause. Every failure is an AtomError, thrown before the first token and an `error` part
 * of the stream after it; a stop by the caller stays the caller's own reason.
 */
export function fallbackModel(models: ChosenModel[], options: FallbackOptions = {}): LanguageModelV4 {
  const [first] = models
  if (!first) throw modelErrors.no_model()

  async function firstThatAnswers<T>(ask: (chosen: ChosenModel) => Promise<T>, signal: AbortSignal | undefined): Promise<T> {
    for (let round = 0; ; round++) {
      const failures: AtomError[] = []
      for (const chosen of models) {
        try {
          return await ask(chosen)
        } catch (cause) {
          if (isAbort(cause, signal)) throw cause
          const error = translateError(cause, chosen.provider)
          options.log?.warn({ provider: chosen.provider.name, code: error.code }, 'a language model failed before its first word')
          failures.push(error)
        }
      }
      const pause = round === 0 ? pauseAfter(failures, options.pause ?? 1_000) : undefined
      if (pause === undefined) throw failures[0]
      await sleep(pause, undefined, signal ? { signal } : {})
    }
  }

  return {
    specificationVersion: 'v4',
    provider: first.provider.name,
    modelId: first.provider.model,
    supportedUrls: {},
    doGenerate: call =>
      firstThatAnswers(async ({ provider, model }) => {
        const result = await model.doGenerate(call)
        await options.onUsage?.(provider, result.usage)
        return result
      }, call.abortSignal),
    doStream: call => firstThatAnswers(chosen => begin(chosen, call, options), call.abortSignal),
  }
}

/** The shortest pause after which one of them may work again; nothing when none may, or all want too long. */
function pauseAfter(failures: AtomError[], usual: number): number | undefined {
  const pauses = failures.flatMap(({ retry }) => (retry === 'never' ? [] : [retry === 'policy' ? usual : Math.max(retry.after, usual)]))
  const shortest = Math.min(...pauses)
  return shortest <= longestPause ? shortest : undefined
}

const silentParts = new Set(['stream-start', 'response-metadata', 'raw', 'ping', 'text-start', 'reasoning-start'])

/** Opens the stream and reads to the first part that says something. @throws what went wrong until there */
async function begin(
  { provider, model }: ChosenModel,
  call: LanguageModelV4CallOptions,
  { onUsage }: FallbackOptions,
): Promise<LanguageModelV4StreamResult> {
  const result = await model.doStream(call)
  const reader = result.stream.getReader()
  const held: LanguageModelV4StreamPart[] = []
  for (;;) {
    const { done, value } = await reader.read()
    if (done) throw modelErrors.bad_answer({ name: provider.name })
    if (value.type === 'error') {
      reader.cancel(value.error).catch(() => {})
      throw value.error
    }
    held.push(value)
    if (!silentParts.has(value.type)) break
  }

  const stream = new ReadableStream<LanguageModelV4StreamPart>({
    async pull(controller) {
      try {
        const part = held.shift()
        const { done, value } = part ? { done: false as const, value: part } : await reader.read()
        if (done) return controller.close()
        if (value.type === 'finish') await onUsage?.(provider, value.usage)
        controller.enqueue(value.type === 'error' ? { type: 'error', error: translateError(value.error, provider) } : value)
      } catch (cause) {
        if (isAbort(cause, call.abortSignal)) return controller.error(cause)
        controller.enqueue({ type: 'error', error: translateError(cause, provider) })
        controller.close()
      }
    },
    cancel: reason => reader.cancel(reason),
  })
  return { ...result, stream }
}
