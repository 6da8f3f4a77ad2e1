import { z } from 'zod'

export const name = z.string().trim().min(1).max(100).describe('What people call it; the vendor and model unless told.')
export const model = z.string().trim().min(1).max(200).describe('The model’s name at the provider, such as gpt-4.1 or llama3.2.')
export const apiKey = z.string().trim().min(1).max(2000)
export const id = z.string().min(1).max(100)

const isPlain = (address: string) => {
  const url = URL.parse(address)
  return (
    url !== null && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '' && url.search === '' && url.hash === ''
  )
}

/** Without user, password, query or fragment: those would be shown to everybody who sees the list. */
export const baseUrl = z
  .string()
  .trim()
  .max(500)
  .refine(isPlain, 'Expected an address such as http://localhost:11434/v1.')
  .transform(address => address.replace(/\/+$/, ''))
