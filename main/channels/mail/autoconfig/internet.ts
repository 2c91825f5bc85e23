import { promises as systemDns, type LookupAddress } from 'node:dns'
import { request } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { isPublicAddress } from './public-address.ts'

/** What is asked of the internet to find the servers of an address. Nothing there is an empty answer, no line is an error. */
export type MailLookup = {
  /** The text of a page; null where there is none. */
  fetchText(url: string, signal: AbortSignal): Promise<string | null>
  /** Where a service of a domain is (RFC 2782), best first. `host` is '' where the domain says that it has none. */
  srv(name: string): Promise<{ host: string; port: number }[]>
  /** The hosts that take the mail of a domain in, best first. */
  mx(domain: string): Promise<string[]>
  addresses(host: string): Promise<string[]>
  /** The names of an address. */
  names(address: string): Promise<string[]>
}

/** A document of a provider is a few kilobytes; what is longer is none. */
export const LONGEST_CONFIG = 128 * 1024

type Dns = Pick<typeof systemDns, 'resolveSrv' | 'resolveMx' | 'resolve4' | 'resolve6' | 'reverse'>
/** What only a test puts in. */
export type InternetWorld = { dns: Dns; port: number; ca: Buffer | undefined; isAllowed: (address: string) => boolean }

const MOST_REDIRECTS = 3

export function createInternetLookup(world: Partial<InternetWorld> = {}): MailLookup {
  const { dns = systemDns, port = 443, ca, isAllowed = isPublicAddress } = world

  async function addresses(host: string): Promise<string[]> {
    const [four, six] = await Promise.allSettled([orNone(dns.resolve4(host)), orNone(dns.resolve6(host))])
    if (four.status === 'rejected' && six.status === 'rejected') throw four.reason
    return [four, six].flatMap((result) => (result.status === 'fulfilled' ? result.value : []))
  }

  /**
   * Only to machines out in the internet, whatever a name or a redirect says: a page could else make us knock at the router
   * of the shop. Looked at in the very look-up that the connection uses, so that it cannot change in between.
   */
  const guarded: LookupFunction = (host, { all }, answer) => {
    addresses(host).then(
      (found) => {
        const allowed: LookupAddress[] = found.filter(isAllowed).map((address) => ({ address, family: isIP(address) }))
        const [first] = allowed
        if (!first) return answer(Object.assign(new Error(`No way to ${host}`), { code: 'ENOTFOUND' }), '')
        return all ? answer(null, allowed) : answer(null, first.address, first.family)
      },
      (error: NodeJS.ErrnoException) => answer(error, ''),
    )
  }

  function get(url: URL, signal: AbortSignal): Promise<{ text: string } | { redirect: string } | null> {
    return new Promise((resolve, reject) => {
      const asked = request(
        url,
        // A connection of its own, because there is no second request.
        { port, lookup: guarded, agent: false, signal, headers: { accept: 'text/xml' }, ...(ca && { ca }) },
        (response) => {
          const { statusCode = 0, headers } = response
          const isRedirect = statusCode >= 300 && statusCode < 400 && headers.location !== undefined
          if (isRedirect || statusCode !== 200) {
            response.destroy()
            resolve(isRedirect ? { redirect: headers.location! } : null)
            return
          }
          let text = ''
          response.setEncoding('utf8')
          response.on('data', (part: string) => {
            text += part
            if (text.length > LONGEST_CONFIG) response.destroy(new Error('Too long'))
          })
          response.on('end', () => resolve({ text }))
          response.on('error', reject)
        },
      )
      asked.on('error', reject)
      asked.end()
    })
  }

  return {
    async fetchText(start, signal) {
      let url = new URL(start)
      for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects += 1) {
        // An address in place of a name would pass the guard by, and a line in the clear would let others answer.
        const isSafe = url.protocol === 'https:' && url.port === '' && isIP(url.hostname.replace(/^\[|\]$/g, '')) === 0
        if (!isSafe) return null
        const answer = await get(url, signal)
        if (answer === null) return null
        if ('text' in answer) return answer.text
        if (!URL.canParse(answer.redirect, url.href)) return null
        url = new URL(answer.redirect, url)
      }
      return null
    },
    async srv(name) {
      const found = await orNone(dns.resolveSrv(name))
      return found
        .sort((a, b) => a.priority - b.priority || b.weight - a.weight)
        .map((one) => ({ host: bareName(one.name), port: one.port }))
    },
    async mx(domain) {
      const found = await orNone(dns.resolveMx(domain))
      return found
        .sort((a, b) => a.priority - b.priority)
        .map(({ exchange }) => bareName(exchange))
        .filter((host) => host !== '')
    },
    addresses,
    names: (address) => orNone(dns.reverse(address)).then((names) => names.map(bareName)),
  }
}

const bareName = (name: string): string => name.replace(/\.$/, '').toLowerCase()

/** The DNS says "there is none" by an error; every other error means that it could not be asked. */
async function orNone<T>(asking: Promise<T[]>): Promise<T[]> {
  try {
    return await asking
  } catch (error) {
    const { code } = error as { code?: string }
    if (code === 'ENOTFOUND' || code === 'ENODATA' || code === 'NXDOMAIN') return []
    throw error
  }
}
