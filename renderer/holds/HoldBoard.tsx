import { useEffect } from 'react'
import { useApp, useText } from '../store/context.ts'
import { EmptyNote } from '../ui/EmptyNote.tsx'
import { ProblemNote } from '../ui/ProblemNote.tsx'
import { boardRows, BOARD_STAGES, type BoardRow, type BoardStage } from './board.ts'
import { BoardFilters } from './BoardFilters.tsx'
import { BoardLine } from './BoardLine.tsx'
import { HOLD_STAGE_ICONS } from './stage-icons.ts'

/** 保留（注文）: every hold that runs, what a person must decide first, and how those of the last 90 days ended. */
export function HoldBoard() {
  const { holds, common } = useText()
  const board = useApp((state) => state.board)
  const error = useApp((state) => state.boardError)
  const loadBoard = useApp((state) => state.loadBoard)
  const round = useApp((state) => state.boardRound)
  useEffect(() => void loadBoard(), [loadBoard])
  return (
    <main className="page hold-board">
      <header className="page__head">
        <h1>
          {holds.board.title}
          {board !== null && <span className="hold-board__count">{common.count(board.rows.length)}</span>}
        </h1>
        <Outcomes />
      </header>
      {error && <ProblemNote error={error} onRetry={() => void loadBoard()} />}
      {board === null && !error && <output className="ticket-pane__loading">{common.loading}</output>}
      {board?.rows.length === 0 && <EmptyNote {...holds.board.empty} />}
      {board !== null && board.rows.length > 0 && (
        <>
          <BoardFilters key={round} rows={board.rows} />
          <Groups rows={board.rows} />
        </>
      )}
    </main>
  )
}

function Outcomes() {
  const { holds } = useText()
  const outcomes = useApp((state) => state.board?.outcomes)
  if (!outcomes) return null
  const counted = outcomes.filter(({ count }) => count > 0)
  return (
    <section className="hold-outcomes" aria-label={holds.board.outcomes}>
      <h2>{counted.length === 0 ? holds.board.noOutcomes : holds.board.outcomes}</h2>
      <ul>
        {counted.map(({ kind, outcome, count }) => (
          <li key={`${kind}-${outcome}`} title={holds.kinds[kind]}>
            {holds.outcomes[outcome]} <strong>{count}</strong>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Groups({ rows }: { rows: readonly BoardRow[] }) {
  const { holds } = useText()
  const filter = useApp((state) => state.boardFilter)
  const clear = useApp((state) => state.clearBoardFilter)
  const shown = boardRows(rows, filter)
  if (shown.length === 0) {
    return (
      <EmptyNote {...holds.board.nothing}>
        <button type="button" className="button" onClick={clear}>
          {holds.board.clear}
        </button>
      </EmptyNote>
    )
  }
  return (
    <table aria-label={holds.board.label} className="hold-table">
      <thead className="for-readers">
        <tr>
          {COLUMNS.map((column) => (
            <th key={column} scope="col">
              {holds.board.columns[column]}
            </th>
          ))}
        </tr>
      </thead>
      {BOARD_STAGES.map((stage) => (
        <Group key={stage} stage={stage} rows={shown.filter(({ hold }) => hold.stage === stage)} />
      ))}
    </table>
  )
}

const COLUMNS = ['due', 'customer', 'product', 'order', 'stage'] as const

function Group({ stage, rows }: { stage: BoardStage; rows: BoardRow[] }) {
  const { holds, common } = useText()
  if (rows.length === 0) return null
  const Icon = HOLD_STAGE_ICONS[stage]
  return (
    <tbody className="hold-group" data-stage={stage}>
      <tr className="hold-group__head">
        <th scope="rowgroup" colSpan={COLUMNS.length}>
          <Icon size={15} aria-hidden />
          {holds.board.groups[stage]}
          <span className="hold-group__count">{common.count(rows.length)}</span>
        </th>
      </tr>
      {rows.map((row) => (
        <BoardLine key={row.hold.id} row={row} />
      ))}
    </tbody>
  )
}
