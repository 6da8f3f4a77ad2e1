import { lookup as systemLookup } from 'node:dns'
import type { LookupFunction } from 'node:net'
import ipaddr from 'ipaddr.js'
import { kernelErrors } from '../errors.ts'
import { bareHost } from './private-address.ts'

/** What an operator allowed beyond the public internet: `host`, `host:port` or CIDR. */
export interface EgressRules {
  allow: readonly string[]
}

/** Decides where calls may go: by the address as it is written, and by every address its name resolves to. */
export interface Egress {
  /** @throws kernel.egress_refused, or what says so in its own words */
  checkUrl(url: URL): void
  /** A DNS look-up for the connection to this URL that answers only addresses that may be called. */
  lookup(url: URL): LookupFunction
}

const isPublic = (address: string): boolean => ipaddr.process(address).range() === 'unicast'

const inCidr = (address: string, rule: string): boolean => {
  if (!rule.includes('/')) return false
  try {
    const [range, bits] = ipaddr.parseCIDR(rule)
    const parsed = ipaddr.process(address)
    return parsed.kind() === range.kind() && parsed.match(range, bits)
  } catch {
    return false
  }
}

/** Decides by name and by every address the name resolves to, at the moment of connecting, so that a changing DNS answer gains nothing. */
export class EgressGuard implements Egress {
  readonly #allow: readonly string[]

  constructor(rules: EgressRules) {
    this.#allow = rules.allow.map(rule => rule.trim().toLowerCase()).filter(Boolean)
  }

  /** @throws kernel.egress_refused */
  checkUrl(url: URL): void {
    if (url.protocol !== 'https:' && url.protocol !== 'http:')
      throw kernelErrors.egress_refused({ host: url.host, reason: `${url.protocol} is not HTTP` })
    const host = bareHost(url.hostname)
    if (ipaddr.isValid(host) && !this.#allowed(host, host, url))
      throw kernelErrors.egress_refused({ host: url.host, reason: 'the address is private' })
  }

  /** Whether a rule may allow this address; of a name that only a range of addresses could allow it is not known before it is looked up. */
  mayAllow(url: URL): boolean {
    const host = bareHost(url.hostname)
    return ipaddr.isValid(host) ? this.#allowed(host, host, url) : this.#named(host, url) || this.#allow.some(rule => rule.includes('/'))
  }

  #allowed(address: string, host: string, url: URL): boolean {
    return isPublic(address) || this.#named(host, url) || this.#allow.some(rule => inCidr(address, rule))
  }

  #named(host: string, url: URL): boolean {
    const port = url.port || (url.protocol === 'https:' ? '443' : '80')
    return this.#allow.some(rule => rule === host || rule === `${host}:${port}` || rule === `[${host}]:${port}`)
  }

  lookup(url: URL): LookupFunction {
    return (hostname, options, callback) => {
      systemLookup(hostname, { ...options, all: true }, (error, addresses) => {
        if (error) return callback(error, '', 0)
        const allowed = addresses.filter(({ address }) => this.#allowed(address, bareHost(hostname), url))
        const first = allowed[0]
        if (!first)
          return callback(
            kernelErrors.egress_refused({ host: hostname, reason: 'it resolves to a private address' }) as NodeJS.ErrnoException,
            '',
            0,
          )
        if (options.all) return callback(null, allowed)
        callback(null, first.address, first.family)
      })
    }
  }
}
