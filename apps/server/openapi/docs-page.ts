import type { JsonSchema, OpenApiDocument, OpenApiOperation } from './document.ts'

/** The API for people: one page, no script, every operation with its fields. */
export function docsPage(document: OpenApiDocument): string {
  const byTag = new Map<string, string[]>()
  for (const [path, operations] of Object.entries(document.paths))
    for (const [method, operation] of Object.entries(operations)) {
      const tag = operation.tags[0] as string
      byTag.set(tag, [...(byTag.get(tag) ?? []), section(method.toUpperCase(), path, operation)])
    }
  const tags = [...byTag.keys()].sort()
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>ATOM API</title><style>${style}</style></head>
<body><nav aria-label="Groups"><strong>ATOM API</strong>${tags.map(tag => `<a href="#${text(tag)}">${text(tag)}</a>`).join('')}<a href="/openapi.json">openapi.json</a></nav>
<main><h1>API</h1><p>${text(document.info.description)}</p>
<p>Send an API key from Settings as <code>Authorization: Bearer atom_…</code>. Send <code>Idempotency-Key</code> with any POST to have it done once.</p>
${tags.map(tag => `<h2 id="${text(tag)}">${text(tag)}</h2>${byTag.get(tag)?.join('')}`).join('')}</main></body></html>`
}

function section(method: string, path: string, operation: OpenApiOperation): string {
  const body = Object.values(operation.requestBody?.content ?? {})[0]?.schema
  const [status, answer] = Object.entries(operation.responses)[0] as [string, OpenApiOperation['responses'][string]]
  const schema = Object.values(answer.content ?? {})[0]?.schema
  const parameters = (operation.parameters ?? []).map(p => row(p.name, p.schema, `${p.required ? 'required, ' : ''}${p.in}`)).join('')
  return `<section><h3><span class="m">${method}</span> <code>${text(path)}</code></h3><p>${text(operation.summary)}. ${text(operation.description ?? '')}</p>
${parameters ? table('Parameters', parameters) : ''}${body ? table('Body', fields(body, 'required', '')) : ''}${schema?.properties ? table(`Answer ${status}`, fields(schema, '', 'if any')) : ''}</section>`
}

const table = (title: string, rows: string) => `<table><caption>${text(title)}</caption><tbody>${rows}</tbody></table>`

/** A row for each field, and one for each field of the things in a list. */
const fields = (schema: JsonSchema, always: string, sometimes: string, before = ''): string =>
  Object.entries(schema.properties ?? {})
    .map(([name, field]) => {
      const items = field.items as JsonSchema | undefined
      const inside = before === '' && items?.properties ? fields(items, always, sometimes, `${name}[].`) : ''
      return row(before + name, field, schema.required?.includes(name) ? always : sometimes) + inside
    })
    .join('')
const row = (name: string, schema: JsonSchema, note: string) =>
  `<tr><th scope="row"><code>${text(name)}</code></th><td>${text(typeOf(schema))}</td><td>${note}</td><td>${text(schema.description ?? '')}</td></tr>`

/** What a text means, where it is not just any. */
const meanings: Record<string, string> = {
  when: 'day or time',
  day: 'day',
  recurrence: 'RFC 5545 rule',
  duration: 'minutes',
  labels: 'string[]',
}

function typeOf(schema: JsonSchema): string {
  if (Array.isArray(schema.enum)) return schema.enum.join(' | ')
  const alternatives = (schema.anyOf ?? schema.oneOf) as JsonSchema[] | undefined
  const meaning = schema['x-atom'] as { kind: string; to?: string } | undefined
  if (meaning?.kind === 'ref') return `${schema.type === 'array' ? 'list of ' : ''}${meaning.to}: id or name`
  if (meaning?.kind && meaning.kind in meanings) return meanings[meaning.kind] as string
  if (alternatives) return alternatives.map(typeOf).join(' | ')
  if (schema.type === 'array') return `${typeOf((schema.items ?? {}) as JsonSchema)}[]`
  return [schema.type ?? 'any'].flat().join(' | ')
}

const text = (raw: string) => raw.replace(/[&<>"]/g, c => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c] as string)

const style = `:root{color-scheme:light dark;--line:light-dark(#e4e4e7,#33343a);--soft:light-dark(#5b5b66,#a6a7b0);--page:light-dark(#fff,#16171b);--text:light-dark(#1b1b20,#ececf1);--accent:light-dark(#4a45d1,#a5a1ff)}
*{box-sizing:border-box}body{margin:0;font:15px/1.55 Inter,system-ui,sans-serif;background:var(--page);color:var(--text);display:grid;grid-template-columns:220px minmax(0,1fr)}
nav{position:sticky;top:0;height:100vh;overflow:auto;padding:24px 16px;border-right:1px solid var(--line);display:flex;flex-direction:column;gap:4px}nav a{color:var(--text);text-decoration:none;padding:4px 8px;border-radius:6px}nav a:hover,nav a:focus-visible{background:var(--line)}
main{padding:24px 32px 96px;max-width:960px}h1{font-size:28px}h2{margin-top:48px;text-transform:capitalize}section{border-top:1px solid var(--line);padding:8px 0 16px}h3{font-weight:500;font-size:15px;overflow-wrap:anywhere}
.m{font-weight:700;color:var(--accent)}table{border-collapse:collapse;table-layout:fixed;width:100%;margin:8px 0}tr>:nth-child(1){width:24%}tr>:nth-child(2){width:26%}tr>:nth-child(3){width:14%}caption{text-align:left;color:var(--soft);font-size:13px}th{text-align:left;font-weight:400}th,td{padding:4px 12px 4px 0;border-top:1px solid var(--line);vertical-align:top;overflow-wrap:anywhere}td{color:var(--soft)}code{font:13px ui-monospace,SFMono-Regular,Menlo,monospace}
@media(max-width:720px){body{display:block}nav{position:static;height:auto;flex-flow:row wrap;border-right:0;border-bottom:1px solid var(--line)}main{padding:16px}tr{display:flex;flex-wrap:wrap;column-gap:12px;border-top:1px solid var(--line);padding:4px 0}tr>:nth-child(n){width:auto;border:0;padding:0}tr>:nth-child(4){flex-basis:100%}}`
