import { CircleAlert, Clock, Send } from 'lucide-react'
import type { MessageView } from '../../preload/domain.ts'
import { OutboxActions } from '../outbox/OutboxActions.tsx'
import { serverReply } from '../outbox/server-reply.ts'
import { useApp, useMinute, useShopI18n } from '../store/context.ts'

type Outbox = NonNullable<MessageView['outbox']>

/** Where our answer is on its way, and what a person can do about it. */
export function OutboxNotice({ outbox }: { outbox: Outbox }) {
  const ticketId = useApp((state) => state.openId)
  const i18n = useShopI18n(useApp(({ detail }) => detail?.ticket.shopId ?? null))
  const now = useMinute()
  const { ticket, outbox: words, later, approval } = i18n.text
  const { state, explanation, sendAfter, scheduledAt, asks } = outbox
  const reply = serverReply(explanation)
  const isTrouble = state === 'unclear' || state === 'failed' || state === 'held'
  const isDone = state === 'accepted' || state === 'filed'
  return (
    <div className="outbox-notice" data-trouble={isTrouble || undefined}>
      <p>
        {isTrouble && <CircleAlert size={14} aria-hidden />}
        {isDone && <Send size={14} aria-hidden />}
        {!isTrouble && !isDone && <Clock size={14} aria-hidden />}
        <strong>{asks === 'approval' ? approval.waits : ticket.outbox[state]}</strong>
        {reply !== null && <span>{words.serverReply(reply)}</span>}
        {asks === 'late' && scheduledAt !== null && (
          <span>{later.lateQuestion(i18n.shortMoment(scheduledAt, now))}</span>
        )}
        {state === 'queued' && asks === null && scheduledAt !== null && (
          <span>{later.scheduledAt(i18n.laterMoment(scheduledAt, now))}</span>
        )}
        {state === 'queued' && asks === null && scheduledAt === null && sendAfter !== null && sendAfter > now && (
          <span>{ticket.sendAfter(i18n.shortMoment(sendAfter, now))}</span>
        )}
      </p>
      {ticketId !== null && <OutboxActions item={{ ...outbox, ticketId }} />}
    </div>
  )
}
