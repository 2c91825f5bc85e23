import {
  domainOf,
  guessAsked,
  guessService,
  isPopOnly,
  providerServers,
  serviceOf,
  serviceOfExchanger,
  serversFor,
  type MailServiceId,
} from '../../../../preload/domain/mail-services.ts'
import type { FoundMail } from '../../../../preload/domain/mail-setup.ts'
import { AppError } from '../../../../preload/errors.ts'
import type { Clock } from '../../../jobs/clock.ts'
import { isHostName } from './host-name.ts'
import type { MailLookup } from './internet.ts'

/** As long as a person looks on, in ms; then what has been found by then counts. */
const PATIENCE_MS = 10_000

/**
 * The servers of an address: by our own list at once; else what its domain says about itself, best first (the file of
 * Mozilla's format in its two places, SRV records, the service that takes its mail in), else the usual names. Only TLS to the
 * file, no central directory: nobody but the domain hears of the address. Throws AppError `offline` with reason `stopped` alone.
 */
export async function findMail(
  address: string,
  lookup: MailLookup,
  clock: Clock,
  signal: AbortSignal,
): Promise<FoundMail> {
  const known = fromList(address)
  if (known) return known
  const bound = new AbortController()
  const stop = () => bound.abort()
  signal.addEventListener('abort', stop, { once: true })
  const cancel = clock.setTimer(stop, PATIENCE_MS)
  try {
    const found = await bestOf(address, lookup, bound.signal)
    if (signal.aborted) throw new AppError('offline', 'Stopped', { reason: 'stopped' })
    return found
  } finally {
    cancel()
    bound.abort()
    signal.removeEventListener('abort', stop)
  }
}

function fromList(address: string): FoundMail | null {
  const service = guessService(address)
  const isListed = service !== 'other' || providerServers(address) !== null || isPopOnly(address)
  if (!isListed) return null
  const asked = guessAsked(service, address)
  return { how: 'known', place: '', ...ofService(service, address, asked), ...(isPopOnly(address) && POP_ONLY) }
}
const POP_ONLY = { trouble: 'pop-only' } as const

function ofService(service: MailServiceId, address: string, asked: string) {
  const trouble = serviceOf(service)?.isOAuthOnly ? ('oauth-only' as const) : null
  return { service, asked, servers: serversFor(service, address, asked), trouble }
}

/** All is asked at once; the first of the order that has something counts, and nobody waits for what comes after it. */
async function bestOf(address: string, lookup: MailLookup, signal: AbortSignal): Promise<FoundMail> {
  const domain = domainOf(address)
  const query = `?emailaddress=${encodeURIComponent(address)}`
  const exchangers = lookup.mx(domain)
  const ways = [
    published(`https://autoconfig.${domain}/mail/config-v1.1.xml${query}`, address, lookup, signal),
    published(`https://${domain}/.well-known/autoconfig/mail/config-v1.1.xml${query}`, address, lookup, signal),
    inDns(address, lookup),
    byExchanger(address, exchangers, lookup),
  ].map((way) => inTime(way, signal))
  for (const way of ways) {
    const found = await way
    if (found) return found
  }
  return guess(address, exchangers, lookup, signal)
}

/** What fails or comes too late has found nothing: the ways after it may. */
function inTime<T>(work: Promise<T>, signal: AbortSignal): Promise<T | null> {
  const late = new Promise<null>((resolve) => {
    if (signal.aborted) resolve(null)
    signal.addEventListener('abort', () => resolve(null), { once: true })
  })
  return Promise.race([work.catch(() => null), late])
}

async function published(url: string, address: string, lookup: MailLookup, signal: AbortSignal) {
  const text = await lookup.fetchText(url, signal)
  if (text === null) return null
  const { readConfig } = await import('./read-config.ts')
  const read = readConfig(text, address)
  if (!read) return null
  const service = serviceOfExchanger(read.servers.imap.host)
  return { how: 'autoconfig' as const, place: new URL(url).hostname, service, asked: '', ...read }
}

/** RFC 6186 and RFC 8314: encrypted from the first byte before STARTTLS, and the whole address as the user. */
async function inDns(address: string, lookup: MailLookup): Promise<FoundMail | null> {
  const domain = domainOf(address)
  const [imaps, imap, submissions, submission] = await Promise.all(
    ['_imaps', '_imap', '_submissions', '_submission'].map(async (name) =>
      (await lookup.srv(`${name}._tcp.${domain}`)).find(({ host, port }) => isHostName(host) && port > 0),
    ),
  )
  const receiving = imaps ?? imap
  const sending = submissions ?? submission
  if (!receiving || !sending) return null
  return {
    how: 'srv',
    place: domain,
    service: serviceOfExchanger(receiving.host),
    asked: '',
    servers: {
      imap: { ...receiving, tls: imaps ? 'implicit' : 'starttls', user: address },
      smtp: { ...sending, tls: submissions ? 'implicit' : 'starttls', user: address },
    },
    trouble: null,
  }
}

/**
 * The service that takes the mail in, by the name of its machine; where that is the shop's own domain (the usual setting of
 * Xserver), by the name that the address of the machine goes back to.
 */
async function byExchanger(address: string, asked: Promise<string[]>, lookup: MailLookup): Promise<FoundMail | null> {
  const hosts = await asked
  const [first] = hosts
  if (first === undefined) return null
  const behind = async () => {
    const [machine] = await lookup.addresses(first)
    return machine === undefined ? [] : lookup.names(machine)
  }
  const host = hosts.find(isServed) ?? (await behind()).find(isServed)
  if (host === undefined) return null
  const service = serviceOfExchanger(host)
  return { how: 'mx', place: host, ...ofService(service, address, guessAsked(service, host)) }
}
const isServed = (host: string): boolean => serviceOfExchanger(host) !== 'other'

/** The usual names, those first that exist. */
async function guess(
  address: string,
  exchangers: Promise<string[]>,
  lookup: MailLookup,
  signal: AbortSignal,
): Promise<FoundMail> {
  const domain = domainOf(address)
  const usual = serversFor('other', address, '')
  const names = [...new Set([`imap.${domain}`, `smtp.${domain}`, `mail.${domain}`, domain])]
  const asked = await Promise.all(
    [exchangers, ...names.map(lookup.addresses)].map((one) => inTime(settled(one), signal)),
  )
  const [mx, ...found] = asked
  const there = new Set(names.filter((_, index) => (found[index]?.length ?? 0) > 0))
  const firstThere = (...wanted: string[]) => wanted.find((name) => there.has(name)) ?? wanted[0]!
  const isNobodyAsked = asked.every((one) => one === null)
  const isUnknown = mx?.length === 0 && found.every((one) => one?.length === 0)
  return {
    how: 'guess',
    place: '',
    service: 'other',
    asked: '',
    servers: {
      imap: { ...usual.imap, host: firstThere(`imap.${domain}`, `mail.${domain}`, domain) },
      smtp: { ...usual.smtp, host: firstThere(`smtp.${domain}`, `mail.${domain}`, domain) },
    },
    trouble: isNobodyAsked ? 'offline' : isUnknown ? 'unknown-domain' : null,
  }
}

/** Null: it could not be asked. */
const settled = (work: Promise<string[]>): Promise<string[] | null> => work.catch(() => null)
