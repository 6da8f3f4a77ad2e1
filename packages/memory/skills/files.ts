import {
  Deleted,
  documentStatuses,
  FileFolder,
  FileText,
  FileUpload,
  pageOf,
  pageRequest,
  StoredFile,
  StoredFilePage,
  UploadedFile,
} from '@atom/contracts'
import { defineSkill, type Skill } from '@atom/kernel'
import { z } from 'zod'
import { forgetDocuments } from '../documents/forget.ts'
import { memoryErrors } from '../errors.ts'
import { fileName } from '../files/file-name.ts'
import { fileAndSource, findFile, foldersIn, pageOfFiles, textOfFile } from '../files/file-record.ts'
import { type FileStore, sayBytes } from '../files/file-store.ts'
import { insertFile } from '../files/insert-file.ts'
import type { Uploads } from '../files/uploads.ts'
import { usedByFiles } from '../files/usage.ts'
import { askIndex } from '../ingest/index-job.ts'
import { readAgain } from '../ingest/read-again.ts'
import { pageOfList } from '../page-of-list.ts'
import type { SourceKind } from '../sources/source-kind.ts'
import { builtInSource } from '../sources/source-record.ts'

interface FileSkills {
  files: FileStore
  upload: SourceKind
  uploads: Uploads
  /** Bytes. */
  filesLimit: number | undefined
}

const id = z.string().min(1).max(100)

/** Uploaded files, and the documents of other sources, as people see and change them. */
export const fileSkills = ({ files, upload, uploads, filesLimit }: FileSkills): Skill[] => [
  defineSkill({
    id: 'files.add',
    title: 'Add a file',
    description: 'Takes in a file whose content was sent to POST /api/files just before. It cannot be called without that.',
    effect: 'write',
    input: z.object({ name: z.string().min(1).max(2000), mediaType: z.string().max(200), hash: z.string().regex(/^[0-9a-f]{64}$/) }),
    output: UploadedFile,
    examples: [],
    internal: true,
    status: 201,
    target: output => output.id,
    async run(ctx, { name, mediaType, hash }) {
      const received = files.waiting(ctx.workspaceId, hash)
      if (!received) throw memoryErrors.not_received()
      const source = await builtInSource(ctx, upload)
      const kept = fileName(name)
      const file = { received, name: kept, mediaType, sourceId: source.id, category: upload.category, createdBy: ctx.person.id }
      const inserted = await insertFile(ctx, files, file)
      if (filesLimit !== undefined && (await usedByFiles(ctx)).bytes > filesLimit)
        throw memoryErrors.files_full({ limit: sayBytes(filesLimit) })
      await askIndex(ctx)
      await ctx.events.publish(ctx, { name: 'file.created', data: { id: inserted } })
      return { id: inserted, name: kept, status: 'queued' as const }
    },
  }),
  defineSkill({
    id: 'files.list',
    title: 'List files',
    description: 'Uploaded files, or the documents of another source, the latest first, with how far reading each has come.',
    effect: 'read',
    input: z.object({
      ...pageRequest,
      status: z.enum(documentStatuses).optional(),
      source: z.string().max(100).optional().describe('Documents of this source instead of uploaded files.'),
      folder: z.string().max(500).optional().describe('Below this folder.'),
      directly: z.boolean().optional().describe('In the folder itself alone, not in folders or files in it.'),
      parent: z.string().max(100).optional().describe('Found in this file: what a ZIP file holds.'),
      query: z.string().max(200).optional().describe('Part of the name or title.'),
    }),
    output: StoredFilePage,
    examples: [],
    internal: true,
    route: 'GET /api/files',
    run: (ctx, { limit, cursor, ...filter }) => pageOfFiles(ctx, filter, { limit, cursor }),
  }),
  defineSkill({
    id: 'files.get',
    title: 'Show a file',
    description: 'One file or document by its id: how far reading it has come, or why it failed.',
    effect: 'read',
    input: z.object({ id }),
    output: StoredFile,
    examples: [],
    internal: true,
    route: 'GET /api/files/{id}',
    run: (ctx, { id: wanted }) => findFile(ctx, wanted),
  }),
  defineSkill({
    id: 'files.folders',
    title: 'List folders',
    description: 'Folders of uploaded files that lie in a folder, with how many files each holds.',
    effect: 'read',
    input: z.object({ ...pageRequest, folder: z.string().max(500).optional().describe('The outermost without.') }),
    output: pageOf(FileFolder),
    examples: [],
    internal: true,
    route: 'GET /api/files/folders',
    run: async (ctx, { folder, ...page }) => pageOfList(await foldersIn(ctx, folder ?? ''), page, ({ path }) => path),
  }),
  defineSkill({
    id: 'files.uploads',
    title: 'List unfinished uploads',
    description: 'Files the caller began to send in pieces (tus) and that are not complete yet, with how much has come in.',
    effect: 'read',
    input: z.object(pageRequest),
    output: pageOf(FileUpload),
    examples: [],
    internal: true,
    route: 'GET /api/files/uploads',
    run: (ctx, page) => uploads.unfinished(ctx, page),
  }),
  defineSkill({
    id: 'files.text',
    title: 'Show the text of a file',
    description: 'The text that was taken out of a file or document, around the place of a passage.',
    effect: 'read',
    input: z.object({
      id,
      start: z.number().int().min(0).optional().describe('First character of the place, as a passage tells it.'),
      end: z.number().int().min(0).optional(),
    }),
    output: FileText,
    examples: [],
    internal: true,
    route: 'GET /api/files/{id}/text',
    run: (ctx, { id: wanted, start, end }) => textOfFile(ctx, wanted, { start: start ?? 0, end }),
  }),
  defineSkill({
    id: 'files.delete',
    title: 'Delete a file',
    description: 'Deletes an uploaded file for good: its content, its text and what is found of it, with the files in it.',
    effect: 'destructive',
    input: z.object({ id }),
    output: Deleted,
    examples: [],
    internal: true,
    route: 'DELETE /api/files/{id}',
    target: (_, input) => input.id,
    async affects(ctx, { id: wanted }) {
      const file = await findFile(ctx, wanted)
      return { noun: 'file', titles: [file.name], version: file.id }
    },
    async run(ctx, { id: wanted }) {
      const { file, sourceKind, sourceName } = await fileAndSource(ctx, wanted)
      if (sourceKind !== upload.kind) throw memoryErrors.not_uploaded({ source: sourceName })
      const ids = await forgetDocuments(ctx, [file.id])
      await ctx.events.publish(ctx, { name: 'file.deleted', data: { id: file.id } })
      return { id: file.id, title: file.name, deleted: ids.length, ids }
    },
  }),
  defineSkill({
    id: 'files.retry',
    title: 'Read a file again',
    description: 'Reads a file or document again from its beginning, whether that failed before or not.',
    effect: 'write',
    input: z.object({ id }),
    output: StoredFile,
    examples: [],
    internal: true,
    route: 'POST /api/files/{id}/retry',
    target: (_, input) => input.id,
    async run(ctx, { id: wanted }) {
      await findFile(ctx, wanted)
      await readAgain(ctx, { id: wanted })
      await ctx.events.publish(ctx, { name: 'file.updated', data: { id: wanted } })
      return findFile(ctx, wanted)
    },
  }),
  defineSkill({
    id: 'files.retry-failed',
    title: 'Read failed files again',
    description: 'Reads every document again whose reading failed, of all sources or of one.',
    effect: 'write',
    input: z.object({ source: z.string().max(100).optional() }),
    output: z.object({ queued: z.number().int() }),
    examples: [],
    internal: true,
    route: 'POST /api/files/retry-failed',
    run: async (ctx, { source }) => ({ queued: await readAgain(ctx, { failed: true, source }) }),
  }),
]
