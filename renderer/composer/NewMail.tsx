import { useId, useState, type FormEvent, type KeyboardEvent } from 'react'
import type { AccountId, Address, NewMail as Mail } from '../../preload/domain.ts'
import { useApp, useText } from '../store/context.ts'
import { isConverting } from '../ui/ime.ts'
import { AddressField } from './AddressField.tsx'
import { isAddress } from './addresses.ts'

/** 新しいメール: from which shop to whom, about what. The text is written in the answer, with everything it offers. */
export function NewMail({ mail, onClose }: { mail: Mail; onClose: () => void }) {
  const { newMail, common, composer } = useText()
  const accounts = useApp((state) => state.accounts)
  const shops = useApp((state) => state.shops)
  const beginMail = useApp((state) => state.beginMail)
  const own = [...accounts.values()].filter(({ channel }) => channel === 'mail')
  // With several shops it is asked: a mail under another shop's name cannot be taken back.
  const [accountId, setAccount] = useState<AccountId | null>(own.length === 1 ? own[0]!.id : null)
  const [to, setTo] = useState<Address[]>(mail.to)
  const [cc, setCc] = useState<Address[]>(mail.cc)
  const [subject, setSubject] = useState(mail.subject)
  const hintId = useId()
  if (own.length === 0) return <p>{newMail.noAccount}</p>

  const isComplete =
    accountId !== null &&
    to.length > 0 &&
    subject.trim() !== '' &&
    [...to, ...cc].every(({ address }) => isAddress(address))
  async function begin() {
    if (!isComplete) return
    if (await beginMail({ accountId, to, cc, subject, body: mail.body })) onClose()
  }
  function onKeyDown(event: KeyboardEvent) {
    if (!isConverting(event) && event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void begin()
  }
  function submit(event: FormEvent) {
    event.preventDefault()
    void begin()
  }
  return (
    // Not a control: the keys of its fields are heard here.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form className="new-mail" onSubmit={submit} onKeyDown={onKeyDown}>
      {own.length > 1 && (
        <label className="field">
          {newMail.from}
          <select
            className="text-input"
            value={accountId ?? ''}
            onChange={(event) => setAccount(Number(event.target.value) as AccountId)}
          >
            <option value="" disabled>
              {newMail.choose}
            </option>
            {own.map(({ id, shopId, address }) => (
              <option key={id} value={id}>
                {newMail.account(shops.get(shopId)?.name ?? '', address)}
              </option>
            ))}
          </select>
        </label>
      )}
      <AddressField label={composer.to} addresses={to} isAutoFocused={to.length === 0} onChange={setTo} />
      {mail.cc.length > 0 && <AddressField label={composer.cc} addresses={cc} onChange={setCc} />}
      <label className="field">
        {composer.subject}
        <input
          className="text-input"
          maxLength={500}
          value={subject}
          aria-describedby={hintId}
          onChange={(event) => setSubject(event.target.value)}
        />
      </label>
      {mail.body !== '' && <blockquote className="new-mail__body">{mail.body}</blockquote>}
      <p id={hintId} className="field__hint">
        {mail.body === '' ? newMail.hint : newMail.hintOfLink}
      </p>
      <div className="modal__buttons">
        <button type="button" className="button" onClick={onClose}>
          {common.cancel}
        </button>
        <button type="submit" className="button button--primary" disabled={!isComplete} title="Ctrl+Enter">
          {newMail.begin}
        </button>
      </div>
    </form>
  )
}
