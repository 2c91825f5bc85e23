import { isNoReply, normaliseAddress } from './sender.ts'
import type { Address } from './message.ts'

/** What of a message decides who gets the answer. */
export type Answered = {
  direction: 'inbound' | 'outbound' | 'note' | 'call'
  from: Address | null
  to: readonly Address[]
  replyTo: readonly Address[]
  /** The person behind it as intake found them, in lower case. */
  sender: string | null
}

/**
 * Who gets the answer: the person behind the message. Reply-To counts when it leads to that person, because lists, relays and
 * forms put there whatever they like; From counts when nothing else is known. Of our own message it is whoever got it. None
 * of our own addresses is ever a recipient, and whoever stands in Cc gets nothing without a person's decision.
 * @param name of the customer, where the message names none.
 */
export function recipientsOf(message: Answered, ownAddresses: readonly string[], name = ''): Address[] {
  const own = new Set(ownAddresses.map(normaliseAddress))
  const outside = (list: readonly Address[]) => onceEach(list).filter(({ address }) => !own.has(address.toLowerCase()))
  if (message.direction === 'outbound') return outside(message.to)
  const from = message.from ? [message.from] : []
  const asked = outside(message.replyTo).filter(({ address }) => !isNoReply(address))
  const { sender } = message
  if (sender === null || sender === '' || own.has(sender)) return asked.length > 0 ? asked : outside(from)
  if (asked.some(({ address }) => address.toLowerCase() === sender)) return asked
  const known = outside(from).find(({ address }) => address.toLowerCase() === sender)
  return [known ?? { name, address: sender }]
}

/** In the order given, cleaned, without empty ones. */
function onceEach(list: readonly Address[]): Address[] {
  const seen = new Set<string>()
  return list.flatMap(({ name, address }) => {
    const plain = address
      .normalize('NFKC')
      .trim()
      .replace(/^<|>$/g, '')
      .replace(/^mailto:/i, '')
    if (plain === '' || seen.has(plain.toLowerCase())) return []
    seen.add(plain.toLowerCase())
    return [{ name: name.trim(), address: plain }]
  })
}

/** One message of a customer, with who that is. */
export type Asker = { customer: string; address: Address }

/** Each customer who wrote in a ticket, newest first, by the address they wrote from last; none while there is only one. */
export function severalAskers(askers: readonly Asker[]): Address[] {
  const found = new Map<string, Address>()
  for (const { customer, address } of askers.toReversed()) if (!found.has(customer)) found.set(customer, address)
  return found.size > 1 ? [...found.values()] : []
}
