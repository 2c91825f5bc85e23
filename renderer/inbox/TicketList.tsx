import { useVirtualizer } from '@tanstack/react-virtual'
import { AlarmClock, TriangleAlert } from 'lucide-react'
import { useCallback, useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import type { TicketId } from '../../preload/domain.ts'
import { focusTicket } from '../frame/focus.ts'
import { useApp, useI18n, useMinute, useText } from '../store/context.ts'
import { listLines, type ListLine } from './groups.ts'
import { RowMenu, type MenuPlace } from './RowMenu.tsx'
import { TicketRow, rowId } from './TicketRow.tsx'

const ROW_HEIGHT = 56
const HEADING_HEIGHT = 28
const LOAD_AHEAD = 40

/** The virtual list: only what is on the screen stands in the page, however many tickets there are. */
export function TicketList() {
  const text = useText()
  const lines = useLines()
  const scroller = useRef<HTMLDivElement>(null)
  const [menu, setMenu] = useState<MenuPlace | null>(null)
  const openId = useApp((state) => state.openId)
  const cursorId = useApp((state) => state.cursorId)
  const total = useApp(({ list }) => list.total)
  const openTicket = useApp((state) => state.openTicket)
  // Its functions change with every scroll on purpose; nothing here is memoized over them.
  // oxlint-disable-next-line react/incompatible-library
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (lines[index]?.type === 'heading' ? HEADING_HEIGHT : ROW_HEIGHT),
    getItemKey: (index) => lineKey(lines[index], index),
    overscan: 8,
    scrollPaddingStart: lines[0]?.type === 'heading' ? HEADING_HEIGHT : 0,
    initialRect: { width: 360, height: 640 },
  })
  const items = virtual.getVirtualItems()
  const top = virtual.scrollOffset ?? 0
  const stuck = top > 0 ? headingAbove(lines, items.find(({ end }) => end > top)?.index ?? 0) : null
  useLoadMore(items.at(-1)?.index ?? 0, lines.length)
  useCursorInView(lines, cursorId, (index) => virtual.scrollToIndex(index, { align: 'auto' }))

  const hasRows = items.length > 0
  useEffect(() => {
    // The end of a start, for whoever measures one.
    if (hasRows) performance.mark('first-rows')
  }, [hasRows])

  const select = useCallback((id: TicketId) => void openTicket(id), [openTicket])
  const showMenu = useCallback((place: MenuPlace) => setMenu(place), [])
  const active = cursorId ?? openId
  return (
    <div
      ref={scroller}
      className="ticket-list"
      // A native select can hold neither headings nor rows of two lines.
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
      role="listbox"
      data-place="list"
      tabIndex={0}
      aria-label={text.list.label}
      aria-activedescendant={active === null ? undefined : rowId(active)}
      onKeyDown={useListKeys(setMenu)}
    >
      {stuck && (
        <div className="ticket-list__stuck" aria-hidden>
          <GroupHeading line={stuck} />
        </div>
      )}
      <div className="ticket-list__space" role="presentation" style={{ height: virtual.getTotalSize() }}>
        {items.map(({ key, index, start, size }) => (
          <div
            key={key}
            role="presentation"
            className="ticket-list__line"
            style={{ height: size, transform: `translateY(${start}px)` }}
          >
            <Line
              line={lines[index]}
              position={index + 1}
              total={total}
              openId={openId}
              cursorId={active}
              onSelect={select}
              onMenu={showMenu}
            />
          </div>
        ))}
      </div>
      <LoadingMore />
      {menu && <RowMenu place={menu} onClose={() => setMenu(null)} />}
    </div>
  )
}

type Heading = Extract<ListLine, { type: 'heading' }>

type LineProps = {
  line: ListLine | undefined
  position: number
  total: number
  openId: TicketId | null
  cursorId: TicketId | null
  onSelect: (id: TicketId) => void
  onMenu: (place: MenuPlace) => void
}

function Line({ line, position, total, openId, cursorId, onSelect, onMenu }: LineProps) {
  if (!line) return null
  if (line.type === 'heading') return <GroupHeading line={line} />
  const { id } = line
  return (
    <TicketRow
      id={id}
      position={position}
      total={total}
      isOpen={id === openId}
      isCursor={id === cursorId}
      onSelect={onSelect}
      onMenu={onMenu}
    />
  )
}

/** Words for the eye: a list box may hold options only, and each option says its own deadline. */
function GroupHeading({ line }: { line: Heading }) {
  const { list, common } = useText()
  return (
    <div className="group-heading" role="presentation" data-group={line.group}>
      {line.group === 'overdue' && <TriangleAlert size={14} aria-hidden />}
      {line.group === 'returned' && <AlarmClock size={14} aria-hidden />}
      {list.groups[line.group]}
      {line.count !== null && <span className="group-heading__count">{common.count(line.count)}</span>}
    </div>
  )
}

function LoadingMore() {
  const text = useText()
  const isLoading = useApp(({ list }) => list.isLoadingMore)
  const isCut = useApp(({ list }) => list.found?.isExact === false)
  if (isLoading) return <p className="ticket-list__more">{text.list.loadingMore}</p>
  return isCut ? <p className="ticket-list__more">{text.list.searchMore}</p> : null
}

function useLines() {
  const i18n = useI18n()
  const now = useMinute()
  const ids = useApp(({ list }) => list.ids)
  const dues = useApp(({ list }) => list.dues)
  const returned = useApp(({ list }) => list.returned)
  const hasMore = useApp(({ list }) => list.next !== null)
  const hasHeadings = useApp(({ list }) => list.view === 'todo' && list.query === '')
  return useMemo(
    () => listLines({ ids, dues, returned, hasHeadings, hasMore, now, i18n }),
    [ids, dues, returned, hasHeadings, hasMore, now, i18n],
  )
}

function useLoadMore(lastShown: number, count: number) {
  const loadMore = useApp((state) => state.loadMore)
  const hasMore = useApp(({ list }) => list.next !== null && !list.isLoadingMore)
  useEffect(() => {
    if (hasMore && lastShown > count - LOAD_AHEAD) void loadMore()
  }, [hasMore, lastShown, count, loadMore])
}

/** Scrolls when the cursor moved, and only then: a list that jumps while one reads it is worse than a hidden row. */
function useCursorInView(lines: ListLine[], cursorId: TicketId | null, scrollTo: (index: number) => void) {
  const last = useRef(cursorId)
  useEffect(() => {
    if (last.current === cursorId) return
    last.current = cursorId
    const index = lines.findIndex((line) => line.type === 'ticket' && line.id === cursorId)
    if (index >= 0) scrollTo(index)
  })
}

/** The heading that the line at the top of the window stands under. */
function headingAbove(lines: readonly ListLine[], index: number): Heading | null {
  const line = lines.slice(0, index + 1).findLast(({ type }) => type === 'heading')
  return line?.type === 'heading' ? line : null
}

const lineKey = (line: ListLine | undefined, index: number) => {
  if (!line) return index
  return line.type === 'heading' ? `${line.group}-${index}` : line.id
}

function useListKeys(openMenu: (place: MenuPlace) => void) {
  const moveCursor = useApp((state) => state.moveCursor)
  const cursorId = useApp((state) => state.cursorId ?? state.openId)
  return (event: KeyboardEvent<HTMLDivElement>) => {
    const steps: Partial<Record<string, number>> = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: 10,
      PageUp: -10,
      Home: -Infinity,
      End: Infinity,
    }
    const step = steps[event.key]
    if (event.target !== event.currentTarget) return
    if (step !== undefined) {
      event.preventDefault()
      return moveCursor(step)
    }
    const wantsMenu = event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)
    if (wantsMenu && cursorId !== null) {
      event.preventDefault()
      const box = document.getElementById(rowId(cursorId))?.getBoundingClientRect()
      openMenu({ id: cursorId, x: (box?.left ?? 0) + 40, y: (box?.bottom ?? 0) - 8 })
    }
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault()
      focusTicket()
    }
  }
}
