import type { ModelKind } from '@atom/contracts'

/** A language model as it is called: all but its key. */
export interface Provider {
  id: string
  kind: ModelKind
  /** For people. */
  name: string
  /** The vendor's own address unless told. */
  baseUrl: string | undefined
  /** Origin in a private network that the owner of the installation allowed calls of this model to reach. */
  privateOrigin: string | undefined
  model: string
  secretId: string | undefined
  position: number
  enabled: boolean
  origin: 'workspace' | 'environment'
}

/** How each kind is called, and where it answers. The address is always passed on, or the SDK would take one from the environment. */
export const kinds: Record<ModelKind, { title: string; baseUrl?: string }> = {
  openai: { title: 'OpenAI', baseUrl: 'https://api.openai.com/v1' },
  anthropic: { title: 'Anthropic', baseUrl: 'https://api.anthropic.com/v1' },
  google: { title: 'Google', baseUrl: 'https://generativelanguage.googleapis.com/v1beta' },
  'openai-compatible': { title: 'OpenAI-compatible' },
}
