import type { TicketId } from '../../preload/domain.ts'
import { useApp, useText } from '../store/context.ts'

type Props = { id: TicketId; subject: string; customerName: string }

/** A ticket by its subject and customer. A press shows it in the inbox; the page of rules stays as it is. */
export function TicketLink({ id, subject, customerName }: Props) {
  const { common } = useText()
  const open = useApp((state) => state.openFromRules)
  return (
    <>
      <button type="button" className="link-button" onClick={() => open(id)}>
        #{id} {subject || common.noSubject}
      </button>
      <small>{customerName === '' ? common.noName : common.honorific(customerName)}</small>
    </>
  )
}
