import { CircleAlert } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { AccountId, Finding, TicketId } from '../../preload/domain.ts'
import { useApp, useText } from '../store/context.ts'
import { isAddress } from './addresses.ts'

type Seen = { key: string; findings: Finding[]; addressedAccountId: AccountId | null }

/** Beside the recipients, in words: an address nobody knows, several companies, another sender than the customer wrote to. */
export function RecipientNotes({ id }: { id: TicketId }) {
  const { sending } = useText()
  const draft = useApp((state) => state.drafts.get(id)?.draft)
  const look = useApp((state) => state.lookAtDraft)
  const [seen, setSeen] = useState<Seen | null>(null)
  const addressed = useApp(({ accounts, shops }) => {
    const account = seen?.addressedAccountId ? accounts.get(seen.addressedAccountId) : undefined
    return account && (shops.get(account.shopId)?.name ?? account.address)
  })
  const people = draft ? [...draft.to, ...draft.cc].map(({ address }) => address) : []
  const isWhole = people.every(isAddress)
  const key = draft && isWhole ? [draft.accountId, ...people].join(' ') : ''
  useEffect(() => {
    let isCurrent = true
    if (key !== '') void look(id).then((found) => isCurrent && found && setSeen({ key, ...found }))
    return () => void (isCurrent = false)
  }, [id, key, look])
  if (!seen || seen.key !== key) return null
  const findings = seen.findings.filter(({ check }) => check === 'new-address' || check === 'many-domains')
  const lines = findings.map(({ check, words }) => sending.findings[check](words, ''))
  if (addressed !== undefined) lines.unshift(sending.accountNote(addressed))
  if (lines.length === 0) return null
  return (
    <ul className="recipient-notes" aria-live="polite">
      {lines.map((line) => (
        <li key={line}>
          <CircleAlert size={14} aria-hidden />
          {line}
        </li>
      ))}
    </ul>
  )
}
