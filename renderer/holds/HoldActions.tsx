import { CalendarPlus, ChevronDown, ChevronRight, Phone, RotateCw, Send } from 'lucide-react'
import { useId, useState } from 'react'
import { Button, Dialog, DialogTrigger, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components'
import type { HoldOutcome, HoldView, Permission, TicketId } from '../../preload/domain.ts'
import { focusHoldDue, focusReply } from '../frame/focus.ts'
import { useActions, useApp, useMinute, useText, useTicketI18n } from '../store/context.ts'
import { DueFields } from './DueFields.tsx'

/** What a person may do now, by the stage. What may not be done yet says why and from when. */
export function HoldActions({ hold }: { hold: HoldView }) {
  const { holds } = useText()
  const { planReminder, planHold, endHold, openDialog } = useActions()
  const isDeciding = hold.stage === 'answered' || hold.stage === 'cancel-due' || hold.stage === 'reminder-due'
  const [showsEnds, setShowsEnds] = useState(isDeciding)
  const { ticketId, stage } = hold
  const canRemind = hold.mayRemind.allowed
  const couldTell = hold.mayRemindOtherWay.allowed && hold.undelivered === null
  function remind() {
    planReminder(ticketId)
    focusHoldDue()
  }
  return (
    <>
      <div className="hold-panel__actions">
        {canRemind && (
          <button type="button" className="button button--small button--primary" onClick={remind}>
            <Send size={13} aria-hidden /> {holds.remind}
          </button>
        )}
        {stage === 'answered' && (
          <button
            type="button"
            className="button button--small button--primary"
            onClick={() => void planHold(ticketId).then(focusHoldDue)}
          >
            <RotateCw size={13} aria-hidden /> {holds.holdAgain}
          </button>
        )}
        {couldTell && (
          <button
            type="button"
            className="button button--small"
            onClick={() => openDialog({ type: 'hold-phone', step: 'reminder', ticketId })}
          >
            <Phone size={13} aria-hidden /> {holds.toldByPhone}
          </button>
        )}
        {hold.dueAt !== null && <Extend hold={hold} dueAt={hold.dueAt} />}
        <button
          type="button"
          className="button button--small"
          aria-expanded={showsEnds}
          onClick={() => setShowsEnds(!showsEnds)}
        >
          {showsEnds ? <ChevronDown size={13} aria-hidden /> : <ChevronRight size={13} aria-hidden />}
          {holds.endGroup}
        </button>
        <button
          type="button"
          className="button button--small button--quiet"
          onClick={() => void endHold(hold, 'withdrawn')}
        >
          {holds.withdraw}
        </button>
      </div>
      {showsEnds && <Ends hold={hold} />}
    </>
  )
}

function Extend({ hold, dueAt }: { hold: HoldView; dueAt: number }) {
  const { holds, common } = useText()
  const changeHoldDate = useApp((state) => state.changeHoldDate)
  const [chosen, setChosen] = useState<number | null>(null)
  return (
    <DialogTrigger onOpenChange={() => setChosen(null)}>
      <Button className="button button--small">
        <CalendarPlus size={13} aria-hidden /> {holds.extend}
      </Button>
      <Popover className="popover" placement="bottom start">
        <Dialog className="hold-form" aria-label={holds.extend}>
          {({ close }) => (
            <>
              <DueFields
                ticketId={hold.ticketId}
                dueAt={chosen ?? hold.nextDueAt ?? dueAt}
                isAutoFocused
                proposal={hold.nextDueAt === null ? null : { at: hold.nextDueAt, words: holds.proposeNext }}
                onChange={setChosen}
              />
              <p className="hold-plan__hint">{holds.extendHint}</p>
              <div className="modal__buttons">
                <button type="button" className="button button--small" onClick={close}>
                  {common.cancel}
                </button>
                <button
                  type="button"
                  className="button button--small button--primary"
                  onClick={() => {
                    void changeHoldDate(hold, chosen ?? hold.nextDueAt ?? dueAt)
                    close()
                  }}
                >
                  {holds.extend}
                </button>
              </div>
            </>
          )}
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}

const isByMail = ({ outcome }: { outcome: HoldOutcome }) => outcome !== 'withdrawn'

/** The ways it can end. Each fills the composer with its letter; the menu beside them ends it without one. */
function Ends({ hold }: { hold: HoldView }) {
  const { holds } = useText()
  const endHold = useApp((state) => state.endHold)
  const outcomes = hold.mayEnd.filter(isByMail)
  return (
    <fieldset className="hold-ends">
      <legend className="for-readers">{holds.endGroup}</legend>
      {outcomes.map(({ outcome, permission }) => (
        <EndButton key={outcome} hold={hold} outcome={outcome} permission={permission} />
      ))}
      <MenuTrigger>
        <Button className="button button--small button--quiet">
          {holds.otherOutcomes} <ChevronDown size={13} aria-hidden />
        </Button>
        <Popover className="popover" placement="bottom start">
          <Menu className="menu" disabledKeys={outcomes.flatMap((one) => (one.permission.allowed ? [] : one.outcome))}>
            {outcomes.map(({ outcome }) => (
              <MenuItem key={outcome} id={outcome} onAction={() => void endHold(hold, outcome)}>
                {holds.withoutMail(holds.outcomes[outcome])}
              </MenuItem>
            ))}
          </Menu>
        </Popover>
      </MenuTrigger>
      <Refusals ticketId={hold.ticketId} outcomes={outcomes} />
    </fieldset>
  )
}

type EndProps = { hold: HoldView; outcome: HoldOutcome; permission: Permission }

function EndButton({ hold, outcome, permission }: EndProps) {
  const { holds } = useText()
  const planEnd = useApp((state) => state.planEnd)
  const why = useWhy(hold.ticketId, permission)
  const whyId = useId()
  // The second date has passed: what was announced is what is offered.
  const isOffered = hold.stage === 'cancel-due' && outcome === hold.mayEnd.filter(isByMail).at(-1)?.outcome
  function plan() {
    if (!permission.allowed) return
    planEnd(hold.ticketId, outcome)
    focusReply()
  }
  return (
    <>
      {/* Not `disabled`: the keyboard has to reach it to hear why it does nothing yet. */}
      <button
        type="button"
        className={`button button--small ${isOffered ? 'button--primary' : ''}`}
        aria-disabled={!permission.allowed || undefined}
        aria-describedby={why === null ? undefined : whyId}
        onClick={plan}
      >
        {holds.outcomes[outcome]}
      </button>
      {why !== null && (
        <span id={whyId} className="for-readers">
          {why}
        </span>
      )}
    </>
  )
}

/** Why something cannot be done yet, under the buttons and not only where a mouse rests. */
function Refusals({ ticketId, outcomes }: { ticketId: TicketId; outcomes: HoldView['mayEnd'] }) {
  return (
    <>
      {outcomes.map(({ outcome, permission }) => (
        <Refusal key={outcome} ticketId={ticketId} outcome={outcome} permission={permission} />
      ))}
    </>
  )
}

function Refusal({ ticketId, outcome, permission }: Omit<EndProps, 'hold'> & { ticketId: TicketId }) {
  const { holds } = useText()
  const why = useWhy(ticketId, permission)
  if (why === null) return null
  return (
    <p className="hold-ends__why" aria-hidden>
      {holds.reasonFor(holds.outcomes[outcome], why)}
    </p>
  )
}

function useWhy(ticketId: TicketId, permission: Permission) {
  const i18n = useTicketI18n(ticketId)
  const now = useMinute()
  if (permission.allowed) return null
  const until = permission.until === null ? null : i18n.moment(permission.until, now)
  return i18n.text.holds.refused[permission.reason](until)
}
