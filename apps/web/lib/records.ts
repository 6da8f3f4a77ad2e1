export type {
  ApiKey,
  Approval,
  AuditItem,
  CalendarEvent,
  CalendarImport,
  ChatCallPart,
  ChatMessage,
  ChatSession,
  Contact,
  EmbedderEntry,
  EmbedderTrial,
  Exploration,
  FileFolder,
  FileText,
  FileUpload,
  FoundPassage,
  LanguageModelEntry,
  Me,
  Member,
  MemoryAnswer,
  MemoryFacets,
  MemoryFact,
  MemoryJob,
  MemoryPassage,
  MemorySource,
  MemorySummary,
  MemoryUsage,
  ModelTrial,
  NewApiKey,
  Note,
  Notification,
  Project,
  Reminder,
  StoredFile,
  Task,
  Variable,
} from '@atom/contracts'

/** One page of a list; `nextCursor` is null at the end. */
export interface Paged<T> {
  items: T[]
  nextCursor: string | null
}

export const priorities = ['low', 'normal', 'high', 'urgent'] as const
export type Priority = (typeof priorities)[number]

/** A skill as `GET /api/skills` describes it. */
export interface SkillSummary {
  id: string
  title: string
  description: string
  effect: 'read' | 'write' | 'destructive'
  input: JsonSchema
  output: JsonSchema
  examples: string[]
  /** The automation people of this workspace made it of. */
  automation?: { id: string; name: string }
}

/** The part of JSON Schema that skills' inputs use. `x-atom` tells what a field means. */
export interface JsonSchema {
  type?: string | string[]
  properties?: Record<string, JsonSchema>
  required?: string[]
  enum?: string[]
  items?: JsonSchema
  anyOf?: JsonSchema[]
  title?: string
  description?: string
  default?: unknown
  'x-atom'?: { kind: string; to?: string; ask?: string }
}

/** What the offline understanding would do with a sentence. */
export interface Understanding {
  requests: { skill: string; input: Record<string, unknown>; confidence: number; confirm?: boolean }[]
  ask?: string
}
