import { useEffect, useState } from 'react'
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import type { Output } from '../../preload/contract.ts'
import type { MessageId } from '../../preload/domain.ts'
import { useApp, useAppStore, useText } from '../store/context.ts'
import { copyText } from '../ui/copy-text.ts'

export function SourceDialog({ id, onClose }: { id: MessageId; onClose: () => void }) {
  const { ticket, common } = useText()
  const { api } = useAppStore()
  const showError = useApp((state) => state.showError)
  const [source, setSource] = useState<Output<'messages.source'> | null>(null)
  useEffect(() => {
    api
      .call('messages.source', { id })
      .then(setSource)
      .catch((error: unknown) => {
        showError(error)
        onClose()
      })
  }, [api, id, onClose, showError])
  return (
    <ModalOverlay className="overlay" isOpen isDismissable onOpenChange={onClose}>
      <Modal className="modal modal--wide">
        <Dialog className="source">
          <Heading slot="title">{ticket.sourceTitle}</Heading>
          {source?.isCut && <p className="notice-line">{ticket.sourceCut}</p>}
          <textarea readOnly aria-label={ticket.sourceTitle} value={source?.text ?? common.loading} />
          <div className="modal__buttons">
            <button type="button" className="button" disabled={!source} onClick={() => copyText(source?.text ?? '')}>
              {ticket.copySource}
            </button>
            <button type="button" className="button button--primary" onClick={onClose}>
              {common.close}
            </button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
