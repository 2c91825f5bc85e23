import type { CategoryInfo, TicketId } from '../../preload/domain.ts'
import type { Parsed } from '../../preload/contract.ts'
import { AppError } from '../../preload/errors.ts'
import type { Catalog } from '../../preload/locales/index.ts'
import type { Clock } from '../jobs/clock.ts'
import type { CategoryRow } from '../store/categories.ts'
import type { Store } from '../store/index.ts'
import type { Changes } from './changes.ts'
import type { ChecklistService } from './checklists.ts'
import type { TicketService } from './tickets.ts'

type Tools = {
  store: Store
  clock: Clock
  changes: Changes
  tickets: TicketService
  checklists: ChecklistService
  words: () => Catalog['people']
}
export type CategoryService = ReturnType<typeof createCategoryService>

/** What inquiries are about: the shop's own tree, and the category of each ticket. */
export function createCategoryService({ store, clock, changes, tickets, checklists, words }: Tools) {
  const wordOf = (key: string): string | undefined => (words().categoryWords as Record<string, string>)[key]

  const toInfo = ({ removedAt, label, ...row }: CategoryRow): CategoryInfo => ({
    ...row,
    label: label ?? wordOf(row.key) ?? row.key,
    isRemoved: removedAt !== null,
  })

  function existing(key: string): CategoryRow {
    const row = store.categories.list().find((one) => one.key === key)
    if (!row) throw new AppError('not-found', `No category ${key}`)
    return row
  }

  function save({ key, parentKey, label, isPreventable }: Parsed<'categories.save'>): CategoryInfo {
    const id = store.transaction(() => {
      if (parentKey !== null && (parentKey === key || existing(parentKey).parentKey !== null))
        throw new AppError('invalid-input', 'A small category belongs to a large one.')
      const row = { key: key ?? `own-${store.categories.count() + 1}`, parentKey, isPreventable }
      if (key === null) store.categories.insert({ ...row, label })
      else {
        existing(key)
        store.categories.update({ ...row, label: label === wordOf(key) ? null : label })
      }
      record('category.saved', { key: row.key, label, parentKey, isPreventable })
      return row.key
    })
    changes.note('people')
    return toInfo(existing(id))
  }

  function record(type: string, data: Record<string, unknown>): void {
    store.journal.append({ at: clock.now(), actor: 'staff', type, ticketId: null, data })
  }

  /**
   * Gives tickets a category; null takes it away. A rule changes no choice of a person. What the deadline and the checklists
   * make of it follows in the same transaction, which may be one of the caller.
   */
  function assign(ids: readonly TicketId[], category: string | null, by: 'staff' | 'rule'): void {
    store.transaction(() => {
      if (category !== null) existing(category)
      for (const asked of ids) {
        const id = store.tickets.living(asked)
        const before = store.work.get(id)
        if (!before) throw new AppError('not-found', `No ticket ${asked}`)
        if (by === 'rule' && before.categorySetBy === 'staff') continue
        store.work.setCategory(id, category, by)
        if (before.category === category) continue
        store.journal.append({
          at: clock.now(),
          actor: by === 'staff' ? 'staff' : 'system',
          type: 'ticket.categorised',
          ticketId: id,
          data: {
            label: labelOf(category),
            category,
            before: before.category,
            labelBefore: labelOf(before.category),
            by,
          },
        })
        checklists.followCategory(id, before.category, category)
        tickets.settle(id, 'system', clock.now())
      }
    })
    changes.note('tickets', ids)
  }

  const labelOf = (key: string | null): string | null => {
    const row = key === null ? undefined : store.categories.list().find((one) => one.key === key)
    return row ? toInfo(row).label : key
  }

  return {
    list: (): CategoryInfo[] => store.categories.list().map(toInfo),
    labelOf,
    save,
    assign,
    /** Not offered any more, or again. A large one takes its small ones along. */
    setRemoved(key: string, isRemoved: boolean): void {
      store.transaction(() => {
        existing(key)
        const at = isRemoved ? clock.now() : null
        for (const row of store.categories.list())
          if (row.key === key || row.parentKey === key) store.categories.setRemoved(row.key, at)
        record(isRemoved ? 'category.removed' : 'category.restored', { key })
      })
      changes.note('people')
    },
    /** 防げた? null: as the category says. */
    setPreventable(ids: readonly TicketId[], isPreventable: boolean | null): void {
      store.transaction(() => {
        for (const asked of ids) {
          const id = store.tickets.living(asked)
          const before = store.work.get(id)
          if (!before) throw new AppError('not-found', `No ticket ${asked}`)
          if (before.isPreventable === isPreventable) continue
          store.work.setPreventable(id, isPreventable)
          store.journal.append({
            at: clock.now(),
            actor: 'staff',
            type: 'ticket.preventable',
            ticketId: id,
            data: { isPreventable },
          })
        }
      })
      changes.note('tickets', ids)
    },
  }
}
