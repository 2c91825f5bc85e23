import { Plus } from 'lucide-react'
import { useCallback, useState } from 'react'
import { useShallow } from 'zustand/react/shallow'
import { isNetwork, type AccountId } from '../../preload/domain.ts'
import { NetworkDialog } from '../networks/NetworkDialog.tsx'
import { useActions, useApp, useText } from '../store/context.ts'
import { AccountCard } from './AccountCard.tsx'
import { EditAccount } from './EditAccount.tsx'
import { RemoveAccount } from './RemoveAccount.tsx'
import { Section } from './Section.tsx'
import { useSave } from './use-save.ts'

type Open = { dialog: 'edit' | 'remove'; id: AccountId } | { dialog: 'network' }

export function AccountsSection() {
  const { settings: words, networks } = useText()
  const ids = useApp(useShallow((state) => [...state.accounts.keys()]))
  const isDemo = useApp((state) => state.info?.isDemo ?? false)
  const showScreen = useApp((state) => state.showScreen)
  const [open, setOpen] = useState<Open | null>(null)
  const { state, save } = useSave()
  const close = useCallback(() => setOpen(null), [])
  const edited = useApp((all) => (open?.dialog === 'edit' ? (all.accounts.get(open.id) ?? null) : null))
  const { loadAccounts, loadShops } = useActions()
  const saved = () => {
    close()
    void save(() => Promise.all([loadAccounts(), loadShops()]))
  }
  return (
    <Section title={words.sections.accounts} saving={state}>
      {ids.length === 0 && <p className="settings__empty">{words.noAccounts}</p>}
      {ids.map((id) => (
        <AccountCard
          key={id}
          id={id}
          save={save}
          onEdit={() => setOpen({ dialog: 'edit', id })}
          onRemove={() => setOpen({ dialog: 'remove', id })}
        />
      ))}
      {!isDemo && (
        <div className="settings__buttons">
          <button type="button" className="button" onClick={() => showScreen('onboarding')}>
            <Plus size={16} aria-hidden /> {words.addAccount}
          </button>
          <button type="button" className="button" onClick={() => setOpen({ dialog: 'network' })}>
            <Plus size={16} aria-hidden /> {networks.addTitle}
          </button>
        </div>
      )}
      {open?.dialog === 'network' && <NetworkDialog account={null} onClose={close} onSaved={saved} />}
      {edited && isNetwork(edited.channel) && <NetworkDialog account={edited} onClose={close} onSaved={saved} />}
      {open?.dialog === 'edit' && edited?.channel === 'mail' && (
        <EditAccount id={open.id} save={save} onClose={close} />
      )}
      {open?.dialog === 'remove' && <RemoveAccount id={open.id} save={save} onClose={close} />}
    </Section>
  )
}
