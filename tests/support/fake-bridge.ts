import type { AppEvent, Bridge, Envelope } from '../../preload/bridge.ts'
import type { CommandId } from '../../preload/commands.ts'
import { contract, type Input, type MethodName, type Output } from '../../preload/contract.ts'
import type {
  AccountId,
  MessageId,
  OutboxId,
  OutboxItem,
  TicketDetail,
  TicketId,
  TicketSummary,
  View,
} from '../../preload/domain.ts'
import { serversFor } from '../../preload/domain.ts'
import { AppError } from '../../preload/errors.ts'
import { createFakeDrafts } from './fake-drafts.ts'
import { createFakeHolds } from './fake-holds.ts'
import { createFakeLater } from './fake-later.ts'
import { createFakeHours } from './fake-hours.ts'
import { createFakeHosts } from './fake-hosts.ts'
import { createFakeNetworks } from './fake-networks.ts'
import { createFakeMany } from './fake-many.ts'
import { createFakeGroups } from './fake-groups.ts'
import { createFakeMoves } from './fake-moves.ts'
import { createFakeAbout } from './fake-about.ts'
import { createFakeAnswers } from './fake-answers.ts'
import { createFakeBackups } from './fake-backups.ts'
import { createFakeRules } from './fake-rules.ts'
import { createFakeOrders } from './fake-orders.ts'
import { createFakePeople } from './fake-people.ts'
import { demoShop, type FakeShop } from './fake-shop.ts'
import { createFakeTemplates } from './fake-templates.ts'

type Handlers = { [M in MethodName]: (input: Input<M>) => Output<M> | Promise<Output<M>> }
type Call = { method: MethodName; input: unknown }
type ChangedEvent = Extract<AppEvent, { type: 'changed' }>

const isOverdue = (ticket: TicketSummary, now: number) => ticket.dueAt !== null && ticket.dueAt <= now

const placeOf = (ticket: TicketSummary) => (ticket.isReturned ? 0 : (ticket.dueAt ?? Infinity))

function belongs(ticket: TicketSummary, view: View, now: number) {
  if (view === 'notices') return ticket.kind === 'notice'
  if (ticket.kind === 'notice') return false
  if (view === 'all') return true
  if (view === 'holds') return ticket.hold !== null
  if (view === 'snoozed') return ticket.isSnoozed
  if ((view === 'todo' || view === 'overdue') && ticket.isSnoozed) return false
  if (view === 'overdue') return isOverdue(ticket, now)
  if (view === 'todo')
    return ticket.isReturned || ticket.status === 'new' || ticket.status === 'open' || isOverdue(ticket, now)
  return ticket.status === view
}

/** Main's side of the contract in memory, for looking at the window and for its tests. Every call is written down. */
export function createFakeBridge(options: { now: number; shop?: FakeShop }) {
  const { now } = options
  const shop = options.shop ?? demoShop(now)
  const calls: Call[] = []
  const listeners = new Set<(event: AppEvent) => void>()
  const failures = new Map<MethodName, AppError>()
  const gates = new Map<MethodName, Promise<void>>()
  const answers = new Map<MethodName, unknown>()
  let seq = 0

  const detailOf = (id: TicketId): TicketDetail => {
    const found = shop.details.get(id)
    if (!found) throw new AppError('not-found', `No ticket ${id}`)
    return found
  }
  const all = () => [...shop.details.values()].map(({ ticket }) => ticket)
  function emit(event: Partial<ChangedEvent> & Pick<ChangedEvent, 'topics'>) {
    const full: AppEvent = { type: 'changed', seq: ++seq, ticketIds: [], ...event }
    for (const listener of listeners) listener(full)
  }
  function changeTicket(id: TicketId, change: Partial<TicketSummary>) {
    const detail = detailOf(id)
    shop.details.set(id, { ...detail, ticket: { ...detail.ticket, ...change } })
    emit({ topics: ['tickets'], ticketIds: [id] })
  }
  function sorted(view: View, accountId: AccountId | null) {
    const rows = all().filter((row) => belongs(row, view, now) && (accountId === null || row.accountId === accountId))
    if (view !== 'todo' && view !== 'overdue') return rows.sort((a, b) => b.lastMessageAt - a.lastMessageAt)
    return rows.sort((a, b) => placeOf(a) - placeOf(b) || b.lastMessageAt - a.lastMessageAt)
  }
  const count = (view: View) => all().filter((row) => belongs(row, view, now)).length
  const account = (id: AccountId) => {
    const found = shop.accounts.find((one) => one.id === id)
    if (!found) throw new AppError('not-found', `No account ${id}`)
    return found
  }
  function removeOutbox(id: OutboxId): OutboxItem {
    const item = shop.outbox.find((one) => one.id === id)
    if (!item) throw new AppError('not-found', `No outbox item ${id}`)
    shop.outbox = shop.outbox.filter((one) => one !== item)
    emit({ topics: ['outbox', 'tickets'], ticketIds: [item.ticketId] })
    return item
  }
  function setDraft(id: TicketId, change: Partial<TicketDetail['draft']>) {
    const detail = detailOf(id)
    const draft = { ...detail.draft, ...change, savedAt: now }
    shop.details.set(id, { ...detail, draft, ticket: { ...detail.ticket, hasDraft: true } })
    return draft
  }

  const drafts = createFakeDrafts({
    shop,
    now,
    detailOf,
    setDraft,
    told: (id) => emit({ topics: ['tickets'], ticketIds: [id] }),
  })
  const { people, handlers: peopleHandlers } = createFakePeople({
    shop,
    now,
    detailOf,
    told: (ticketIds) => emit({ topics: ['tickets'], ticketIds }),
    toldPeople: () => emit({ topics: ['people'] }),
  })
  const holds = createFakeHolds({ shop, now, told: (ticketIds) => emit({ topics: ['tickets'], ticketIds }) })
  const answersTold = () => emit({ topics: ['answers'] })
  const automatic = createFakeAnswers({ shop, now, told: answersTold })
  const templates = createFakeTemplates({
    shop,
    now,
    detailOf,
    keepDraft: setDraft,
    told: () => emit({ topics: ['templates'] }),
  })
  const backups = createFakeBackups({ now, told: () => emit({ topics: ['backups'] }) })
  const hosts = createFakeHosts({ now, told: () => emit({ topics: ['hosts'] }) })
  const networks = createFakeNetworks(() => shop.accounts[0]!)
  const handlers: Handlers = {
    ...networks.handlers,
    ...hosts.handlers,
    ...peopleHandlers,
    ...backups.handlers,
    ...createFakeAbout(() => shop.info.version),
    'app.info': () => shop.info,
    'app.startDemo': () => {
      shop.info = { ...shop.info, isDemo: true, isFirstRun: false }
      return null
    },
    'settings.get': () => shop.settings,
    'settings.set': (change) => {
      shop.settings = { ...shop.settings, ...(change as Partial<FakeShop['settings']>) }
      return shop.settings
    },
    'settings.testNotification': () => true,
    'settings.showDataFolder': () => null,
    'tickets.counts': () => ({
      views: {
        todo: count('todo'),
        overdue: count('overdue'),
        waiting: count('waiting'),
        holds: count('holds'),
        snoozed: count('snoozed'),
        resolved: count('resolved'),
        all: count('all'),
        notices: count('notices'),
      },
      outbox: shop.outbox.length,
      outboxTrouble: shop.outbox.filter(({ state }) => state !== 'queued' && state !== 'sending').length,
      scheduled: shop.outbox.filter(({ scheduledAt }) => scheduledAt !== null).length,
    }),
    'tickets.list': ({ view, accountId, assigneeId, limit, after }) => {
      const rows = sorted(view, accountId as AccountId | null).filter(
        (row) => !assigneeId || row.assigneeId === assigneeId,
      )
      const from = after === null ? 0 : Number(after)
      const to = from + limit
      return { tickets: rows.slice(from, to), next: to < rows.length ? String(to) : null, total: rows.length }
    },
    'tickets.rows': ({ ids }) => all().filter(({ id }) => ids.includes(id)),
    'tickets.get': ({ id }) => detailOf(id as TicketId),
    'tickets.markSeen': ({ id }) => {
      changeTicket(id as TicketId, { isSeen: true })
      return null
    },
    'tickets.resolve': ({ ids }) => {
      for (const id of ids) changeTicket(id as TicketId, { status: 'resolved', dueAt: null, warnAt: null })
      return null
    },
    'tickets.reopen': ({ ids }) => {
      for (const id of ids) changeTicket(id as TicketId, { status: 'open' })
      return null
    },
    'tickets.setKind': ({ id, kind }) => {
      changeTicket(id as TicketId, { kind })
      return null
    },
    ...templates,
    ...createFakeGroups({ now, detailOf, told: () => emit({ topics: ['groups'] }) }),
    ...createFakeOrders({ shop, now, detailOf, told: () => emit({ topics: ['orders'] }) }),
    ...createFakeMany({
      shop,
      now,
      detailOf,
      fill: templates['templates.preview'],
      emit: () => emit({ topics: ['outbox'] }),
    }),
    ...automatic.handlers,
    ...createFakeRules({ shop, now, told: () => emit({ topics: ['rules'] }) }),
    ...holds.handlers,
    ...createFakeHours({ now, detailOf, changeTicket }),
    ...createFakeMoves({ shop, now, detailOf, told: (ticketIds) => emit({ topics: ['tickets'], ticketIds }) }),
    ...createFakeLater({ shop, now, detailOf, changeTicket, emit: () => emit({ topics: ['outbox'] }) }),
    'messages.html': ({ id, allowRemote }) => ({
      url: shop.htmlUrl(id as MessageId, allowRemote),
      sandbox: 'allow-popups',
      remoteCount: 3,
      warnings: [
        { kind: 'other-host', text: 'www.example.com', href: 'https://login.example.net/', host: 'login.example.net' },
      ],
    }),
    'messages.source': () => ({
      text: 'From: 山田花子 <hanako@example.jp>\nSubject: =?UTF-8?B?...?=\n\n...',
      isCut: false,
    }),
    'attachments.save': ({ index }) => ({ path: `~/Downloads/file-${index}` }),
    'attachments.open': () => null,
    'links.open': () => null,
    ...drafts,
    'replies.quote': ({ messageId }) => {
      const message = [...shop.details.values()].flatMap(({ messages }) => messages).find(({ id }) => id === messageId)
      return { text: `> ${(message?.text ?? '').replaceAll('\n', '\n> ')}` }
    },
    'replies.check': ({ ticketId, accountId }) => {
      const addressed = detailOf(ticketId as TicketId).ticket.accountId
      return { findings: [], addressedAccountId: addressed === accountId ? null : addressed }
    },
    'replies.send': (reply) => {
      const id = reply.ticketId as TicketId
      const detail = detailOf(id)
      const newest = detail.messages.findLast(({ direction }) => direction === 'inbound')
      if (!reply.despiteNewer && newest && reply.basedOnMessageId !== null && newest.id > reply.basedOnMessageId) {
        throw new AppError('conflict', 'A newer message arrived')
      }
      return send(detail, reply.subject, reply.body, reply.plan?.sendAfter ?? null)
    },
    'outbox.list': () => shop.outbox,
    'outbox.retry': () => null,
    'outbox.approve': ({ id, isUndo }) => {
      const asks = isUndo ? ('approval' as const) : null
      shop.outbox = shop.outbox.map((item) => (item.id === id ? { ...item, asks } : item))
      emit({ topics: ['outbox'] })
      return null
    },
    'outbox.giveBack': ({ id }) => {
      removeOutbox(id as OutboxId)
      return null
    },
    'outbox.cancel': ({ id }) => {
      removeOutbox(id as OutboxId)
      return null
    },
    'outbox.decide': ({ id }) => {
      removeOutbox(id as OutboxId)
      return null
    },
    'accounts.list': () => shop.accounts,
    'accounts.settings': ({ id }) => shop.mailSettings(account(id as AccountId).address),
    'mailSetup.find': ({ address }) => ({
      how: 'guess',
      place: '',
      service: 'other',
      asked: '',
      servers: serversFor('other', address, ''),
      trouble: null,
    }),
    'mailSetup.stop': () => null,
    'mailSetup.signIn': () => ({ signIn: '3f0c9d52-6f0e-4d0a-9a57-1f2b0c4d5e6f' }),
    'mailSetup.signInAgain': () => null,
    'accounts.test': () => ({ imap: { ok: true }, smtp: { ok: true } }),
    'accounts.add': () => {
      shop.info = { ...shop.info, isFirstRun: false }
      return account(1 as AccountId)
    },
    'accounts.update': ({ id }) => account(id as AccountId),
    'accounts.pause': ({ id, isPaused }) => {
      const changed = {
        ...account(id as AccountId),
        isPaused,
        state: isPaused ? ('paused' as const) : ('idle' as const),
      }
      shop.accounts = shop.accounts.map((one) => (one.id === id ? changed : one))
      emit({ topics: ['accounts'] })
      return changed
    },
    'accounts.remove': () => null,
    'accounts.syncNow': () => null,
    'shops.list': () => shop.shops,
    'shops.update': (change) => {
      const shops = shop.shops.map((one) => (one.id === change.id ? { ...one, ...change, id: one.id } : one))
      shop.shops = shops
      emit({ topics: ['shops'] })
      return shops.find(({ id }) => id === change.id) as Output<'shops.update'>
    },
    'alerts.list': () => shop.alerts,
    'alerts.dismiss': ({ ids }) => {
      shop.alerts = shop.alerts.map((alert) => (ids.includes(alert.id) ? { ...alert, isHandled: true } : alert))
      return null
    },
  }

  function send(detail: TicketDetail, subject: string, body: string, scheduledAt: number | null): OutboxItem {
    const waitsMs = shop.settings.undoSeconds * 1000
    const sendAfter = scheduledAt ?? (waitsMs > 0 ? now + waitsMs : null)
    const { ticket } = detail
    const messageId = (Math.max(...detail.messages.map((message) => message.id)) + 1000) as MessageId
    const from = account(ticket.accountId)
    const item: OutboxItem = {
      id: (Math.max(0, ...shop.outbox.map((one) => one.id)) + 1) as OutboxId,
      ticketId: ticket.id,
      messageId,
      state: 'queued',
      from: { name: from.name, address: from.address },
      to: detail.draft.to,
      subject,
      createdAt: now,
      sendAfter,
      scheduledAt,
      asks: null,
      askedBy: null,
      attempts: 0,
      explanation: null,
      groupSend: null,
    }
    const message: TicketDetail['messages'][number] = {
      id: messageId,
      direction: 'outbound',
      kind: 'own',
      from: item.from,
      to: item.to,
      cc: [],
      subject,
      at: now,
      text: body,
      quoted: '',
      signature: '',
      hasHtml: false,
      attachments: [],
      outbox: { id: item.id, state: 'queued', explanation: null, sendAfter, scheduledAt, asks: null, askedBy: null },
      deliveredTo: [],
      join: { reason: 'own-sent', evidence: null },
      unreadable: null,
      defects: [],
      post: null,
    }
    shop.outbox = [...shop.outbox, item]
    shop.details.set(ticket.id, {
      ...detail,
      ticket: { ...ticket, outboxState: 'queued', hasDraft: false },
      messages: [...detail.messages, message],
      draft: { ...detail.draft, body: '', attachments: [], savedAt: null },
    })
    emit({ topics: ['tickets', 'outbox'], ticketIds: [ticket.id] })
    return item
  }

  async function answer<M extends MethodName>(method: M, input: Input<M>): Promise<Envelope> {
    calls.push({ method, input })
    await gates.get(method)
    try {
      const failure = failures.get(method)
      if (failure) throw failure
      // As main's router does: what it would refuse shall not pass here.
      if (!contract[method].input.safeParse(input).success) throw new AppError('invalid-input', method)
      return {
        ok: true,
        value: structuredClone(answers.has(method) ? answers.get(method) : await handlers[method](input)),
      }
    } catch (error) {
      const { code, message, reason } = error instanceof AppError ? error : new AppError('bug', String(error))
      return { ok: false, error: { code, message, reason } }
    }
  }

  const bridge: Bridge = {
    invoke: (method, input) => answer(method as MethodName, input as never),
    onEvent(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
  return {
    people,
    bridge,
    shop,
    calls,
    callsOf: (method: MethodName) => calls.filter((call) => call.method === method),
    emit,
    /** Main chose a command in a menu of the system. */
    chooseInMenu(command: CommandId) {
      for (const listener of listeners) listener({ type: 'command', command })
    },
    changeTicket,
    putHold: holds.put,
    /** Every later call of the method fails, until null takes the failure back. */
    fail: (method: MethodName, error: AppError | null) =>
      error ? void failures.set(method, error) : void failures.delete(method),
    /** Every later call of the method is answered so. */
    answer: <M extends MethodName>(method: M, value: Output<M>) => void answers.set(method, value),
    /** Holds the answers of a method back until the returned function is called. */
    hold(method: MethodName) {
      const { promise, resolve } = Promise.withResolvers<void>()
      gates.set(method, promise)
      return () => {
        gates.delete(method)
        resolve()
      }
    },
  }
}
