import { tablesOf } from '@atom/storage'

export interface ModelProviderTable {
  workspace_id: string
  id: string
  /** One of `modelKinds`. */
  kind: string
  name: string
  base_url: string | null
  /** See `Provider.privateOrigin`. */
  private_origin: string | null
  model: string
  /** The key's id in the vault. */
  secret_id: string | null
  /** From 0, in the order in which they are tried. */
  position: number
  enabled: number
  created_at: string
  updated_at: string
}

export interface ModelUsageTable {
  workspace_id: string
  id: string
  person_id: string
  session_id: string | null
  message_id: string | null
  provider: string
  model: string
  input_tokens: number
  output_tokens: number
  /** Millionths of a US dollar; null where the price is not known. */
  cost: number | null
  at: string
}

/** The embedder a workspace chose; without a row the operator's, else the carried one. */
export interface EmbedderChoiceTable {
  workspace_id: string
  embedder: string
  updated_at: string
}

/** A server that embeds, as long as it is chosen or an index was made with it. */
export interface EmbedderAddressTable {
  workspace_id: string
  /** See `addressId`. */
  id: string
  base_url: string
  /** See `Provider.privateOrigin`. */
  private_origin: string | null
  model: string
  /** The key's id in the vault. */
  secret_id: string | null
  updated_at: string
}

export const store = tablesOf<{
  model_provider: ModelProviderTable
  model_usage: ModelUsageTable
  embedder_choice: EmbedderChoiceTable
  embedder_address: EmbedderAddressTable
}>()
