import type { ReactNode } from 'react'
import type { OutboxItem } from '../../preload/domain.ts'
import { useApp, useText } from '../store/context.ts'

type Props = { groupSend: NonNullable<OutboxItem['groupSend']>; items: readonly OutboxItem[]; children: ReactNode }

/** A sending to many in the outbox: one line that opens, and one button that takes back what has not left. */
export function OutboxSending({ groupSend, items, children }: Props) {
  const { many } = useText()
  const cancel = useApp((state) => state.cancelGroupSend)
  return (
    <li className="outbox-sending">
      <details>
        <summary>{many.group(groupSend.title, items.length, groupSend.total)}</summary>
        <ul>{children}</ul>
      </details>
      <button type="button" className="button button--small" onClick={() => void cancel(groupSend.id)}>
        {many.cancelAll}
      </button>
    </li>
  )
}
