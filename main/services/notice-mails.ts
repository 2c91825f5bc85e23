import { NO_PLAN, type MessageId, type NoticeWatch, type ShopId, type TicketId } from '../../preload/domain.ts'
import type { Catalog } from '../../preload/locales/index.ts'
import { excerptOf } from '../core/excerpt.ts'
import { splitQuoted } from '../core/quoting.ts'
import { fillNotice, type NoticeValues } from '../core/staff-notice.ts'
import type { Clock } from '../jobs/clock.ts'
import type { AccountRow } from '../store/accounts.ts'
import type { Store } from '../store/index.ts'
import type { NoticeRow } from '../store/notices.ts'
import type { StaffRow } from '../store/staff.ts'
import { queueOutgoing } from './outgoing.ts'

/** Events that are told in full in one mail; more are counted. */
const MOST_IN_MAIL = 20

export type NoticeText = Pick<NoticeWatch, 'subject' | 'body'>
/** What a paragraph says of one event. */
export type NoticeItem = {
  event: NoticeRow['event']
  ruleName: string | null
  customer: string
  subject: string
  number: number | null
  at: string
  due: string | null
  excerpt: string
  /** The account, where it is about one. */
  account: string | null
}
type Tools = {
  store: Store
  clock: Clock
  words: () => Catalog['staffNotices']
  /** A date and time on the clock of a shop. */
  timeWords: (at: number, shopId: ShopId | null) => string
}

/** Writes events into one mail to colleagues and puts it on its way. It lies in a ticket of its own, never with the customer. */
export function createNoticeMails({ store, clock, words, timeWords }: Tools) {
  function itemOf({ event, ruleName, ticketId, messageId, accountId, at, dueAt }: NoticeRow): NoticeItem {
    const ticket = ticketId === null ? null : store.tickets.facts(store.tickets.living(ticketId))
    const account = accountId === null ? null : store.accounts.get(accountId)
    const message = messageId === null ? null : store.messages.get(messageId)
    const shopId = ticket?.shopId ?? account?.shopId ?? null
    return {
      event,
      ruleName,
      customer: ticket?.customerName ?? '',
      subject: ticket?.subject ?? '',
      number: ticket?.id ?? null,
      at: timeWords(at, shopId),
      due: dueAt === null ? null : timeWords(dueAt, shopId),
      excerpt: message ? excerptOf(splitQuoted(message.textBody.slice(0, 20_000)).own) : '',
      account: ticket ? null : (account?.address ?? null),
    }
  }

  function write(text: NoticeText, items: readonly NoticeItem[], shop: string): { subject: string; body: string } {
    const { mail } = words()
    const [first] = items
    const kinds = new Set(items.map(({ event }) => event))
    const list = items.slice(0, MOST_IN_MAIL).map(mail.paragraph)
    if (items.length > MOST_IN_MAIL) list.push(mail.more(items.length - MOST_IN_MAIL))
    const values: NoticeValues = {
      ショップ名: shop,
      出来事: kinds.size === 1 ? mail.events(first!.event, items.length) : mail.mixed(items.length),
      件数: String(items.length),
      一覧: list.join('\n\n'),
      お客さま名: first!.customer,
      件名: first!.subject,
      番号: first!.number === null ? '' : `#${first!.number}`,
      期限: first!.due ?? '',
      内容: first!.excerpt,
    }
    const subject = fillNotice(text.subject ?? mail.subject, values)
      .replace(/[\r\n]+/g, ' ')
      .trim()
    return { subject, body: fillNotice(text.body ?? mail.body, values) }
  }

  /** An account that works: of the ticket, else of its shop, else any. A mailbox in trouble cannot tell of its own. */
  function accountFor({ accountId, event }: NoticeRow): AccountRow | null {
    const all = store.accounts.list()
    const wanted = all.find(({ id }) => id === accountId)
    const works = ({ id, isPaused, errorReason }: AccountRow) =>
      isPaused === 0 && errorReason === null && !(event === 'account-trouble' && id === accountId)
    const near = all.filter(({ shopId }) => shopId === wanted?.shopId)
    return [...(wanted ? [wanted] : []), ...near, ...all].find(works) ?? wanted ?? all[0] ?? null
  }

  /** Machine mail of our own: it never asks for anything, and nothing that comes back to it opens a customer's ticket. */
  function homeOf({ id, shopId, channel }: AccountRow): TicketId {
    const now = clock.now()
    const known = store.notices.home(id)
    if (known !== null) return known
    const { home } = words()
    return store.tickets.insert({
      kind: 'notice',
      status: 'new',
      accountId: id,
      shopId,
      channel,
      customerId: null,
      customerName: home.from,
      subject: home.subject,
      excerpt: '',
      lastMessageAt: now,
      createdAt: now,
    })
  }

  /** Inside a transaction. Null when nothing can be sent: no account is left. */
  function queue(rows: readonly NoticeRow[], to: readonly StaffRow[], text: NoticeText, key: string): MessageId | null {
    const account = accountFor(rows[0]!)
    if (!account) return null
    const now = clock.now()
    const shop = store.accounts.shop(account.shopId)!.name
    const { messageId } = queueOutgoing(
      store,
      {
        ticketId: homeOf(account),
        account,
        to: to.map(({ name, email }) => ({ name, address: email.trim() })),
        cc: [],
        ...write(text, rows.map(itemOf), shop),
        kind: 'staff-notice',
        rule: 'staff-notice',
        clientKey: key,
        sendAfter: now,
        plan: NO_PLAN,
        actor: 'system',
        files: [],
      },
      now,
    )
    return messageId
  }

  return { queue, write }
}
