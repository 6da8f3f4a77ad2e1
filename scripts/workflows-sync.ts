import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * npm run workflows:sync FOLDER [-- --publish]: the workspace's automations and the YAML files of a folder made the same, both ways.
 * What was changed on one side since the last time goes to the other; what was changed on both is said and left alone, as is what was
 * removed. ATOM_URL (http://localhost:5058 unless told) and ATOM_API_KEY say where and as whom. Ends with 1 when something is left to decide.
 */
interface Known {
  id: string
  /** SHA-256 of the text both sides had. */
  hash: string
}
interface Exported {
  name: string
  file: string
  text: string
  hash: string
}
interface Imported {
  name: string
  id: string
  status: string
  hash: string
  problems: { node?: string; message: string }[]
  secrets: string[]
}

const stateFile = '.atom-sync.json'
const [folder, ...flags] = process.argv.slice(2)
const say = (line: string) => process.stdout.write(`${line}\n`)
const giveUp = (line: string): never => {
  process.stderr.write(`${line}\n`)
  process.exit(2)
}
const url = (process.env.ATOM_URL ?? 'http://localhost:5058').replace(/\/+$/, '')
const key = process.env.ATOM_API_KEY
const publish = flags.includes('--publish')
if (!folder || flags.some(flag => flag !== '--publish')) giveUp('Say which folder: npm run workflows:sync FOLDER [-- --publish]')
if (!key) giveUp('Set ATOM_API_KEY to a key of the workspace; Settings → API keys makes one.')

async function ask<T>(path: string, body?: object): Promise<T> {
  const answer = await fetch(`${url}${path}`, {
    method: body ? 'POST' : 'GET',
    headers: { authorization: `Bearer ${key}`, ...(body ? { 'content-type': 'application/json' } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  }).catch(error => giveUp(`${url} cannot be reached: ${(error as Error).message}`))
  const said = (await (answer as Response).json().catch(() => ({}))) as T & { detail?: string }
  if (!(answer as Response).ok) giveUp(`${url}${path}: ${said.detail ?? (answer as Response).status}`)
  return said
}

async function remote(): Promise<Map<string, Exported>> {
  const found = new Map<string, Exported>()
  let cursor = ''
  do {
    const page = await ask<{ items: { id: string }[]; nextCursor: string | null }>(
      `/api/workflows?limit=200${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
    )
    for (const { id } of page.items) found.set(id, await ask<Exported>(`/api/workflows/${id}/export`))
    cursor = page.nextCursor ?? ''
  } while (cursor)
  return found
}

const at = (file: string) => join(folder as string, file)
const hashOf = (text: string) => createHash('sha256').update(text).digest('hex')
mkdirSync(folder as string, { recursive: true })
const state: Record<string, Known> = existsSync(at(stateFile)) ? JSON.parse(readFileSync(at(stateFile), 'utf8')) : {}
const local = new Map(
  readdirSync(folder as string)
    .filter(file => /\.ya?ml$/.test(file))
    .sort()
    .map(file => [file, readFileSync(at(file), 'utf8')]),
)
const here = await remote()
const fileOf = new Map(Object.entries(state).map(([file, { id }]) => [id, file]))
let open = 0
const decide = (line: string) => {
  open++
  say(line)
}
const pushed: { file: string; text: string; id?: string; expect?: string }[] = []

/** A file name nobody has yet. */
function freeName(wanted: string): string {
  const base = wanted.replace(/\.yaml$/, '')
  for (let n = 1; ; n++) {
    const file = n === 1 ? wanted : `${base}-${n}.yaml`
    if (!local.has(file) && !(file in state)) return file
  }
}

function pull(file: string, id: string, { text, hash }: Exported): void {
  writeFileSync(at(file), text)
  local.set(file, text)
  state[file] = { id, hash }
  say(`↓ ${file}`)
}

for (const [id, exported] of here) {
  const file = fileOf.get(id)
  if (file === undefined) {
    // One that was written by hand meanwhile and says the same is it.
    const same = [...local].find(([name, text]) => !(name in state) && hashOf(text) === exported.hash)?.[0]
    if (same) state[same] = { id, hash: exported.hash }
    else if (local.has(exported.file) && !(exported.file in state))
      decide(`! ${exported.file}: there is another “${exported.name}” in ATOM; rename one of them`)
    else pull(freeName(exported.file), id, exported)
    continue
  }
  const text = local.get(file)
  const { hash } = state[file] as Known
  if (text === undefined)
    decide(`! ${file} was removed here; ATOM still has “${exported.name}”. Delete it there, or its line in ${stateFile} to have it back`)
  else if (hashOf(text) === exported.hash) state[file] = { id, hash: exported.hash }
  else if (hashOf(text) === hash) pull(file, id, exported)
  else if (exported.hash === hash) pushed.push({ file, text, id, expect: hash })
  else decide(`! ${file} was changed here and in ATOM. Take over by hand what you want, then sync again`)
}
for (const [file, text] of local) {
  const known = state[file]
  if (known && here.has(known.id)) continue
  if (known) decide(`! ${file}: “${file}” was deleted in ATOM. Delete the file too, or its line in ${stateFile} to make it anew`)
  else if (![...here.values()].some(({ file: other, hash }) => other === file && hash !== hashOf(text))) pushed.push({ file, text })
}
if (pushed.length > 0) {
  const files = pushed.map(({ file: _, ...rest }) => rest)
  const { items } = await ask<{ items: Imported[] }>('/api/workflows/import', { files, ...(publish ? { publish } : {}) })
  for (const [index, { id, status, hash, name, problems, secrets }] of items.entries()) {
    const { file } = pushed[index] as { file: string }
    if (status === 'conflict' || status === 'clash') {
      decide(`! ${file}: ${status === 'clash' ? `there is another “${name}” in ATOM` : 'it was changed in ATOM meanwhile'}`)
      continue
    }
    state[file] = { id, hash }
    say(`↑ ${file}`)
    for (const { node, message } of problems) say(`  ${node ? `${node}: ` : ''}${message}`)
    for (const secret of secrets) say(`  ${secret} is to be set in ATOM; files hold no secrets`)
  }
  // ATOM writes files in its own order; from now on this is what both have.
  for (const { file } of pushed) {
    const known = state[file]
    if (!known) continue
    const exported = await ask<Exported>(`/api/workflows/${known.id}/export`)
    if (exported.hash !== known.hash) continue
    writeFileSync(at(file), exported.text)
  }
}
writeFileSync(at(stateFile), `${JSON.stringify(Object.fromEntries(Object.entries(state).sort(([a], [b]) => (a < b ? -1 : 1))), null, 2)}\n`)
say(open > 0 ? `${open} left to decide.` : 'In step.')
process.exit(open > 0 ? 1 : 0)
