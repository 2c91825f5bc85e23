import { useEffect } from 'react'
import { tinykeys } from 'tinykeys'
import type { TicketId } from '../../preload/domain.ts'
import { useAppStore } from '../store/context.ts'
import type { AppState, AppStore } from '../store/app-store.ts'
import { presentStaff } from '../store/people.ts'
import { focusHold, focusHoldDue, focusList, focusReply, focusSearch, focusTicket } from './focus.ts'

/** The keys of the sheet. Single letters work outside text only, and never while an IME converts. */
export function useShortcuts() {
  const store = useAppStore()
  useEffect(() => {
    const keys = Object.entries(bindings(store)).map(([key, run]) => [key, whenFree(run)] as const)
    return tinykeys(window, { ...Object.fromEntries(keys), '$mod+Shift+P': phoneMemo(store) })
  }, [store])
}

function bindings(store: AppStore): Record<string, () => void> {
  const state = () => store.getState()
  const go = (view: 'todo' | 'overdue' | 'waiting') => () => {
    state().showView(view)
    focusList()
  }
  return {
    // First: of keys that match, the first listed takes the press, and g h is not h.
    'g i': go('todo'),
    'g d': go('overdue'),
    'g w': go('waiting'),
    'g h': () => state().showScreen('holds'),
    'g o': () => state().showScreen('outbox'),
    'g s': () => state().showScreen('settings'),
    'g r': () => state().showScreen('rules'),
    'g t': () => state().showScreen('templates'),
    j: () => step(state(), 1),
    k: () => step(state(), -1),
    Enter: () =>
      state().screen === 'holds' ? state().openFromBoard(state().boardCursorId) : inList(state(), focusTicket),
    o: () => inList(state(), focusTicket),
    h: () => inList(state(), () => hold(state())),
    r: () => inList(state(), focusReply),
    t: () => inList(state(), () => pick(state(), 'template')),
    ';': () => inList(state(), () => pick(state(), 'phrase')),
    e: () => toggleResolved(store),
    c: () => withTickets(store, (ids) => state().openDialog({ type: 'category', ids })),
    a: () => withTickets(store, (ids) => hasColleagues(state()) && state().openDialog({ type: 'assign', ids })),
    n: () => inList(state(), () => state().openId !== null && state().setNoteOpen(true)),
    'Shift+E': () => closeWithoutReply(store),
    s: () => snooze(store),
    x: () => inList(state(), () => toggleSelected(store)),
    Escape: () => inList(state(), () => stepBack(state())),
    u: () => state().undoLast(),
    '/': () => {
      state().showScreen('inbox')
      focusSearch()
    },
    'Shift+?': () => state().setShortcutSheet(true),
    '?': () => state().setShortcutSheet(true),
    'Shift+R': () => void state().syncNow(null),
  }
}

function inList(state: { screen: string }, run: () => void) {
  if (state.screen === 'inbox') run()
}

function step(state: AppState, by: number) {
  if (state.screen === 'holds') return state.moveBoardCursor(by)
  inList(state, () => state.moveCursor(by))
}

/** To the hold that runs, else the answer becomes the request of one. */
function hold({ openId, detail, planHold }: AppState) {
  const running = detail?.hold != null && detail.hold.stage !== 'ended' && detail.hold.stage !== 'answered'
  if (running) return focusHold()
  if (openId !== null) void planHold(openId).then(focusHoldDue)
}

/** Opens the answer with the list over it. */
function pick({ openId, openPicker }: AppState, kind: 'template' | 'phrase') {
  if (openId === null) return
  focusReply()
  openPicker(openId, kind)
}

function toggleResolved(store: AppStore) {
  const { openId, rows, screen, closeTickets, reopenTickets } = store.getState()
  if (openId === null || screen !== 'inbox') return
  const ticket = rows.get(openId)
  if (ticket?.kind !== 'ticket') return
  if (ticket.status === 'resolved') void reopenTickets([openId])
  else closeTickets([openId])
}

/** The selected ones, else the open one. Notices are about nothing a person sorts. */
function withTickets(store: AppStore, run: (ids: TicketId[]) => void) {
  const { selected, openId, rows, screen } = store.getState()
  const ids = selected.size > 0 ? [...selected] : openId === null ? [] : [openId]
  const tickets = ids.filter((id) => rows.get(id)?.kind === 'ticket')
  if (screen === 'inbox' && tickets.length > 0) run(tickets)
}

const hasColleagues = ({ staff }: AppState) => presentStaff(staff).length > 1

/** The telephone rings while somebody writes: from everywhere but an open dialog. */
function phoneMemo(store: AppStore) {
  return (event: KeyboardEvent) => {
    if (document.querySelector('[role="dialog"], [role="alertdialog"]')) return
    event.preventDefault()
    store.getState().openDialog({ type: 'phone-memo', ticketId: null })
  }
}

function snooze(store: AppStore) {
  const { openId, rows, screen, selected, openDialog } = store.getState()
  if (screen !== 'inbox') return
  const ids = selected.size > 0 ? [...selected] : openId === null ? [] : [openId]
  const awake = ids.filter((id) => rows.get(id)?.kind === 'ticket' && rows.get(id)?.status !== 'resolved')
  if (awake.length > 0) openDialog({ type: 'later', purpose: 'snooze', ids: awake })
}

/** Out of the selection first, then out of the search. */
function stepBack({ selected, clearSelected, list, search }: AppState) {
  if (selected.size > 0) return clearSelected()
  if (list.query !== '') search('')
}

function toggleSelected(store: AppStore) {
  const { cursorId, openId, toggleSelected: toggle } = store.getState()
  const id = cursorId ?? openId
  if (id !== null) toggle(id)
}

function closeWithoutReply(store: AppStore) {
  const { openId, rows, screen, closeFor } = store.getState()
  if (openId === null || screen !== 'inbox') return
  const ticket = rows.get(openId)
  if (ticket?.kind === 'ticket' && ticket.status !== 'resolved') void closeFor([openId], 'no-reply-needed')
}

function whenFree(run: () => void) {
  return (event: KeyboardEvent) => {
    if (event.isComposing || event.keyCode === 229 || event.defaultPrevented || isBusyWith(event)) return
    event.preventDefault()
    run()
  }
}

/** Text takes letters, a button takes Enter, an open dialog or menu takes everything. */
function isBusyWith(event: KeyboardEvent) {
  const target = event.target
  if (!(target instanceof HTMLElement)) return false
  if (target.closest('input, textarea, select, [contenteditable="true"]')) return true
  if (document.querySelector('[role="dialog"], [role="menu"], [role="alertdialog"]')) return true
  return event.key === 'Enter' && target.closest('button, a, summary') !== null
}
