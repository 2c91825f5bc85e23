import type { MessageId, TicketId } from '../../preload/domain.ts'
import type { Tools } from './app-store.ts'

const MOST_SELECTED = 500

export type SelectionSlice = {
  /** Rows of the list that the next action is for. */
  selected: ReadonlySet<TicketId>
  /** Messages of the open ticket that are to be taken out of it; null while nobody chooses. */
  picked: ReadonlySet<MessageId> | null
  toggleSelected: (id: TicketId) => void
  /** Every row that was loaded, as many as main changes at once. */
  selectAll: () => void
  /** Takes the row of the cursor and the one beside it, and goes there. */
  extendSelection: (by: 1 | -1) => void
  /** Takes rows out that an action has settled. */
  deselect: (ids: readonly TicketId[]) => void
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
    selectAll: () => set({ selected: new Set(get().list.ids.slice(0, MOST_SELECTED)) }),
    extendSelection(by) {
      const from = get().cursorId ?? get().openId
      get().moveCursor(by)
      const added = [from, get().cursorId].filter((id) => id !== null)
      set({ selected: new Set([...get().selected, ...added]) })
    },
    deselect(ids) {
      const { selected } = get()
      if (!ids.some((id) => selected.has(id))) return
      const gone = new Set(ids)
      set({ selected: new Set([...selected].filter((id) => !gone.has(id))) })
    },
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
