import type { MessageId, TicketId } from '../../preload/domain.ts'
import type { Tools } from './app-store.ts'

export type SelectionSlice = {
  /** Rows of the list that the next action is for. */
  selected: ReadonlySet<TicketId>
  /** Messages of the open ticket that are to be taken out of it; null while nobody chooses. */
  picked: ReadonlySet<MessageId> | null
  toggleSelected: (id: TicketId) => void
  clearSelected: () => void
  startPicking: (id: MessageId) => void
  togglePicked: (id: MessageId) => void
  stopPicking: () => void
}

export function createSelectionSlice({ set, get }: Tools): SelectionSlice {
  return {
    selected: new Set(),
    picked: null,
    toggleSelected: (id) => set({ selected: toggled(get().selected, id) }),
    clearSelected: () => {
      if (get().selected.size > 0) set({ selected: new Set() })
    },
    startPicking: (id) => set({ picked: new Set([id]) }),
    togglePicked: (id) => set({ picked: toggled(get().picked ?? new Set(), id) }),
    stopPicking: () => set({ picked: null }),
  }
}

function toggled<T>(set: ReadonlySet<T>, value: T): ReadonlySet<T> {
  const next = new Set(set)
  if (!next.delete(value)) next.add(value)
  return next
}
