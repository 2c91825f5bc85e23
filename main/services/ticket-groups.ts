import type { Output, Parsed } from '../../preload/contract.ts'
import type { TicketGroup, TicketGroupId, TicketId } from '../../preload/domain.ts'
import { AppError } from '../../preload/errors.ts'
import type { Clock } from '../jobs/clock.ts'
import type { Job } from '../jobs/heartbeat.ts'
import type { Store } from '../store/index.ts'
import type { TicketGroupRow } from '../store/ticket-groups.ts'
import type { Changes } from './changes.ts'

const DAY_MS = 86_400_000

/** Pre-orders and their like: whoever waits for the same thing is told of the progress every so many days, until it is there. */
export function createTicketGroups(store: Store, clock: Clock, changes: Changes) {
  const dueKey = ({ id, nextAt }: TicketGroupRow) => `group-due:${id}:${nextAt}`

  function existing(id: TicketGroupId): TicketGroupRow {
    const row = store.ticketGroups.get(id)
    if (!row) throw new AppError('not-found', `No group ${id}`)
    return row
  }

  /** Merged tickets are one person: they are told once. */
  function memberIds(id: TicketGroupId): TicketId[] {
    return [...new Set(store.ticketGroups.memberIds(id).map((one) => store.tickets.living(one)))]
  }

  function shown(row: TicketGroupRow, now: number): TicketGroup {
    const { id, name, product, intervalDays, nextAt, lastSentAt, closedAt } = row
    const isClosed = closedAt !== null
    return {
      id,
      name,
      product,
      intervalDays,
      nextAt: isClosed ? null : nextAt,
      isDue: !isClosed && nextAt <= now,
      lastSentAt,
      isClosed,
      members: memberIds(id).flatMap((ticketId) => {
        const ticket = store.tickets.summary(ticketId)
        return ticket ? [{ ticketId, customerName: ticket.customerName, subject: ticket.subject }] : []
      }),
    }
  }

  /** Inside a transaction. The task of the date that held until now is done with. */
  function change(row: TicketGroupRow, next: Partial<TicketGroupRow>, what: string): void {
    store.alerts.markHandledByKey(dueKey(row), clock.now())
    store.ticketGroups.update({ ...row, ...next })
    const data = { what, groupId: row.id, name: row.name }
    store.journal.append({ at: clock.now(), actor: 'staff', type: 'ticket-group.changed', ticketId: null, data })
  }

  function told(): void {
    changes.note('groups')
    changes.note('alerts')
  }

  const unannounced = () => store.ticketGroups.listOpen().filter((row) => row.nextAt !== announced.get(row.id))
  /** What has its alert already; the key of the alert keeps it from coming twice after a restart. */
  const announced = new Map<TicketGroupId, number>()

  const job: Job = {
    name: 'groups',
    dueAt: () => unannounced()[0]?.nextAt ?? null,
    run() {
      const now = clock.now()
      store.transaction(() => {
        for (const row of unannounced()) {
          if (row.nextAt > now) continue
          const at = row.nextAt
          store.alerts.add({ key: dueKey(row), kind: 'group-due', ticketId: null, accountId: null, at, dueAt: null })
          announced.set(row.id, row.nextAt)
        }
      })
      told()
      return Promise.resolve()
    },
  }

  return {
    job,
    list(): Output<'ticketGroups.list'> {
      const now = clock.now()
      return store.ticketGroups.list().map((row) => shown(row, now))
    },
    save({ id, ...words }: Parsed<'ticketGroups.save'>): { id: TicketGroupId } {
      const now = clock.now()
      const nextAt = now + words.intervalDays * DAY_MS
      const saved = store.transaction(() => {
        if (id === null) return store.ticketGroups.insert({ ...words, nextAt, createdAt: now })
        const row = existing(id)
        const isOther = row.intervalDays !== words.intervalDays
        const from = row.lastSentAt ?? now
        change(row, { ...words, ...(isOther && { nextAt: from + words.intervalDays * DAY_MS }) }, 'saved')
        return id
      })
      told()
      return { id: saved }
    },
    add(id: TicketGroupId, ticketIds: readonly TicketId[]): void {
      store.transaction(() => {
        existing(id)
        for (const ticketId of ticketIds) store.ticketGroups.add(id, store.tickets.living(ticketId))
      })
      told()
    },
    remove(id: TicketGroupId, ticketIds: readonly TicketId[]): void {
      const gone = new Set(ticketIds)
      store.transaction(() => {
        for (const member of store.ticketGroups.memberIds(existing(id).id))
          if (gone.has(member) || gone.has(store.tickets.living(member))) store.ticketGroups.remove(id, member)
      })
      told()
    },
    setClosed(id: TicketGroupId, isClosed: boolean): void {
      const now = clock.now()
      const row = existing(id)
      const nextAt = isClosed ? row.nextAt : now + row.intervalDays * DAY_MS
      store.transaction(() => change(row, { closedAt: isClosed ? now : null, nextAt }, isClosed ? 'closed' : 'opened'))
      told()
    },
    postpone(id: TicketGroupId, until: number): void {
      const row = existing(id)
      if (until <= clock.now()) throw new AppError('invalid-input', 'That time has passed.', { reason: 'past' })
      store.transaction(() => change(row, { nextAt: until }, 'postponed'))
      told()
    },
    /** In the transaction that queues a sending to the group: the next one is due an interval from now. */
    sent(id: TicketGroupId): void {
      const now = clock.now()
      const row = existing(id)
      change(row, { lastSentAt: now, nextAt: now + row.intervalDays * DAY_MS }, 'sent')
      changes.note('groups')
      changes.note('alerts')
    },
  }
}
