import { KeyRound } from 'lucide-react'
import { useState } from 'react'
import type { AccountId, AccountInfo } from '../../preload/domain.ts'
import { isNetwork } from '../../preload/domain.ts'
import { useActions, useApp, useText } from '../store/context.ts'
import { NetworkDialog } from './NetworkDialog.tsx'

/** The account of a network that does not take our token any more; null while all is well, and for mail. */
export const useLockedAccount = (id: AccountId | undefined): AccountInfo | null =>
  useApp(({ accounts }) => {
    const account = id === undefined ? undefined : accounts.get(id)
    return account && isNetwork(account.channel) && account.state === 'needs-login' ? account : null
  })

/** In the composer of an account that has to be signed in to anew: what is written stays, and leaves after that. */
export function LockedAccount({ account }: { account: AccountInfo }) {
  const { networks: words } = useText()
  const { loadAccounts } = useActions()
  const [isOpen, setOpen] = useState(false)
  const close = () => setOpen(false)
  return (
    <div className="composer-note" role="alert">
      <KeyRound size={16} aria-hidden />
      <div>
        <strong>{words.lockedTitle(account.address)}</strong>
        <p>{words.lockedBody}</p>
        <div className="composer-note__buttons">
          <button type="button" className="button button--small" onClick={() => setOpen(true)}>
            {words.loginAgain}
          </button>
        </div>
      </div>
      {isOpen && (
        <NetworkDialog
          account={account}
          onClose={close}
          onSaved={() => {
            close()
            void loadAccounts()
          }}
        />
      )}
    </div>
  )
}
