import { Button, Dialog, DialogTrigger, Heading, Popover } from 'react-aria-components'
import type { DeadlineInfo, TicketSummary } from '../../preload/domain.ts'
import { DueChip } from '../inbox/DueChip.tsx'
import { useApp, useI18n, useMinute, useText } from '../store/context.ts'

/** The deadline chip of the head. Pressed, it lists the opening hours that were counted. */
export function WhyDeadline({ ticket }: { ticket: TicketSummary }) {
  const text = useText()
  const deadline = useApp(({ detail }) => (detail?.ticket.id === ticket.id ? detail.deadline : null))
  if (ticket.dueAt === null) return null
  const chip = <DueChip dueAt={ticket.dueAt} warnAt={ticket.warnAt} isWaiting={ticket.status === 'waiting'} />
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
          <Explanation deadline={deadline} />
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}

function Explanation({ deadline }: { deadline: DeadlineInfo }) {
  const i18n = useI18n()
  const now = useMinute()
  const { ticket: words, time } = i18n.text
  const { kind, clock, dueAt, startedAt, spans, minutes } = deadline
  const start = i18n.moment(startedAt, now)
  const total = i18n.exactSpan(minutes)
  const how = {
    business: words.whyBusiness(start, total),
    calendar: words.whyCalendar(start, total),
    date: words.whyDate,
  }
  return (
    <>
      <p>{how[clock]}</p>
      <table>
        <tbody>
          {clock === 'business' &&
            spans.map(([from, to]) => (
              <tr key={from}>
                <th scope="row">{i18n.day(from, now)}</th>
                <td>{time.range(i18n.clock(from), i18n.clock(to))}</td>
                <td>{i18n.exactSpan(Math.round((to - from) / 60_000))}</td>
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
