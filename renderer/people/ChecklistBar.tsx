import { ListChecks, X } from 'lucide-react'
import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components'
import type { TicketChecklist, TicketId } from '../../preload/domain.ts'
import { useApp, useI18n, useMinute, useText } from '../store/context.ts'
import { useHasColleagues, useStaff } from './StaffMark.tsx'

/** The steps that are to be done about this ticket, under its head. */
export function ChecklistBar() {
  const detail = useApp((state) => state.detail)
  if (!detail || detail.work.checklists.length === 0) return null
  return (
    <>
      {detail.work.checklists.map((list) => (
        <RunningList key={list.checklistId} ticketId={detail.ticket.id} list={list} />
      ))}
    </>
  )
}

function RunningList({ ticketId, list }: { ticketId: TicketId; list: TicketChecklist }) {
  const { work } = useText()
  const stop = useApp((state) => state.stopChecklist)
  const done = list.steps.filter(({ doneAt }) => doneAt !== null).length
  return (
    <section className="checklist" aria-label={`${work.checklist}: ${list.name}`}>
      <h3 className="checklist__name">
        <ListChecks size={14} aria-hidden /> {list.name}{' '}
        <span className="checklist__count">{work.steps(done, list.steps.length)}</span>
      </h3>
      <ol className="checklist__steps">
        {list.steps.map((step, index) => (
          <li key={`${index} ${step.label}`}>
            <Step ticketId={ticketId} list={list} index={index} />
          </li>
        ))}
      </ol>
      <button
        type="button"
        className="icon-button"
        aria-label={work.stopChecklist(list.name)}
        title={work.stopChecklist(list.name)}
        onClick={() => void stop(ticketId, list.checklistId, list.name)}
      >
        <X size={13} aria-hidden />
      </button>
    </section>
  )
}

function Step({ ticketId, list, index }: { ticketId: TicketId; list: TicketChecklist; index: number }) {
  const i18n = useI18n()
  const now = useMinute()
  const tick = useApp((state) => state.tickStep)
  const step = list.steps[index]!
  const by = useStaff(step.doneBy)
  const hasColleagues = useHasColleagues()
  const who = hasColleagues ? (by?.name ?? null) : null
  const when = step.doneAt === null ? null : i18n.text.work.doneBy(who, i18n.shortMoment(step.doneAt, now))
  return (
    <label className="checklist__step" data-done={step.doneAt !== null || undefined} title={when ?? undefined}>
      <input
        type="checkbox"
        checked={step.doneAt !== null}
        onChange={(event) =>
          void tick({ ticketId, checklistId: list.checklistId, index, isDone: event.target.checked })
        }
      />
      {step.label}
      {when !== null && <small>{when}</small>}
    </label>
  )
}

/** By hand, where no category started one. */
export function StartChecklist({ id }: { id: TicketId }) {
  const { work } = useText()
  const lists = useApp((state) => state.checklists)
  const running = useApp((state) => (state.detail?.ticket.id === id ? state.detail.work.checklists : null))
  const start = useApp((state) => state.startChecklist)
  const left = lists.filter((list) => !list.isRemoved && !running?.some((one) => one.checklistId === list.id))
  if (running === null || left.length === 0) return null
  return (
    <MenuTrigger>
      <Button className="head-work__item" aria-label={work.startChecklist}>
        <ListChecks size={13} aria-hidden /> {work.checklist}
      </Button>
      <Popover className="popover" placement="bottom start">
        <Menu className="menu" aria-label={work.startChecklist}>
          {left.map((list) => (
            <MenuItem key={list.id} onAction={() => void start(id, list.id)}>
              {list.name}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}
