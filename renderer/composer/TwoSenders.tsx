import type { AccountId } from '../../preload/domain.ts'
import { useText } from '../store/context.ts'
import { useSenderName } from './use-sender-name.ts'

type Props = { addressed: AccountId; chosen: AccountId }

/** The account the customer wrote to and the one the answer would leave from, one below the other. */
export function TwoSenders({ addressed, chosen }: Props) {
  const { sending, composer } = useText()
  const nameOf = useSenderName()
  const rows = [
    [sending.wroteTo, nameOf(addressed)],
    [sending.sendsFrom, nameOf(chosen)],
  ] as const
  return (
    <dl className="two-senders">
      {rows.map(([label, { shop, address, color }]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            <span className="shop-dot" style={{ background: color }} aria-hidden />
            <strong>{composer.from(shop)}</strong> {address}
          </dd>
        </div>
      ))}
    </dl>
  )
}
