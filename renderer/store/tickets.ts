import type { Output } from '../../preload/contract.ts'
import type { AccountId, SearchHit, TicketId, TicketSummary, View } from '../../preload/domain.ts'
import type { AppError } from '../../preload/errors.ts'
import { toAppError } from '../api.ts'
import type { Tools } from './app-store.ts'
import { i18nOf } from './i18n-of.ts'
import type { Toast } from './toasts.ts'

const PAGE = 100
const MOST_AT_ONCE = 500
/** Nobody reads further down a search; they add a word. */
const MOST_FOUND = 200
const REFRESH_DELAY_MS = 150

export type SearchOrder = 'relevance' | 'newest'
/** What a search shows in a row instead of the beginning of the newest message. */
export type Hit = Omit<SearchHit, 'ticket'>
export type Found = {
  hits: ReadonlyMap<TicketId, Hit>
  /** Messages that match; at least so many when not exact. */
  messages: number
  isExact: boolean
}

export type TicketList = {
  view: View
  accountId: AccountId | null
  isMine: boolean
  query: string
  order: SearchOrder
  ids: readonly TicketId[]
  /** The deadline by which each of `ids` got its place. Headings follow it, so a row that changes does not tear them. */
  dues: readonly (number | null)[]
  /** Which of `ids` came back from a snooze. */
  returned: ReadonlySet<TicketId>
  next: string | null
  total: number
  /** Null while nothing is searched. */
  found: Found | null
  state: 'loading' | 'ready' | 'failed'
  error: AppError | null
  isLoadingMore: boolean
}

export type TicketsSlice = {
  rows: ReadonlyMap<TicketId, TicketSummary>
  list: TicketList
  counts: Output<'tickets.counts'> | null
  /** The row the keyboard stands on. */
  cursorId: TicketId | null
  showView: (view: View, accountId?: AccountId | null) => void
  search: (query: string) => void
  setSearchOrder: (order: SearchOrder) => void
  reloadList: () => Promise<void>
  refreshListSoon: () => void
  loadMore: () => Promise<void>
  refreshRows: (ids: readonly TicketId[]) => Promise<void>
  loadCounts: () => Promise<void>
  /** Steps the cursor by `by` rows and opens what it lands on. */
  moveCursor: (by: number) => void
  /** Opens what has to be done next after `from`, as the list has it. */
  openNextTodo: (from: TicketId) => void
  /** `action`: what else one may want to do after it. */
  resolveTickets: (ids: TicketId[], reason: 'settled' | 'no-reply-needed', action?: Toast['action']) => Promise<void>
  /** Only what the person at the counter has to do. */
  setMine: (isMine: boolean) => void
  reopenTickets: (ids: TicketId[]) => Promise<void>
  setKind: (id: TicketId, kind: 'ticket' | 'notice') => Promise<void>
  setKinds: (ids: readonly TicketId[], kind: 'ticket' | 'notice') => Promise<void>
}

const emptyList: TicketList = {
  view: 'todo',
  accountId: null,
  isMine: false,
  query: '',
  order: 'relevance',
  ids: [],
  dues: [],
  returned: new Set(),
  next: null,
  total: 0,
  found: null,
  state: 'loading',
  error: null,
  isLoadingMore: false,
}

export function createTicketsSlice({ api, set, get }: Tools): TicketsSlice {
  let asked = 0
  /** Where the cursor last stood: a settled ticket leaves the list, and the next one moves into its place. */
  let lastPlace = 0
  /** The ticket that was open when the view changed: it stays open only if the new list has it. */
  let openBefore: TicketId | null = null
  let refreshTimer: ReturnType<typeof setTimeout> | null = null

  const keepRows = (tickets: readonly TicketSummary[]) => {
    const rows = new Map(get().rows)
    // Main sends copies. A row that says the same stays the same object, so that it is not drawn again.
    for (const ticket of tickets) if (!isSame(rows.get(ticket.id), ticket)) rows.set(ticket.id, ticket)
    set({ rows })
  }

  const whose = () => (get().list.isMine ? { assigneeId: get().currentStaffId } : {})

  async function fetchList(limit: number) {
    const { view, accountId, query, order } = get().list
    if (query === '')
      return { ...(await api.call('tickets.list', { view, accountId, ...whose(), limit, after: null })), found: null }
    const { hits, total, totalIsExact } = await api.call('tickets.search', { query, order, limit: MOST_FOUND })
    const found: Found = {
      hits: keepHits(hits, get().list.found),
      messages: total,
      isExact: totalIsExact && hits.length < MOST_FOUND,
    }
    return { tickets: hits.map(({ ticket }) => ticket), next: null, total: hits.length, found }
  }

  /** Fetches the first page anew. Beyond one page of `MOST_AT_ONCE`, what was loaded further down stays as it is. */
  async function reload(limit: number) {
    const mine = ++asked
    try {
      const page = await fetchList(limit)
      if (mine !== asked) return
      const { list, cursorId } = get()
      const place = list.ids.indexOf(cursorId as TicketId)
      if (place >= 0) lastPlace = place
      const isWhole = list.ids.length <= limit || page.next === null
      const first = new Set(page.tickets.map((ticket) => ticket.id))
      const rest = isWhole ? [] : places(list).slice(limit)
      const next = isWhole ? page.next : list.next
      const kept = rest.filter(({ id }) => !first.has(id))
      keepRows(page.tickets)
      const placed = inPlace([...page.tickets, ...kept])
      set({ list: { ...list, ...placed, next, total: page.total, found: page.found, state: 'ready', error: null } })
      if (openBefore !== null && openBefore === get().openId && !placed.ids.includes(openBefore)) get().closeTicket()
      openBefore = null
    } catch (error) {
      if (mine === asked) set({ list: { ...get().list, state: 'failed', error: toAppError(error) } })
    }
  }

  async function change(
    run: () => Promise<unknown>,
    words: () => string,
    undo: (() => void) | null,
    action: Toast['action'] = null,
    settled: readonly TicketId[] = [],
  ) {
    try {
      await run()
      get().deselect(settled)
      get().showToast({ text: words(), undo, action })
    } catch (error) {
      get().showError(error)
    }
  }
  const toastWords = () => i18nOf(get()).text.toasts
  const subjectOf = (ids: readonly TicketId[]) => get().rows.get(ids[0] as TicketId)?.subject ?? ''

  return {
    rows: new Map(),
    list: emptyList,
    counts: null,
    cursorId: null,

    showView(view, accountId = null) {
      get().showScreen('inbox')
      lastPlace = 0
      openBefore = get().openId
      set({ list: { ...emptyList, view, accountId }, cursorId: null, selected: new Set() })
      void reload(PAGE)
    },
    search(query) {
      const { view, accountId, order } = get().list
      get().showScreen('inbox')
      openBefore = null
      set({ list: { ...emptyList, view, accountId, order, query: query.trim() }, cursorId: null })
      void reload(PAGE)
    },
    setMine(isMine) {
      set({ list: { ...get().list, isMine, ids: [], dues: [], state: 'loading' }, cursorId: null })
      void reload(PAGE)
    },
    setSearchOrder(order) {
      set({ list: { ...get().list, order, ids: [], dues: [], found: null, state: 'loading' }, cursorId: null })
      void reload(PAGE)
    },
    reloadList: () => reload(Math.min(MOST_AT_ONCE, Math.max(PAGE, get().list.ids.length))),
    refreshListSoon() {
      if (refreshTimer !== null) return
      refreshTimer = setTimeout(() => {
        refreshTimer = null
        void get().reloadList()
      }, REFRESH_DELAY_MS)
    },
    async loadMore() {
      const { list } = get()
      if (list.next === null || list.isLoadingMore || list.query !== '') return
      const mine = asked
      set({ list: { ...list, isLoadingMore: true } })
      try {
        const { view, accountId, next } = list
        const page = await api.call('tickets.list', { view, accountId, ...whose(), limit: PAGE * 2, after: next })
        if (mine !== asked) return set({ list: { ...get().list, isLoadingMore: false } })
        const known = new Set(get().list.ids)
        const fresh = page.tickets.filter((ticket) => !known.has(ticket.id))
        keepRows(page.tickets)
        const placed = inPlace([...places(get().list), ...fresh])
        set({ list: { ...get().list, ...placed, next: page.next, total: page.total, isLoadingMore: false } })
      } catch (error) {
        set({ list: { ...get().list, isLoadingMore: false } })
        get().showError(error)
      }
    },
    async refreshRows(ids) {
      const shown = ids.filter((id) => get().rows.has(id)).slice(0, MOST_AT_ONCE)
      if (shown.length === 0) return
      try {
        keepRows(await api.call('tickets.rows', { ids: shown }))
      } catch (error) {
        get().showError(error)
      }
    },
    async loadCounts() {
      try {
        set({ counts: await api.call('tickets.counts', {}) })
      } catch (error) {
        get().showError(error)
      }
    },
    moveCursor(by) {
      const { list, cursorId, openId } = get()
      if (list.ids.length === 0) return
      const from = list.ids.indexOf((cursorId ?? openId) as TicketId)
      const target = from < 0 ? lastPlace + Math.min(0, by) : from + by
      const to = Math.min(list.ids.length - 1, Math.max(0, target))
      lastPlace = to
      const id = list.ids[to] as TicketId
      set({ cursorId: id })
      void get().openTicket(id)
    },
    openNextTodo(from) {
      const { list, rows } = get()
      const place = list.ids.indexOf(from)
      const isTodo = (id: TicketId) => {
        const row = rows.get(id)
        return id !== from && row?.outboxState === null && (row.status === 'new' || row.status === 'open')
      }
      const next = [...list.ids.slice(place + 1), ...list.ids.slice(0, Math.max(0, place))].find(isTodo)
      if (next === undefined) {
        get().showToast({ text: i18nOf(get()).text.sending.nothingNext })
        void get().refreshTicket()
        return
      }
      set({ cursorId: next })
      void get().openTicket(next)
    },
    resolveTickets: (ids, reason, action) => {
      const words = () => toastWords()[reason === 'settled' ? 'resolved' : 'closed'](ids.length, subjectOf(ids))
      const undo = () => void api.call('tickets.reopen', { ids, isUndo: true }).catch(get().showError)
      return change(() => api.call('tickets.resolve', { ids, reason }), words, undo, action, ids)
    },
    reopenTickets: (ids) => {
      const words = () => toastWords().reopened(ids.length, subjectOf(ids))
      const undo = () => void get().resolveTickets(ids, 'settled')
      return change(() => api.call('tickets.reopen', { ids }), words, undo, null, ids)
    },
    setKind: (id, kind) => get().setKinds([id], kind),
    setKinds: (ids, kind) => {
      const words = () => toastWords()[kind === 'ticket' ? 'madeTicket' : 'madeNotice'](ids.length, subjectOf(ids))
      const undo = () => void get().setKinds(ids, kind === 'ticket' ? 'notice' : 'ticket')
      return change(
        () => Promise.all(ids.map((id) => api.call('tickets.setKind', { id, kind }))),
        words,
        undo,
        null,
        ids,
      )
    },
  }
}

type Place = Pick<TicketSummary, 'id' | 'dueAt' | 'isReturned'>
const places = ({ ids, dues, returned }: TicketList): Place[] =>
  ids.map((id, index) => ({ id, dueAt: dues[index] ?? null, isReturned: returned.has(id) }))
const inPlace = (list: readonly Place[]) => ({
  ids: list.map(({ id }) => id),
  dues: list.map(({ dueAt }) => dueAt),
  returned: new Set(list.filter(({ isReturned }) => isReturned).map(({ id }) => id)),
})

/** A hit that says the same stays the same object, so that its row is not drawn again. */
function keepHits(hits: readonly SearchHit[], before: Found | null): Found['hits'] {
  return new Map(
    hits.map(({ ticket: { id }, ...hit }): [TicketId, Hit] => {
      const known = before?.hits.get(id)
      return [id, known && isSame(known, hit) ? known : hit]
    }),
  )
}

const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)
