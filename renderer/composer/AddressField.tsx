import { CircleAlert, X } from 'lucide-react'
import { useId, useState, type KeyboardEvent } from 'react'
import type { Address } from '../../preload/domain.ts'
import { useText } from '../store/context.ts'
import { isConverting } from '../ui/ime.ts'
import { addAddresses, isAddress, parseAddresses } from './addresses.ts'

type Props = {
  label: string
  addresses: readonly Address[]
  isAutoFocused?: boolean
  onChange: (addresses: Address[]) => void
}

const focusOnce = (input: HTMLInputElement | null) => input?.focus()

/** Recipients as chips. Clicking a chip gives it back as text to correct. */
export function AddressField({ label, addresses, isAutoFocused = false, onChange }: Props) {
  const { composer } = useText()
  const [typed, setTyped] = useState('')
  const inputId = useId()
  const problem = addresses.find(({ address }) => !isAddress(address))

  function take(text: string) {
    const fresh = parseAddresses(text)
    setTyped('')
    if (fresh.length > 0) onChange(addAddresses(addresses, fresh))
  }
  const without = (index: number) => addresses.filter((_, at) => at !== index)
  function edit(index: number) {
    const address = addresses[index]
    if (!address) return
    setTyped(address.name ? `${address.name} <${address.address}>` : address.address)
    onChange(without(index))
    document.getElementById(inputId)?.focus()
  }
  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (isConverting(event) || event.ctrlKey || event.metaKey) return
    if (typed !== '' && ['Enter', ',', ';', '、', 'Tab'].includes(event.key)) {
      if (event.key !== 'Tab') event.preventDefault()
      take(typed)
    }
    if (event.key === 'Enter') event.preventDefault()
    if (event.key === 'Backspace' && typed === '' && addresses.length > 0) {
      event.preventDefault()
      edit(addresses.length - 1)
    }
  }
  return (
    <div className="address-field">
      <label htmlFor={inputId}>{label}</label>
      <div className="address-field__chips">
        {addresses.map(({ name, address }, index) => (
          <span key={address} className="address-chip" data-invalid={!isAddress(address) || undefined} title={address}>
            {!isAddress(address) && <CircleAlert size={13} aria-hidden />}
            <button type="button" className="address-chip__name" onClick={() => edit(index)}>
              {name || address}
              {name !== '' && <span className="address-chip__address">{address}</span>}
            </button>
            <button
              type="button"
              className="address-chip__remove"
              aria-label={composer.removeAddress(name || address)}
              onClick={() => onChange(without(index))}
            >
              <X size={12} aria-hidden />
            </button>
          </span>
        ))}
        <input
          id={inputId}
          type="text"
          inputMode="email"
          autoComplete="off"
          spellCheck={false}
          ref={isAutoFocused ? focusOnce : undefined}
          placeholder={addresses.length === 0 ? composer.addAddress : ''}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={onKeyDown}
          onBlur={() => take(typed)}
          onPaste={(event) => {
            const text = event.clipboardData.getData('text')
            if (!/[,;、\n]/.test(text)) return
            event.preventDefault()
            take(text)
          }}
        />
      </div>
      {problem && (
        <p className="field-problem" role="alert">
          {composer.invalidAddress(problem.address)}
        </p>
      )}
    </div>
  )
}
