import { X } from 'lucide-react'
import { useEffect, useState, type SyntheticEvent } from 'react'
import type { TicketGroup } from '../../preload/domain.ts'
import { useActions, useApp, useI18n, useMinute, useText } from '../store/context.ts'
import { EmptyNote } from '../ui/EmptyNote.tsx'
import { GroupFields, isGroupReady } from './GroupFields.tsx'
import { PageHead } from '../frame/PageHead.tsx'

/** 予約グループ: who waits for what, when they were told last and when they are told next. */
export function GroupsPage() {
  const { groups: words } = useText()
  const groups = useApp((state) => state.ticketGroups)
  const { loadTicketGroups, closeGroup } = useActions()
  useEffect(() => void loadTicketGroups(), [loadTicketGroups])
  const closed = groups.filter(({ isClosed }) => isClosed)
  return (
    <main className="page groups-page">
      <PageHead title={words.title} back={words.back} />
      <p className="page__intro">{words.intro}</p>
      {groups.length === 0 && <EmptyNote {...words.empty} />}
      {groups
        .filter(({ isClosed }) => !isClosed)
        .map((group) => (
          <Group key={group.id} group={group} />
        ))}
      {closed.length > 0 && (
        <details className="groups-page__closed">
          <summary>{words.closed}</summary>
          <ul>
            {closed.map((group) => (
              <li key={group.id}>
                {group.name} <small>{words.members(group.members.length)}</small>
                <button type="button" className="link-button" onClick={() => void closeGroup(group, false)}>
                  {words.reopen}
                </button>
              </li>
            ))}
          </ul>
        </details>
      )}
    </main>
  )
}

function Group({ group }: { group: TicketGroup }) {
  const i18n = useI18n()
  const now = useMinute()
  const words = i18n.text.groups
  const { tellGroup, closeGroup } = useActions()
  const [isChanging, setChanging] = useState(false)
  const { nextAt, isDue, lastSentAt, members } = group
  const hasNobody = members.length === 0
  return (
    <section className="group-card" aria-label={group.name} data-due={isDue || undefined}>
      <header>
        <h2>{group.name}</h2>
        <span>
          {words.every(group.intervalDays)}
          {nextAt !== null && <> · {isDue ? <strong>{words.dueNow}</strong> : words.next(i18n.day(nextAt, now))}</>}
          {lastSentAt !== null && ` · ${words.last(i18n.day(lastSentAt, now))}`}
        </span>
      </header>
      <div className="group-card__ways">
        <button
          type="button"
          className="button button--primary"
          disabled={hasNobody}
          onClick={() => void tellGroup(group, 'progress-report')}
        >
          {words.tell}
        </button>
        <button
          type="button"
          className="button"
          disabled={hasNobody}
          onClick={() => void tellGroup(group, 'earlier-shipping')}
        >
          {words.tellEarlier}
        </button>
        <button
          type="button"
          className="button button--quiet"
          aria-expanded={isChanging}
          onClick={() => setChanging(!isChanging)}
        >
          {words.change}
        </button>
        <button type="button" className="button button--quiet" onClick={() => void closeGroup(group, true)}>
          {words.close}
        </button>
      </div>
      {isChanging && <ChangeGroup group={group} onDone={() => setChanging(false)} />}
      {hasNobody ? <p>{words.nobody}</p> : <Members group={group} />}
    </section>
  )
}

function ChangeGroup({ group, onDone }: { group: TicketGroup; onDone: () => void }) {
  const { groups: words, common } = useText()
  const { changeGroup } = useActions()
  const [next, setNext] = useState({ name: group.name, product: group.product, intervalDays: group.intervalDays })
  function save(event: SyntheticEvent) {
    event.preventDefault()
    if (!isGroupReady(next)) return
    onDone()
    void changeGroup(group, next)
  }
  return (
    <form className="group-dialog group-card__form" aria-label={words.changeTitle(group.name)} onSubmit={save}>
      <GroupFields group={next} onChange={setNext} />
      <p>{words.intervalHint}</p>
      <div className="group-card__ways">
        <button type="submit" className="button button--primary" disabled={!isGroupReady(next)}>
          {words.save}
        </button>
        <button type="button" className="button" onClick={onDone}>
          {common.cancel}
        </button>
      </div>
    </form>
  )
}

function Members({ group }: { group: TicketGroup }) {
  const { groups: words, common } = useText()
  const { takeOutOfGroup, showScreen, openTicket } = useActions()
  return (
    <details>
      <summary>{words.members(group.members.length)}</summary>
      <ul>
        {group.members.map(({ ticketId, customerName, subject }) => {
          const name = common.honorific(customerName || common.noName)
          return (
            <li key={ticketId}>
              <span>{name}</span>
              <button
                type="button"
                className="link-button"
                title={words.open}
                onClick={() => {
                  showScreen('inbox')
                  void openTicket(ticketId)
                }}
              >
                #{ticketId} {subject || common.noSubject}
              </button>
              <button
                type="button"
                className="icon-button"
                aria-label={words.remove(name)}
                onClick={() => void takeOutOfGroup(group, ticketId, name)}
              >
                <X size={13} aria-hidden />
              </button>
            </li>
          )
        })}
      </ul>
    </details>
  )
}
