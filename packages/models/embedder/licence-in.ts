interface NamedText {
  name: string
  read(): string
}

/** The licence an archive tells: of a wheel's METADATA, the head of a model card, or the first lines of a LICENSE. */
export function licenceIn(files: readonly NamedText[]): string | undefined {
  const said = (name: RegExp, licence: RegExp): string[] =>
    files.filter(file => name.test(file.name)).flatMap(file => licence.exec(file.read())?.[1]?.trim() ?? [])
  return (
    [
      ...said(/METADATA$/, /^License-Expression: *(.+)$/m),
      ...said(/METADATA$/, /^License: *(\S.{0,80})$/m),
      ...said(/METADATA$/, /^Classifier: License :: (?:OSI Approved :: )?(.+)$/m),
      ...said(/README\.md$/i, /^---\n[\s\S]*?^license: *['"]?([\w.+ -]+)/m),
      ...said(/(LICEN[CS]E|COPYING)[^/]*$/i, /^\s*(\S[^\n]{0,80})/),
    ] as (string | undefined)[]
  )[0]
}
