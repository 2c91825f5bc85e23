import { useEffect, useState } from 'react'
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import type { AccountInfo, NetworkDraft, NetworkInfo } from '../../preload/domain.ts'
import { useApp, useAppStore, useText } from '../store/context.ts'
import { ChannelMark } from './ChannelMark.tsx'
import { NetworkForm } from './NetworkForm.tsx'

type Props = {
  /** Null: a new one. */
  account: AccountInfo | null
  onClose: () => void
  onSaved: (name: string) => void
}
type Opened = { network: NetworkInfo; draft: NetworkDraft; storedSecrets: readonly string[] }

/** Connects an account of a social network, or changes one. Only its buttons close it: nothing typed is lost by a slip. */
export function NetworkDialog({ account, onClose, onSaved }: Props) {
  const { networks: words, channel } = useText()
  const { networks, opened, choose, goBack } = useNetworks(account, onClose)
  function titleOf() {
    if (account) return words.editTitle(account.address)
    return opened ? words.addTitleOf(channel[opened.network.id]) : words.addTitle
  }
  return (
    <ModalOverlay className="overlay" isOpen isKeyboardDismissDisabled={opened !== null} onOpenChange={onClose}>
      <Modal className="modal">
        <Dialog className="network-dialog">
          <Heading slot="title">{titleOf()}</Heading>
          {opened ? (
            <NetworkForm
              key={opened.network.id}
              {...opened}
              account={account}
              onBack={account === null ? goBack : null}
              onClose={onClose}
              onSaved={onSaved}
            />
          ) : (
            <Choice networks={networks} onChoose={choose} onClose={onClose} />
          )}
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

function useNetworks(account: AccountInfo | null, onFailed: () => void) {
  const { api } = useAppStore()
  const showError = useApp((state) => state.showError)
  const [networks, setNetworks] = useState<readonly NetworkInfo[]>([])
  const [opened, setOpened] = useState<Opened | null>(null)
  const id = account?.id ?? null
  useEffect(() => {
    async function load() {
      const found = await api.call('networks.list', {})
      setNetworks(found)
      if (id === null) return
      const stored = await api.call('networks.draft', { id })
      const network = found.find((one) => one.id === stored.draft.channel)
      if (network) setOpened((before) => before ?? { network, ...stored })
    }
    load().catch((error: unknown) => {
      showError(error)
      onFailed()
    })
    // Only when it is opened: what is typed must not be lost.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [api, id])
  return {
    networks,
    opened,
    choose: (network: NetworkInfo) => setOpened(emptyOf(network)),
    goBack: () => setOpened(null),
  }
}

function emptyOf(network: NetworkInfo): Opened {
  const of = (isSecret: boolean) =>
    Object.fromEntries(
      network.fields.filter(({ kind }) => (kind === 'secret') === isSecret).map(({ name, initial }) => [name, initial]),
    )
  const draft = { channel: network.id, settings: of(false), secrets: of(true), budgetYen: null, wantsLogin: false }
  return { network, draft, storedSecrets: [] }
}

type ChoiceProps = {
  networks: readonly NetworkInfo[]
  onChoose: (network: NetworkInfo) => void
  onClose: () => void
}

function Choice({ networks, onChoose, onClose }: ChoiceProps) {
  const { networks: words, channel } = useText()
  return (
    <div className="network-form">
      <p>{words.choose}</p>
      <ul className="network-choice">
        {networks.map((network) => (
          <li key={network.id}>
            <button type="button" className="button" onClick={() => onChoose(network)}>
              <ChannelMark channel={network.id} /> {channel[network.id]}
            </button>
          </li>
        ))}
      </ul>
      <div className="modal__buttons">
        <button type="button" className="button" onClick={onClose}>
          {words.cancel}
        </button>
      </div>
    </div>
  )
}
