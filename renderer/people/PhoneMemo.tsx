import { useEffect, useState, type FormEvent, type KeyboardEvent } from 'react'
import type { Output } from '../../preload/contract.ts'
import { ContactKind, type AccountId, type Caller, type MessageId, type TicketId } from '../../preload/domain.ts'
import { Field } from '../onboarding/Field.tsx'
import { Choice, Switch } from '../settings/Section.tsx'
import { useApp, useAppStore, useText } from '../store/context.ts'
import { isConverting } from '../ui/ime.ts'
import { useTypedQuery } from '../ui/use-typed-query.ts'
import { AnswerManual } from './AnswerManual.tsx'
import { CallItems, emptyLine, itemsOf, type ItemLine } from './CallItems.tsx'
import { CategorySelect } from './CategorySelect.tsx'

type Props = {
  ticketId: TicketId | null
  /** What a mail says of the call. */
  call?: Output<'phone.read'>
  fromMessageId?: MessageId
  onClose: () => void
}

/** 電話メモ: who called about what, and whether they wait for our call. Ctrl+Enter keeps it. */
export function PhoneMemo({ ticketId, call, fromMessageId, onClose }: Props) {
  const { work, common, people } = useText()
  const accounts = useApp((state) => state.accounts)
  const shops = useApp((state) => state.shops)
  const saveMemo = useApp((state) => state.saveMemo)
  const mailAccounts = [...accounts.values()].filter(({ channel }) => channel === 'mail')
  const [number, setNumber] = useState(call?.number ?? '')
  const [name, setName] = useState(call?.name ?? '')
  const [kind, setKind] = useState<ContactKind>('phone')
  const [matter, setMatter] = useState(call?.matter ?? '')
  const [category, setCategory] = useState<string | null>(null)
  const [lines, setLines] = useState<ItemLine[] | null>(null)
  const [isCallBack, setCallBack] = useState(true)
  const [accountId, setAccount] = useState<AccountId | undefined>(call?.accountId ?? mailAccounts[0]?.id)
  const [caller, setCaller] = useState<Caller | null>(null)
  const [into, setInto] = useState<TicketId | null>(ticketId)
  const found = useCallers(number)
  const { inputProps } = useTypedQuery(call?.number ?? '', setNumber)
  if (accountId === undefined) return <p>{work.memoNoShop}</p>

  function choose(next: Caller | null) {
    setCaller(next)
    setInto(ticketId)
    if (next) setName(next.name)
  }
  const items = lines === null ? [] : itemsOf(lines)
  const isEmpty = matter.trim() === '' && items?.length === 0
  async function save() {
    if (isEmpty || items === null || accountId === undefined) return
    const memo = {
      ticketId: into,
      accountId,
      customerId: caller?.customerId ?? null,
      name,
      kind,
      matter,
      items,
      category,
      isCallBack,
      fromMessageId: fromMessageId ?? null,
    }
    if (await saveMemo({ ...memo, number: inputProps.value })) onClose()
  }
  function onKeyDown(event: KeyboardEvent) {
    if (!isConverting(event) && event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void save()
  }
  function submit(event: FormEvent) {
    event.preventDefault()
    void save()
  }
  return (
    // Not a control: the keys of its fields are heard here.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form className="phone-memo" onSubmit={submit} onKeyDown={onKeyDown}>
      <div className="phone-memo__pair">
        <label className="field">
          {work.memoNumber}
          {/* The first thing a caller is known by. */}
          {/* oxlint-disable-next-line jsx-a11y/no-autofocus */}
          <input type="tel" className="text-input" maxLength={40} autoFocus {...inputProps} />
        </label>
        <Field name="memoName" label={work.memoName} value={name} onChange={setName} />
      </div>
      {found.length > 0 && <Callers found={found} chosen={caller} onChoose={choose} />}
      {caller && caller.openTickets.length > 0 && fromMessageId === undefined && (
        <TicketChoice caller={caller} value={into} onChange={setInto} />
      )}
      <label className="field">
        {work.memoMatter}
        <textarea
          className="text-input"
          rows={4}
          maxLength={20_000}
          value={matter}
          onChange={(event) => setMatter(event.target.value)}
        />
      </label>
      <Switch
        label={work.isOrder}
        hint={work.isOrderHint}
        isOn={lines !== null}
        onChange={(isOn) => setLines(isOn ? [emptyLine(0)] : null)}
      />
      {lines !== null && <CallItems lines={lines} onChange={setLines} />}
      {items === null && (
        <p className="field__fault" role="alert">
          {work.itemFault}
        </p>
      )}
      <Choice
        name="memoKind"
        title={work.memoKind}
        options={ContactKind.options}
        words={people.contactKinds}
        value={kind}
        onChange={setKind}
      />
      <div className="phone-memo__pair">
        <CategorySelect label={work.category} none={work.noCategory} value={category} onChange={setCategory} />
        {mailAccounts.length > 1 && (
          <label className="field">
            {work.memoShop}
            <select
              className="text-input"
              value={accountId}
              onChange={(event) => setAccount(Number(event.target.value) as AccountId)}
            >
              {mailAccounts.map(({ id, shopId, address }) => (
                <option key={id} value={id}>
                  {shops.get(shopId)?.name ?? address}
                </option>
              ))}
            </select>
          </label>
        )}
      </div>
      <AnswerManual category={category} />
      <Switch label={work.callBack} hint={work.callBackHint} isOn={isCallBack} onChange={setCallBack} />
      <div className="modal__buttons">
        <button type="button" className="button" onClick={onClose}>
          {common.cancel}
        </button>
        <button
          type="submit"
          className="button button--primary"
          disabled={isEmpty || items === null}
          title="Ctrl+Enter"
        >
          {work.saveMemo}
        </button>
      </div>
    </form>
  )
}

type CallersProps = { found: Caller[]; chosen: Caller | null; onChoose: (caller: Caller | null) => void }

function Callers({ found, chosen, onChoose }: CallersProps) {
  const { work } = useText()
  return (
    <fieldset className="choice">
      <legend>{work.memoCaller}</legend>
      {found.map((one) => (
        <label key={one.customerId}>
          <input
            type="radio"
            name="caller"
            checked={chosen?.customerId === one.customerId}
            onChange={() => onChoose(one)}
          />
          {one.name} <small>{[one.kana, one.number].filter(Boolean).join(' · ')}</small>
        </label>
      ))}
      <label>
        <input type="radio" name="caller" checked={chosen === null} onChange={() => onChoose(null)} />
        {work.memoNewCaller}
      </label>
    </fieldset>
  )
}

type ChoiceProps = { caller: Caller; value: TicketId | null; onChange: (id: TicketId | null) => void }

function TicketChoice({ caller, value, onChange }: ChoiceProps) {
  const { work, common } = useText()
  return (
    <fieldset className="choice">
      <legend>{work.memoTicket}</legend>
      <label>
        <input type="radio" name="into" checked={value === null} onChange={() => onChange(null)} />
        {work.memoNewTicket}
      </label>
      {caller.openTickets.map(({ id, subject }) => (
        <label key={id}>
          <input type="radio" name="into" checked={value === id} onChange={() => onChange(id)} />
          {common.ticketNumber(id)} {subject || common.noSubject}
        </label>
      ))}
    </fieldset>
  )
}

function useCallers(number: string): Caller[] {
  const { api } = useAppStore()
  const showError = useApp((state) => state.showError)
  const [found, setFound] = useState<Caller[]>([])
  useEffect(() => {
    let isGone = false
    api
      .call('phone.lookup', { number })
      .then((callers) => !isGone && setFound(callers))
      .catch((error: unknown) => !isGone && showError(error))
    return () => {
      isGone = true
    }
  }, [api, number, showError])
  return found
}
