import { isUtf8 } from 'node:buffer'
import { AtomError, checkStorable } from '@atom/kernel'
import { workflowErrors } from '@atom/workflows'
import { Busboy, type BusboyHeaders, type BusboyInstance } from '@fastify/busboy'
import { serverErrors } from '../errors.ts'

/** A file of a form. */
export interface FormFile {
  name: string
  type: string
  /** Bytes. */
  size: number
  base64: string
}

const mostFiles = 5 * 1024 * 1024
const mostParts = 1000

/**
 * A webhook's body by its content type: JSON and forms as values, other text as text, the rest as base64. Of a form with files each field is
 * a text or a file, and what comes several times a list.
 * @throws server.bad_json, workflow.hook_bad_form, workflow.hook_too_large
 */
export function hookBody(raw: Buffer, contentType: string): unknown {
  if (raw.length === 0) return null
  if (/^multipart\/form-data\b/i.test(contentType)) return formWithFiles(raw, contentType)
  const body = plainBody(raw, contentType)
  checkStorable(body)
  return body
}

function plainBody(raw: Buffer, contentType: string): unknown {
  if (/[/+]json\b/i.test(contentType)) {
    try {
      return JSON.parse(raw.toString('utf8'))
    } catch {
      throw serverErrors.bad_json()
    }
  }
  if (/^application\/x-www-form-urlencoded\b/i.test(contentType)) return fieldsOf(new URLSearchParams(raw.toString('utf8')))
  const isText = /^text\//i.test(contentType) || contentType === ''
  return isText && isUtf8(raw) ? raw.toString('utf8') : { base64: raw.toString('base64'), contentType }
}

/** `a=1&a=2` and `a[]=1&a[]=2` are a list. */
function fieldsOf(entries: Iterable<[string, unknown]>): Record<string, unknown> {
  const fields = new Map<string, unknown>()
  for (const [given, value] of entries) {
    const isList = given.endsWith('[]') && given.length > 2
    const name = isList ? given.slice(0, -2) : given
    const before = fields.get(name)
    if (before === undefined) fields.set(name, isList ? [value] : value)
    else fields.set(name, Array.isArray(before) ? [...before, value] : [before, value])
  }
  return Object.fromEntries(fields)
}

function formWithFiles(raw: Buffer, contentType: string): Promise<Record<string, unknown>> {
  return new Promise((resolve, reject) => {
    const parts: [string, unknown][] = []
    const refuse = (problem: string) => reject(workflowErrors.hook_bad_form({ problem }))
    let size = 0
    let form: BusboyInstance
    try {
      form = new Busboy({
        headers: { 'content-type': contentType } as BusboyHeaders,
        limits: { parts: mostParts, fieldSize: mostFiles, fieldNameSize: 200, headerPairs: 100 },
      })
    } catch (error) {
      return refuse((error as Error).message)
    }
    form.on('field', (name, value, nameCut, valueCut) => {
      if (nameCut || valueCut) refuse(`the field “${name.slice(0, 100)}” is too long.`)
      parts.push([name, value])
    })
    form.on('file', (field, stream, name, _encoding, type) => {
      const chunks: Buffer[] = []
      const place: [string, FormFile | undefined] = [field, undefined]
      parts.push(place)
      stream.on('data', (chunk: Buffer) => {
        size += chunk.length
        if (size <= mostFiles) chunks.push(chunk)
      })
      stream.on('error', () => refuse('it ends in the middle of a file.'))
      stream.on('end', () => {
        const content = Buffer.concat(chunks)
        place[1] = { name: name ?? '', type, size: content.length, base64: content.toString('base64') }
      })
    })
    form.on('partsLimit', () => refuse(`it has more than ${mostParts} parts.`))
    form.on('error', error => refuse(`${(error as Error).message.replace(/\.$/, '')}.`))
    form.on('finish', () => {
      if (size > mostFiles) return reject(workflowErrors.hook_too_large({ limit: '5 MB' }))
      try {
        const body = fieldsOf(parts)
        checkStorable(body)
        resolve(body)
      } catch (error) {
        reject(AtomError.is(error) ? error : serverErrors.bad_request())
      }
    })
    form.end(raw)
  })
}
