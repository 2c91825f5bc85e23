import { CircleAlert, Clock } from 'lucide-react'
import { useEffect } from 'react'
import type { OutboxItem } from '../../preload/domain.ts'
import { useActions, useApp, useMinute, useText, useTicketI18n } from '../store/context.ts'
import { OutboxSending } from '../many/OutboxSending.tsx'
import { EmptyNote } from '../ui/EmptyNote.tsx'
import { ProblemNote } from '../ui/ProblemNote.tsx'
import { OutboxActions } from './OutboxActions.tsx'
import { OutboxReason } from './OutboxReason.tsx'

/** Most urgent first: what a person must decide stands above what leaves by itself. */
const GROUPS = ['approval', 'late', 'unclear', 'failed', 'held', 'scheduled', 'queued'] as const
type Group = (typeof GROUPS)[number]

/** Here a person decides on each by itself. */
const DECIDED_ALONE: readonly Group[] = ['unclear', 'failed']

/** What was sent to many together stands together, where the first of it stands. */
function bySending(items: readonly OutboxItem[]): Map<string, OutboxItem[]> {
  const found = new Map<string, OutboxItem[]>()
  for (const item of items) {
    const key = item.groupSend === null ? `one ${item.id}` : `many ${item.groupSend.id}`
    found.set(key, [...(found.get(key) ?? []), item])
  }
  return found
}

const groupOf = (item: OutboxItem): Group | null => {
  if (item.asks !== null) return item.asks
  if (item.state === 'queued' && item.scheduledAt !== null) return 'scheduled'
  if (item.state === 'sending') return 'queued'
  return GROUPS.find((group) => group === item.state) ?? null
}

export function OutboxPage() {
  const { outbox: words } = useText()
  const items = useApp((state) => state.outbox)
  const state = useApp((app) => app.outboxState)
  const error = useApp((app) => app.outboxError)
  const load = useApp((app) => app.loadOutbox)
  useEffect(() => void load(), [load])
  const waiting = items.filter((item) => groupOf(item) !== null)
  return (
    <main className="page">
      <header className="page__head">
        <h1>{words.title}</h1>
      </header>
      <p className="page__intro">{words.explain}</p>
      {state === 'failed' && error && <ProblemNote error={error} onRetry={() => void load()} />}
      {state === 'ready' && waiting.length === 0 && <EmptyNote {...words.empty} />}
      {GROUPS.map((group) => (
        <OutboxGroup key={group} group={group} items={waiting.filter((item) => groupOf(item) === group)} />
      ))}
    </main>
  )
}

function OutboxGroup({ group, items }: { group: Group; items: OutboxItem[] }) {
  const { outbox: words, approval, later, common } = useText()
  if (items.length === 0) return null
  const groups = { ...words.groups, approval: approval.group, late: later.lateGroup, scheduled: later.scheduledGroup }
  const { title, next } = groups[group]
  return (
    <section className="outbox-group" data-group={group}>
      <h2>
        {group === 'queued' || group === 'scheduled' ? (
          <Clock size={16} aria-hidden />
        ) : (
          <CircleAlert size={16} aria-hidden />
        )}
        {title}
        <span className="outbox-group__count">{common.count(items.length)}</span>
      </h2>
      <p className="outbox-group__next">{next}</p>
      <ul>
        {[...bySending(items)].map(([key, rows]) => {
          const lines = rows.map((item) => <OutboxRow key={item.id} item={item} />)
          const groupSend = rows[0]?.groupSend ?? null
          if (groupSend === null || DECIDED_ALONE.includes(group)) return lines
          return (
            <OutboxSending key={key} groupSend={groupSend} items={rows}>
              {lines}
            </OutboxSending>
          )
        })}
      </ul>
    </section>
  )
}

function OutboxRow({ item }: { item: OutboxItem }) {
  const i18n = useTicketI18n(item.ticketId)
  const now = useMinute()
  const { outbox: words, ticket, later, common } = i18n.text
  const { showScreen, openTicket } = useActions()
  function open() {
    showScreen('inbox')
    void openTicket(item.ticketId)
  }
  const to = item.to.map(({ name, address }) => (name ? common.honorific(name) : address)).join(', ')
  return (
    <li className="outbox-row">
      <div className="outbox-row__main">
        <strong>{to}</strong>
        <button type="button" className="link-button" title={words.open} onClick={open}>
          #{item.ticketId} {item.subject || common.noSubject}
        </button>
        <span className="outbox-row__facts">
          {item.from.name || item.from.address} · {i18n.shortMoment(item.createdAt, now)}
          {item.state === 'sending' && ` · ${ticket.outbox.sending}`}
          {item.attempts > 0 && ` · ${words.attempts(item.attempts)}`}
          {item.scheduledAt !== null && item.asks === null && ' · '}
          {item.scheduledAt !== null && item.asks === null && (
            <strong className="outbox-row__when" title={i18n.moment(item.scheduledAt, now)}>
              {later.scheduledAt(i18n.laterMoment(item.scheduledAt, now))}
            </strong>
          )}
          {item.scheduledAt === null &&
            item.asks === null &&
            item.sendAfter !== null &&
            item.sendAfter > now &&
            ` · ${ticket.sendAfter(i18n.shortMoment(item.sendAfter, now))}`}
        </span>
        <OutboxReason item={item} />
      </div>
      <OutboxActions item={item} />
      {item.state === 'held' && (
        <button type="button" className="link-button" onClick={() => showScreen('settings')}>
          {words.fixAccount}
        </button>
      )}
    </li>
  )
}
