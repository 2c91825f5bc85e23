import type { CommandId } from '../../preload/commands.ts'
import type { TicketId, View } from '../../preload/domain.ts'
import { focusHold, focusHoldDue, focusList, focusReply, focusSearch, focusTicket, pressSend } from '../frame/focus.ts'
import type { AppState } from '../store/app-store.ts'
import { EMPTY_MAIL } from '../store/new-mail.ts'
import { presentStaff } from '../store/people.ts'
import { copyText } from '../ui/copy-text.ts'
import { i18nOf } from '../store/i18n-of.ts'
import { idsOf, sleepingTargets, targets, ticketTargets, unresolvedTargets } from './targets.ts'

/** Main merges no more at once. */
const MOST_MERGED = 50

export type CommandAction = {
  /** Whether it would do something now: what would not is neither listed nor takes its key. */
  canRun: (state: AppState) => boolean
  run: (state: AppState) => void
  /** Has no place before the conversation stands there: pressed earlier, it waits for it. */
  needsConversation?: true
}

const isInbox = ({ screen }: AppState) => screen === 'inbox'
const hasOpen = ({ screen, openId }: AppState) => screen === 'inbox' && openId !== null
const always = () => true
const when = (canRun: CommandAction['canRun'], run: CommandAction['run']): CommandAction => ({ canRun, run })
const inTicket = (run: CommandAction['run']): CommandAction => ({ canRun: hasOpen, run, needsConversation: true })

const view = (name: View) =>
  when(always, ({ showView }) => {
    showView(name)
    focusList()
  })
const screen = (
  name: 'about' | 'groups' | 'help' | 'holds' | 'orders' | 'outbox' | 'rules' | 'settings' | 'templates',
) => when(always, (state) => state.showScreen(name))

/** What each command does. Everything that changes several tickets at once tells it in one toast that takes it back. */
export const ACTIONS: Record<CommandId, CommandAction> = {
  next: when(isList, (state) => step(state, 1)),
  previous: when(isList, (state) => step(state, -1)),
  open: when(isList, open),
  select: when(
    (state) => isInbox(state) && (state.cursorId ?? state.openId) !== null,
    (state) => state.toggleSelected((state.cursorId ?? state.openId) as TicketId),
  ),
  selectDown: when(isInbox, (state) => state.extendSelection(1)),
  selectUp: when(isInbox, (state) => state.extendSelection(-1)),
  selectAll: when(
    // While somebody reads, it marks the text.
    (state) => isInbox(state) && !document.activeElement?.closest('[data-place="ticket"]'),
    (state) => state.selectAll(),
  ),
  search: when(always, ({ showScreen }) => {
    showScreen('inbox')
    focusSearch()
  }),
  back: when(({ selected, list, screen: at }) => at === 'inbox' && (selected.size > 0 || list.query !== ''), stepBack),

  reply: inTicket(focusReply),
  template: inTicket((state) => pick(state, 'template')),
  phrase: inTicket((state) => pick(state, 'phrase')),
  hold: inTicket(hold),
  send: when(hasOpen, () => pressSend()),
  sendAndNext: when(hasOpen, () => pressSend('next')),
  sendAndResolve: when(hasOpen, () => pressSend('resolve')),
  draftHistory: when(hasOpen, (state) =>
    state.openDialog({ type: 'draft-history', ticketId: state.openId as TicketId }),
  ),
  resolve: when((state) => ticketTargets(state).length > 0, toggleResolved),
  closeUnanswered: when(
    (state) => unresolvedTargets(state).length > 0,
    (state) => void state.closeFor(idsOf(unresolvedTargets(state)), 'no-reply-needed'),
  ),
  snooze: when(
    (state) => unresolvedTargets(state).length > 0,
    (state) => state.openDialog({ type: 'later', purpose: 'snooze', ids: idsOf(unresolvedTargets(state)) }),
  ),
  unsnooze: when(
    (state) => sleepingTargets(state).length > 0,
    (state) => void state.unsnoozeTickets(idsOf(sleepingTargets(state))),
  ),
  category: when(
    (state) => ticketTargets(state).length > 0,
    (state) => state.openDialog({ type: 'category', ids: idsOf(ticketTargets(state)) }),
  ),
  assign: when(canAssign, (state) => state.openDialog({ type: 'assign', ids: idsOf(ticketTargets(state)) })),
  assignMe: when(canAssign, (state) => void state.assign(idsOf(ticketTargets(state)), state.currentStaffId)),
  answerMany: when(
    (state) => ticketTargets(state).length > 0,
    (state) => state.startMany(idsOf(ticketTargets(state))),
  ),
  group: when(
    (state) => ticketTargets(state).length > 0,
    (state) => state.openDialog({ type: 'group', ids: idsOf(ticketTargets(state)) }),
  ),
  note: when(hasOpen, (state) => state.setNoteOpen(true)),
  merge: when(
    (state) => targets(state).length > 0 && targets(state).length <= MOST_MERGED,
    (state) => merge(state, idsOf(targets(state))),
  ),
  toNotice: when((state) => targets(state).length > 0, toggleKind),
  exportHistory: when(hasOpen, (state) => void state.exportHistory(state.openId as TicketId)),
  copyLink: when(hasOpen, copyLink),
  undo: when(
    ({ toasts }) => toasts.some(({ undo }) => undo !== null),
    (state) => state.undoLast(),
  ),

  goTodo: view('todo'),
  goOverdue: view('overdue'),
  goWaiting: view('waiting'),
  goHolds: screen('holds'),
  goSnoozed: view('snoozed'),
  goResolved: view('resolved'),
  goAll: view('all'),
  goNotices: view('notices'),
  goOutbox: screen('outbox'),
  goTemplates: screen('templates'),
  goRules: screen('rules'),
  goGroups: screen('groups'),
  goOrders: screen('orders'),
  goSettings: screen('settings'),

  palette: when(always, (state) => state.setPalette(true)),
  newMail: when(always, (state) => state.openDialog({ type: 'new-mail', mail: EMPTY_MAIL })),
  phoneMemo: when(always, (state) => state.openDialog({ type: 'phone-memo', ticketId: null })),
  sync: when(always, (state) => void state.syncNow(null)),
  print: when(
    (state) => hasOpen(state) && state.detail !== null,
    (state) => state.setPrinting(true),
  ),
  customerPanel: when(hasOpen, (state) => state.toggleCustomerPanel()),
  help: when(always, (state) => state.setShortcutSheet(true)),
  howTo: screen('help'),
  feedback: when(always, (state) => state.openDialog({ type: 'feedback' })),
  about: screen('about'),
}

function isList(state: AppState) {
  return state.screen === 'inbox' || state.screen === 'holds'
}

function step(state: AppState, by: number) {
  if (state.screen === 'holds') return state.moveBoardCursor(by)
  state.moveCursor(by)
}

function open(state: AppState) {
  if (state.screen === 'holds') return state.openFromBoard(state.boardCursorId)
  focusTicket()
}

/** Out of the selection first, then out of the search. */
function stepBack({ selected, clearSelected, search }: AppState) {
  if (selected.size > 0) return clearSelected()
  search('')
}

/** Opens the answer with the list over it. */
function pick({ openId, openPicker }: AppState, kind: 'template' | 'phrase') {
  focusReply()
  openPicker(openId as TicketId, kind)
}

/** To the hold that runs, else the answer becomes the request of one. */
function hold({ openId, detail, planHold }: AppState) {
  const running = detail?.hold != null && detail.hold.stage !== 'ended' && detail.hold.stage !== 'answered'
  if (running) return focusHold()
  void planHold(openId as TicketId).then(focusHoldDue)
}

/** Closes what is open; where nothing is, it opens again. */
function toggleResolved(state: AppState) {
  const unresolved = idsOf(unresolvedTargets(state))
  if (unresolved.length > 0) state.closeTickets(unresolved)
  else void state.reopenTickets(idsOf(ticketTargets(state)))
}

/** For a note, a calendar, a mail to a colleague on this PC: the system opens the program with it. */
function copyLink(state: AppState) {
  copyText(`madoguchi://ticket/${state.openId}`)
  state.showToast({ text: i18nOf(state).text.ticket.linkCopied })
}

function canAssign(state: AppState) {
  return presentStaff(state.staff).length > 1 && ticketTargets(state).length > 0
}

/** The customer knows the oldest number. One alone asks with which. */
function merge(state: AppState, ids: TicketId[]) {
  if (ids.length === 1) state.openDialog({ type: 'merge-into', from: ids })
  else void state.mergeTickets(ids, Math.min(...ids) as TicketId)
}

/** Tickets become notices; where all are notices, they become tickets. */
function toggleKind(state: AppState) {
  const tickets = idsOf(ticketTargets(state))
  if (tickets.length > 0) void state.setKinds(tickets, 'notice')
  else void state.setKinds(idsOf(targets(state)), 'ticket')
}
