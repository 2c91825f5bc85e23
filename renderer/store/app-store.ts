import { createStore } from 'zustand/vanilla'
import type { AppEvent } from '../../preload/bridge.ts'
import type { Api } from '../api.ts'
import { createAboutSlice, type AboutSlice } from './about.ts'
import { createAlertsSlice, type AlertsSlice } from './alerts.ts'
import { createAnswersSlice, type AnswersSlice } from './answers.ts'
import { createApprovalsSlice, type ApprovalsSlice } from './approvals.ts'
import { createAppSlice, type AppSlice } from './app.ts'
import { createBackupsSlice, type BackupsSlice } from './backups.ts'
import { createCommandsSlice, type CommandsSlice } from './commands.ts'
import { createCustomersSlice, type CustomersSlice } from './customers.ts'
import { createDialogsSlice, type DialogsSlice } from './dialogs.ts'
import { createHoldPlansSlice, type HoldPlansSlice } from './hold-plans.ts'
import { createHoldsSlice, type HoldsSlice } from './holds.ts'
import { createLaterSlice, type LaterSlice } from './later.ts'
import { createHostsSlice, type HostsSlice } from './hosts.ts'
import { createHoursSlice, type HoursSlice } from './hours.ts'
import { createManySlice, type ManySlice } from './many.ts'
import { createMarksSlice, type MarksSlice } from './marks.ts'
import { createMovesSlice, type MovesSlice } from './moves.ts'
import { createPeopleSlice, type PeopleSlice } from './people.ts'
import { createRuleLogSlice, type RuleLogSlice } from './rule-log.ts'
import { createRulesSlice, type RulesSlice } from './rules.ts'
import { createSelectionSlice, type SelectionSlice } from './selection.ts'
import { createDraftHistorySlice, type DraftHistorySlice } from './draft-history.ts'
import { createDraftsSlice, type DraftsSlice } from './drafts.ts'
import { createMailboxSlice, type MailboxSlice } from './mailbox.ts'
import { createNewMailSlice, type NewMailSlice } from './new-mail.ts'
import { createOrdersSlice, type OrdersSlice } from './orders.ts'
import { createOutboxSlice, type OutboxSlice } from './outbox.ts'
import { createTicketGroupsSlice, type TicketGroupsSlice } from './ticket-groups.ts'
import { createTicketSlice, type TicketSlice } from './ticket.ts'
import { createTicketsSlice, type TicketsSlice } from './tickets.ts'
import { createTemplatesSlice, type TemplatesSlice } from './templates.ts'
import { createToastsSlice, type ToastsSlice } from './toasts.ts'
import { createUpdatesSlice, type UpdatesSlice } from './updates.ts'
import { createWrittenRulesSlice, type WrittenRulesSlice } from './written-rules.ts'

export type AppState = AppSlice &
  AboutSlice &
  AnswersSlice &
  ApprovalsSlice &
  BackupsSlice &
  TicketsSlice &
  TicketGroupsSlice &
  TicketSlice &
  DraftsSlice &
  DraftHistorySlice &
  OrdersSlice &
  OutboxSlice &
  MailboxSlice &
  AlertsSlice &
  CommandsSlice &
  CustomersSlice &
  DialogsSlice &
  HoldPlansSlice &
  HoldsSlice &
  LaterSlice &
  HostsSlice &
  HoursSlice &
  ManySlice &
  MarksSlice &
  MovesSlice &
  NewMailSlice &
  PeopleSlice &
  RuleLogSlice &
  RulesSlice &
  SelectionSlice &
  TemplatesSlice &
  ToastsSlice &
  UpdatesSlice &
  WrittenRulesSlice

/** What a slice is made of. `now` and `newKey` are arguments so that tests can hold them still. */
export type Tools = {
  api: Api
  set: (change: Partial<AppState>) => void
  get: () => AppState
  now: () => number
  newKey: () => string
  /** The zone this PC stands in, as it is now. */
  zone: () => string
}

type Options = Partial<Pick<Tools, 'now' | 'newKey' | 'zone'>>

/** The window's whole state. It mirrors what main told and asks again; nothing here is the truth. */
export function createAppStore(api: Api, options: Options = {}) {
  const store = createStore<AppState>()((set, get) => {
    const tools: Tools = {
      api,
      set,
      get,
      now: options.now ?? Date.now,
      newKey: options.newKey ?? (() => crypto.randomUUID()),
      zone: options.zone ?? (() => Intl.DateTimeFormat().resolvedOptions().timeZone),
    }
    return {
      ...createAboutSlice(tools),
      ...createAppSlice(tools),
      ...createAnswersSlice(tools),
      ...createApprovalsSlice(tools),
      ...createBackupsSlice(tools),
      ...createTicketsSlice(tools),
      ...createTicketGroupsSlice(tools),
      ...createTicketSlice(tools),
      ...createDraftsSlice(tools),
      ...createDraftHistorySlice(tools),
      ...createOrdersSlice(tools),
      ...createOutboxSlice(tools),
      ...createMailboxSlice(tools),
      ...createAlertsSlice(tools),
      ...createCommandsSlice(tools),
      ...createCustomersSlice(tools),
      ...createDialogsSlice(tools),
      ...createHoldPlansSlice(tools),
      ...createHoldsSlice(tools),
      ...createLaterSlice(tools),
      ...createHostsSlice(tools),
      ...createHoursSlice(tools),
      ...createManySlice(tools),
      ...createMarksSlice(tools),
      ...createMovesSlice(tools),
      ...createNewMailSlice(tools),
      ...createPeopleSlice(tools),
      ...createRuleLogSlice(tools),
      ...createRulesSlice(tools),
      ...createSelectionSlice(tools),
      ...createTemplatesSlice(tools),
      ...createToastsSlice(tools),
      ...createUpdatesSlice(tools),
      ...createWrittenRulesSlice(tools),
    }
  })
  return Object.assign(store, {
    /** For screens with questions of their own that no slice answers. */
    api,
    /** Follows main's events, and this PC to another zone, until the returned function is called. */
    listen() {
      const stop = api.onEvent((event) => follow(store.getState(), event))
      const { readZone } = store.getState()
      globalThis.addEventListener('focus', readZone)
      return () => {
        globalThis.removeEventListener('focus', readZone)
        stop()
      }
    },
  })
}
export type AppStore = ReturnType<typeof createAppStore>

function follow(state: AppState, event: AppEvent) {
  // A shop that is being set up has no tickets yet.
  if ((event.type === 'open-ticket' || event.type === 'new-mail') && state.screen === 'onboarding') return
  if (event.type === 'new-mail') return state.takeMailLink(event.mail)
  if (event.type === 'open-ticket') {
    state.showScreen('inbox')
    void state.openTicket(event.ticketId)
    return
  }
  if (event.type === 'open-view') {
    if (event.view === 'outbox' || event.view === 'settings') return state.showScreen(event.view)
    return state.showView(event.view)
  }
  // Taken by what stands in the frame (commands/use-commands.ts).
  if (event.type === 'command') return
  if (event.type === 'line') return state.setLine(event.state)
  const topics = new Set(event.topics)
  if (topics.has('settings')) void state.loadSettings()
  // The words of the set a shop begins with follow the language.
  if (topics.has('people') || topics.has('settings')) void state.loadPeople()
  if (topics.has('tickets')) {
    void state.refreshRows(event.ticketIds)
    state.refreshListSoon()
    state.refreshBoardSoon()
    if (state.openId !== null && event.ticketIds.includes(state.openId)) void state.refreshTicket()
  }
  if (topics.has('outbox')) void state.loadOutbox()
  if (topics.has('tickets') || topics.has('outbox')) void state.loadCounts()
  if (topics.has('accounts')) void state.loadAccounts()
  if (topics.has('shops')) void state.loadShops()
  if (topics.has('answers') && state.autoMail !== null) void state.loadAnswers()
  if (topics.has('backups') && state.backup !== null) void state.loadBackups()
  if (topics.has('alerts')) void state.loadAlerts()
  if (topics.has('hosts') && state.host !== null) void state.loadHost()
  if (topics.has('updates')) void state.loadUpdate()
  if (topics.has('groups')) void state.loadTicketGroups()
  if (topics.has('orders')) void state.findOrders(state.orderQuery)
  if (topics.has('rules') && state.screen === 'rules') {
    void state.loadWrittenRules()
    if (state.rulesTab === 'log') void state.loadRuleLog()
  }
  if (topics.has('templates') && state.templates !== null) void state.loadTemplates()
}
