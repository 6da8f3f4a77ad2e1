const longest = 500

/** A file's name with its folders as it is kept: parts apart by `/`, without a drive, `.`, `..`, control characters or what leads out. */
export function fileName(given: string): string {
  const parts = given
    .normalize('NFC')
    .replaceAll('\\', '/')
    .replace(/^[a-z]:/i, '')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must go
    .replace(/[\u0000-\u001f\u007f]/g, '')
    .split('/')
    .map(part => part.trim())
    .filter(part => part !== '' && part !== '.' && part !== '..')
  const name = parts.join('/')
  return name === '' ? 'file' : name.slice(-longest)
}
