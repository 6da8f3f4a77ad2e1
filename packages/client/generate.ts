import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import openapiTypescript, { astToString } from 'openapi-typescript'

/** Types of an OpenAPI document, as the text of `generated/api.ts`. */
export async function clientTypes(document: string): Promise<string> {
  const ast = await openapiTypescript(JSON.parse(document), { defaultNonNullable: false })
  return `// Generated from openapi.json by npm run client:generate. Do not edit.\n${astToString(ast)}`
}

if (import.meta.main) {
  const folder = join(import.meta.dirname, 'generated')
  writeFileSync(join(folder, 'api.ts'), await clientTypes(readFileSync(join(folder, 'openapi.json'), 'utf8')))
}
