import { defaultTreeAdapter as tree, parse, type DefaultTreeAdapterTypes } from 'parse5'
import { domainOf } from '../../../../preload/domain/mail-services.ts'
import type { FoundMail } from '../../../../preload/domain/mail-setup.ts'
import { isHostName } from './host-name.ts'
import { LONGEST_CONFIG } from './internet.ts'

/** Deeper than any such document, and far from what could exhaust the stack or the time of the parser. */
const MOST_ELEMENTS = 2_000

export type ConfigRead = Pick<FoundMail, 'servers' | 'trouble'>
type Element = DefaultTreeAdapterTypes.Element
type Found = FoundMail['servers']['imap'] & { isOAuthOnly: boolean }

/**
 * The servers that Mozilla's autoconfig format names for an address
 * (https://wiki.mozilla.org/Thunderbird:Autoconfiguration:ConfigFileFormat, draft-ietf-mailmaint-autoconfig-04); null for
 * everything else. Read by the HTML parser that is here already: it knows no entities of a document's own and no includes,
 * never throws and never goes back, which is what a text of a stranger needs. Names of elements come out in small letters,
 * and an empty element swallows its neighbours, so that everything is looked for at any depth.
 */
export function readConfig(text: string, address: string): ConfigRead | null {
  if (text.length > LONGEST_CONFIG || count(text, '<') > MOST_ELEMENTS) return null
  const provider = find(parse(text), 'emailprovider')[0]
  if (!provider) return null
  const incoming = find(provider, 'incomingserver')
  const imap = best(incoming.filter(isOf('imap')), address)
  const smtp = best(find(provider, 'outgoingserver').filter(isOf('smtp')), address)
  if (!imap) return incoming.some(isOf('pop3')) && smtp ? popOnly(smtp, address) : null
  if (!smtp) return null
  const isPlain = imap.tls === 'none' || smtp.tls === 'none'
  const trouble = isPlain ? 'no-encryption' : imap.isOAuthOnly && smtp.isOAuthOnly ? 'oauth-only' : null
  return { servers: { imap: bare(imap), smtp: bare(smtp) }, trouble }
}

/** What is offered for sending stays; for reading the usual name is put in, in case the provider has IMAP after all. */
function popOnly(smtp: Found, address: string): ConfigRead {
  const imap = { host: `imap.${domainOf(address)}`, port: 993, tls: 'implicit' as const, user: smtp.user }
  return { servers: { imap, smtp: bare(smtp) }, trouble: 'pop-only' }
}

const bare = ({ host, port, tls, user }: Found): FoundMail['servers']['imap'] => ({ host, port, tls, user })

/** The provider's own order, but nothing in the clear while there is something encrypted. */
function best(elements: Element[], address: string): Found | null {
  const servers = elements.map((element) => readServer(element, address)).filter((server) => server !== null)
  return servers.find(({ tls }) => tls !== 'none') ?? servers[0] ?? null
}

const TLS: Record<string, Found['tls']> = { ssl: 'implicit', tls: 'implicit', starttls: 'starttls', plain: 'none' }

function readServer(element: Element, address: string): Found | null {
  const word = (name: string) => textOf(find(element, name)[0])
  const host = filled(word('hostname'), address).toLowerCase()
  const port = Number(word('port'))
  const tls = TLS[word('sockettype').toLowerCase()]
  const user = filled(word('username') || '%EMAILADDRESS%', address)
  const ways = find(element, 'authentication').map((one) => textOf(one).toLowerCase())
  const isSound = isHostName(host) && Number.isInteger(port) && port > 0 && port < 65_536 && tls !== undefined
  if (!isSound || user === '' || user.length > 320 || /[\u0000-\u001f]/.test(user)) return null
  return { host, port, tls, user, isOAuthOnly: ways.length > 0 && ways.every((way) => way === 'oauth2') }
}

const filled = (text: string, address: string): string =>
  text
    .replaceAll('%EMAILADDRESS%', address)
    .replaceAll('%EMAILLOCALPART%', address.slice(0, address.lastIndexOf('@')))
    .replaceAll('%EMAILDOMAIN%', domainOf(address))

const isOf = (type: string) => (element: Element) =>
  element.attrs.some(({ name, value }) => name === 'type' && value.toLowerCase() === type)

/** Elements of this name in document order, without those inside another of the same name. */
function find(root: DefaultTreeAdapterTypes.ParentNode, name: string): Element[] {
  const found: Element[] = []
  const open: DefaultTreeAdapterTypes.Node[] = [...root.childNodes].reverse()
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (!tree.isElementNode(node)) continue
    if (node.tagName === name) found.push(node)
    else open.push(...[...node.childNodes].reverse())
  }
  return found
}

/** The text before anything else that may have slipped inside. */
function textOf(element: Element | undefined): string {
  const first = element?.childNodes[0]
  return first && tree.isTextNode(first) ? first.value.trim() : ''
}

const count = (text: string, sign: string): number => text.split(sign).length - 1
