/** A random id. `crypto.randomUUID` is missing on plain http addresses other than localhost. */
export const newId = () => [...crypto.getRandomValues(new Uint8Array(16))].map(byte => byte.toString(16).padStart(2, '0')).join('')
