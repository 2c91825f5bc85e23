import type {
  NoticeWatchDraft,
  NoticeRecipients,
  NoticeWatch,
  NoticeWatchId,
  ShopId,
  StaffId,
} from '../../preload/domain.ts'
import type { Output } from '../../preload/contract.ts'
import { AppError } from '../../preload/errors.ts'
import type { Catalog } from '../../preload/locales/index.ts'
import { unknownVariables } from '../core/staff-notice.ts'
import type { Clock } from '../jobs/clock.ts'
import type { Job } from '../jobs/heartbeat.ts'
import type { Store } from '../store/index.ts'
import type { NoticeRow } from '../store/notices.ts'
import type { RuleSubject } from '../store/rule-subjects.ts'
import type { Changes } from './changes.ts'
import type { Arrival } from './intake.ts'
import { createNoticeEvents } from './notice-events.ts'
import { createNoticeMails, type NoticeItem } from './notice-mails.ts'

/** What happens at once becomes one mail: so long the first event waits for more. */
const GATHER_MS = 30_000
/** Between two mails of one watch, however much happens. */
const REST_MS = 3 * 60_000
const KEPT_MS = 30 * 86_400_000

type Tools = {
  store: Store
  clock: Clock
  changes: Changes
  words: () => Catalog['staffNotices']
  timeWords: (at: number, shopId: ShopId | null) => string
}

/** Notices by mail to colleagues: each event once to each person, several at once as one mail, and never a loop. */
export function createStaffNotices({ store, clock, changes, words, timeWords }: Tools) {
  const events = createNoticeEvents(store, clock)
  const mails = createNoticeMails({ store, clock, words, timeWords })

  /** Mails to be written, each from what waits for the same people of the same shop. */
  function batches(): NoticeRow[][] {
    const groups = new Map<string, NoticeRow[]>()
    for (const row of store.notices.listWaiting()) {
      const shopId = row.accountId === null ? null : store.accounts.get(row.accountId)?.shopId
      const key = JSON.stringify([row.watchId, shopId, row.recipients])
      groups.set(key, [...(groups.get(key) ?? []), row])
    }
    return [...groups.values()]
  }

  function readyAt(rows: readonly NoticeRow[]): number {
    const now = clock.now()
    const last = store.notices.lastMailAt(rows[0]!.watchId)
    // A clock that was set back must not silence anybody.
    const rest = last === null || last > now ? 0 : last + REST_MS
    return Math.max(Math.min(rows[0]!.notedAt, now) + GATHER_MS, rest)
  }

  /** Somebody has dealt with it, or it has become another event. */
  function isOver({ event, ticketId, alertId, dueAt }: NoticeRow): boolean {
    if (event === 'warning' && dueAt !== null && dueAt <= clock.now()) return true
    if (alertId !== null && store.alerts.get(alertId)!.handledAt !== null) return true
    return (
      ticketId !== null &&
      event === 'new-message' &&
      store.tickets.facts(store.tickets.living(ticketId))!.status === 'resolved'
    )
  }

  function mail(rows: readonly NoticeRow[]): void {
    const now = clock.now()
    const fresh = rows.filter((row) => !isOver(row))
    const to = events.people().filter(({ id }) => rows[0]!.recipients.includes(id))
    const text = store.notices.watches().find(({ id }) => id === rows[0]!.watchId) ?? { subject: null, body: null }
    const mailId = fresh.length === 0 || to.length === 0 ? null : mails.queue(fresh, to, text, `notice:${rows[0]!.id}`)
    for (const row of rows) store.notices.finish(row.id, now, fresh.includes(row) ? mailId : null)
    if (mailId === null) return
    for (const { ticketId, event } of fresh) {
      if (ticketId === null) continue
      const data = { event, to: to.map(({ name, email }) => name || email), mailId }
      store.journal.append({ at: now, actor: 'system', type: 'staff-notice.sent', ticketId, data })
    }
    changes.note('outbox')
    changes.note(
      'tickets',
      fresh.flatMap(({ ticketId }) => ticketId ?? []),
    )
  }

  const job: Job = {
    name: 'notices',
    dueAt() {
      if (events.hasNews()) return 0
      const waiting = batches()
      return waiting.length === 0 ? null : Math.min(...waiting.map(readyAt))
    },
    run() {
      if (events.hasNews()) events.collect()
      const ready = batches().filter((rows) => readyAt(rows) <= clock.now())
      store.transaction(() => {
        for (const rows of ready) mail(rows)
        if (ready.length > 0) store.notices.forgetBefore(clock.now() - KEPT_MS)
      })
      return Promise.resolve()
    },
  }

  function record(type: string, data: Record<string, unknown>): void {
    store.journal.append({ at: clock.now(), actor: 'staff', type, ticketId: null, data })
    changes.note('answers')
  }

  const unknownIn = ({ subject, body }: NoticeWatchDraft) => unknownVariables(`${subject ?? ''}\n${body ?? ''}`)

  function sample(): NoticeItem[] {
    const at = clock.now()
    const item = words().sample
    return [
      {
        ...item,
        event: 'new-message',
        ruleName: null,
        number: 1024,
        at: timeWords(at, null),
        due: timeWords(at + 3_600_000, null),
        account: null,
      },
    ]
  }

  return {
    job,
    list: (): NoticeWatch[] => store.notices.watches(),
    save(id: NoticeWatchId | null, watch: NoticeWatchDraft): NoticeWatch {
      const unknown = unknownIn(watch)
      if (unknown.length > 0)
        throw new AppError('invalid-input', `Nobody fills ${unknown.join(', ')}`, { reason: 'unknown-variable' })
      return store.transaction(() => {
        // The first one is not told of what happened while nobody wanted to know.
        if (!store.notices.watches().some(({ isOn }) => isOn)) events.startHere()
        record('notice-watch.saved', { id, name: watch.name })
        if (id === null) return { ...watch, id: store.notices.addWatch(watch, clock.now()) }
        if (!store.notices.updateWatch(id, watch)) throw new AppError('not-found', `No notice ${id}`)
        return { ...watch, id }
      })
    },
    remove(id: NoticeWatchId, isUndo: boolean): void {
      store.transaction(() => {
        if (isUndo && !store.notices.watches().some(({ isOn }) => isOn)) events.startHere()
        store.notices.setWatchRemoved(id, isUndo ? null : clock.now())
        record(isUndo ? 'notice-watch.restored' : 'notice-watch.removed', { id })
      })
    },
    preview(watch: NoticeWatchDraft): Output<'notices.preview'> {
      const { mail: usual } = words()
      const shop = store.accounts
        .listShops()
        .find(({ id }) => watch.shopIds[0] === undefined || id === watch.shopIds[0])
      const event = watch.events[0]!
      const items = sample().map((item) => ({ ...item, event }))
      return {
        ...mails.write(watch, items, shop?.name ?? ''),
        usual: { subject: usual.subject, body: usual.body },
        unknown: unknownIn(watch),
      }
    },
    dead: store.notices.deadAddresses,
    revive(address: string): void {
      store.transaction(() => {
        store.notices.revive(address)
        record('notice-address.revived', { address })
      })
    },
    /** A rule asks for it. In the transaction of the rule. */
    byRule(row: RuleSubject, recipients: NoticeRecipients, ruleName: string, key: string): void {
      const staffIds: StaffId[] = events.resolve(recipients)
      if (staffIds.length === 0) return
      store.notices.add({
        key,
        watchId: null,
        ruleName,
        event: 'rule',
        ticketId: row.ticketId,
        messageId: row.messageId,
        accountId: row.accountId,
        alertId: null,
        recipients: staffIds,
        at: row.messageAt,
        dueAt: null,
        notedAt: clock.now(),
      })
    },
    /** A notice came back: nothing more goes there, and the people at the PC are told once. */
    onArrival({ account, inbound, classification }: Arrival): void {
      const { isBounce, bounceFor } = classification
      if (
        !isBounce ||
        bounceFor === null ||
        ['delivered', 'delayed'].includes(inbound.message.deliveryReport?.action ?? '')
      )
        return
      const address = bounceFor.toLowerCase()
      const isColleague = store.staff.list().some(({ email }) => email.trim().toLowerCase() === address)
      if (!isColleague || !store.notices.bury(address, clock.now())) return
      const at = inbound.receivedAt
      const key = `notice-undelivered:${address}:${at}`
      store.alerts.add({ key, kind: 'notice-undelivered', ticketId: null, accountId: account.id, at, dueAt: null })
      changes.note('answers')
    },
  }
}
