import { posix } from 'node:path'
import type { Extracted } from './extracted.ts'
import type { Zip } from './open-zip.ts'
import { attribute, child, elementsIn, parseXml, textOf } from './xml.ts'

export interface Relationship {
  /** The last word of its type, such as `slide`. */
  type: string
  /** Name of the part in the ZIP. */
  target: string
}

/** What a part of an Office file points at, by the id it uses for it; '' for the file itself. Links to the outside are left out. */
export async function relationshipsOf(zip: Zip, part: string): Promise<Map<string, Relationship>> {
  const folder = posix.dirname(part)
  const name = posix.join(folder, '_rels', `${posix.basename(part)}.rels`)
  const found = new Map<string, Relationship>()
  if (!zip.has(name)) return found
  for (const element of elementsIn(parseXml(await zip.read(name)))) {
    const { Id: id, Type: type, Target: target, TargetMode: mode } = element.attributes
    if (!id || !type || !target || mode === 'External') continue
    const whole = target.startsWith('/') ? target.slice(1) : posix.join(folder, target)
    found.set(id, { type: type.slice(type.lastIndexOf('/') + 1), target: whole })
  }
  return found
}

/** The part the file begins with: the text, the workbook, the presentation. */
export async function mainPartOf(zip: Zip): Promise<string | undefined> {
  return [...(await relationshipsOf(zip, '')).values()].find(({ type, target }) => type === 'officeDocument' && zip.has(target))?.target
}

/** What an Office file says of itself. */
export async function propertiesOf(zip: Zip): Promise<Pick<Extracted, 'title' | 'author' | 'at'>> {
  const part = [...(await relationshipsOf(zip, '')).values()].find(({ type }) => type === 'core-properties')?.target
  if (!part || !zip.has(part)) return {}
  const core = parseXml(await zip.read(part))
  return told({
    title: textOf(child(core, 'title')),
    author: textOf(child(core, 'creator')),
    at: textOf(child(core, 'modified')) || textOf(child(core, 'created')),
  })
}

/** Only what is really said, and only days that are some. */
export function told({ title, author, at }: { title?: string; author?: string; at?: string }): Pick<Extracted, 'title' | 'author' | 'at'> {
  const when = at ? new Date(at) : undefined
  return {
    ...(title?.trim() ? { title: title.trim() } : {}),
    ...(author?.trim() ? { author: author.trim() } : {}),
    ...(when && !Number.isNaN(when.getTime()) ? { at: when.toISOString() } : {}),
  }
}

/** Whether a switch such as `<w:b/>` is on. */
export const isOn = (element: Parameters<typeof attribute>[0]): boolean =>
  element !== undefined && !['0', 'false', 'off', 'none'].includes(attribute(element, 'val') ?? '')
