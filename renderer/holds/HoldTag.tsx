import { Lock, MailX, PackageOpen, Phone, Undo2 } from 'lucide-react'
import type { HoldKind, TicketSummary } from '../../preload/domain.ts'
import { useText } from '../store/context.ts'
import { stepOf } from './steps.ts'

export const KIND_ICONS = {
  'customer-decision': PackageOpen,
  'return-goods': Undo2,
  'call-back': Phone,
} satisfies Record<HoldKind, unknown>

/** In a row of the list: the stage of its hold, what it is about, and what one must know of it. */
export function HoldTag({ ticket: { hold, hasBounced } }: { ticket: Pick<TicketSummary, 'hold' | 'hasBounced'> }) {
  const { holds } = useText()
  if (hold === null || hold.stage === 'ended') return null
  const Icon = KIND_ICONS[hold.kind]
  const words = holds.stages[hold.kind][hold.stage]
  const step = stepOf(hold.stage)
  return (
    <>
      <span className="tag hold-tag" data-stage={hold.stage} title={holds.kinds[hold.kind]}>
        <Icon size={12} aria-label={holds.kinds[hold.kind]} />
        {step === null ? words : holds.step(step, words)}
      </span>
      {hold.isUndelivered && !hasBounced && (
        <span className="tag tag--danger hold-tag">
          <MailX size={12} aria-hidden />
          {holds.undelivered}
        </span>
      )}
      {hold.isReserved && (
        <span className="tag hold-tag" title={holds.isReserved}>
          <Lock size={11} aria-hidden />
          {holds.reserved}
        </span>
      )}
      {hold.product !== '' && (
        <span className="hold-tag__product" title={hold.product}>
          {hold.product}
        </span>
      )}
    </>
  )
}
