import { Pencil } from 'lucide-react'
import { useState } from 'react'
import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components'
import type { HoldView } from '../../preload/domain.ts'
import { useApp, useText } from '../store/context.ts'
import { detailsOf } from '../store/holds.ts'

/** Order, product and stock of a hold that runs. */
export function HoldDetails({ hold }: { hold: HoldView }) {
  const { holds } = useText()
  return (
    <DialogTrigger>
      <Button className="icon-button" aria-label={holds.editDetails}>
        <Pencil size={13} aria-hidden />
      </Button>
      <Popover className="popover" placement="bottom start">
        <Dialog className="hold-form" aria-label={holds.editDetails}>
          {({ close }) => <Form hold={hold} onClose={close} />}
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}

function Form({ hold, onClose }: { hold: HoldView; onClose: () => void }) {
  const { holds, common } = useText()
  const updateHold = useApp((state) => state.updateHold)
  const [details, setDetails] = useState(() => detailsOf(hold))
  const text = (key: 'orderNumber' | 'product' | 'stockNote', maxLength: number) => (
    <label>
      <span>{holds[key]}</span>
      <input
        type="text"
        maxLength={maxLength}
        value={details[key]}
        onChange={(event) => setDetails({ ...details, [key]: event.target.value })}
      />
    </label>
  )
  const check = (key: 'isReserved' | 'isAutomatic') => (
    <label className="hold-form__check">
      <input
        type="checkbox"
        checked={details[key]}
        onChange={(event) => setDetails({ ...details, [key]: event.target.checked })}
      />
      {holds[key]}
    </label>
  )
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        onClose()
        void updateHold(details)
      }}
    >
      {text('orderNumber', 100)}
      {text('product', 300)}
      {text('stockNote', 1000)}
      {check('isReserved')}
      {check('isAutomatic')}
      <p className="hold-plan__hint">{holds.automaticHint}</p>
      <div className="modal__buttons">
        <button type="button" className="button button--small" onClick={onClose}>
          {common.cancel}
        </button>
        <button type="submit" className="button button--small button--primary">
          {holds.saveDetails}
        </button>
      </div>
    </form>
  )
}
