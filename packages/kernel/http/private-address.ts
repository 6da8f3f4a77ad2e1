import ipaddr from 'ipaddr.js'

/** Names of hosts that public DNS cannot hold, so nobody outside can make them lead elsewhere: RFC 6761, 6762 and 8375, ICANN's `.internal`, a name of one word. */
const localName = /^[^.]+$|\.(localhost|local|lan|home|internal|intranet|home\.arpa)$/

/** Where machines of a cloud hand out what lets one in; those at link-local addresses are refused with all of these. */
const metadata = new Set(['fd00:ec2::254', '100.100.100.200'])

const privateRanges = new Set(['loopback', 'private', 'uniqueLocal', 'carrierGradeNat'])

/** `public`: anybody's; `private`: this machine or its network; `closed`: no place for a call (link-local, multicast, metadata of a cloud …). */
export type AddressKind = 'public' | 'private' | 'closed'

/** What kind of place an address in numbers is. */
export function kindOfAddress(address: string): AddressKind {
  const parsed = ipaddr.process(address)
  const range = parsed.range()
  if (metadata.has(parsed.toString())) return 'closed'
  if (range === 'unicast') return 'public'
  return privateRanges.has(range) ? 'private' : 'closed'
}

/** The same for a host as a web address spells it. A name asks no DNS: one that public DNS can hold counts as public. */
export function kindOfHost(hostname: string): AddressKind {
  const host = bareHost(hostname)
  if (ipaddr.isValid(host)) return kindOfAddress(host)
  return localName.test(host) ? 'private' : 'public'
}

/** Without the brackets of IPv6 and the dot at the end of a whole name, in small letters. */
export const bareHost = (hostname: string): string => hostname.replace(/^\[|\]$|\.$/g, '').toLowerCase()
