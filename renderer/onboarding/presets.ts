import type { MailSettings } from '../../preload/domain.ts'

/** What a mail service wants to be told. Ports and names are the service's own; the owner sees and may change them. */
export type ProviderId =
  'gmail' | 'microsoft' | 'icloud' | 'yahoo-jp' | 'xserver' | 'sakura' | 'lolipop' | 'softbank' | 'other'

type Server = Pick<MailSettings['imap'], 'host' | 'port' | 'tls'>
export type Preset = {
  id: ProviderId
  /** Mail domains by which the service is recognised; shops with a domain of their own choose it from the list. */
  domains: readonly string[]
  imap: Server
  smtp: Server
  imapUser: 'address' | 'local-part'
  smtpUser: 'address' | 'local-part'
  /** The part of the server's name that only the owner knows. It stands where the hosts say `*`. */
  asks: 'server-number' | 'initial-domain' | null
  /** Takes no passwords at all; nothing that could be typed here would help. */
  isOAuthOnly: boolean
}

const tls = (host: string, port: number): Server => ({ host, port, tls: 'implicit' })
const startTls = (host: string, port: number): Server => ({ host, port, tls: 'starttls' })
const plain = { imapUser: 'address', smtpUser: 'address', asks: null, isOAuthOnly: false } as const

export const presets: readonly Preset[] = [
  {
    ...plain,
    id: 'gmail',
    domains: ['gmail.com', 'googlemail.com'],
    imap: tls('imap.gmail.com', 993),
    smtp: tls('smtp.gmail.com', 465),
  },
  {
    // Microsoft removed passwords from IMAP in 2022 and has been removing them from SMTP since (schedule of 2026-01-27).
    ...plain,
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
    imap: tls('outlook.office365.com', 993),
    smtp: startTls('smtp.office365.com', 587),
    isOAuthOnly: true,
  },
  {
    // Apple wants the part before the @ for reading and the whole address for sending.
    ...plain,
    id: 'icloud',
    domains: ['icloud.com', 'me.com', 'mac.com'],
    imap: tls('imap.mail.me.com', 993),
    smtp: startTls('smtp.mail.me.com', 587),
    imapUser: 'local-part',
  },
  {
    ...plain,
    id: 'yahoo-jp',
    domains: ['yahoo.co.jp', 'ymail.ne.jp'],
    imap: tls('imap.mail.yahoo.co.jp', 993),
    smtp: tls('smtp.mail.yahoo.co.jp', 465),
    imapUser: 'local-part',
    smtpUser: 'local-part',
  },
  {
    ...plain,
    id: 'xserver',
    domains: ['xsrv.jp'],
    imap: tls('*.xserver.jp', 993),
    smtp: tls('*.xserver.jp', 465),
    asks: 'server-number',
  },
  {
    ...plain,
    id: 'sakura',
    domains: ['sakura.ne.jp'],
    imap: tls('*.sakura.ne.jp', 993),
    smtp: tls('*.sakura.ne.jp', 465),
    asks: 'initial-domain',
  },
  {
    ...plain,
    id: 'lolipop',
    domains: ['lolipop.jp'],
    imap: tls('imap.lolipop.jp', 993),
    smtp: tls('smtp.lolipop.jp', 465),
  },
  {
    ...plain,
    id: 'softbank',
    domains: ['i.softbank.jp'],
    imap: tls('imap.softbank.jp', 993),
    smtp: tls('smtp.softbank.jp', 465),
    imapUser: 'local-part',
    smtpUser: 'local-part',
  },
]

/** Services that offer POP alone by Thunderbird's list of 2026-03; IMAP is what we read with. */
const POP_ONLY = ['biglobe.ne.jp', 'goo.jp', 'nifty.com', 'ocn.ne.jp', 'ybb.ne.jp', 'iijmio-mail.jp', 'tiki.ne.jp']

const domainOf = (address: string) => address.slice(address.lastIndexOf('@') + 1).toLowerCase()
const isUnder = (domain: string) => (known: string) => domain === known || domain.endsWith(`.${known}`)

export const presetOf = (id: ProviderId) => presets.find((preset) => preset.id === id) ?? null
export const isPopOnly = (address: string) => POP_ONLY.some(isUnder(domainOf(address)))

/** The service behind an address, as far as its domain tells. */
export function guessProvider(address: string): ProviderId {
  const isKnown = isUnder(domainOf(address))
  return presets.find(({ domains }) => domains.some(isKnown))?.id ?? 'other'
}

/** What the owner would have to look up, where the address already says it: `shop@kodama.sakura.ne.jp`. */
export function guessAsked(id: ProviderId, address: string) {
  const domain = domainOf(address)
  return id === 'sakura' && domain.endsWith('.sakura.ne.jp') ? domain.slice(0, -'.sakura.ne.jp'.length) : ''
}

/**
 * Both servers of an address at a service. `asked` may be a server's number, its first label or its whole name; a
 * service we do not know is guessed at, because most hosts in Japan answer to imap. and smtp. of the shop's own domain.
 */
export function serversFor(id: ProviderId, address: string, asked: string): Pick<MailSettings, 'imap' | 'smtp'> {
  const preset = presetOf(id)
  const domain = domainOf(address)
  if (!preset) {
    if (!address.includes('@') || domain === '') return blank
    return {
      imap: { ...tls(`imap.${domain}`, 993), user: address },
      smtp: { ...tls(`smtp.${domain}`, 465), user: address },
    }
  }
  const userOf = (kind: Preset['imapUser']) =>
    kind === 'address' || !address.includes('@') ? address : address.slice(0, address.lastIndexOf('@'))
  return {
    imap: { ...preset.imap, host: fill(preset.imap.host, asked), user: userOf(preset.imapUser) },
    smtp: { ...preset.smtp, host: fill(preset.smtp.host, asked), user: userOf(preset.smtpUser) },
  }
}

const blank = { imap: { ...tls('', 993), user: '' }, smtp: { ...tls('', 465), user: '' } }

function fill(host: string, asked: string) {
  if (!host.includes('*')) return host
  const answer = asked.trim().toLowerCase()
  if (answer === '') return ''
  if (answer.includes('.')) return answer
  const isBareNumber = host.endsWith('.xserver.jp') && /^\d+$/.test(answer)
  return host.replace('*', isBareNumber ? `sv${answer}` : answer)
}
