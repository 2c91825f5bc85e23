import type { Address, AccountId, AnswerLook, Finding, Settings, ShopId, TicketId } from '../../preload/domain.ts'
import type { Parsed } from '../../preload/contract.ts'
import { isAskingKind } from '../core/asking.ts'
import type { HoursPolicy } from '../core/hours-policy.ts'
import { recipientsOf, severalAskers, type Asker } from '../core/recipients.ts'
import { checkAnswer, numbersIn } from '../core/send-checks.ts'
import { isMachineAddress } from '../core/sender.ts'
import { writeBusinessDay } from '../core/templates/dates.ts'
import type { Clock } from '../jobs/clock.ts'
import type { Store } from '../store/index.ts'
import type { ReplyWays } from './reply-ways.ts'
import type { MessageRow } from '../store/messages.ts'

/** Order numbers of other tickets that are looked at for one number. */
const OTHERS = 20
const MOST_HEARD = 200_000
/** How far ahead the date lies that is shown as an example of one. */
const EXAMPLE_BUSINESS_DAYS = 3

export type Answering = ReturnType<typeof createAnswering>

/** To whom and from where an answer goes, and what a person should look at before it does. Changes nothing. */
export function createAnswering(
  store: Store,
  ways: Pick<ReplyWays, 'visibilityIn'>,
  choices: () => Pick<Settings, 'checksOff' | 'warnWords' | 'language'>,
  clock: Pick<Clock, 'now'>,
  hoursOf: (shopId: ShopId | null) => HoursPolicy,
) {
  /** The message an answer answers: the newest of the customer. */
  const answeredIn = (messages: readonly MessageRow[]) =>
    messages.findLast(({ direction, kind }) => direction === 'inbound' && kind !== 'bounce')

  function recipients(message: MessageRow | undefined): Address[] {
    if (!message) return []
    const caller = callerBehind(message)
    if (caller !== null) return caller
    const name = store.tickets.summary(message.ticketId)?.customerName ?? ''
    return recipientsOf({ ...message, ...message.recipients }, store.accounts.ownAddresses(), name)
  }

  /**
   * In the ticket of a call somebody else wrote down, a mail goes to the caller, if they have an address, and not to the
   * service that took the call. Null for every other message.
   */
  function callerBehind({ ticketId, sender, direction }: MessageRow): Address[] | null {
    const ticket = store.tickets.facts(ticketId)
    if (ticket?.channel !== 'phone' || ticket.customerId === null || direction !== 'inbound') return null
    const own = store.customers.identities(ticket.customerId).filter(({ channel }) => channel === 'mail')
    if (own.some(({ value }) => value === sender)) return null
    const [address] = own
    return address ? [{ name: ticket.customerName, address: address.value }] : []
  }

  /** The customers to choose from, when a ticket holds what several of them wrote. */
  function askers(messages: readonly MessageRow[]): Address[] {
    const theirs = messages.filter(({ direction, kind }) => direction === 'inbound' && isAskingKind(kind))
    return severalAskers(
      theirs.flatMap((message): Asker[] => {
        const [address] = recipients(message)
        if (!address || isMachineAddress(address.address)) return []
        const key = address.address.toLowerCase()
        const known = store.customers.find('mail', key)
        return [{ customer: known === null ? key : String(store.customers.living(known)), address }]
      }),
    )
  }

  /** Our account the customer wrote to, when that is none of those the message came to; null when nothing speaks against it. */
  function otherThanAddressed(ticketId: TicketId, accountId: AccountId): AccountId | null {
    const answered = answeredIn(store.messages.ofTicket(ticketId))
    if (!answered || answered.accountId === accountId) return null
    // By an account that was removed nothing can leave: another one has to do.
    if (!store.accounts.current(answered.accountId)) return null
    const address = store.accounts.get(accountId)?.address
    return address !== undefined && store.messages.deliveredTo(answered.id).includes(address)
      ? null
      : answered.accountId
  }

  function findings(
    ticketId: TicketId,
    answer: Omit<Parsed<'replies.check'>, 'ticketId' | 'accountId'>,
    hasFiles: boolean,
  ): Finding[] {
    const ticket = store.tickets.summary(ticketId)!
    const messages = store.messages.ofTicket(ticketId)
    const theirs = messages.filter(({ direction }) => direction === 'inbound')
    const visibility = ways.visibilityIn(ticketId, answer.isPrivate ?? false)
    // On a network there is one reader, or all the world; nobody types an address.
    const people = visibility === null ? [...answer.to, ...answer.cc].map(({ address }) => address) : []
    const customer = ticket.customerId === null ? null : store.customers.get(ticket.customerId)
    const strange = numbersIn(answer).filter((number) => !ticket.orderNumbers.includes(number))
    const others = store.tickets
      .sameOrder(ticketId, strange, OTHERS)
      .filter(({ id }) => store.tickets.facts(id)?.customerId !== ticket.customerId)
    return checkAnswer(
      {
        ...answer,
        to: visibility === null ? answer.to.map(({ address }) => address) : [],
        cc: visibility === null ? answer.cc.map(({ address }) => address) : [],
        hasFiles,
      },
      {
        names: [
          ticket.customerName,
          customer?.name ?? '',
          customer?.kana ?? '',
          ...theirs.map(({ recipients: { from } }) => from?.name ?? ''),
        ],
        heard: theirs
          .map(({ textBody }) => textBody)
          .join('\n')
          .slice(-MOST_HEARD),
        orderNumbers: ticket.orderNumbers,
        othersNumbers: others.map(({ number }) => number),
        category: ticket.category,
        newAddresses: people.filter((address) => !store.messages.isKnownAddress(address.toLowerCase())),
        exampleDate: writeBusinessDay(EXAMPLE_BUSINESS_DAYS, clock.now(), hoursOf(ticket.shopId), choices().language),
        isPublic: visibility === 'public',
        ownDomains: store.accounts.ownAddresses().map((address) => address.slice(address.lastIndexOf('@') + 1)),
      },
      choices(),
    )
  }

  return {
    answeredIn,
    recipients,
    askers,
    otherThanAddressed,
    /** What to look at in a text that is no draft of this ticket. */
    findings,
    look({ ticketId: asked, accountId, ...answer }: Parsed<'replies.check'>): AnswerLook {
      const ticketId = store.tickets.living(asked)
      if (!store.tickets.facts(ticketId)) return { findings: [], addressedAccountId: null }
      return {
        findings: findings(ticketId, answer, store.drafts.files({ owner: 'draft', id: ticketId }).length > 0),
        addressedAccountId: otherThanAddressed(ticketId, accountId),
      }
    },
  }
}
