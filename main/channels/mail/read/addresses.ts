import type { Address } from '../../../core/message.ts'
import type { Hint } from './charset.ts'
import { decodeRaw, decodeWords } from './encoded-words.ts'
import { MAX_ADDRESSES, MAX_FIELD_LENGTH } from './limits.ts'
import { readMailboxes } from './mailboxes.ts'

/**
 * The addresses of one field, groups flattened. Encoded names are decoded first and kept out of sight while the grammar is
 * read: a comma or bracket inside one is then never taken for a separator.
 */
export function parseAddresses(raw: string, hint: Hint, defects: Set<string>): Address[] {
  const text = decodeRaw(raw.slice(0, MAX_FIELD_LENGTH), hint, defects).replace(/[\ue000\ue001]/g, '')
  const names: string[] = []
  const masked = decodeWords(text, defects, (decoded) => `\ue000${names.push(decoded) - 1}\ue001`)
  const unmask = (value: string) =>
    value.replace(/\ue000(\d+)\ue001/g, (_, index: string) => names[Number(index)] ?? '')
  const found = readMailboxes(masked.replace(/<{2,}/g, '<').replace(/>{2,}/g, '>'), MAX_ADDRESSES + 1)
  if (found.length > MAX_ADDRESSES)
    defects.add(`more than ${MAX_ADDRESSES} addresses in one field; the rest was dropped`)
  return found
    .slice(0, MAX_ADDRESSES)
    .map(({ name, address }) => tidy(unmask(name), unmask(address)))
    .filter(({ name, address }) => name !== '' || address !== '')
}

function tidy(rawName: string, rawAddress: string): Address {
  const name = clean(rawName)
  const address = clean(rawAddress)
    .replace(/^<|>$/g, '')
    .replace(/^mailto:/i, '')
    // A route (RFC 822, obsolete): only the last mailbox is the address.
    .replace(/^@[^:]*:(?=[^:]+@)/, '')
  // The whole "name <address>" stood inside an encoded word.
  const inside = address === '' ? /^(.*)<([^<>\s]+@[^<>\s]+)>\s*$/s.exec(name) : null
  if (inside) return { name: withoutQuotes(inside[1]!.trim()), address: inside[2]! }
  if (address === '' && /^[^\s@<>"]+@[^\s@<>"]+$/.test(name)) return { name: '', address: name }
  return {
    name: withoutQuotes(name === address ? '' : name),
    address: /\s/.test(address) && !address.startsWith('"') ? address.replace(/\s+/g, '') : address,
  }
}

/** One line, without control characters. */
const clean = (text: string) =>
  text
    .replace(/[\x00-\x08\x0e-\x1f\x7f]/g, '')
    .replace(/[\t\n\v\f\r ]+/g, ' ')
    .trim()

const withoutQuotes = (name: string) => (/^"[^"]*"$/.test(name) ? name.slice(1, -1).trim() : name)
