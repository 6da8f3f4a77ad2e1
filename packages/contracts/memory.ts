import { z } from 'zod'
import { pageOf } from './page.ts'

/** How far reading a document has come. `failed` says why in `error`. */
export const documentStatuses = ['queued', 'processing', 'ready', 'failed'] as const
export type DocumentStatus = (typeof documentStatuses)[number]

/** A file that was uploaded, or any other document memory reads. Its id is the `documentId` of the passages found in it. */
export const StoredFile = z.object({
  id: z.string(),
  name: z.string().describe('With its folders, apart by “/”.'),
  title: z.string().describe('As the file says itself, else its name.'),
  status: z.enum(documentStatuses),
  error: z.string().optional().describe('Why it could not be read.'),
  errorCode: z.string().optional(),
  mediaType: z.string(),
  size: z.number().int().describe('Bytes.'),
  source: z.string(),
  parent: z.string().optional().describe('The file it was found in: a ZIP file, or a mail it is attached to.'),
  passages: z.number().int().describe('In how many passages it is found.'),
  language: z.string().optional(),
  uri: z.string(),
  download: z.boolean().describe('Whether GET /api/files/{id}/content gives the original.'),
  createdAt: z.string(),
  readAt: z.string().optional(),
})
export type StoredFile = z.infer<typeof StoredFile>

/** What `POST /api/files` answers: one file, or those of a request with several. */
export const UploadedFile = z.object({ id: z.string(), name: z.string(), status: z.enum(documentStatuses) })
export type UploadedFile = z.infer<typeof UploadedFile>

export const StoredFilePage = pageOf(StoredFile)

/** A folder of uploaded files. */
export const FileFolder = z.object({
  name: z.string(),
  path: z.string().describe('With the folders it lies in, apart by “/”.'),
  files: z.number().int().describe('In it and in the folders below it.'),
})
export type FileFolder = z.infer<typeof FileFolder>

/** A file that comes in piece by piece. */
export const FileUpload = z.object({
  id: z.string(),
  name: z.string().describe('With its folders, apart by “/”.'),
  mediaType: z.string(),
  size: z.number().int().describe('Bytes it will have.'),
  received: z.number().int().describe('Bytes that have come in.'),
  expiresAt: z.string().describe('When what has come in goes, unless more comes.'),
})
export type FileUpload = z.infer<typeof FileUpload>

/** A part of the text that was taken out of a document; empty where none was yet. */
export const FileText = z.object({
  from: z.number().int().describe('Which character of the whole text it begins with.'),
  text: z.string(),
  length: z.number().int().describe('Characters of the whole text.'),
})
export type FileText = z.infer<typeof FileText>

/** How many documents are in each status. */
export const DocumentCounts = z.object({
  queued: z.number().int(),
  processing: z.number().int(),
  ready: z.number().int(),
  failed: z.number().int(),
})
export type DocumentCounts = z.infer<typeof DocumentCounts>

/** Kinds a person can add; `upload` and ATOM's own records are there by themselves. */
export const sourceTypes = ['folder', 'web'] as const
export type SourceType = (typeof sourceTypes)[number]

/** Somewhere documents come from. */
export const MemorySource = z.object({
  id: z.string(),
  type: z.string().describe('`folder`, `web`, `upload`, or a kind of ATOM’s own records such as `note`.'),
  name: z.string(),
  location: z.string().optional().describe('The folder’s path or the web address.'),
  status: z.enum(['idle', 'syncing', 'paused', 'failed']),
  error: z.string().optional().describe('Why the last sync failed.'),
  builtIn: z.boolean().describe('There by itself: it can be paused, not deleted.'),
  documents: DocumentCounts,
  everyMinutes: z.number().int().optional().describe('How often it is compared again by itself.'),
  syncedAt: z.string().optional(),
  createdAt: z.string(),
})
export type MemorySource = z.infer<typeof MemorySource>

/** Work of memory as it goes on: a sync of a source, or reading what is queued. */
export const MemoryJob = z.object({
  id: z.string(),
  kind: z.enum(['sync', 'index', 'reembed']),
  source: z.string().optional(),
  title: z.string(),
  status: z.enum(['queued', 'running', 'done', 'cancelled', 'failed']),
  done: z.number().int(),
  total: z.number().int().optional().describe('As far as it is known.'),
  perMinute: z.number().optional().describe('Documents a minute since it began.'),
  secondsLeft: z.number().int().optional().describe('At that rate.'),
  note: z.string().optional().describe('What it is at.'),
  error: z.string().optional(),
  startedAt: z.string().optional(),
  finishedAt: z.string().optional(),
})
export type MemoryJob = z.infer<typeof MemoryJob>

/** What memory holds of a workspace, and what files it takes. */
export const MemoryUsage = z.object({
  on: z.boolean().describe('False where memory is turned off: files are kept and wait.'),
  documents: DocumentCounts,
  files: z.number().int(),
  fileBytes: z.number().int().describe('Of uploaded files, each content once.'),
  largestFile: z.number().int().describe('Bytes one upload may have.'),
  mostBytes: z.number().int().optional().describe('Bytes all files of the workspace may have together, where there is a limit.'),
})
export type MemoryUsage = z.infer<typeof MemoryUsage>
