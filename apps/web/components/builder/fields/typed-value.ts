/** What a person typed as the value it means: JSON where it is a number, a list, an object, true, false or null; else the text. */
export function typedValue(text: string): unknown {
  if (!/^\s*([[{]|-?\d+(\.\d+)?\s*$|(true|false|null)\s*$)/.test(text) || /^\s*\{\{/.test(text)) return text
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
