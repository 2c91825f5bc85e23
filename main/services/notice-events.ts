import type {
  AccountId,
  AlertInfo,
  NoticeEvent,
  NoticeRecipients,
  NoticeWatch,
  OutboxId,
  ShopId,
  StaffId,
} from '../../preload/domain.ts'
import { splitQuoted } from '../core/quoting.ts'
import { isWatched, type Occurrence } from '../core/staff-notice.ts'
import type { Clock } from '../jobs/clock.ts'
import type { AlertRow } from '../store/alerts.ts'
import type { Store } from '../store/index.ts'
import type { MessageRow } from '../store/messages.ts'
import type { StaffRow } from '../store/staff.ts'

/** Alerts up to here were looked at. */
const SEEN = 'notices.seen'
const PAGE = 500
/** What happened longer ago, while the PC was off, is told by the list alone. */
const FRESH_MS = 24 * 3_600_000

const EVENT_OF: Partial<Record<AlertInfo['kind'], NoticeEvent>> = {
  'new-message': 'new-message',
  warning: 'warning',
  missed: 'missed',
  hold: 'missed',
  'send-failed': 'send-failed',
  'account-trouble': 'account-trouble',
  'auto-stopped': 'account-trouble',
}
/** Where an event happened. */
type Place = { accountId: AccountId | null; shopId: ShopId | null; channel: string | null; newest: MessageRow | null }

/**
 * Reads the alerts, which are written once for each event, and notes who is to be told of which by mail. A mark keeps each from
 * being read twice, whatever happens between.
 */
export function createNoticeEvents(store: Store, clock: Clock) {
  const seen = () => (store.settings.get(SEEN) as number | undefined) ?? 0
  const watches = () => store.notices.watches().filter(({ isOn }) => isOn)

  /** Those who work here, have an address of their own, and get what is sent there. */
  function people(): StaffRow[] {
    const own = store.accounts.ownAddresses()
    return store.staff.list().filter(({ removedAt, email }) => {
      const address = email.trim().toLowerCase()
      // A notice to ourselves would come in as a question and set off the next notice.
      return removedAt === null && address.includes('@') && !own.includes(address) && !store.notices.isDead(address)
    })
  }

  function resolve(recipients: NoticeRecipients): StaffId[] {
    const wanted = people().filter(({ id, isManager }) => {
      if (recipients.to === 'chosen') return recipients.staffIds.includes(id)
      return recipients.to === 'all' || isManager
    })
    return wanted.map(({ id }) => id)
  }

  function placeOf({ key, ticketId, accountId }: AlertRow): Place {
    const ticket = ticketId === null ? null : store.tickets.facts(ticketId)
    const account = accountId === null ? null : store.accounts.get(accountId)
    const shopId = ticket?.shopId ?? account?.shopId ?? null
    const channel = ticket?.channel ?? account?.channel ?? null
    const named = /^new-message:(\d+)$/.exec(key)?.[1]
    const messages = ticketId === null ? [] : store.messages.ofTicket(ticketId)
    const newest =
      messages.find(({ id }) => String(id) === named) ??
      messages.findLast(({ direction }) => direction === 'inbound') ??
      null
    return { accountId: ticket?.accountId ?? accountId, shopId, channel, newest }
  }

  function isLastWarning({ kind, ticketId, at, dueAt }: AlertRow): boolean {
    if (kind !== 'warning') return true
    const row = store.deadlines.openOf(ticketId!).find((deadline) => deadline.dueAt === dueAt)
    return (row?.warnings.at(-1) ?? at) <= at
  }

  /** Mail to a colleague that did not get through: telling it by mail would only make another. */
  function buryRefused({ key }: AlertRow): void {
    const id = /^send-failed:(\d+):(?:failed|rejected):/.exec(key)?.[1]
    const row = id === undefined ? null : store.outbox.get(Number(id) as OutboxId)
    if (!row) return
    const refused = key.includes(':rejected:') ? (row.explanation ?? '').toLowerCase().split(', ') : null
    for (const { address } of store.messages.get(row.messageId)!.recipients.to)
      if (refused === null || refused.includes(address.toLowerCase()))
        store.notices.bury(address.toLowerCase(), clock.now())
  }

  function read(alert: AlertRow, active: readonly NoticeWatch[]): void {
    const event = EVENT_OF[alert.kind]
    if (event === undefined || alert.handledAt !== null || alert.at < clock.now() - FRESH_MS) return
    if (alert.ticketId !== null && store.notices.isHome(alert.ticketId)) return buryRefused(alert)
    const { accountId, shopId, channel, newest } = placeOf(alert)
    const text = newest ? `${newest.subject}\n${splitQuoted(newest.textBody.slice(0, 200_000)).own}` : ''
    const occurrence: Occurrence = { event, shopId, channel, text, isLastWarning: isLastWarning(alert) }
    const told = new Set<StaffId>()
    for (const watch of active.filter((one) => isWatched(one, occurrence))) {
      const recipients = resolve(watch.recipients).filter((id) => !told.has(id))
      if (recipients.length === 0) continue
      for (const id of recipients) told.add(id)
      const { key, ticketId, at, dueAt } = alert
      store.notices.add({
        key: `watch:${watch.id}:${key}`,
        watchId: watch.id,
        ruleName: null,
        event,
        ticketId,
        messageId: newest?.id ?? null,
        accountId,
        alertId: alert.id,
        recipients,
        at,
        dueAt,
        notedAt: clock.now(),
      })
    }
  }

  return {
    people,
    resolve,
    /** Nothing that was there before is told. Inside a transaction. */
    startHere: () => store.settings.set(SEEN, store.alerts.lastId()),
    hasNews: () => store.alerts.lastId() > seen() && watches().length > 0,
    collect(): void {
      store.transaction(() => {
        const active = watches()
        const alerts = store.alerts.listAfter(seen(), PAGE)
        for (const alert of alerts) read(alert, active)
        if (alerts.length > 0) store.settings.set(SEEN, alerts.at(-1)!.id)
      })
    },
  }
}
