import { lookup as systemLookup } from 'node:dns'
import type { LookupFunction } from 'node:net'
import { kernelErrors } from '../errors.ts'
import type { Egress } from './egress.ts'
import { kindOfAddress, kindOfHost } from './private-address.ts'

/**
 * The way out to one origin in a private network, such as `http://localhost:11434`, and to nothing else: a redirect to another scheme, host or
 * port is refused, whatever the other is. Asked at the moment of connecting, so that a name that leads to a closed place by then gains nothing.
 */
export function privateOrigin(origin: string): Egress {
  const closed = (host: string) => kernelErrors.closed_address({ host })
  return {
    checkUrl(url) {
      if (url.origin !== origin) throw kernelErrors.other_origin({ host: url.host, origin })
      if (kindOfHost(url.hostname) === 'closed') throw closed(url.host)
    },
    lookup: (): LookupFunction => (hostname, options, callback) => {
      systemLookup(hostname, { ...options, all: true }, (error, addresses) => {
        if (error) return callback(error, '', 0)
        const open = addresses.filter(({ address }) => kindOfAddress(address) !== 'closed')
        const [first] = open
        if (!first) return callback(closed(hostname) as NodeJS.ErrnoException, '', 0)
        if (options.all) return callback(null, open)
        callback(null, first.address, first.family)
      })
    },
  }
}
