import type { Input, Output } from '../../preload/contract.ts'
import type { HoldOutcome, HoldView, TicketId } from '../../preload/domain.ts'
import type { AppError } from '../../preload/errors.ts'
import { toAppError } from '../api.ts'
import { boardRows, NO_FILTER, type BoardFilter } from '../holds/board.ts'
import type { Tools } from './app-store.ts'
import { i18nOf, i18nOfTicket } from './i18n-of.ts'

const REFRESH_DELAY_MS = 150

export type HoldsSlice = {
  board: Output<'holds.board'> | null
  boardError: AppError | null
  boardFilter: BoardFilter
  boardCursorId: TicketId | null
  loadBoard: () => Promise<void>
  refreshBoardSoon: () => void
  setBoardFilter: (change: Partial<BoardFilter>) => void
  /** Counts how often the filter was cleared: its fields begin anew. */
  boardRound: number
  clearBoardFilter: () => void
  moveBoardCursor: (by: number) => void
  /** Shows the ticket of a hold in the inbox. */
  openFromBoard: (id: TicketId | null) => void
  changeHoldDate: (hold: HoldView, dueAt: number) => Promise<void>
  updateHold: (input: Input<'holds.update'>) => Promise<void>
  /** Ends it without a mail. */
  endHold: (hold: HoldView, outcome: HoldOutcome) => Promise<void>
  undoEndHold: (hold: HoldView) => Promise<void>
  /** True when it was kept. */
  startHoldByPhone: (input: Input<'holds.startByPhone'>) => Promise<boolean>
  remindByPhone: (input: Input<'holds.remindByPhone'>) => Promise<boolean>
}

/** The board of all holds, and what a person does with one that runs. */
export function createHoldsSlice({ api, set, get, now }: Tools): HoldsSlice {
  let timer: ReturnType<typeof setTimeout> | null = null
  let asked = 0
  const words = () => i18nOf(get()).text.holds

  async function act(run: () => Promise<unknown>, text: () => string, undo: (() => void) | null = null) {
    try {
      await run()
      get().showToast({ text: text(), undo })
      await Promise.all([get().refreshTicket(), get().loadCounts()])
      return true
    } catch (error) {
      get().showError(error)
      return false
    }
  }

  return {
    board: null,
    boardError: null,
    boardFilter: NO_FILTER,
    boardCursorId: null,
    boardRound: 0,

    async loadBoard() {
      const mine = ++asked
      try {
        const board = await api.call('holds.board', {})
        if (mine === asked) set({ board, boardError: null })
      } catch (error) {
        if (mine === asked) set({ boardError: toAppError(error) })
      }
    },
    refreshBoardSoon() {
      if (timer !== null || get().screen !== 'holds') return
      timer = setTimeout(() => {
        timer = null
        void get().loadBoard()
      }, REFRESH_DELAY_MS)
    },
    setBoardFilter: (change) => set({ boardFilter: { ...get().boardFilter, ...change } }),
    clearBoardFilter: () => set({ boardFilter: NO_FILTER, boardRound: get().boardRound + 1 }),
    moveBoardCursor(by) {
      const { board, boardFilter, boardCursorId } = get()
      const ids = boardRows(board?.rows ?? [], boardFilter).map(({ ticket }) => ticket.id)
      if (ids.length === 0) return
      const from = ids.indexOf(boardCursorId as TicketId)
      const to = from < 0 ? 0 : Math.min(ids.length - 1, Math.max(0, from + by))
      set({ boardCursorId: ids[to] ?? null })
    },
    openFromBoard(id) {
      if (id === null) return
      get().showScreen('inbox')
      set({ boardCursorId: id })
      void get().openTicket(id)
    },
    async changeHoldDate(hold, dueAt) {
      const back = hold.dueAt
      const undo = back === null ? null : () => void get().changeHoldDate({ ...hold, dueAt }, back)
      const run = () => api.call('holds.changeDate', { id: hold.id, dueAt })
      await act(run, () => words().toasts.dateChanged(i18nOfTicket(get(), hold.ticketId).moment(dueAt, now())), undo)
    },
    async updateHold(input) {
      const before = get().detail?.hold
      const undo = before?.id === input.id ? () => void get().updateHold(detailsOf(before)) : null
      await act(
        () => api.call('holds.update', input),
        () => words().toasts.updated,
        undo,
      )
    },
    async endHold(hold, outcome) {
      const text = () =>
        outcome === 'withdrawn' ? words().toasts.withdrawn : words().toasts.ended(words().outcomes[outcome])
      await act(
        () => api.call('holds.end', { id: hold.id, outcome }),
        text,
        () => void get().undoEndHold(hold),
      )
    },
    async undoEndHold(hold) {
      await act(
        () => api.call('holds.undoEnd', { id: hold.id }),
        () => words().toasts.back,
      )
    },
    startHoldByPhone: (input) =>
      act(
        () => api.call('holds.startByPhone', input),
        () => words().toasts.told,
      ),
    remindByPhone: (input) =>
      act(
        () => api.call('holds.remindByPhone', input),
        () => words().toasts.told,
      ),
  }
}

export const detailsOf = ({ id, orderNumber, product, stockNote, isReserved, isAutomatic }: HoldView) => ({
  id,
  orderNumber,
  product,
  stockNote,
  isReserved,
  isAutomatic,
})
