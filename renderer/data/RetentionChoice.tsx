import { useEffect, useId, useState } from 'react'
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import type { Save } from '../settings/use-save.ts'
import { useAppStore, useText } from '../store/context.ts'

const MONTHS = [12, 24, 36, 60, 84, 120]

/** When the content of settled tickets goes by itself. Asked about, because it cannot be taken back. */
export function RetentionChoice({ save }: { save: Save }) {
  const [id, hint] = [useId(), useId()]
  const { erasing: words } = useText()
  const { api } = useAppStore()
  const [months, setMonths] = useState<number | null>(null)
  const [asked, setAsked] = useState<{ months: number; tickets: number } | null>(null)
  useEffect(() => void api.call('retention.get', {}).then((now) => setMonths(now.months)), [api])

  const put = (next: number | null) =>
    save(async () => {
      const kept = await api.call('retention.set', { months: next })
      setMonths(kept.months)
    })
  function choose(value: string) {
    if (value === '') void put(null)
    else void look(Number(value))
  }
  const look = (next: number) =>
    save(async () => {
      const { tickets } = await api.call('retention.preview', { months: next })
      setAsked({ months: next, tickets })
    })
  const choices = [...new Set([...MONTHS, ...(months === null ? [] : [months])])].sort((a, b) => a - b)
  return (
    <div className="field">
      <label htmlFor={id}>{words.retention}</label>
      <select
        id={id}
        className="select"
        aria-describedby={hint}
        value={months ?? ''}
        onChange={({ target }) => choose(target.value)}
      >
        <option value="">{words.never}</option>
        {choices.map((choice) => (
          <option key={choice} value={choice}>
            {words.after(choice)}
          </option>
        ))}
      </select>
      <p id={hint} className="field__hint">
        {words.retentionHint}
      </p>
      {asked && (
        <Question
          {...asked}
          onClose={() => setAsked(null)}
          onConfirm={() => {
            setAsked(null)
            void put(asked.months)
          }}
        />
      )}
    </div>
  )
}

type QuestionProps = { months: number; tickets: number; onClose: () => void; onConfirm: () => void }

function Question({ months, tickets, onClose, onConfirm }: QuestionProps) {
  const { erasing: words, common } = useText()
  return (
    <ModalOverlay className="overlay" isOpen isDismissable onOpenChange={onClose}>
      <Modal className="modal">
        <Dialog role="alertdialog">
          <Heading slot="title">{words.retentionTitle}</Heading>
          <p>{words.retentionBody(tickets, months)}</p>
          <div className="modal__buttons">
            <button type="button" className="button" onClick={onClose}>
              {common.cancel}
            </button>
            <button type="button" className="button button--danger" onClick={onConfirm}>
              {words.retentionConfirm}
            </button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
