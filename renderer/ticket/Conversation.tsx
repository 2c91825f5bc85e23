import { startTransition, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { JournalLine } from '../../preload/domain.ts'
import { useHasColleagues, useStaff } from '../people/StaffMark.tsx'
import { useApp, useI18n, useMinute, useShopI18n, useText } from '../store/context.ts'
import { Message } from './Message.tsx'
import { hasMinorLines, timeline, type TimelineItem } from './timeline.ts'

/** The whole conversation in time order. Opens at the first unread message, else at the newest. */
export function Conversation() {
  const text = useText()
  const detail = useApp((state) => state.detail)
  const firstUnreadId = useApp((state) => state.firstUnreadId)
  const [hasMinor, setHasMinor] = useState(false)
  const isWhole = useWholeSoon()
  const scroller = useStartPlace(detail?.messages.length ?? 0, isWhole)
  if (!detail) return null
  const all = timeline({ ...detail, firstUnreadId, hasMinor })
  const items = isWhole ? all : all.slice(firstShown(all))
  return (
    <div ref={scroller} className="conversation" data-place="ticket" tabIndex={-1}>
      {hasMinorLines(detail.history) && (
        <button type="button" className="link-button conversation__all" onClick={() => setHasMinor(!hasMinor)}>
          {hasMinor ? text.ticket.showLess : text.ticket.showAll}
        </button>
      )}
      <ol className="conversation__items">
        {items.map((item) => (
          <li key={itemKey(item)} data-item={item.type}>
            <Item item={item} />
          </li>
        ))}
      </ol>
    </div>
  )
}

/** So many stand there at once; what lies above them is out of sight when a ticket opens. */
const AT_ONCE = 14
/** Time to paint them, and for whoever goes on to the next ticket at once. */
const REST_AFTER_MS = 120

function firstShown(items: readonly TimelineItem[]) {
  const unread = items.findIndex(({ type }) => type === 'unread')
  const from = items.length - AT_ONCE
  return Math.max(0, unread < 0 ? from : Math.min(from, unread - 1))
}

/** The rest is drawn in pieces after the first sight, and waits for whatever the person does meanwhile. */
function useWholeSoon() {
  // A hit of the search may lie anywhere.
  const isSearched = useApp(({ list }) => list.query !== '')
  const [isWhole, setWhole] = useState(isSearched)
  useEffect(() => {
    const timer = setTimeout(() => startTransition(() => setWhole(true)), REST_AFTER_MS)
    return () => clearTimeout(timer)
  }, [])
  return isWhole
}

function Item({ item }: { item: TimelineItem }) {
  const text = useText()
  if (item.type === 'unread') return <p className="unread-line">{text.ticket.firstUnread}</p>
  if (item.type === 'event') return <EventLine line={item.line} />
  return <Message message={item.message} />
}

function EventLine({ line }: { line: JournalLine }) {
  const i18n = useI18n()
  const shopId = useApp((state) => state.detail?.ticket.shopId ?? null)
  // The dates a line speaks of are deadlines: on the shop's clock, whatever that of this PC says.
  const onShopClock = useShopI18n(shopId)
  const now = useMinute()
  return (
    <p className="event-line" data-event={line.type}>
      <time title={i18n.moment(line.at, now)}>{i18n.shortMoment(line.at, now)}</time> {onShopClock.journal(line, now)}
      <ByWhom line={line} />
    </p>
  )
}

/** Which of several colleagues did it. */
function ByWhom({ line: { staffId } }: { line: JournalLine }) {
  const person = useStaff(staffId)
  const hasColleagues = useHasColleagues()
  const { work } = useText()
  return person && hasColleagues ? <span className="event-line__who">{work.byWhom(person.name)}</span> : null
}

function itemKey(item: TimelineItem) {
  if (item.type === 'message') return `message-${item.message.id}`
  return item.type === 'event' ? `event-${item.line.seq}` : 'unread'
}

/** Scrolls once when the ticket opens, and follows when a message is added while the end is in view. */
function useStartPlace(count: number, isWhole: boolean) {
  const scroller = useRef<HTMLDivElement>(null)
  const shown = useRef(0)
  const wasWhole = useRef(isWhole)
  useLayoutEffect(() => {
    const box = scroller.current
    const isMore = isWhole && !wasWhole.current
    wasWhole.current = isWhole
    if (!box || (shown.current === count && !isMore)) return
    // What is drawn above pushes the place down: it is found anew.
    const isFirst = shown.current === 0 || isMore
    shown.current = count
    const unread = box.querySelector<HTMLElement>('[data-item="unread"]')
    const last = box.querySelector<HTMLElement>('[data-item="message"]:last-of-type') ?? box
    if (isFirst && unread) {
      box.scrollTop = unread.offsetTop - 8
      return
    }
    const newest = [...box.querySelectorAll<HTMLElement>('[data-item="message"]')].at(-1) ?? last
    // A long message is read from its beginning, a short one stands at the bottom.
    box.scrollTop = Math.min(newest.offsetTop - 8, box.scrollHeight - box.clientHeight)
  }, [count, isWhole])
  return scroller
}
