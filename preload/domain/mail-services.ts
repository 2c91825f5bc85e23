import { z } from 'zod'

/** Mail services with a name and help texts of their own; `other` is every other. */
export const MailServiceId = z.enum([
  'gmail',
  'microsoft',
  'icloud',
  'yahoo-jp',
  'xserver',
  'sakura',
  'lolipop',
  'muumuu',
  'ocn',
  'biglobe',
  'nifty',
  'softbank',
  'zoho',
  'other',
])
export type MailServiceId = z.infer<typeof MailServiceId>

type UserForm = 'address' | 'local-part'
export type ServiceServer = { host: string; port: number; tls: 'implicit' | 'starttls'; user: UserForm }

/** What a mail service wants to be told. Ports and names are the service's own; the owner sees and may change them. */
export type MailService = {
  id: Exclude<MailServiceId, 'other'>
  /** Mail domains by which the service is recognised; shops with a domain of their own choose it from the list. */
  domains: readonly string[]
  /** Under one of these lie the mail exchangers of shops with a domain of their own. */
  mx: readonly string[]
  imap: ServiceServer
  smtp: ServiceServer
  /** The part of the server's name that only the owner knows. It stands where the hosts say `*`. */
  asks: 'server-number' | 'initial-domain' | null
  /** Takes no passwords at all: only signing in by the browser works. */
  isOAuthOnly: boolean
  /** The page of the service that tells how to make an app password or to allow mail programs; '' for none. */
  page: string
}

const tls = (host: string, port: number, user: UserForm = 'address'): ServiceServer => ({
  host,
  port,
  tls: 'implicit',
  user,
})
const startTls = (host: string, port: number): ServiceServer => ({ host, port, tls: 'starttls', user: 'address' })
const usual = { mx: [], asks: null, isOAuthOnly: false, page: '' } as const

/**
 * Sources: the services' own help pages where `page` names one, Thunderbird's list of 2026-03 for Microsoft, Google, Zoho
 * and SoftBank, public set-ups of customers for Muumuu, OCN, BIGLOBE and @nifty; all read until 2026-11-22.
 */
export const mailServices: readonly MailService[] = [
  {
    ...usual,
    id: 'gmail',
    domains: ['gmail.com', 'googlemail.com'],
    mx: ['google.com', 'googlemail.com'],
    imap: tls('imap.gmail.com', 993),
    smtp: tls('smtp.gmail.com', 465),
    page: 'https://myaccount.google.com/apppasswords',
  },
  {
    // Microsoft removed passwords from IMAP in 2022 and has been removing them from SMTP since (schedule of 2026-01-27).
    ...usual,
    id: 'microsoft',
    domains: [
      'outlook.com',
      'outlook.jp',
      'hotmail.com',
      'hotmail.co.jp',
      'live.com',
      'live.jp',
      'msn.com',
      'onmicrosoft.com',
    ],
    mx: ['mail.protection.outlook.com', 'mx.microsoft', 'olc.protection.outlook.com'],
    imap: tls('outlook.office365.com', 993),
    smtp: startTls('smtp.office365.com', 587),
    isOAuthOnly: true,
    page: 'https://entra.microsoft.com/',
  },
  {
    // Apple wants the part before the @ for reading and the whole address for sending.
    ...usual,
    id: 'icloud',
    domains: ['icloud.com', 'me.com', 'mac.com'],
    mx: ['mail.icloud.com'],
    imap: tls('imap.mail.me.com', 993, 'local-part'),
    smtp: startTls('smtp.mail.me.com', 587),
    page: 'https://account.apple.com/',
  },
  {
    ...usual,
    id: 'yahoo-jp',
    domains: ['yahoo.co.jp', 'ymail.ne.jp'],
    mx: ['mail.yahoo.co.jp'],
    imap: tls('imap.mail.yahoo.co.jp', 993, 'local-part'),
    smtp: tls('smtp.mail.yahoo.co.jp', 465, 'local-part'),
    page: 'https://mail.yahoo.co.jp/',
  },
  {
    ...usual,
    id: 'xserver',
    domains: ['xsrv.jp'],
    mx: ['xserver.jp'],
    imap: tls('*.xserver.jp', 993),
    smtp: tls('*.xserver.jp', 465),
    asks: 'server-number',
    page: 'https://www.xserver.ne.jp/manual/man_mail_setting.php',
  },
  {
    ...usual,
    id: 'sakura',
    domains: ['sakura.ne.jp'],
    mx: ['sakura.ne.jp'],
    imap: tls('*.sakura.ne.jp', 993),
    smtp: tls('*.sakura.ne.jp', 465),
    asks: 'initial-domain',
    page: 'https://help.sakura.ad.jp/mail/',
  },
  {
    ...usual,
    id: 'lolipop',
    domains: ['lolipop.jp'],
    mx: ['lolipop.jp'],
    imap: tls('imap.lolipop.jp', 993),
    smtp: tls('smtp.lolipop.jp', 465),
    page: 'https://user.lolipop.jp/',
  },
  {
    ...usual,
    id: 'muumuu',
    domains: [],
    mx: ['muumuu-mail.com'],
    imap: tls('imap4.muumuu-mail.com', 993),
    smtp: tls('smtp.muumuu-mail.com', 465),
    page: 'https://muumuu-mail.com/',
  },
  {
    ...usual,
    id: 'ocn',
    domains: ['ocn.ne.jp'],
    imap: tls('imap.ocn.ne.jp', 993),
    smtp: tls('smtp.ocn.ne.jp', 465),
  },
  {
    ...usual,
    id: 'biglobe',
    domains: ['biglobe.ne.jp'],
    imap: tls('mail.biglobe.ne.jp', 993),
    smtp: tls('mail.biglobe.ne.jp', 465),
  },
  {
    ...usual,
    id: 'nifty',
    domains: ['nifty.com'],
    imap: tls('imap.nifty.com', 993, 'local-part'),
    smtp: tls('smtp.nifty.com', 465, 'local-part'),
  },
  {
    ...usual,
    id: 'softbank',
    domains: ['i.softbank.jp'],
    imap: tls('imap.softbank.jp', 993, 'local-part'),
    smtp: tls('smtp.softbank.jp', 465, 'local-part'),
  },
  {
    ...usual,
    id: 'zoho',
    domains: ['zoho.jp', 'zohomail.jp'],
    mx: ['zoho.jp'],
    imap: tls('imap.zoho.jp', 993),
    smtp: tls('smtp.zoho.jp', 465),
    page: 'https://accounts.zoho.jp/home#security/app_password',
  },
]

/** Smaller providers with IMAP: facts of Thunderbird's list (thunderbird/autoconfig, 2026-03-12). */
const PROVIDERS: readonly { domain: string; imap: ServiceServer; smtp: ServiceServer }[] = [
  {
    domain: 'cc9.ne.jp',
    imap: tls('pop.cc9.ne.jp', 993, 'local-part'),
    smtp: tls('msa.cc9.ne.jp', 465, 'local-part'),
  },
  { domain: 'cek.ne.jp', imap: tls('imap.cek.ne.jp', 993), smtp: tls('smtpa.cek.ne.jp', 465) },
  { domain: 'iiyama-catv.ne.jp', imap: tls('imap.iiyama-catv.ne.jp', 993), smtp: tls('smtpa.iiyama-catv.ne.jp', 465) },
  { domain: 'janis.or.jp', imap: tls('imaps.janis.or.jp', 993), smtp: tls('smtps.janis.or.jp', 465) },
  {
    domain: 'jet.ne.jp',
    imap: tls('imap.jet.ne.jp', 993, 'local-part'),
    smtp: tls('smtp.jet.ne.jp', 465, 'local-part'),
  },
  { domain: 'mnet.ne.jp', imap: tls('mail.mnet.ne.jp', 993), smtp: startTls('mail.mnet.ne.jp', 587) },
]

/** Providers with POP alone, or with nothing encrypted, by the same list: IMAP is what we read with. */
const POP_ONLY = [
  'aikis.or.jp',
  'bb-niigata.jp',
  'clio.ne.jp',
  'cty-net.com',
  'cty-net.ne.jp',
  'e23.jp',
  'go.tvm.ne.jp',
  'goo.jp',
  'gunmanet.ne.jp',
  'gunmanet.or.jp',
  'hal.ne.jp',
  'hana.or.jp',
  'ic-net.or.jp',
  'iij4u.or.jp',
  'iijmio-mail.jp',
  'inet-shibata.or.jp',
  'iwafune.ne.jp',
  'ji.jet.ne.jp',
  'kokuyou.ne.jp',
  'mahoroba.ne.jp',
  'miobox.jp',
  'miomio.jp',
  'ml.murakami.ne.jp',
  'nsat.jp',
  'parabox.or.jp',
  'shibata.ne.jp',
  'tiki.ne.jp',
  'wind.co.jp',
  'wind.jp',
  'wind.ne.jp',
  'x-il.jp',
  'ybb.ne.jp',
]

export const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1).toLowerCase()
const isUnder = (domain: string) => (known: string) => domain === known || domain.endsWith(`.${known}`)

export const serviceOf = (id: MailServiceId): MailService | null =>
  mailServices.find((service) => service.id === id) ?? null
export const isPopOnly = (address: string): boolean => POP_ONLY.some(isUnder(domainOf(address)))

/** The service behind an address, as far as its domain tells. */
export function guessService(address: string): MailServiceId {
  const isKnown = isUnder(domainOf(address))
  return mailServices.find(({ domains }) => domains.some(isKnown))?.id ?? 'other'
}

/** The service to which a mail exchanger belongs. */
export function serviceOfExchanger(host: string): MailServiceId {
  const isKnown = isUnder(host.toLowerCase())
  return mailServices.find(({ mx }) => mx.some(isKnown))?.id ?? 'other'
}

/** What the owner would have to look up, where a name already says it: `shop@kodama.sakura.ne.jp`, `sv12345.xserver.jp`. */
export function guessAsked(id: MailServiceId, name: string): string {
  const host = domainOf(name)
  if (id === 'xserver') return /^(sv\d+)\.xserver\.jp$/.exec(host)?.[1] ?? ''
  // `www1234` is the machine and no initial domain.
  if (id === 'sakura') return /^(?!www\d*\.)([a-z0-9-]+)\.sakura\.ne\.jp$/.exec(host)?.[1] ?? ''
  return ''
}

type Server = { host: string; port: number; tls: 'implicit' | 'starttls' | 'none'; user: string }
export type ServerPair = { imap: Server; smtp: Server }

/** Both servers of an address at a provider of the list; null where it is in none. */
export function providerServers(address: string): ServerPair | null {
  // Without subdomains: they are machines with settings of their own.
  const provider = PROVIDERS.find(({ domain }) => domain === domainOf(address))
  return provider ? { imap: filled(provider.imap, address, ''), smtp: filled(provider.smtp, address, '') } : null
}

/**
 * Both servers of an address at a service. `asked` may be a server's number, its first label or its whole name; a
 * service we do not know is guessed at, because most hosts in Japan answer to imap. and smtp. of the shop's own domain.
 */
export function serversFor(id: MailServiceId, address: string, asked: string): ServerPair {
  const service = serviceOf(id)
  if (service) return { imap: filled(service.imap, address, asked), smtp: filled(service.smtp, address, asked) }
  const domain = domainOf(address)
  if (!address.includes('@') || domain === '') return blank
  return (
    providerServers(address) ?? {
      imap: { host: `imap.${domain}`, port: 993, tls: 'implicit', user: address },
      smtp: { host: `smtp.${domain}`, port: 465, tls: 'implicit', user: address },
    }
  )
}

const blank: ServerPair = {
  imap: { host: '', port: 993, tls: 'implicit', user: '' },
  smtp: { host: '', port: 465, tls: 'implicit', user: '' },
}

function filled({ host, user, ...rest }: ServiceServer, address: string, asked: string): Server {
  const isWhole = user === 'address' || !address.includes('@')
  return { ...rest, host: fill(host, asked), user: isWhole ? address : address.slice(0, address.lastIndexOf('@')) }
}

function fill(host: string, asked: string): string {
  if (!host.includes('*')) return host
  const answer = asked.trim().toLowerCase()
  if (answer === '') return ''
  if (answer.includes('.')) return answer
  const isBareNumber = host.endsWith('.xserver.jp') && /^\d+$/.test(answer)
  return host.replace('*', isBareNumber ? `sv${answer}` : answer)
}
