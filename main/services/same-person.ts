import type { Output, Parsed } from '../../preload/contract.ts'
import type { CustomerId, MessageId } from '../../preload/domain.ts'
import { AppError } from '../../preload/errors.ts'
import { isAskingKind } from '../core/asking.ts'
import { splitAlias } from '../core/classify/alias.ts'
import { orderNumbersIn } from '../core/digest.ts'
import { readFormFields } from '../core/form-fields.ts'
import { type PersonSign, personSignsIn } from '../core/person-signs.ts'
import { likenessOf, type Likeness } from '../core/same-person.ts'
import type { Clock } from '../jobs/clock.ts'
import type { Job } from '../jobs/heartbeat.ts'
import type { Identity } from '../store/customers.ts'
import type { Store } from '../store/index.ts'
import type { MessageRow } from '../store/messages.ts'

/** A card shows no more; the strongest come first. */
const MOST_SHOWN = 2
/** A setting: messages of before this program looked for signs, the number of the last one read. */
const READ_DOWN_TO = 'person-signs.read-down-to'
/** Messages of before that are read at once, so that nobody notices it. */
const READ_AT_ONCE = 20

export type SamePerson = ReturnType<typeof createSamePerson>

/** What somebody wrote of themselves, beside the message it stands in. Inside its transaction. */
export function rememberPerson(
  store: Store,
  messageId: MessageId,
  writer: Identity & { address: string },
  { person, orderNumbers }: { person: readonly PersonSign[]; orderNumbers: readonly string[] },
  ownAddresses: readonly string[],
): void {
  if (writer.value === '') return
  const known = new Set([writer.address, ...ownAddresses])
  const told = person.filter(({ kind, value }) => kind !== 'mail' || !known.has(value))
  const orders = orderNumbers.map((value) => ({ kind: 'order' as const, value }))
  store.personSigns.add(writer, [...told, ...orders], messageId)
}

/** A marketplace writes a case into the address of a buyer: the buyer is the rest of it. */
export const buyerOf = (address: string): string => splitAlias(address).alias

/** 同じ人かもしれません: two records of different networks that share what only one person has. A person decides. */
export function createSamePerson(store: Store, clock: Clock) {
  const { customers, personSigns } = store

  function cardOf(asked: CustomerId) {
    const row = customers.get(customers.living(asked))
    if (!row) throw new AppError('not-found', `No customer ${asked}`)
    return { ...row, identities: customers.identities(row.id) }
  }

  /** Signs that each of the others shares with this one. */
  function sharedWith(one: ReturnType<typeof cardOf>): Map<CustomerId, PersonSign[]> {
    const reachable = one.identities.flatMap(({ channel, value }) =>
      channel === 'mail' || channel === 'phone' ? [{ kind: channel, value }] : [],
    )
    const shared = new Map<CustomerId, PersonSign[]>()
    for (const sign of [...reachable, ...personSigns.of(one.id)])
      for (const id of personSigns.sharing(sign))
        if (id !== one.id && !shared.get(id)?.some(({ kind, value }) => kind === sign.kind && value === sign.value))
          shared.set(id, [...(shared.get(id) ?? []), sign])
    return shared
  }

  /** What was said of the two. Either record may have been merged since. */
  function toldApart(one: CustomerId, other: CustomerId): (readonly [CustomerId, CustomerId])[] {
    const said = (of: CustomerId, asked: CustomerId) =>
      personSigns.apartFrom(of).flatMap((id) => (customers.living(id) === asked ? [[of, id] as const] : []))
    return [...said(one, other), ...said(other, one)]
  }

  function alike(asked: CustomerId): Output<'customers.alike'> {
    const one = cardOf(asked)
    return [...sharedWith(one)]
      .flatMap(([id, signs]) => {
        const other = cardOf(id)
        const likeness = other.id === one.id ? null : likenessOf(one, other, signs)
        return likeness ? [{ other, likeness }] : []
      })
      .toSorted((a, b) => b.likeness.weight - a.likeness.weight || a.other.id - b.other.id)
      .filter(({ other }) => toldApart(one.id, other.id).length === 0)
      .slice(0, MOST_SHOWN)
      .map(({ other, likeness }) => viewOf(other, likeness))
  }

  const viewOf = ({ id, name, identities }: ReturnType<typeof cardOf>, { signs }: Likeness) => ({
    id,
    name,
    identities: identities.map(({ channel, value, shown }) => ({ channel, value: shown ?? value })),
    ticketCount: store.tickets.countOfCustomer(id),
    signs,
  })

  function tellApart({ id, other, isUndo = false }: Parsed<'customers.tellApart'>): void {
    const ids = [cardOf(id).id, cardOf(other).id] as const
    if (ids[0] === ids[1]) throw new AppError('invalid-input', 'They are one customer.')
    store.transaction(() => {
      if (isUndo) for (const said of toldApart(...ids)) personSigns.forgetApart(...said)
      else personSigns.tellApart(...ids)
      const type = isUndo ? 'customers.maybe-one' : 'customers.told-apart'
      store.journal.append({ at: clock.now(), actor: 'staff', type, ticketId: null, data: { customers: ids } })
    })
  }

  /** What was stored before signs were looked for, a few at a time, the newest first. */
  function readBack(): void {
    const ids = personSigns.before(readDownTo(), READ_AT_ONCE)
    store.transaction(() => {
      for (const id of ids) readAgain(store.messages.get(id)!)
      store.settings.set(READ_DOWN_TO, ids.length < READ_AT_ONCE ? 0 : ids.at(-1)!)
    })
    isReadBack = ids.length < READ_AT_ONCE
  }

  const readDownTo = () => (store.settings.get(READ_DOWN_TO) as number | undefined) ?? Number.MAX_SAFE_INTEGER
  let isReadBack = readDownTo() === 0

  function readAgain(row: MessageRow): void {
    personSigns.drop(row.id)
    if (!isAskingKind(row.kind) || row.sender === null) return
    const { channel } = store.accounts.get(row.accountId)!
    const post = store.posts.get(row.id)
    const from = row.recipients.from === null ? [] : [row.recipients.from]
    const writer = { channel, value: post ? post.personId : buyerOf(row.sender), address: row.sender }
    const person = personSignsIn({ textBody: row.textBody, from }, readFormFields(row.textBody))
    const told = { person, orderNumbers: orderNumbersIn(row) }
    rememberPerson(store, row.id, writer, told, store.accounts.ownAddresses())
  }

  const job: Job = {
    name: 'signs of people in messages of before',
    dueAt: () => (isReadBack ? null : 0),
    run: () => Promise.resolve(readBack()),
  }

  return { alike, tellApart, readAgain, job }
}
