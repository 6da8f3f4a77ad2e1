import { createHash, randomBytes } from 'node:crypto'

/** 32 random bytes for a person to keep, after a prefix that tells what it is. */
export const newToken = (prefix: string): string => prefix + randomBytes(32).toString('base64url')

/** What is stored instead. A random token needs no slow hash. */
export const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex')
