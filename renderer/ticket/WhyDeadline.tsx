import { Button, Dialog, DialogTrigger, Heading, Popover } from 'react-aria-components'
import type { DeadlineInfo, TicketSummary } from '../../preload/domain.ts'
import { DueChip } from '../inbox/DueChip.tsx'
import { useApp, useMinute, useShopI18n, useText } from '../store/context.ts'

const MINUTE_MS = 60_000

/** The deadline chip of the head. Pressed, it lists the opening hours that were counted. */
export function WhyDeadline({ ticket }: { ticket: TicketSummary }) {
  const text = useText()
  const deadline = useApp(({ detail }) => (detail?.ticket.id === ticket.id ? detail.deadline : null))
  if (ticket.dueAt === null) return null
  const chip = (
    <DueChip
      shopId={ticket.shopId}
      dueAt={ticket.dueAt}
      warnAt={ticket.warnAt}
      isWaiting={ticket.status === 'waiting'}
    />
  )
  if (deadline === null) return chip
  return (
    <DialogTrigger>
      <Button className="why-deadline">
        {chip}
        <span className="why-deadline__ask">{text.ticket.why}</span>
      </Button>
      <Popover className="popover" placement="bottom start">
        <Dialog className="why">
          <Heading slot="title">{text.ticket.whyTitle}</Heading>
          <Explanation deadline={deadline} ticket={ticket} />
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}

function Explanation({ deadline, ticket }: { deadline: DeadlineInfo; ticket: TicketSummary }) {
  const i18n = useShopI18n(ticket.shopId)
  const now = useMinute()
  const { ticket: words, time, hours, policies } = i18n.text
  const { kind, clock, dueAt, startedAt, spans, minutes, limit, policy } = deadline
  const start = i18n.moment(startedAt, now)
  const granted = i18n.exactSpan(minutes)
  const counted = spans.reduce((sum, [from, to]) => sum + to - from, 0)
  const total = i18n.exactSpan(Math.round(counted / MINUTE_MS))
  const how = {
    minutes: clock === 'business' ? words.whyBusiness(start, granted) : words.whyCalendar(start, granted),
    cap: hours.whyCap(start, total),
    cutoff: hours.whyCutoff(start),
    'never-open': hours.whyNeverOpen(start, granted),
    date: words.whyDate,
    window: hours.whyWindow(start, total),
  }
  const name = policy === null ? hours.whyNoPolicy : policy.name || (policies.names[policy.id] ?? policies.noName)
  return (
    <>
      {clock !== 'date' && <p className="why__policy">{hours.whyPolicy(name)}</p>}
      <p>{how[limit]}</p>
      <table>
        <tbody>
          {limit === 'minutes' &&
            clock === 'business' &&
            spans.map(([from, to]) => (
              <tr key={from}>
                <th scope="row">{i18n.day(from, now)}</th>
                <td>{time.range(i18n.clock(from), i18n.clock(to))}</td>
                <td>{i18n.exactSpan(Math.round((to - from) / MINUTE_MS))}</td>
              </tr>
            ))}
          <tr className="why__due">
            <th scope="row">{words.deadlineKind[kind]}</th>
            <td>{i18n.moment(dueAt, now)}</td>
            <td>{clock === 'date' ? '' : total}</td>
          </tr>
        </tbody>
      </table>
    </>
  )
}
