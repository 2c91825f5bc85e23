import { randomBytes, scryptSync, timingSafeEqual } from 'node:crypto'
import type { StaffId, StaffInfo, TicketId } from '../../preload/domain.ts'
import type { Output, Parsed } from '../../preload/contract.ts'
import { AppError } from '../../preload/errors.ts'
import type { Catalog } from '../../preload/locales/index.ts'
import type { Clock } from '../jobs/clock.ts'
import type { Store } from '../store/index.ts'
import type { StaffRow } from '../store/staff.ts'
import type { Changes } from './changes.ts'

const AT_COUNTER = 'staffAtCounter'
const HASH_BYTES = 32

export type StaffService = ReturnType<typeof createStaffService>

/**
 * Profiles of people on one PC. A PIN keeps colleagues from acting in each other's name by mistake; it is no protection of
 * the data, which lies open to whoever can open the PC.
 */
export function createStaffService(store: Store, clock: Clock, changes: Changes, words: () => Catalog['people']) {
  const present = () => store.staff.list().filter(({ removedAt }) => removedAt === null)
  store.journal.setAtCounter(currentId())

  function currentId(): StaffId {
    const id = store.journal.seat()?.staffId ?? store.settings.get(AT_COUNTER)
    const people = present()
    return (people.find((row) => row.id === id) ?? people[0])!.id
  }

  const toInfo = ({ pin, removedAt, name, ...row }: StaffRow): StaffInfo => ({
    ...row,
    name: name || words().me,
    hasPin: pin !== null,
    isRemoved: removedAt !== null,
  })

  function existing(id: StaffId): StaffRow {
    const row = store.staff.list().find((one) => one.id === id)
    if (!row) throw new AppError('not-found', `No staff ${id}`)
    return row
  }

  function record(type: string, data: Record<string, unknown>): void {
    store.journal.append({ at: clock.now(), actor: 'staff', type, ticketId: null, data })
  }

  function save({ id, pin, name, ...profile }: Parsed<'staff.save'>): StaffInfo {
    const saved = store.transaction(() => {
      const before = id === null ? null : existing(id)
      const row = {
        ...profile,
        // The word of the language stays one until it is replaced.
        name: before?.name === '' && name === words().me ? '' : name,
        pin: pin === null ? (before?.pin ?? null) : pin === '' ? null : hashOf(pin),
      }
      record('staff.saved', { id, name })
      if (!before) return store.staff.insert({ ...row, createdAt: clock.now() })
      store.staff.update({ ...before, ...row })
      return before.id
    })
    changes.note('people')
    return toInfo(existing(saved))
  }

  function goTo(id: StaffId): void {
    const seat = store.journal.seat()
    if (seat) return void (seat.staffId = id)
    store.settings.set(AT_COUNTER, id)
    store.journal.setAtCounter(id)
  }

  return {
    currentId,
    nameOf: (id: StaffId | null): string | null => (id === null ? null : toInfo(existing(id)).name),
    isThere: (id: StaffId): boolean => present().some((row) => row.id === id),
    /** Somebody who is not at the counter and none of these; whoever is at the counter where there is nobody else. */
    besides: (taken: readonly StaffId[]): StaffId =>
      present().find(({ id }) => id !== currentId() && !taken.includes(id))?.id ?? currentId(),
    list: (): Output<'staff.list'> => ({ staff: store.staff.list().map(toInfo), currentId: currentId() }),
    save,
    setRemoved(id: StaffId, isRemoved: boolean): void {
      store.transaction(() => {
        existing(id)
        if (isRemoved && present().every((row) => row.id === id))
          throw new AppError('invalid-input', 'Somebody has to stay.')
        const leaves = isRemoved && currentId() === id
        record(isRemoved ? 'staff.removed' : 'staff.restored', { id })
        store.staff.setRemoved(id, isRemoved ? clock.now() : null)
        if (leaves) goTo(currentId())
      })
      changes.note('people')
    },
    /** Somebody else comes to the counter. Throws AppError `rejected`, reason `wrong-pin`. */
    switchTo(id: StaffId, pin: string | null): void {
      const row = existing(id)
      if (row.removedAt !== null) throw new AppError('not-found', `No staff ${id}`)
      if (row.pin !== null && !fits(pin ?? '', row.pin))
        throw new AppError('rejected', 'The PIN is wrong.', { reason: 'wrong-pin' })
      store.transaction(() => {
        goTo(id)
        record('staff.switched', { id })
      })
      changes.note('people')
    },
    mentions: () => store.staff.mentions(currentId()),
    /** Who is at the counter has looked at a ticket. */
    sawTicket(id: TicketId): void {
      if (!store.staff.markMentionsSeen(currentId(), id, clock.now())) return
      store.alerts.markMentionsHandled(id, currentId(), clock.now())
      changes.note('people')
      changes.note('alerts')
    },
    /** Gives tickets to somebody, or with null to nobody. For a person or a rule. */
    assign(ids: readonly TicketId[], staffId: StaffId | null, actor: 'staff' | 'system' = 'staff'): void {
      store.transaction(() => {
        const name = staffId === null ? null : toInfo(existing(staffId)).name
        for (const asked of ids) {
          const id = store.tickets.living(asked)
          const before = store.work.get(id)
          if (!before) throw new AppError('not-found', `No ticket ${asked}`)
          if (before.assigneeId === staffId) continue
          store.work.assign(id, staffId)
          const nameBefore = before.assigneeId === null ? null : toInfo(existing(before.assigneeId)).name
          const data = { to: staffId, name, before: before.assigneeId, nameBefore }
          store.journal.append({ at: clock.now(), actor, type: 'ticket.assigned', ticketId: id, data })
        }
      })
      changes.note('tickets', ids)
    },
  }
}

function hashOf(pin: string): string {
  const salt = randomBytes(16)
  return `${salt.toString('hex')}:${scryptSync(pin, salt, HASH_BYTES).toString('hex')}`
}

function fits(pin: string, stored: string): boolean {
  const [salt = '', hash = ''] = stored.split(':')
  return timingSafeEqual(scryptSync(pin, Buffer.from(salt, 'hex'), HASH_BYTES), Buffer.from(hash, 'hex'))
}
