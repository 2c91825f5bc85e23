import type { ChecklistId, ChecklistInfo, TicketChecklist, TicketId } from '../../preload/domain.ts'
import type { Parsed } from '../../preload/contract.ts'
import { AppError } from '../../preload/errors.ts'
import type { Catalog } from '../../preload/locales/index.ts'
import {
  combineLists,
  finishLists,
  openSteps,
  startChecklist,
  stopChecklist,
  tickStep,
  unfinishLists,
  withoutUntouched,
} from '../core/checklists.ts'
import type { Clock } from '../jobs/clock.ts'
import type { ChecklistRow } from '../store/categories.ts'
import type { Store } from '../store/index.ts'
import type { Changes } from './changes.ts'

export type ChecklistService = ReturnType<typeof createChecklistService>

/** What has to be done about some inquiries, step by step: the definitions, and what runs on a ticket. */
export function createChecklistService(store: Store, clock: Clock, changes: Changes, words: () => Catalog['people']) {
  function toInfo({ id, key, categoryKey, name, steps, removedAt }: ChecklistRow): ChecklistInfo {
    const { checklistWords, stepWords } = words() as Record<'checklistWords' | 'stepWords', Record<string, string>>
    return {
      id,
      categoryKey,
      name: name ?? checklistWords[key ?? ''] ?? '',
      steps: steps.map((step) => ({ key: step.key, label: step.label ?? stepWords[step.key ?? ''] ?? '' })),
      isRemoved: removedAt !== null,
    }
  }

  const list = (): ChecklistInfo[] => store.categories.checklists().map(toInfo)

  function existing(id: ChecklistId): ChecklistInfo {
    const info = list().find((one) => one.id === id)
    if (!info) throw new AppError('not-found', `No checklist ${id}`)
    return info
  }

  function save({ id, categoryKey, name, steps }: Parsed<'checklists.save'>): ChecklistInfo {
    const saved = store.transaction(() => {
      if (categoryKey !== null && !store.categories.list().some(({ key }) => key === categoryKey))
        throw new AppError('not-found', `No category ${categoryKey}`)
      const { checklistWords, stepWords } = words() as Record<'checklistWords' | 'stepWords', Record<string, string>>
      const rows = steps.map(({ key, label }) => ({ key, label: stepWords[key ?? ''] === label ? null : label }))
      record('checklist.saved', { id, name, steps: steps.map(({ label }) => label) })
      if (id === null) return store.categories.insertChecklist(categoryKey, name, rows)
      existing(id)
      const { key } = store.categories.checklists().find((row) => row.id === id)!
      store.categories.updateChecklist(id, categoryKey, checklistWords[key ?? ''] === name ? null : name, rows)
      return id
    })
    changes.note('people')
    return existing(saved)
  }

  function record(type: string, data: Record<string, unknown>): void {
    store.journal.append({ at: clock.now(), actor: 'staff', type, ticketId: null, data })
  }

  function listsOf(asked: TicketId): { id: TicketId; lists: TicketChecklist[] } {
    const id = store.tickets.living(asked)
    const work = store.work.get(id)
    if (!work) throw new AppError('not-found', `No ticket ${asked}`)
    return { id, lists: work.checklists }
  }

  /** Starts a checklist on a ticket, for a person or a rule; one that runs already goes on. */
  function start(asked: TicketId, checklistId: ChecklistId, actor: 'staff' | 'system' = 'staff'): void {
    store.transaction(() => {
      const { id, lists } = listsOf(asked)
      const info = existing(checklistId)
      if (lists.some((one) => one.checklistId === checklistId)) return
      store.work.setChecklists(id, startChecklist(lists, info))
      tell(id, 'checklist.started', { name: info.name }, actor)
    })
    changes.note('tickets', [asked])
  }

  function tell(ticketId: TicketId, type: string, data: Record<string, unknown>, actor: 'staff' | 'system'): void {
    store.journal.append({ at: clock.now(), actor, type, ticketId, data })
  }

  return {
    list,
    save,
    start,
    setRemoved(id: ChecklistId, isRemoved: boolean): void {
      store.transaction(() => {
        existing(id)
        store.categories.setChecklistRemoved(id, isRemoved ? clock.now() : null)
        record(isRemoved ? 'checklist.removed' : 'checklist.restored', { id })
      })
      changes.note('people')
    },
    stop(asked: TicketId, checklistId: ChecklistId): void {
      store.transaction(() => {
        const { id, lists } = listsOf(asked)
        const stopped = lists.find((one) => one.checklistId === checklistId)
        if (!stopped) return
        store.work.setChecklists(id, stopChecklist(lists, checklistId))
        tell(id, 'checklist.stopped', { name: stopped.name }, 'staff')
      })
      changes.note('tickets', [asked])
    },
    tick({ ticketId, checklistId, index, isDone }: Parsed<'checklists.tick'>): void {
      store.transaction(() => {
        const { id, lists } = listsOf(ticketId)
        const step = lists.find((one) => one.checklistId === checklistId)?.steps[index]
        if (!step) throw new AppError('not-found', 'No such step')
        if ((step.doneAt !== null) === isDone) return
        const done = isDone ? { at: clock.now(), by: store.journal.atCounter() } : null
        store.work.setChecklists(id, tickStep(lists, checklistId, index, done))
        tell(id, isDone ? 'step.done' : 'step.undone', { label: step.label }, 'staff')
      })
      changes.note('tickets', [ticketId])
    },
    /** The ticket's category changed. Inside the transaction that changed it. */
    followCategory(id: TicketId, before: string | null, now: string | null): void {
      const all = list().filter(({ isRemoved }) => !isRemoved)
      const of = (key: string | null) => (key === null ? [] : all.filter(({ categoryKey }) => categoryKey === key))
      const { lists } = listsOf(id)
      const kept = withoutUntouched(
        lists,
        of(before).map((info) => info.id),
      )
      if (kept.length !== lists.length) store.work.setChecklists(id, kept)
      for (const info of of(now)) start(id, info.id, 'system')
    },
    /** The labels of what is open, for the line that records a closing. The step of closing itself is ticked. */
    close(id: TicketId): string[] {
      const { lists } = listsOf(id)
      if (lists.length === 0) return []
      store.work.setChecklists(id, finishLists(lists, { at: clock.now(), by: store.journal.atCounter() }))
      return openSteps(lists)
    },
    /** The ticket was closed and goes on. */
    reopen(id: TicketId): void {
      const { lists } = listsOf(id)
      if (lists.length > 0) store.work.setChecklists(id, unfinishLists(lists))
    },
    /** All messages of `from` go into `into`, and what was done about them. */
    combine(from: TicketId, into: TicketId): void {
      const moved = store.work.get(from)!.checklists
      if (moved.length > 0) store.work.setChecklists(into, combineLists(store.work.get(into)!.checklists, moved))
    },
  }
}
