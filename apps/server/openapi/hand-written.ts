import {
  Approval,
  ApprovalDecision,
  CalendarImport,
  ChatAnswer,
  ChatRequest,
  InvitationState,
  MemoryAnswer,
  pageOf,
  ResetLinkState,
  UploadedFile,
} from '@atom/contracts'
import { z } from 'zod'
import { LinkToken } from '../routes/auth.ts'
import { ContentQuery } from '../routes/files.ts'
import { Question } from '../routes/understand.ts'

/** One operation of the API, whether made from a skill or by hand. */
export interface Operation {
  id: string
  method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'
  path: string
  tag: string
  summary: string
  description?: string
  input?: z.ZodType
  output?: z.ZodType
  status?: number
  /** Media types where they are not JSON. */
  bodyType?: string
  answerType?: string
  /** Answers without a caller. */
  open?: boolean
}

const Credentials = z.object({ email: z.email(), password: z.string() })
const SkillDescription = z.object({
  id: z.string(),
  title: z.string(),
  description: z.string(),
  effect: z.enum(['read', 'write', 'destructive']),
  input: z.unknown(),
  output: z.unknown(),
  examples: z.array(z.string()),
  automation: z.object({ id: z.string(), name: z.string() }).optional().describe('The automation people of this workspace made it of.'),
})
const Understood = z.object({
  requests: z.array(
    z.object({ skill: z.string(), input: z.record(z.string(), z.unknown()), confidence: z.number(), confirm: z.boolean().optional() }),
  ),
  ask: z.string().optional(),
})

/** The routes that are not made from skills, for the document. */
export const handWritten: Operation[] = [
  {
    id: 'auth.sign-up',
    method: 'POST',
    path: '/api/auth/sign-up/email',
    tag: 'auth',
    summary: 'Make an account',
    description: 'Signs in and makes a workspace.',
    input: Credentials.extend({ name: z.string() }),
    open: true,
  },
  { id: 'auth.sign-in', method: 'POST', path: '/api/auth/sign-in/email', tag: 'auth', summary: 'Sign in', input: Credentials, open: true },
  { id: 'auth.sign-out', method: 'POST', path: '/api/auth/sign-out', tag: 'auth', summary: 'Sign out', open: true },
  {
    id: 'auth.token',
    method: 'GET',
    path: '/api/auth/token',
    tag: 'auth',
    summary: 'A short-lived token for other programs',
    output: z.object({ token: z.string() }),
  },
  {
    id: 'instance.get',
    method: 'GET',
    path: '/api/instance',
    tag: 'auth',
    summary: 'Whether this installation takes sign-ups',
    output: z.object({ signUp: z.enum(['open', 'invite', 'closed']), empty: z.boolean() }),
    open: true,
  },
  {
    id: 'auth.reset-password',
    method: 'POST',
    path: '/api/auth/reset-password',
    tag: 'auth',
    summary: 'Set a new password by a link',
    description: 'With the token of members.reset-link, once. Every session of the person ends.',
    input: z.object({ newPassword: z.string(), token: z.string() }),
    open: true,
  },
  {
    id: 'auth.change-password',
    method: 'POST',
    path: '/api/auth/change-password',
    tag: 'auth',
    summary: 'Change the caller’s own password',
    input: z.object({ currentPassword: z.string(), newPassword: z.string(), revokeOtherSessions: z.boolean().optional() }),
  },
  {
    id: 'auth.list-sessions',
    method: 'GET',
    path: '/api/auth/list-sessions',
    tag: 'auth',
    summary: 'Where the caller is signed in',
    output: z.array(z.object({ id: z.string(), token: z.string(), createdAt: z.string(), userAgent: z.string().nullable() })),
  },
  {
    id: 'auth.revoke-session',
    method: 'POST',
    path: '/api/auth/revoke-session',
    tag: 'auth',
    summary: 'End one of the caller’s sessions',
    input: z.object({ token: z.string() }),
  },
  {
    id: 'auth.revoke-other-sessions',
    method: 'POST',
    path: '/api/auth/revoke-other-sessions',
    tag: 'auth',
    summary: 'End the caller’s other sessions',
  },
  {
    id: 'invitations.check',
    method: 'POST',
    path: '/api/invitations/check',
    tag: 'auth',
    summary: 'Whether an invitation can still be used',
    input: LinkToken,
    output: InvitationState,
    open: true,
  },
  {
    id: 'reset-links.check',
    method: 'POST',
    path: '/api/reset-links/check',
    tag: 'auth',
    summary: 'Whether a link for a new password can still be used',
    input: LinkToken,
    output: ResetLinkState,
    open: true,
  },
  {
    id: 'skills.list',
    method: 'GET',
    path: '/api/skills',
    tag: 'skills',
    summary: 'What ATOM can do',
    input: z.object({ limit: z.number().int().optional(), cursor: z.string().optional() }),
    output: pageOf(SkillDescription),
  },
  {
    id: 'skills.invoke',
    method: 'POST',
    path: '/api/skills/{id}/invoke',
    tag: 'skills',
    summary: 'Do it',
    description: 'The body is the skill’s input.',
    input: z.looseObject({ id: z.string() }),
    output: z.object({ output: z.unknown() }),
  },
  {
    id: 'chat.send',
    method: 'POST',
    path: '/api/chat',
    tag: 'chat',
    summary: 'Say something',
    description: 'Streams the AI SDK’s UI message stream; with Accept: application/json it answers once.',
    input: ChatRequest,
    output: ChatAnswer,
  },
  {
    id: 'chat.watch',
    method: 'GET',
    path: '/api/chat/sessions/{id}/stream',
    tag: 'chat',
    summary: 'Watch the turn under way',
    description: '204 when there is none.',
    answerType: 'text/event-stream',
  },
  {
    id: 'chat.stop',
    method: 'POST',
    path: '/api/chat/sessions/{id}/stop',
    tag: 'chat',
    summary: 'Stop the turn under way',
    output: z.object({ stopped: z.number().int() }),
  },
  {
    id: 'memory.ask',
    method: 'POST',
    path: '/api/memory/ask',
    tag: 'memory',
    summary: 'Ask what was read',
    description:
      'Streams the AI SDK’s UI message stream, at its end a part data-citations with found and citations; with Accept: application/json it answers once.',
    input: z.strictObject({ question: z.string() }),
    output: MemoryAnswer,
  },
  {
    id: 'understand',
    method: 'POST',
    path: '/api/understand',
    tag: 'chat',
    summary: 'What the offline understanding would do',
    description: 'It does nothing.',
    input: Question,
    output: Understood,
  },
  {
    id: 'approvals.decide',
    method: 'POST',
    path: '/api/approvals/{id}',
    tag: 'approvals',
    summary: 'Answer an approval',
    input: ApprovalDecision,
    output: Approval,
  },
  {
    id: 'calendar.import',
    method: 'POST',
    path: '/api/calendar/import',
    tag: 'calendar',
    summary: 'Import a calendar',
    bodyType: 'text/calendar',
    input: z.string(),
  },
  {
    id: 'calendar.start-import',
    method: 'POST',
    path: '/api/calendar/imports',
    tag: 'calendar',
    summary: 'Begin to import a calendar file',
    description:
      'A job that goes on behind the request: `GET /api/calendar/imports/{id}` says how far it is, `POST …/cancel` ends it. `?name=` is the name of the file.',
    bodyType: 'text/calendar',
    input: z.string(),
    output: CalendarImport,
    status: 201,
  },
  {
    id: 'calendar.export',
    method: 'GET',
    path: '/api/calendar/export.ics',
    tag: 'calendar',
    summary: 'Export the calendar',
    answerType: 'text/calendar',
    output: z.string(),
  },
  {
    id: 'files.upload',
    method: 'POST',
    path: '/api/files',
    tag: 'files',
    summary: 'Upload a file',
    description:
      'The file is streamed in the field `file`; its name may have folders, apart by “/”. Several fields are several files, and the answer is then `{items}`. The files in a ZIP file are documents of their own. No other field is taken. Large files are better sent in pieces: see PATCH /api/files/uploads/{id}.',
    bodyType: 'multipart/form-data',
    input: z.object({ file: z.string().meta({ format: 'binary' }) }),
    output: UploadedFile,
    status: 201,
  },
  {
    id: 'files.upload-piece',
    method: 'PATCH',
    path: '/api/files/uploads/{id}',
    tag: 'files',
    summary: 'Send a piece of a large file',
    description:
      'By tus 1.0.0: `POST /api/files` with the headers Tus-Resumable, Upload-Length and Upload-Metadata (filename, filetype) begins an upload and answers its Location; HEAD tells the Upload-Offset to go on from; PATCH sends what follows. Once all is there it is a file, whose id is in the header Atom-File. What gets no byte for two days goes.',
    bodyType: 'application/offset+octet-stream',
    input: z.object({ id: z.string(), body: z.string().meta({ format: 'binary' }) }),
    output: z.null(),
    status: 204,
  },
  {
    id: 'files.end-upload',
    method: 'DELETE',
    path: '/api/files/uploads/{id}',
    tag: 'files',
    summary: 'Give up an upload in pieces',
    input: z.object({ id: z.string() }),
    output: z.null(),
    status: 204,
  },
  {
    id: 'files.content',
    method: 'GET',
    path: '/api/files/{id}/content',
    tag: 'files',
    summary: 'Download a file',
    description: 'The original, as it was uploaded.',
    input: ContentQuery.extend({ id: z.string() }),
    answerType: 'application/octet-stream',
    output: z.string(),
  },
  {
    id: 'stream',
    method: 'GET',
    path: '/api/stream',
    tag: 'events',
    summary: 'The workspace’s events as they happen',
    description: 'Server-sent events; Last-Event-ID brings what was missed.',
    answerType: 'text/event-stream',
  },
  {
    id: 'runs.stream',
    method: 'GET',
    path: '/api/runs/{id}/stream',
    tag: 'runs',
    summary: 'A run as it goes on',
    description: 'Server-sent events: the run and its steps as they change, until it ends.',
    input: z.object({ id: z.string() }),
    answerType: 'text/event-stream',
  },
  {
    id: 'hooks.call',
    method: 'POST',
    path: '/hooks/{workspace}/{path}',
    tag: 'workflows',
    summary: 'Start an automation from outside',
    description: 'The address an automation gives as webhookUrl; with the methods it says. A repeated Idempotency-Key starts nothing new.',
    input: z.looseObject({ workspace: z.string(), path: z.string() }),
    output: z.unknown(),
    open: true,
  },
  {
    id: 'health',
    method: 'GET',
    path: '/health',
    tag: 'operation',
    summary: 'Ready to answer a chat message?',
    output: z.object({ status: z.enum(['ready', 'unavailable', 'stopping']) }),
    open: true,
  },
  {
    id: 'metrics',
    method: 'GET',
    path: '/metrics',
    tag: 'operation',
    summary: 'Figures for Prometheus',
    answerType: 'text/plain',
    open: true,
  },
]
