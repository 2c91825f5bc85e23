import type { CustomerId, TicketId } from '../../preload/domain.ts'
import type { ErasePreview, Retention } from '../../preload/domain/erasing.ts'
import { AppError } from '../../preload/errors.ts'
import type { Clock } from '../jobs/clock.ts'
import type { Job } from '../jobs/heartbeat.ts'
import { ERASED_PACKS } from '../store/backup/snapshot.ts'
import type { Erasable } from '../store/erasing.ts'
import type { Store } from '../store/index.ts'
import type { SourceLocation } from '../store/sources.ts'
import type { Changes } from './changes.ts'

type Tools = {
  store: Store
  clock: Clock
  changes: Changes
  copies: () => Pick<ErasePreview, 'backupDays' | 'setAside'>
}

const MONTH_MS = 30.4375 * 86_400_000
const DAY_MS = 86_400_000
/** The months after which the content of settled tickets goes; null: never. */
const RETENTION = 'retention.months'
const RETENTION_RAN = 'retention.ranAt'
/** Bytes that are to be overwritten, until they are: a crash or a full disk must not leave them. */
const TO_BLANK = 'sources.toBlank'
const TO_TIDY = 'search.toTidy'
/** Tickets in a transaction of the rule; pages of the index in a step. Both some tens of milliseconds. */
const AT_ONCE = 100
const INDEX_PAGES = 200

/** Takes personal data out for good: on request of a customer, and by the rule of the shop. */
export function createErasingService({ store, clock, changes, copies }: Tools) {
  const toBlank = () => (store.settings.get(TO_BLANK) as SourceLocation[] | undefined) ?? []
  const months = () => (store.settings.get(RETENTION) as number | null | undefined) ?? null
  const mustTidy = () => store.settings.get(TO_TIDY) === true
  const edgeOf = (count: number) => clock.now() - count * MONTH_MS

  /** All of it in one transaction; the bytes of the sources right after it. */
  async function erase(what: Erasable, record: () => void): Promise<void> {
    if (store.erasing.isOnTheWay(what))
      throw new AppError('conflict', 'An answer is being sent right now.', { reason: 'being-sent' })
    const now = clock.now()
    const stop = store.erasing.overwriteFreed()
    try {
      store.transaction(() => {
        const texts = what.messages.flatMap((id) => store.erasing.textsOf(id))
        for (const id of what.messages) store.search.remove(id)
        store.search.forgetWords(texts)
        const places = store.sources.drop(store.erasing.erase(what, now))
        stampPacks(places, now)
        store.settings.set(TO_BLANK, [...toBlank(), ...places])
        store.settings.set(TO_TIDY, true)
        record()
      })
    } finally {
      stop()
    }
    changes.note('tickets', what.tickets as TicketId[])
    changes.note('alerts')
    changes.note('outbox')
    await blank()
  }

  /** The next backup copies these packs anew instead of adding to them. */
  function stampPacks(places: readonly SourceLocation[], at: number): void {
    const stamps = (store.settings.get(ERASED_PACKS) as Record<string, number> | undefined) ?? {}
    for (const { pack } of places) stamps[pack] = at
    store.settings.set(ERASED_PACKS, stamps)
  }

  async function blank(): Promise<void> {
    const places = toBlank()
    if (places.length === 0) return
    await store.sources.blank(places)
    const done = new Set(places.map(({ hash }) => hash))
    store.settings.set(
      TO_BLANK,
      toBlank().filter(({ hash }) => !done.has(hash)),
    )
  }

  /** True when some were found: there may be more. */
  async function eraseSettled(): Promise<boolean> {
    const limit = months()
    if (limit === null) return false
    const tickets = store.erasing.settledBefore(edgeOf(limit), AT_ONCE)
    if (tickets.length === 0) return false
    const what = store.erasing.ofTickets(tickets)
    await erase(what, () =>
      store.journal.append({
        at: clock.now(),
        actor: 'system',
        type: 'tickets.erased',
        ticketId: null,
        data: { tickets: tickets.length, messages: what.messages.length, months: limit },
      }),
    )
    return true
  }

  const job: Job = {
    name: 'erasing',
    isPatient: true,
    dueAt() {
      if (toBlank().length > 0 || mustTidy()) return 0
      if (months() === null) return null
      const ranAt = (store.settings.get(RETENTION_RAN) as number | undefined) ?? 0
      return ranAt > clock.now() ? 0 : ranAt + DAY_MS
    },
    async run() {
      await blank()
      if (mustTidy()) {
        const isMore = store.erasing.tidyIndex(INDEX_PAGES)
        if (!isMore) store.settings.set(TO_TIDY, false)
        return
      }
      if (!(await eraseSettled())) store.settings.set(RETENTION_RAN, clock.now())
    },
  }

  function existing(id: CustomerId): Erasable {
    const living = store.customers.living(id)
    if (!store.customers.get(living)) throw new AppError('not-found', `No customer ${id}`)
    return store.erasing.ofCustomer(living)
  }

  return {
    job,
    preview({ customerId }: { customerId: CustomerId }): ErasePreview {
      const { tickets, messages, addresses } = existing(customerId)
      return { tickets: tickets.length, messages: messages.length, addresses, ...copies() }
    },
    /** Throws AppError `conflict` (reason `being-sent`) while an answer to this person is on its way. */
    async customer({ customerId }: { customerId: CustomerId }): Promise<void> {
      const what = existing(customerId)
      await erase(what, () => {
        for (const ticketId of what.tickets as TicketId[])
          store.journal.append({ at: clock.now(), actor: 'staff', type: 'customer.erased', ticketId, data: {} })
        store.journal.append({
          at: clock.now(),
          actor: 'staff',
          type: 'customer.erased',
          ticketId: null,
          data: { customerId, tickets: what.tickets.length, messages: what.messages.length },
        })
      })
    },
    retention: (): Retention => ({ months: months() }),
    /** How many settled tickets would lose their content now. */
    retentionPreview: ({ months: count }: { months: number }) => ({
      tickets: store.erasing.countSettledBefore(edgeOf(count)),
    }),
    setRetention({ months: next }: Retention): Retention {
      store.transaction(() => {
        store.settings.set(RETENTION, next)
        store.settings.set(RETENTION_RAN, 0)
        store.journal.append({
          at: clock.now(),
          actor: 'staff',
          type: 'retention.changed',
          ticketId: null,
          data: { months: next },
        })
      })
      return { months: next }
    },
  }
}
