import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import type { AccountId } from '../../preload/domain.ts'
import { useActions, useApp, useAppStore, useText } from '../store/context.ts'
import type { Save } from './use-save.ts'

/** Asked because the passwords are gone afterwards, and named so that nobody removes the wrong one. */
export function RemoveAccount({ id, save, onClose }: { id: AccountId; save: Save; onClose: () => void }) {
  const { settings: words, common } = useText()
  const { api } = useAppStore()
  const account = useApp((state) => state.accounts.get(id))
  const shop = useApp((state) => (account ? state.shops.get(account.shopId) : undefined))
  const waiting = useApp(
    ({ outbox }) => [...outbox.values()].filter(({ from }) => from.address === account?.address).length,
  )
  const { loadAccounts, loadShops } = useActions()
  if (!account) return null

  function remove() {
    onClose()
    void save(async () => {
      await api.call('accounts.remove', { id })
      await Promise.all([loadAccounts(), loadShops()])
    })
  }
  return (
    <ModalOverlay className="overlay" isOpen isDismissable onOpenChange={onClose}>
      <Modal className="modal">
        <Dialog role="alertdialog">
          <Heading slot="title">{words.removeTitle(account.address)}</Heading>
          <p>{words.removeBody}</p>
          {waiting > 0 && <p className="is-danger">{words.removeOutbox(waiting)}</p>}
          <div className="modal__buttons">
            <button type="button" className="button" onClick={onClose}>
              {common.cancel}
            </button>
            <button type="button" className="button button--danger" onClick={remove}>
              {words.removeConfirm(shop?.name ?? account.name)}
            </button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
