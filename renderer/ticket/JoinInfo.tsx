import { Info } from 'lucide-react'
import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components'
import type { MessageView } from '../../preload/domain.ts'
import { focusFirst, LazyTrigger } from '../ui/LazyTrigger.tsx'
import { useI18n } from '../store/context.ts'

/** Why this message lies in this ticket, where it arrived, and what was wrong with its form. */
export function JoinInfo({ message }: { message: MessageView }) {
  const i18n = useI18n()
  const { ticket } = i18n.text
  return (
    <LazyTrigger label={ticket.whyJoined} icon={<Info size={14} aria-hidden />} opens="dialog">
      {(open) => (
        <DialogTrigger {...open}>
          <Button ref={focusFirst} className="icon-button" aria-label={ticket.whyJoined}>
            <Info size={14} aria-hidden />
          </Button>
          <Popover className="popover" placement="bottom end">
            <Dialog className="why" aria-label={ticket.whyJoined}>
              <h2>{ticket.whyJoined}</h2>
              <p>{i18n.joinReason(message.join)}</p>
              {message.join.evidence !== null && <p className="why__evidence">{message.join.evidence}</p>}
              {message.deliveredTo.length > 0 && <p>{ticket.deliveredTo(message.deliveredTo.join(', '))}</p>}
              {message.defects.length > 0 && (
                <>
                  <h2 className="why__next">{ticket.defects}</h2>
                  <ul className="why__list">
                    {message.defects.map((defect) => (
                      <li key={defect}>{i18n.text.defectWords(defect)}</li>
                    ))}
                  </ul>
                </>
              )}
            </Dialog>
          </Popover>
        </DialogTrigger>
      )}
    </LazyTrigger>
  )
}
